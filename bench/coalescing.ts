import { hintAt, startGround } from './ground.ts'
import type { Benchmark, Measurement } from './harness.ts'
import { ofInstallation, writesOf } from './requests.ts'
import { actionItems, mergePostmortem, settledDraft } from './story.ts'

const hints = 1_000

/** Passes for 1,000 hints at one settled incident, half of them at once and half while its pass runs. */
async function measureCoalescing(): Promise<Measurement> {
  const ground = await startGround()
  try {
    const incident = await settledDraft(ground)
    await mergePostmortem(ground, incident, actionItems(3))
    await ground.engine.pass(incident)
    ground.sandbox.setLatency(20)
    ground.sandbox.requests.clear()
    const before = ground.engine.passes()
    const give = (count: number) => {
      for (let n = 0; n < count; n += 1) ground.engine.queue.enqueue(hintAt(incident))
    }
    give(hints / 2)
    while (ground.engine.passes() === before) await new Promise((resolve) => setImmediate(resolve))
    give(hints / 2)
    await ground.engine.queue.idle()
    const asked = ofInstallation(ground.sandbox.requests.list())
    const detail = { hints, requests: asked.length, writes: writesOf(asked).length }
    return { value: ground.engine.passes() - before, detail }
  } finally {
    await ground.close()
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
