import { expect, it } from 'vitest'
import { planningHere } from '../../src/entry/threads/plan-here.ts'
import { createPass } from '../../src/reconcile/pass.ts'
import { GitHubError, type GitHubFault, ownPlace, type PassResult } from '../../src/reconcile/ports.ts'
import { createRecentWrites } from '../../src/reconcile/recent-writes.ts'
import { createSkipCache } from '../../src/reconcile/skip-cache.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

const hint = {
  ref: { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 },
  reason: 'test',
  priority: 'interactive',
} as const

/** Passes whose first request meets these faults, one each. */
function passesAgainst(...faults: readonly GitHubFault[]) {
  let passes = 0
  const open = () => {
    const fault = faults[Math.min(passes, faults.length - 1)]
    passes += 1
    return Promise.reject(fault ? new GitHubError('It did not work.', fault) : new Error('no fault'))
  }
  return createPass({
    github: { open, repositories: async function* () {} },
    planner: planningHere({}),
    queue: { enqueue: () => undefined },
    log: quiet,
    recent: createRecentWrites(() => 0),
    skipCache: createSkipCache(),
  })
}

/** What a pass makes of a fault that its first request meets. */
async function passAgainst(fault: GitHubFault): Promise<PassResult> {
  return passesAgainst(fault)(hint, 0, ownPlace)
}

const faults: readonly (readonly [name: string, fault: GitHubFault, result: object])[] = [
  ['backs off further and further while GitHub is down', { kind: 'outcome-unknown' }, { next: 'back-off' }],
  ['waits as long as a rate limit says', { kind: 'limited', retryAfter: 60 }, { next: 'later', after: 60_000 }],
  ['looks again at once when somebody was first', { kind: 'exists' }, { next: 'again' }],
  ['ends where the app is not installed', { kind: 'refused', status: 404, reason: 'not-installed' }, { next: 'done' }],
]

it.each(faults)('a pass %s', async (_name, fault, result) => {
  expect(await passAgainst(fault)).toMatchObject(result)
})

it.each(['stale', 'exists'] as const)(
  'a race (%s) that is lost again and again is none, and backs off',
  async (kind) => {
    const run = passesAgainst({ kind })
    const results: string[] = []
    for (let pass = 0; pass < 6; pass += 1) results.push((await run(hint, 0, ownPlace)).next)
    expect(results).toEqual(['again', 'again', 'again', 'back-off', 'back-off', 'back-off'])
  },
)

it('counts races in a row only, each incident’s its own', async () => {
  const run = passesAgainst(
    { kind: 'stale' },
    { kind: 'stale' },
    { kind: 'stale' },
    { kind: 'outcome-unknown' },
    { kind: 'stale' },
  )
  const other = { ...hint, ref: { ...hint.ref, number: 2 } }
  for (let pass = 0; pass < 3; pass += 1) await run(hint, 0, ownPlace)
  expect((await run(hint, 0, ownPlace)).next).toBe('back-off')
  expect((await run(hint, 0, ownPlace)).next).toBe('again')
  expect((await run(other, 0, ownPlace)).next).toBe('again')
})
