import type { Benchmark, Measurement } from './harness.ts'
import { ofInstallation, writesOf } from './requests.ts'
import { actionItems, mergePostmortem, settledDraft } from './story.ts'
import { hintAt, startWorld } from './world.ts'

const hints = 1_000

/** Passes for 1,000 hints at one settled incident, half of them at once and half while its pass runs. */
async function measureCoalescing(): Promise<Measurement> {
  const world = await startWorld()
  try {
    const incident = await settledDraft(world)
    await mergePostmortem(world, incident, actionItems(3))
    await world.engine.pass(incident)
    world.sandbox.setLatency(20)
    world.sandbox.requests.clear()
    const before = world.engine.passes()
    const give = (count: number) => {
      for (let n = 0; n < count; n += 1) world.engine.queue.enqueue(hintAt(incident))
    }
    give(hints / 2)
    while (world.engine.passes() === before) await new Promise((resolve) => setImmediate(resolve))
    give(hints / 2)
    await world.engine.queue.idle()
    const asked = ofInstallation(world.sandbox.requests.list())
    const detail = { hints, requests: asked.length, writes: writesOf(asked).length }
    return { value: world.engine.passes() - before, detail }
  } finally {
    await world.close()
  }
}

export const coalescing: Benchmark = {
  key: 'coalescing',
  what: '1,000 hints at one settled incident',
  unit: 'passes',
  budget: 3,
  keeps: 'at-most',
  runs: 'alone',
  measure: measureCoalescing,
}
