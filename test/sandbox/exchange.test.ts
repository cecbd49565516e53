import { expect, test } from 'vitest'
import type { FaultInput, Sandbox } from '../../sandbox/server.ts'
import { running } from './setting.ts'

type Effect = Extract<FaultInput, { readonly request?: unknown }>['effect']

/** Asks for the repository past the network, with the next request struck. */
async function askUnder(
  effect: Effect,
  signal?: AbortSignal,
): Promise<{ sandbox: Sandbox; answer: Promise<Response> }> {
  const sandbox = await running()
  sandbox.faults.add({ request: { actor: 'any' }, effect })
  const headers = { authorization: `token ${sandbox.tokens.ada}` }
  const answer = sandbox.exchange(new Request(`${sandbox.url}/repos/acme/shop`, { headers, ...(signal && { signal }) }))
  return { sandbox, answer }
}

test('a request past the network is struck and logged, and its answer tells where it came from', async () => {
  const { sandbox, answer } = await askUnder({ kind: 'fail', with: 500 })
  expect(await answer).toMatchObject({ status: 500, url: `${sandbox.url}/repos/acme/shop` })
  expect(sandbox.requests.list()).toMatchObject([{ path: '/repos/acme/shop', status: 500, fault: 'fail' }])
})

test('a connection past the network that is cut rejects as fetch does', async () => {
  const { answer } = await askUnder({ kind: 'fail', with: 'reset' })
  await expect(answer).rejects.toThrow(new TypeError('fetch failed'))
})

test('a client past the network that gives up does not wait for a stalled answer', async () => {
  const giveUp = new AbortController()
  const { answer } = await askUnder({ kind: 'stall', ms: 3_600_000 }, giveUp.signal)
  giveUp.abort(new Error('No answer in time.'))
  await expect(answer).rejects.toThrow('No answer in time.')
})
