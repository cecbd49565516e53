import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { LoggedRequest, RepositoryState } from '../../sandbox/server.ts'
import { type Beat, live } from '../exhaustive/life.ts'
import { differences, timeless } from '../exhaustive/verdict.ts'
import { busyConfiguration } from '../story/stage/lives.ts'
import { type Stage, stageIn } from '../story/stage/stage.ts'
import { type Accounts, startAccounts } from './accounts.ts'

/** How long (ms) a step may take until all repositories are as they should be. */
const longest = 120_000

/** Steps of a life, with what an undisturbed one leaves after each. */
export async function undisturbedLife(): Promise<readonly Beat[]> {
  const beats: Beat[] = []
  await live({ watch: (beat) => beats.push(beat) })
  return beats
}

export interface ManyLives {
  readonly accounts: Accounts
  /**
   * Plays the same life in each repository at once, step by step. A step begins when all are as the undisturbed life left
   * them; `nudge` is called where nothing happens for some seconds, for what an hourly sweep finds. Throws with what is
   * different where that does not come.
   */
  play(
    beats: readonly Beat[],
    nudge: () => Promise<unknown>,
    meanwhile?: (beat: number) => Promise<unknown>,
  ): Promise<void>
  /** What is there at the end, each as if it were the one of the undisturbed life. */
  states(): Promise<readonly RepositoryState[]>
}

/** Lives in each of these repositories of each of these accounts. */
export async function startLives(
  owners: readonly string[],
  repositories: readonly string[],
  latency = 0,
): Promise<ManyLives> {
  const accounts = await startAccounts({ owners, repositories, latency, configuration: busyConfiguration })
  const stages = owners.flatMap((owner) =>
    repositories.map((repo) => stageIn(accounts.sandboxOf(owner), { owner, repo })),
  )

  async function settle(want: RepositoryState, nudge: () => Promise<unknown>): Promise<void> {
    let waiting: readonly Stage[] = stages
    let nudgedAt = performance.now()
    for (const end = performance.now() + longest; performance.now() < end; await sleep(100)) {
      const left: Stage[] = []
      for (const stage of waiting) if (!isDeepStrictEqual(await stateOf(stage), told(want))) left.push(stage)
      if (left.length === 0) return
      if (left.length < waiting.length) nudgedAt = performance.now()
      waiting = left
      if (performance.now() - nudgedAt < 4_000) continue
      nudgedAt = performance.now()
      await nudge()
    }
    const [stage] = waiting
    if (stage === undefined) return
    throw new Error(
      `${waiting.length} lives, the first ${stage.repository}:\n${differences(told(want), await stateOf(stage)).join('\n')}`,
    )
  }

  return {
    accounts,
    async play(beats, nudge, meanwhile) {
      for (const [index, { step, at, before, after }] of beats.entries()) {
        accounts.setClock(at)
        await nudge()
        await settle(before, nudge)
        const acts = Promise.all(stages.map((stage) => step.act(stage)))
        await meanwhile?.(index)
        await acts
        await settle(after, nudge)
      }
    },
    states: () => Promise.all(stages.map(stateOf)),
  }
}

/** Told as if it happened in acme/shop. */
async function stateOf(stage: Stage): Promise<RepositoryState> {
  const [, , owner = '', repo = ''] = stage.repository.split('/')
  const text = JSON.stringify(await stage.state())
  const state: RepositoryState = JSON.parse(text.replaceAll(`${owner}/${repo}`, 'acme/shop').replaceAll(owner, 'acme'))
  return told(state)
}

/** Without moments, and without the ids that each sandbox gives its own. */
function told(state: RepositoryState): RepositoryState {
  const text = JSON.stringify(timeless(state)).replaceAll(/(\\"repository\\":)\d+/g, '$1ID')
  const read: RepositoryState = JSON.parse(text)
  return read
}

/** One pass as GitHub sees it. */
interface SeenPass {
  readonly replica: string
  readonly pass: string
  readonly ref: string
  from: number
  to: number
}

/** Passes of one ref of which one began before another ended, by what their requests say. */
export function overlapping(requests: readonly LoggedRequest[]): readonly string[] {
  const passes = new Map<string, SeenPass>()
  for (const { agent = '', at, end } of requests) {
    const [, replica, pass, ref] = /replica (\w+); pass (\d+) of ([^)]+)\)/.exec(agent) ?? []
    if (replica === undefined || pass === undefined || ref === undefined) continue
    const key = `${replica} ${pass}`
    const known = passes.get(key)
    if (known === undefined) passes.set(key, { replica, pass, ref, from: at, to: end })
    else {
      known.from = Math.min(known.from, at)
      known.to = Math.max(known.to, end)
    }
  }
  const all = [...passes.values()].sort((one, other) => one.from - other.from)
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => other.ref === one.ref && other.from < one.to)
      .map((other) => `${one.ref}: pass ${one.pass} of ${one.replica} and ${other.pass} of ${other.replica}`),
  )
}
