import { afterEach, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { withAnswer } from '../../src/domain/snapshot.ts'
import { planningHere } from '../../src/entry/threads/plan-here.ts'
import { createPlanningThreads, type PlanningThreads } from '../../src/entry/threads/planning.ts'
import type { Situation } from '../../src/plan/context.ts'
import type { PassPriority } from '../../src/reconcile/ports.ts'

const self = { login: 'aftermath[bot]', appIds: [7], logins: [] }
const situation: Situation = { self, admit: 'normal', scope: 'recent', trouble: null, skippable: new Map() }
const ref = { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 } as const
const nothing: Snapshot = { ref, now: '', answers: {}, refusals: [] }

/** More than a thread of 32 MiB holds, and more text than is planned over beside others. */
function muchOf(): Snapshot {
  const event = {
    kind: 'labelled',
    label: 'incident',
    actor: { login: 'x'.repeat(50), bot: false, appId: null },
    at: '',
  } as const
  const events = Array.from({ length: 100_000 }, () => ({ ...event, actor: { ...event.actor } }))
  return { ...nothing, answers: withAnswer<'issueEvents'>({}, { ask: 'issueEvents', number: 1 }, events) }
}

let threads: PlanningThreads
afterEach(() => threads.close())

it('a thread decides what the planner decides', async () => {
  threads = createPlanningThreads()
  expect(await threads.plan(nothing, situation, 'interactive')).toEqual(
    await planningHere()(nothing, situation, 'interactive'),
  )
})

it.each([
  ['time', { time: 1, memory: 384 }],
  ['memory', { time: 30_000, memory: 32 }],
  // Not even its program has room.
  ['memory', { time: 30_000, memory: 16 }],
] as const)('a plan that takes more %s than it may is given up, and the next one is made', async (limit, long) => {
  // A busy machine takes seconds to start a thread: only the lane that is tried has little time.
  threads = createPlanningThreads({ short: { time: 120_000, memory: 192 }, long })
  await expect(threads.plan(muchOf(), situation, 'interactive')).rejects.toMatchObject({ name: 'PlanningLimit', limit })
  expect((await threads.plan(nothing, situation, 'interactive')).questions).not.toEqual([])
})

it.each([
  ['another account', 'interactive', 'quiet', 1],
  ['what somebody waits for', 'sweep', 'acme', 1],
] as const)('%s waits for one plan, not for all that stand in line', async (_name, priority, owner, ahead) => {
  threads = createPlanningThreads()
  const done: string[] = []
  const planned = async (account: string, by: PassPriority) => {
    await threads.plan({ ...nothing, ref: { ...ref, owner: account } }, situation, by)
    done.push(account === owner && by === 'interactive' ? 'the one' : 'another')
  }
  const flood = Array.from({ length: 8 }, () => planned('acme', priority))
  await Promise.all([...flood, planned(owner, 'interactive')])
  expect(done.indexOf('the one')).toBe(ahead)
})

describe('threads that are closed', () => {
  /** Ends by itself only after minutes: a test that waits for it fails. */
  const slow = { time: 600_000, memory: 384 }

  it('during a plan end it and all that stand in line, without waiting for any', async () => {
    threads = createPlanningThreads({ long: slow })
    const plans = Array.from({ length: 5 }, () => threads.plan(muchOf(), situation, 'interactive'))
    const ended = Promise.allSettled(plans)
    await threads.close()
    for (const one of await ended) expect(one).toMatchObject({ status: 'rejected' })
  })

  it('while the first thread starts plan nothing, and take nothing more', async () => {
    threads = createPlanningThreads()
    const first = threads.plan(nothing, situation, 'interactive')
    const ended = expect(first).rejects.toThrow()
    await threads.close()
    await ended
    await expect(threads.plan(nothing, situation, 'interactive')).rejects.toThrow('The server is stopping.')
  })

  it('twice are closed once', async () => {
    threads = createPlanningThreads()
    await threads.plan(nothing, situation, 'interactive')
    await Promise.all([threads.close(), threads.close()])
  })
})
