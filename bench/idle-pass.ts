import { type Ground, place, startGround } from './ground.ts'
import type { Benchmark, Measurement } from './harness.ts'
import { kindsOf, ofInstallation, unchangedIn, writesOf } from './requests.ts'
import { actionItems, mergePostmortem, settledDraft } from './story.ts'

/** Requests of a pass that has nothing to do, in each phase of an incident's life; the value is the tracking phase's. */
async function measureIdlePass(): Promise<Measurement> {
  const ground = await startGround()
  try {
    const incident = await settledDraft(ground)
    const drafting = await idle(ground, incident)
    await mergePostmortem(ground, incident, actionItems(5))
    await ground.engine.pass(incident)
    const tracking = await idle(ground, incident)
    await closeItems(ground)
    await ground.engine.pass(incident)
    const done = await idle(ground, incident)
    return { value: tracking.requests, detail: { tracking, drafting, done } }
  } finally {
    await ground.close()
  }
}

/** The second of two passes: the first one may be the one that finds nothing changed since the last write. */
async function idle(ground: Ground, incident: number) {
  await ground.engine.pass(incident)
  ground.sandbox.requests.clear()
  await ground.engine.pass(incident)
  const all = ground.sandbox.requests.list()
  const asked = ofInstallation(all)
  return {
    requests: all.length,
    unchanged: unchangedIn(asked),
    writes: writesOf(asked).length,
    kinds: kindsOf(all),
  }
}

async function closeItems(ground: Ground): Promise<void> {
  const { issues } = ground.as('wes').rest
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
