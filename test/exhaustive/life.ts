import type { FaultInput, RepositoryState } from '../../sandbox/server.ts'
import { busyConfiguration, busyLife } from '../story/stage/lives.ts'
import type { Step } from '../story/stage/script.ts'
import { type Stage, stageIn } from '../story/stage/stage.ts'
import { configured } from '../story/stage/story.ts'
import { type LogLine, startWorld } from '../story/stage/world.ts'
import { byHand, byHttp } from './carriers.ts'
import { type Ending, endingOn } from './ending.ts'
import { type Happening, numbered, requestNames } from './happenings.ts'

/** A life that was played to its end. */
export interface Life extends Ending {
  readonly requests: readonly Happening[]
  readonly deliveries: readonly Happening[]
  /** What the app logged, a line each, with the story's moment before it. */
  readonly log: readonly string[]
}

/** A step of a life, and what it led to before time went on. */
export interface Beat {
  readonly step: Step
  /** Story time, ISO 8601. */
  readonly at: string
  readonly before: RepositoryState
  readonly after: RepositoryState
}

export interface Disturbance {
  readonly fault?: FaultInput
  /** How deliveries reach the app: handed over, or signed and over HTTP, where faults can strike them. */
  readonly post?: 'hand' | 'http'
  readonly watch?: (beat: Beat) => void
}

const hour = 3_600_000
/** Between two things that people do. */
const pace = 3 * hour
const sweepEvery = 24 * hour
/** How often somebody comes back to see whether the app has done what they wait for. */
const visits = 30
/** How many milliseconds the app waits for an answer that does not come: few, but more than a busy machine takes. */
const patience = 200

/** Plays the busy life on a timetable, disturbed once. Throws when somebody waits for the app in vain. */
export async function live({ fault, post = 'hand', watch }: Disturbance = {}): Promise<Life> {
  const stalls = fault?.effect.kind === 'stall'
  const world = await startWorld(configured({ network: 'none', ...(stalls && { patience }) }, busyConfiguration))
  const { sandbox } = world
  try {
    if (fault) sandbox.faults.add(fault)
    const stage = stageIn(sandbox)
    const app = world.startApp({ sweepEvery })
    const carrier = post === 'http' ? await byHttp(world, app) : byHand(world, app)
    let struck = 0
    const requests: string[] = []
    const settle = async () => {
      await carrier.settle()
      requests.push(...requestNames(sandbox.requests.list()))
      sandbox.requests.clear()
      const strikes = sandbox.faults.list()[0]?.struck ?? 0
      if (strikes === 0) return
      struck = strikes
      // The instant is over, and with it the time in which reads lag.
      if (fault?.effect.kind === 'stale') sandbox.faults.clear()
    }
    let now = Date.parse(sandbox.clock.now()) + hour
    const wait = async () => {
      await world.wait(new Date(now).toISOString(), settle)
      now += pace
    }
    for (const step of busyLife) {
      await wait()
      await meet(step, stage, wait)
      const before = watch && (await stage.state())
      await step.act(stage)
      await settle()
      if (before) watch({ step, at: sandbox.clock.now(), before, after: await stage.state() })
    }
    // Whatever the last step did not lead to, a sweep does.
    now += sweepEvery
    await wait()
    const ending = await endingOn(stage, struck)
    return {
      ...ending,
      requests: numbered(requests),
      deliveries: numbered(carrier.deliveries()),
      log: app.log.map(lineOf),
    }
  } finally {
    await world.close()
  }
}

async function meet(step: Step, stage: Stage, wait: () => Promise<void>): Promise<void> {
  for (let visit = 1; !(await step.ready(stage)); visit += 1) {
    if (visit === visits) throw new Error(`"${step.says}" waits in vain: what the app should have done is not there.`)
    await wait()
  }
}

function lineOf({ at, level, message, fields }: LogLine): string {
  return `${at} ${level} ${message} ${JSON.stringify(fields)}`
}
