import { expect, it } from 'vitest'
import { planningHere } from '../../src/entry/threads/plan-here.ts'
import { createPass } from '../../src/reconcile/pass.ts'
import { type Fault, GitHubError, ownPlace, type PassResult } from '../../src/reconcile/ports.ts'
import { createRecent } from '../../src/reconcile/recent.ts'
import { createSettledRefs } from '../../src/reconcile/settled.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** What a pass makes of a fault that its first request meets. */
async function passAgainst(fault: Fault): Promise<PassResult> {
  const run = createPass({
    github: {
      open: () => Promise.reject(new GitHubError('It did not work.', fault)),
      repositories: async function* () {},
    },
    planner: planningHere({}),
    queue: { enqueue: () => undefined },
    log: quiet,
    recent: createRecent(() => 0),
    settled: createSettledRefs(),
  })
  const ref = { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 } as const
  return run({ ref, reason: 'test', priority: 'interactive' }, 0, ownPlace)
}

const faults: readonly (readonly [name: string, fault: Fault, result: object])[] = [
  ['backs off further and further while GitHub is down', { kind: 'unclear' }, { next: 'back-off' }],
  ['waits as long as a rate limit says', { kind: 'limited', retryAfter: 60 }, { next: 'later', after: 60_000 }],
  ['looks again at once when somebody was first', { kind: 'exists' }, { next: 'again' }],
  ['ends where the app is not installed', { kind: 'refused', status: 404, reason: 'not-installed' }, { next: 'done' }],
]

it.each(faults)('a pass %s', async (_name, fault, result) => {
  expect(await passAgainst(fault)).toMatchObject(result)
})
