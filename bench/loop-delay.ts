import { setTimeout as sleep } from 'node:timers/promises'
import { Octokit } from '@octokit/rest'
import { z } from 'zod'
import { type SignedDelivery, sign, signedDeliveries } from './deliveries.ts'
import { documentOf } from './documents.ts'
import { type Benchmark, type Measurement, percentile, rounded } from './harness.ts'
import { inTurn, openLoop } from './load.ts'
import {
  type SandboxProgram,
  type ServerProgram,
  startAppProgram,
  startIdleProgram,
  startSandboxProgram,
} from './servers.ts'
import { place } from './world.ts'

/** GitHub takes a delivery that is not answered by then for failed, in milliseconds. */
const githubWaits = 10_000
const perSecond = 20
const megabyte = 1_000_000

export interface AttackSize {
  readonly comments: number
  /** Bytes of blank lines in each of three documents. */
  readonly blank: number
  /** Of each of two documents that are slow to review: as much of a stranger's document as is reviewed. */
  readonly slow: number
  /** How long quiet deliveries arrive meanwhile, in seconds. */
  readonly seconds: number
  /** How long they arrive before it. */
  readonly warmUp: number
}

const whole: AttackSize = { comments: 300, blank: megabyte, slow: 250_000, seconds: 40, warmUp: 5 }

interface Attacked {
  readonly longestDelay: number
  readonly unanswered: number
  readonly detail: Measurement['detail']
}

/**
 * What strangers can do to the server with text alone: pull requests from forks with documents of 1 MB of blank lines and of
 * what is slow to review, each renamed three times; hundreds of long comments on one incident; a delivery of 25 MB. Meanwhile
 * deliveries of others arrive.
 */
export async function measureAttacks(size: AttackSize, say: (doing: string) => void): Promise<Attacked> {
  say('starting the servers')
  const sandbox = await startSandboxProgram()
  const running: { stop(): Promise<void> }[] = [sandbox]
  try {
    const quiet = await signedDeliveries(sandbox, 10)
    say('writing what strangers write')
    const { hostile, pulls } = await attack(sandbox, size)
    const server = await startAppProgram(sandbox.env, { WRITE_PACING: 'none' })
    running.push(server)
    const idle = await startIdleProgram()
    running.push(idle)
    // What it takes to start is over: nobody was promised an answer yet.
    await server.heldUp()
    await openLoop(server.webhookUrl, inTurn(quiet), { perSecond, seconds: size.warmUp })
    const before = await server.heldUp()
    await idle.heldUp()
    say(`${hostile.length} deliveries of it, and ${perSecond} others a second`)
    const [took, hostileTook] = await Promise.all([
      openLoop(server.webhookUrl, inTurn(quiet), { perSecond, seconds: size.seconds }),
      sendEach(server, hostile),
    ])
    say('waiting for the last reviews')
    const reviewed = await untilReviewed(sandbox, pulls)
    const [{ longestDelay, longestWork }, nothing] = await Promise.all([server.heldUp(), idle.heldUp()])
    const all = [...took, ...hostileTook]
    return {
      longestDelay: rounded(longestDelay),
      unanswered: all.filter((ms) => ms > githubWaits).length,
      detail: {
        ...size,
        deliveries: all.length,
        reviewed,
        // The thread's own processor time in one turn: what is left of a delay on a busy machine.
        longestWork: rounded(longestWork),
        // A program that does nothing, in the same time: what the machine itself holds up.
        idleProgram: { longestDelay: rounded(nothing.longestDelay), longestWork: rounded(nothing.longestWork) },
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

interface Attack {
  /** The deliveries that tell of it. */
  readonly hostile: readonly SignedDelivery[]
  readonly pulls: readonly number[]
}

function asWes(sandbox: SandboxProgram): Octokit {
  return new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens.wes })
}

/** Waits a minute at most until the check stands on each pull request, and returns on how many it does. */
async function untilReviewed(sandbox: SandboxProgram, pulls: readonly number[]): Promise<number> {
  const wes = asWes(sandbox)
  let reviewed = 0
  for (let n = 0; n < 60; n += 1) {
    const checked = pulls.map(async (pull_number) => {
      const { data } = await wes.rest.pulls.get({ ...place, pull_number })
      const { data: runs } = await wes.rest.checks.listForRef({ ...place, ref: data.head.sha })
      return runs.total_count > 0
    })
    // A connection that the busy sandbox closed meanwhile: asked again.
    const looks = await Promise.allSettled(checked)
    reviewed = looks.filter((look) => look.status === 'fulfilled' && look.value).length
    if (reviewed === pulls.length) break
    await sleep(1_000)
  }
  return reviewed
}

/** Writes it all into the sandbox. */
async function attack(sandbox: SandboxProgram, { comments, blank, slow }: AttackSize): Promise<Attack> {
  const wes = asWes(sandbox)
  const long = documentOf('html comments', slow)
  const documents = [...Array.from({ length: 3 }, () => '\n'.repeat(blank)), long, documentOf('only items', slow)]
  const pulls: number[] = []
  for (const [index, text] of documents.entries()) {
    const input = {
      repository: `${place.owner}/${place.repo}`,
      author: 'stranger',
      branch: `words-${index}`,
      title: 'Words',
    }
    const pull = await sandbox.control('POST', 'fork-pull', {
      ...input,
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
  const large = sign(JSON.stringify({ ref: 'refs/heads/x', padding: 'x'.repeat(25 * megabyte) }), secret, 'push')
  return { hostile: [...told, large], pulls }
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
