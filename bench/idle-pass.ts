import type { Benchmark, Measurement } from './harness.ts'
import { kindsOf, ofInstallation, unchangedIn, writesOf } from './requests.ts'
import { actionItems, mergePostmortem, settledDraft } from './story.ts'
import { place, startWorld, type World } from './world.ts'

/** Requests of a pass that has nothing to do, in each phase of an incident's life; the value is the tracking phase's. */
async function measureIdlePass(): Promise<Measurement> {
  const world = await startWorld()
  try {
    const incident = await settledDraft(world)
    const drafting = await idle(world, incident)
    await mergePostmortem(world, incident, actionItems(5))
    await world.engine.pass(incident)
    const tracking = await idle(world, incident)
    await closeItems(world)
    await world.engine.pass(incident)
    const done = await idle(world, incident)
    return { value: tracking.requests, detail: { tracking, drafting, done } }
  } finally {
    await world.close()
  }
}

/** The second of two passes: the first one may be the one that finds nothing changed since the last write. */
async function idle(world: World, incident: number) {
  await world.engine.pass(incident)
  world.sandbox.requests.clear()
  await world.engine.pass(incident)
  const all = world.sandbox.requests.list()
  const asked = ofInstallation(all)
  return {
    requests: all.length,
    unchanged: unchangedIn(asked),
    writes: writesOf(asked).length,
    kinds: kindsOf(all),
  }
}

async function closeItems(world: World): Promise<void> {
  const { issues } = world.as('wes').rest
  const { data } = await issues.listForRepo({ ...place, labels: 'postmortem-action' })
  for (const { number } of data) {
    await issues.update({ ...place, issue_number: number, state: 'closed', state_reason: 'completed' })
  }
}

export const idlePass: Benchmark = {
  key: 'idle-pass',
  what: 'requests of a pass with nothing to do (tracking; other phases in detail)',
  unit: 'requests',
  budget: 6,
  keeps: 'at-most',
  runs: 'alone',
  measure: measureIdlePass,
}
