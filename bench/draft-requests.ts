import { declareBusyIncident } from './busy-incident.ts'
import type { Benchmark, Measurement } from './harness.ts'
import { kindsOf, ofInstallation, waves, writesOf } from './requests.ts'
import { settledDraft } from './story.ts'
import { startWorld } from './world.ts'

/** Long against the time that the app computes between two answers, also on a busy machine. */
const latency = 100
const around = { merges: 20, deployments: 5 }

interface Drafted {
  readonly requests: number
  readonly wavesBeforeWriting: number
  readonly kinds: Readonly<Record<string, number>>
}

/** What the app asks from the hint at a busy incident to its open draft, in a process whose token is warm. */
export async function draftOver(comments: number): Promise<Drafted> {
  const world = await startWorld()
  try {
    await settledDraft(world, 'Something else')
    const incident = await declareBusyIncident(world, { ...around, comments })
    world.sandbox.setLatency(latency)
    world.sandbox.requests.clear()
    await world.engine.pass(incident)
    const asked = ofInstallation(world.sandbox.requests.list())
    const opened = asked.findIndex(({ method, path }) => method === 'POST' && path.endsWith('/pulls'))
    if (opened < 0) throw new Error('No pull request was opened.')
    const needed = asked.slice(0, opened + 1)
    const [first] = writesOf(needed)
    const reads = needed.filter(({ at }) => first === undefined || at < first.at)
    return { requests: needed.length, wavesBeforeWriting: waves(reads), kinds: kindsOf(needed) }
  } finally {
    await world.close()
  }
}

export const draftRequests: Benchmark = {
  key: 'draft-requests',
  what: 'requests from the label’s hint to the open draft, with 100 comments, 20 merges and 5 deployments (500 comments: at most 4 more)',
  unit: 'requests',
  budget: 24,
  keeps: 'at-most',
  runs: 'alone',
  async measure(): Promise<Measurement> {
    const drafted = await draftOver(100)
    const talked = await draftOver(500)
    const more = talked.requests - drafted.requests
    return { value: drafted.requests, detail: { ...around, kinds: drafted.kinds, more, moreKept: more <= 4 } }
  },
}

export const draftWaves: Benchmark = {
  key: 'draft-waves',
  what: 'rounds of requests before the first write of such a draft',
  unit: 'waves',
  budget: 3,
  keeps: 'at-most',
  runs: 'alone',
  async measure(): Promise<Measurement> {
    const { wavesBeforeWriting, kinds } = await draftOver(100)
    return { value: wavesBeforeWriting, detail: { latency, kinds } }
  },
}
