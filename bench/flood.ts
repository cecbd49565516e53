import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { FaultInput } from '../sandbox/faults/fault.ts'
import { disturbed, signedDeliveries } from './deliveries.ts'
import { mergeDrafts, untilRight, writesOfASweep } from './flood-incidents.ts'
import { type Benchmark, type Measurement, percentile, rounded } from './harness.ts'
import { inTurn, openLoop } from './load.ts'
import { type SandboxProgram, type ServerProgram, startAppProgram, startSandboxProgram } from './servers.ts'

export interface FloodSize {
  readonly perSecond: number
  readonly seconds: number
  /** Half of them stand in draft at the beginning and are merged meanwhile; of the others the app has not heard. */
  readonly incidents: number
}

const whole: FloodSize = { perSecond: 500, seconds: 60, incidents: 40 }

/** How long GitHub takes to answer an API request, in milliseconds. */
const apiLatency = 100

/** In turn, for every tenth request of the app. */
const apiFaults: readonly FaultInput['effect'][] = [
  { kind: 'fail', when: 'before', with: 502 },
  { kind: 'fail', when: 'after', with: 'reset' },
  { kind: 'unauthorized' },
  { kind: 'fail', when: 'before', with: 'reset' },
  { kind: 'stale', ms: 1_000 },
  { kind: 'fail', when: 'after', with: 500 },
  { kind: 'limit', limit: 'secondary', status: 429, retryAfter: 1 },
  { kind: 'stall', when: 'after', ms: 2_000 },
]

/** More than a tenth of what the app can ask in a second. */
const faultsPerSecond = 15

/**
 * Incidents that are not as they should be after a flood of deliveries, while every tenth delivery and every tenth answer
 * of GitHub's API goes wrong. The server runs as in production, but writes without pauses.
 */
export async function measureFlood(size: FloodSize, say: (doing: string) => void): Promise<Measurement> {
  say('starting the servers')
  const sandbox = await startSandboxProgram()
  const running: { stop(): Promise<void> }[] = [sandbox]
  try {
    say(`opening ${size.incidents} incidents`)
    const deliveries = await signedDeliveries(sandbox, size.incidents, size.incidents / 2)
    await sandbox.control('POST', 'latency', { ms: apiLatency })
    const server = await startAppProgram(sandbox.env, { WRITE_PACING: 'none' })
    running.push(server)
    await addFaults(sandbox, size.seconds * faultsPerSecond)
    const memory = watchMemory(server)
    say(`${size.perSecond} deliveries a second for ${size.seconds} s`)
    const [took] = await Promise.all([
      openLoop(server.webhookUrl, disturbed(inTurn(deliveries)), size),
      mergeDrafts(sandbox, size),
    ])
    const api = await apiRequests(sandbox)
    await sandbox.control('DELETE', 'faults')
    say('waiting until everything is done')
    const { wrong, seconds: settledAfterSeconds } = await untilRight(sandbox, size.incidents)
    const residentMegabytes = memory.end()
    const writesOfSweepAfterwards = await writesOfASweep(sandbox)
    const deliveriesSent = { answered: took.length, forged: took.length / 20, doubled: took.length / 20 }
    const answerMs = {
      p50: rounded(percentile(took, 0.5)),
      p99: rounded(percentile(took, 0.99)),
      max: rounded(percentile(took, 1)),
    }
    return {
      value: wrong.length,
      detail: {
        ...size,
        deliveries: deliveriesSent,
        answerMs,
        residentMegabytes,
        api,
        apiLatency,
        settledAfterSeconds,
        wrong,
        writesOfSweepAfterwards,
      },
    }
  } finally {
    await Promise.all(running.map((program) => program.stop()))
  }
}

/** Each fault lets all before it pass, so that they strike the tenth request, the twentieth, and so on. */
async function addFaults(sandbox: SandboxProgram, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await sandbox.control('POST', 'faults', { effect: apiFaults[n % apiFaults.length], skip: 10 * n + 9 })
  }
}

const faults = z.array(z.object({ fault: z.object({ effect: z.object({ kind: z.string() }) }), struck: z.number() }))

/** What the app asked of GitHub since the last restart of the log, and how often that went wrong. */
async function apiRequests(sandbox: SandboxProgram) {
  const requests = z.array(z.object({ actor: z.string() })).parse(await sandbox.control('GET', 'requests'))
  const struck = faults.parse(await sandbox.control('GET', 'faults')).filter(({ struck }) => struck > 0)
  const kinds: Record<string, number> = {}
  for (const { fault } of struck) kinds[fault.effect.kind] = (kinds[fault.effect.kind] ?? 0) + 1
  return { requests: requests.length, faults: struck.length, kinds }
}

/** Looks at a server's memory until it is told to end. In MB. */
function watchMemory(server: ServerProgram): { end(): { start: number; peak: number; end: number } } {
  const start = server.residentMegabytes()
  let peak = start
  let watching = true
  const watch = async (): Promise<void> => {
    while (watching) {
      peak = Math.max(peak, server.residentMegabytes())
      await sleep(250)
    }
  }
  void watch()
  return {
    end() {
      watching = false
      return { start: rounded(start), peak: rounded(peak), end: rounded(server.residentMegabytes()) }
    },
  }
}

export const flood: Benchmark = {
  key: 'flood',
  what: `incidents in a wrong state after ${whole.perSecond} deliveries a second for ${whole.seconds} s, a tenth of them and of the API’s answers faulty`,
  unit: 'incidents',
  budget: 0,
  keeps: 'at-most',
  runs: 'alone',
  measure: (say) => measureFlood(whole, say),
}
