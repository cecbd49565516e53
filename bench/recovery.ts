import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Benchmark, Measurement } from './harness.ts'
import { type OutageSize, touched } from './outage.ts'
import { apiLatency } from './webhook-ground.ts'

/** Every one of 50 incidents is spoken of ten times, and some of them need the app. */
export const wholeOutage: OutageSize = {
  declared: 4,
  merged: 4,
  items: 2,
  closed: 6,
  discussed: 36,
  each: 10,
  quiet: 25,
}

const incidents = touched(wholeOutage)
const missed = incidents * wholeOutage.each

const program = fileURLToPath(new URL('./recovery-run.js', import.meta.url))

const recovered = z.object({
  seconds: z.number(),
  secondsUntilQuiet: z.number(),
  requests: z.number(),
  appRequests: z.number(),
  writes: z.number(),
  redelivered: z.number(),
  passes: z.number(),
  kinds: z.record(z.string(), z.number()),
  endState: z.array(z.string()),
  wrong: z.array(z.string()),
})

/**
 * Seconds from the start of a server after two hours of downtime until everything is true, with GitHub's pacing: as the
 * server does it, and by the sweep alone. Both run for real, at the same time, each with an embedded GitHub in a process
 * of its own; they mostly wait for that pacing. Throws when anything is lost or there twice.
 */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  say(`${missed} missed deliveries of ${incidents} incidents, with redelivery and by the sweep alone`)
  const [shipped, alone] = await Promise.all([run('redelivery'), run('sweep')])
  const wrong = [...shipped.wrong, ...alone.wrong]
  if (wrong.length > 0) throw new Error(`After the outage ${wrong.join('; ')}.`)
  if (shipped.endState.join('\n') !== alone.endState.join('\n'))
    throw new Error('The two runs ended in different states.')
  const told = ({ endState: _, ...rest }: z.infer<typeof recovered>) => rest
  const detail = { ...wholeOutage, missed, latency: apiLatency, withRedelivery: told(shipped), sweepAlone: told(alone) }
  return { value: shipped.seconds, detail }
}

async function run(manner: 'redelivery' | 'sweep') {
  const { stdout } = await promisify(execFile)(process.execPath, [program, manner])
  return recovered.parse(JSON.parse(stdout))
}

export const recovery: Benchmark = {
  key: 'recovery',
  what: `from the start after two hours of downtime until all is true: ${missed} missed deliveries of ${incidents} incidents`,
  unit: 's',
  budget: null,
  keeps: 'at-most',
  runs: 'alone',
  measure,
}
