import { verify } from '@octokit/webhooks-methods'
import { describe, expect, test } from 'vitest'
import { dispatcher, type Ways } from '../../sandbox/faults/dispatcher.ts'
import type { FaultInput } from '../../sandbox/server.ts'
import { listener, type Received } from './listener.ts'
import { as, asJwt, running, shop } from './setting.ts'

const title = ({ body }: Received): string => JSON.parse(body).issue.title

/** Opens issues a, b and c with a fault on the delivery of b. */
async function afterThree(effect: Extract<FaultInput, { delivery?: unknown }>['effect']) {
  const { url, received } = await listener()
  const sandbox = await running({ webhookUrl: url })
  sandbox.faults.add({ delivery: { event: 'issues', action: 'opened' }, skip: 1, effect })
  for (const name of ['a', 'b', 'c']) await as(sandbox, 'ada').rest.issues.create({ ...shop, title: name })
  await sandbox.deliveries.idle()
  const { data } = await asJwt(sandbox).rest.apps.listWebhookDeliveries()
  return { sandbox, received, log: data.map(({ status }) => status).reverse() }
}

describe('a delivery', () => {
  const rows: readonly [string, Extract<FaultInput, { delivery?: unknown }>['effect'], string, readonly string[]][] = [
    ['that is dropped stands in the log as failed', { kind: 'drop' }, 'ac', ['OK', 'failed to connect to host', 'OK']],
    ['that is lost stands in no log', { kind: 'lose' }, 'ac', ['OK', 'OK']],
    ['that is doubled arrives twice', { kind: 'double' }, 'abbc', ['OK', 'OK', 'OK']],
    ['that is reordered comes after the next one', { kind: 'reorder' }, 'acb', ['OK', 'OK', 'OK']],
  ]
  test.each(rows)('%s', async (_name, effect, arrives, logged) => {
    const { received, log } = await afterThree(effect)
    expect(received.map(title).join('')).toBe(arrives)
    expect(log).toEqual(logged)
  })

  test('that is delayed lets others pass, and arrives when its time is over', async () => {
    const arrived: string[] = []
    const ways = (name: string): Ways => ({
      send: async () => void arrived.push(name),
      fail: async () => void arrived.push(`${name} failed`),
      forge: async () => void arrived.push(`${name} forged`),
    })
    let over: () => void = () => undefined
    const time = new Promise<void>((resolve) => {
      over = resolve
    })
    const line = dispatcher(async (ms) => {
      expect(ms).toBe(50)
      await time
    })
    line.dispatch(undefined, ways('a'))
    line.dispatch({ kind: 'delay', ms: 50 }, ways('b'))
    line.dispatch(undefined, ways('c'))
    const idle = line.idle()
    await new Promise((resolve) => setImmediate(resolve))
    expect(arrived).toEqual(['a', 'c'])
    over()
    await idle
    expect(arrived).toEqual(['a', 'c', 'b'])
  })

  test('that is delayed arrives over the network, too', async () => {
    const { received, log } = await afterThree({ kind: 'delay', ms: 0 })
    expect(new Set(received.map(title))).toEqual(new Set(['a', 'b', 'c']))
    expect(log).toEqual(['OK', 'OK', 'OK'])
  })

  test('that is doubled keeps its GUID', async () => {
    const { received } = await afterThree({ kind: 'double' })
    const guids = received.map(({ headers }) => headers['x-github-delivery'])
    expect(guids[1]).toBe(guids[2])
    expect(new Set(guids).size).toBe(3)
  })

  test('that is forged does not verify, and the others do', async () => {
    const { sandbox, received } = await afterThree({ kind: 'forge' })
    const verified = received.map(({ headers, body }) =>
      verify(sandbox.env.WEBHOOK_SECRET, body, String(headers['x-hub-signature-256'])),
    )
    expect(await Promise.all(verified)).toEqual([true, false, true])
  })
})
