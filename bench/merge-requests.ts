import type { Benchmark, Measurement } from './harness.ts'
import { kindsOf, ofInstallation, unchangedIn, writesOf } from './requests.ts'
import { actionItems, mergePostmortem, settledDraft } from './story.ts'
import { startWorld } from './world.ts'

const count = 20

/** Requests that turn 20 action items of a merged postmortem into issues, until nothing is left to do. */
async function measureMergeRequests(): Promise<Measurement> {
  const world = await startWorld()
  try {
    const incident = await settledDraft(world)
    await mergePostmortem(world, incident, actionItems(count))
    world.sandbox.requests.clear()
    const before = world.engine.passes()
    await world.engine.pass(incident)
    const asked = ofInstallation(world.sandbox.requests.list())
    const writes = writesOf(asked)
    const attached = writes.filter(({ path }) => path.endsWith('/sub_issues')).length
    if (attached !== count) throw new Error(`${attached} of ${count} items were attached.`)
    const detail = {
      items: count,
      requests: asked.length,
      requestsBudget: 2 * count + 24,
      requestsKept: asked.length <= 2 * count + 24,
      unchanged: unchangedIn(asked),
      passes: world.engine.passes() - before,
      kinds: kindsOf(asked),
    }
    return { value: writes.length, detail }
  } finally {
    await world.close()
  }
}

export const mergeRequests: Benchmark = {
  key: 'merge-requests',
  what: `writes that turn ${count} action items into attached issues (all requests: at most ${2 * count + 24})`,
  unit: 'writes',
  budget: 2 * count + 4,
  keeps: 'at-most',
  runs: 'alone',
  measure: measureMergeRequests,
}
