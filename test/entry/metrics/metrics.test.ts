import { afterEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../sandbox/server.ts'
import { createCounting } from '../../../src/entry/metrics/counting.ts'
import type { Meters } from '../../../src/entry/metrics/meters.ts'
import { type RunningServer, startServer } from '../../../src/entry/server.ts'
import type { Hint, PassPlace, PassResult } from '../../../src/reconcile/ports.ts'
import { environmentOf } from '../../story/stage/world.ts'
import { deliver, keptLog, labelled } from '../parts.ts'

describe('the numbers of a server', () => {
  let sandbox: Sandbox
  let server: RunningServer
  afterEach(async () => {
    await server.stop(5_000)
    await sandbox.close()
  })

  it('tell of passes, writes, deliveries, requests and limits, and name no repository and nobody', async () => {
    sandbox = await startSandbox()
    const log = keptLog()
    const variables = { HOST: '127.0.0.1', PORT: '0', METRICS_PORT: '0', SWEEP_INTERVAL: '0', REDELIVERY_INTERVAL: '0' }
    server = await startServer(environmentOf(sandbox, variables), { log })
    sandbox.setWebhookUrl(server.webhookUrl)
    await fetch(`${sandbox.url}/repos/acme/shop/issues`, {
      method: 'POST',
      headers: { authorization: `token ${sandbox.tokens.ada}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Checkout is down', labels: ['incident'] }),
    })
    await sandbox.deliveries.idle()
    await server.app?.queue.idle({ delayed: 'included' })
    await deliver(server.webhookUrl, labelled, { by: 'guessed' })

    const [, address = ''] = /"metrics":"([^"]+)"/.exec(log.lines.join('\n')) ?? []
    const text = await (await fetch(address)).text()
    const value = (line: string): number =>
      Number(
        text
          .split('\n')
          .find((one) => one.startsWith(`${line} `))
          ?.split(' ')[1],
      )
    expect(value('aftermath_passes_total{kind="incident",result="done"}')).toBeGreaterThan(0)
    expect(value('aftermath_pass_duration_seconds_count{kind="incident"}')).toBeGreaterThan(0)
    expect(value('aftermath_writes_total{write="open-postmortem"}')).toBe(1)
    expect(value('aftermath_deliveries_total{outcome="refused"}')).toBe(1)
    expect(value('aftermath_deliveries_total{outcome="taken"}')).toBeGreaterThan(0)
    expect(value('aftermath_requests_total{status="2xx"}')).toBeGreaterThan(5)
    expect(text).toMatch(/^aftermath_limit_remaining\{installation="\d+",resource="core"\} \d+$/m)
    expect(value('aftermath_queue_size')).toBe(0)
    expect(value('aftermath_queue_oldest_seconds')).toBe(0)
    expect(text).not.toMatch(/acme|shop|ada|Checkout/)
    expect((await fetch(new URL('/', address))).status).toBe(404)
    expect((await fetch(new URL('/metrics', server.url))).status).toBe(404)
  })
})

describe('what waits longest', () => {
  const hint: Hint = {
    ref: { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 },
    reason: 'test',
    priority: 'interactive',
  }
  const place: PassPlace = { lendUntil: (waiting) => waiting }

  it('waits from its first hint until a pass of it ends well, and from a hint during a pass anew', async () => {
    let now = 0
    let oldest = () => Number.NaN
    const unused = () => undefined
    const meters: Meters = {
      passed: unused,
      wrote: unused,
      delivered: unused,
      answered: unused,
      left: unused,
      watch: (queue) => {
        oldest = queue.oldest
      },
      listen: () => Promise.reject(new Error('Nobody listens here.')),
    }
    const results: PassResult['next'][] = ['back-off', 'done', 'done']
    const counting = createCounting(meters, () => now)
    const queue = counting.queue(
      {
        enqueue: unused,
        accept: async () => unused(),
        idle: async () => unused(),
        stop: async () => true,
        size: () => 0,
      },
      'own',
    )
    const pass = counting.passes(async () => {
      now += 1_000
      if (results.length === 2) queue.enqueue(hint)
      return results.shift() === 'done' ? { next: 'done' } : { next: 'back-off', reason: 'GitHub is down.' }
    })
    expect(oldest()).toBe(0)
    await queue.accept([hint, hint])
    now = 5_000
    expect(oldest()).toBe(5)
    await pass(hint, 0, place)
    expect(oldest()).toBe(6)
    await pass(hint, 1, place)
    expect(oldest()).toBe(0)
    now += 3_000
    expect(oldest()).toBe(3)
    await pass(hint, 0, place)
    expect(oldest()).toBe(0)
  })
})
