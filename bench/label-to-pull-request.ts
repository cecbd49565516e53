import type { Benchmark, Measurement } from './harness.ts'
import { kindsOf, ofInstallation, waves } from './requests.ts'
import { declareIncident, settledDraft } from './story.ts'
import { startWorld } from './world.ts'

/** Long against the time that the app computes between two answers, also on a busy machine. */
const latency = 100

/** Rounds of requests from the hint to the open pull request, in a process whose token is warm. */
async function measureLabelToPullRequest(): Promise<Measurement> {
  const world = await startWorld()
  try {
    await settledDraft(world, 'Something else')
    const incident = await declareIncident(world)
    world.sandbox.setLatency(latency)
    world.sandbox.requests.clear()
    await world.engine.pass(incident)
    const asked = ofInstallation(world.sandbox.requests.list())
    const opened = asked.findIndex(({ method, path }) => method === 'POST' && path.endsWith('/pulls'))
    if (opened < 0) throw new Error('No pull request was opened.')
    const needed = asked.slice(0, opened + 1)
    const all = { requests: asked.length, waves: waves(asked) }
    return {
      value: waves(needed),
      detail: { latency, requests: needed.length, untilQuiet: all, kinds: kindsOf(needed) },
    }
  } finally {
    await world.close()
  }
}

export const labelToPullRequest: Benchmark = {
  key: 'label-to-pull-request',
  what: 'rounds of requests from the label’s hint to the open pull request',
  unit: 'waves',
  budget: 5,
  keeps: 'at-most',
  runs: 'alone',
  measure: measureLabelToPullRequest,
}
