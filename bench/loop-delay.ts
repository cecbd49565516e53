import { setTimeout as sleep } from 'node:timers/promises'
import { Octokit } from '@octokit/rest'
import { z } from 'zod'
import { type SignedDelivery, sign, signedDeliveries } from './deliveries.ts'
import { documentOf } from './documents.ts'
import { place } from './ground.ts'
import { type Benchmark, type Measurement, percentile, rounded } from './harness.ts'
import { inTurn, openLoop } from './load.ts'
import { type SandboxProgram, type ServerProgram, startAppProgram, startSandboxProgram } from './servers.ts'

/** GitHub takes a delivery that is not answered by then for failed, in milliseconds. */
const githubWaits = 10_000
const perSecond = 20
const megabyte = 1_000_000

export interface AttackSize {
  readonly comments: number
  /** How long quiet deliveries arrive meanwhile, in seconds. */
  readonly seconds: number
}

const whole: AttackSize = { comments: 300, seconds: 40 }

interface Attacked {
  readonly longestDelay: number
  readonly unanswered: number
  readonly detail: Measurement['detail']
}

/**
 * What strangers can do to the server with text alone: pull requests from forks with documents of 1 MB (blank lines, and what
 * is slow to review), renamed again and again; hundreds of long comments on one incident; a delivery of 25 MB. Meanwhile
 * deliveries of others arrive.
 */
export async function measureAttacks(size: AttackSize, say: (doing: string) => void): Promise<Attacked> {
  say('starting the servers')
  const sandbox = await startSandboxProgram()
  const running: { stop(): Promise<void> }[] = [sandbox]
  try {
    const quiet = await signedDeliveries(sandbox, 10)
    say('writing what strangers write')
    const hostile = await attack(sandbox, size)
    const server = await startAppProgram(sandbox.env, { WRITE_PACING: 'none' })
    running.push(server)
    await openLoop(server.webhookUrl, inTurn(quiet), { perSecond, seconds: 5 })
    const before = await server.heldUp()
    say(`${hostile.length} deliveries of it, and ${perSecond} others a second`)
    const [took, hostileTook] = await Promise.all([
      openLoop(server.webhookUrl, inTurn(quiet), { perSecond, seconds: size.seconds }),
      sendEach(server, hostile),
    ])
    const { longestDelay, longestWork } = await server.heldUp()
    const all = [...took, ...hostileTook]
    return {
      longestDelay: rounded(longestDelay),
      unanswered: all.filter((ms) => ms > githubWaits).length,
      detail: {
        ...size,
        deliveries: all.length,
        // The thread's own processor time in one turn: what is left of a delay on a busy machine.
        longestWork: rounded(longestWork),
        before: { longestDelay: rounded(before.longestDelay), longestWork: rounded(before.longestWork) },
        answerMs: {
          p50: rounded(percentile(took, 0.5)),
          p99: rounded(percentile(took, 0.99)),
          max: rounded(percentile(all, 1)),
        },
        residentMegabytes: rounded(server.residentMegabytes()),
      },
    }
  } finally {
    await Promise.all(running.map((program) => program.stop()))
  }
}

const recorded = z.array(z.object({ event: z.string(), payload: z.looseObject({}) }))
const opened = z.object({ number: z.number() })

/** Writes it all into the sandbox, and returns the deliveries that tell of it. */
async function attack(sandbox: SandboxProgram, { comments }: AttackSize): Promise<readonly SignedDelivery[]> {
  const wes = new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens.wes })
  const documents = ['\n'.repeat(megabyte), documentOf('html comments', 250_000), documentOf('only items', 250_000)]
  const pulls: number[] = []
  for (const [index, text] of documents.entries()) {
    const wish = {
      repository: `${place.owner}/${place.repo}`,
      author: 'stranger',
      branch: `words-${index}`,
      title: 'Words',
    }
    const pull = await sandbox.control('POST', 'fork-pull', {
      ...wish,
      files: { [`postmortems/words-${index}.md`]: text },
    })
    pulls.push(opened.parse(pull).number)
  }
  for (let n = 1; n <= 3; n += 1)
    for (const pull_number of pulls) await wes.rest.pulls.update({ ...place, pull_number, title: `Words ${n}` })
  const body = 'It went wrong in many words, of which most say little. '.repeat(1_000)
  for (let n = 0; n < comments; n += 1) await wes.rest.issues.createComment({ ...place, issue_number: 1, body })
  const all = recorded.parse(await sandbox.control('GET', 'deliveries'))
  await sandbox.control('DELETE', 'deliveries')
  const secret = sandbox.env.WEBHOOK_SECRET
  const told = all.map(({ event, payload }) => sign(JSON.stringify(payload), secret, event))
  return [...told, sign(JSON.stringify({ ref: 'refs/heads/x', padding: 'x'.repeat(25 * megabyte) }), secret, 'push')]
}

/** Sends one after another, in half a second each at least; how long each took, in milliseconds. */
async function sendEach(
  { webhookUrl }: ServerProgram,
  deliveries: readonly SignedDelivery[],
): Promise<readonly number[]> {
  const took: number[] = []
  for (const delivery of deliveries) {
    took.push(...(await openLoop(webhookUrl, () => delivery, { perSecond: 20, seconds: 0.05 })))
    await sleep(50)
  }
  return took
}

/** Both keys are of one run. */
let attacks: Promise<Attacked> | null = null
function once(say: (doing: string) => void): Promise<Attacked> {
  attacks ??= measureAttacks(whole, say)
  return attacks
}

export const loopDelay: Benchmark = {
  key: 'loop-delay',
  what: 'longest time that nothing was answered while strangers send long texts',
  unit: 'ms',
  budget: 100,
  keeps: 'at-most',
  runs: 'alone',
  async measure(say) {
    const { longestDelay, detail } = await once(say)
    return { value: longestDelay, detail }
  },
}

export const unanswered: Benchmark = {
  key: 'unanswered',
  what: 'deliveries without an answer after 10 s meanwhile',
  unit: 'deliveries',
  budget: 0,
  keeps: 'at-most',
  runs: 'alone',
  async measure(say) {
    const { unanswered: value, detail } = await once(say)
    return { value, detail }
  },
}
