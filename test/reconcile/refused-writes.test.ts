import { afterEach, expect, it } from 'vitest'
import type { Mutation } from '../../src/domain/mutation.ts'
import { emptyPlan } from '../../src/domain/plan.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { connect } from '../../src/entry/app.ts'
import { systemTimers } from '../../src/entry/timers.ts'
import { isRefused } from '../../src/plan/status/refused.ts'
import { createPass } from '../../src/reconcile/pass.ts'
import { ownPlace, type Planner } from '../../src/reconcile/ports.ts'
import { createRecentWrites } from '../../src/reconcile/recent-writes.ts'
import { createSkipCache } from '../../src/reconcile/skip-cache.ts'
import { person } from '../story/stage/script.ts'
import { stageIn } from '../story/stage/stage.ts'
import { environmentOf, startWorld, type World } from '../story/stage/world.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const ref = { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 } as const

let world: World
afterEach(() => world.close())

/** One that GitHub refuses where there is no such issue. */
function reminder(number: number): Mutation {
  return { rule: 'remind', of: `${number}`, do: 'remind', number, slot: '2026-03-20/1', body: `Remember ${number}` }
}

/** What a pass writes that wants these, one after the other, with how often it planned. */
async function passOver(wanted: (refused: Snapshot['refusals']) => readonly Mutation[]) {
  world = await startWorld({ network: 'none' })
  const stage = stageIn(world.sandbox)
  await person('wes').opens('Checkout is down').act(stage)
  const github = connect(environmentOf(world.sandbox), { log: quiet, timers: systemTimers() })
  let plans = 0
  const planner: Planner = async ({ refusals }) => {
    plans += 1
    return { ...emptyPlan, mutations: wanted(refusals).filter((mutation) => !isRefused(mutation, refusals)) }
  }
  const parts = { queue: { enqueue: () => undefined }, log: quiet, recent: createRecentWrites(() => 0) }
  const pass = createPass({ github, planner, skipCache: createSkipCache(), ...parts })
  const result = await pass({ ref, reason: 'test', priority: 'interactive' }, 0, ownPlace)
  const state = await stage.state()
  await github.close()
  return { result, plans, said: JSON.stringify(state) }
}

it('a dozen refused reminders hold up neither the next one nor the end of the pass', async () => {
  const bad = Array.from({ length: 12 }, (_, index) => reminder(900 + index))
  const { result, plans, said } = await passOver((refusals) => (refusals.length === 0 ? [...bad, reminder(1)] : bad))
  expect(said).toContain('Remember 1')
  expect(result).toEqual({ next: 'done' })
  expect(plans).toBe(2)
})

it('writes of many kinds that are refused leave room for the status comment', async () => {
  const rules = ['complete-label', 'label-moved-item', 'set-severity', 'assign-lead', 'write-back'] as const
  const refused = rules.flatMap((rule) => {
    return [1, 2, 3, 4].map((index): Mutation => {
      return { rule, of: `${index}`, do: 'assign', number: 900 + index, logins: ['wes'] }
    })
  })
  const status: Mutation = { rule: 'status', do: 'post-status', number: 1, comment: null, body: 'What is in the way' }
  let posted = false
  const { result, said } = await passOver((refusals) => {
    const left = refused.filter((mutation) => !isRefused(mutation, refusals))
    if (left.length > 0 || posted) return left
    posted = true
    return [status]
  })
  expect(said).toContain('What is in the way')
  expect(result.next).not.toBe('back-off')
})
