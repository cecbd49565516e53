import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { type Benchmark, type Measurement, rounded } from './harness.ts'

const program = fileURLToPath(new URL('./merge-pacing-run.js', import.meta.url))
const paced = z.object({ seconds: z.number(), writes: z.number(), requests: z.number() })

/**
 * Wall time of turning 20 action items into issues at 50 ms latency with Octokit's stock pacing, divided by ours. Both
 * run for real, at the same time, each with an embedded GitHub of its own in a process of its own; they mostly wait.
 */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  say('20 items, twice: with stock pacing (two minutes) and with ours')
  const [stock, ours] = await Promise.all([run('stock'), run('github')])
  return { value: stock.seconds / ours.seconds, detail: { items: 20, latency: 50, stock, ours } }
}

async function run(pacing: 'stock' | 'github') {
  const { stdout } = await promisify(execFile)(process.execPath, [program, pacing])
  const { seconds, writes, requests } = paced.parse(JSON.parse(stdout))
  return { seconds: rounded(seconds), writes, requests }
}

export const mergePacing: Benchmark = {
  key: 'merge-pacing',
  what: 'time to open 20 action items: Octokit’s stock pacing divided by ours',
  unit: 'times',
  budget: 4,
  keeps: 'at-least',
  runs: 'background',
  measure,
}
