import { z } from 'zod'
import type { FaultWish, LoggedRequest, RepositoryState } from '../../sandbox/server.ts'
import { busyConfiguration, busyLife } from '../story/lives.ts'
import type { Step } from '../story/script.ts'
import { type Stage, stageIn } from '../story/stage.ts'
import { configured } from '../story/story.ts'
import { type AppProcess, type LogLine, startWorld, type World } from '../story/world.ts'

/** A request of the app's, or a delivery to it, as one of a life. */
export interface Happening {
  /** `POST /repos/acme/shop/issues`, or `issues.labeled`; a commit stands as `SHA`, since no two lives have the same. */
  readonly name: string
  /** How many of that name came before. */
  readonly nth: number
}

/** A reminder as it stands on an issue. */
export interface Reminder {
  readonly title: string
  readonly slot: string
  /** Story time, ISO 8601. */
  readonly at: string
}

/** What a life left behind. */
export interface Ending {
  readonly state: RepositoryState
  readonly reminders: readonly Reminder[]
  readonly requests: readonly Happening[]
  readonly deliveries: readonly Happening[]
  /** How often the fault struck. */
  readonly struck: number
  /** What the app logged, a line each, with the story's moment before it. */
  readonly log: readonly string[]
}

export interface Disturbance {
  readonly fault?: FaultWish
  /** How deliveries reach the app: handed over, or signed and over HTTP, where faults can strike them. */
  readonly post?: 'hand' | 'http'
}

const hour = 3_600_000
/** Between two things that people do; every second one comes an hour after a sweep. */
const pace = 6 * hour
const sweepEvery = 2 * pace
/** How often somebody comes back to see whether the app has done what they wait for. */
const visits = 8
/** How many milliseconds the app waits for an answer that does not come: few, but more than a busy machine takes. */
const patience = 200

/** Plays the busy life on a timetable, disturbed once. Throws when somebody waits for the app in vain. */
export async function live({ fault, post = 'hand' }: Disturbance = {}): Promise<Ending> {
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
      requests.push(...namesOf(sandbox.requests.list()))
      sandbox.requests.clear()
      const strikes = sandbox.faults.list()[0]?.struck ?? 0
      if (strikes === 0) return
      struck = strikes
      // The instant is over, so that reads are no longer stale; whoever still holds an answer back has been given up.
      if (fault && fault.effect.kind === 'stale') sandbox.faults.clear()
    }
    let now = Date.parse(sandbox.clock.now()) + hour
    const wait = async () => {
      await world.wait(new Date(now).toISOString(), settle)
      now += pace
    }
    for (const step of busyLife) {
      await wait()
      await meet(step, stage, wait)
      await step.act(stage)
      await settle()
    }
    await wait()
    await wait()
    return {
      state: await stage.state(),
      reminders: await remindersOn(stage),
      requests: numbered(requests),
      deliveries: numbered(carrier.deliveries()),
      struck,
      log: app.log.map(lineOf),
    }
  } finally {
    await world.close()
  }
}

function lineOf({ at, level, message, fields }: LogLine): string {
  return `${at} ${level} ${message} ${JSON.stringify(fields)}`
}

async function meet(step: Step, stage: Stage, wait: () => Promise<void>): Promise<void> {
  for (let visit = 1; !(await step.ready(stage)); visit += 1) {
    if (visit === visits) throw new Error(`"${step.says}" waits in vain: what the app should have done is not there.`)
    await wait()
  }
}

interface Carrier {
  /** Brings what was sent, until the app has nothing left to do at once. */
  settle(): Promise<void>
  /** The names of all deliveries so far. */
  deliveries(): readonly string[]
}

function byHand({ sandbox }: World, app: AppProcess): Carrier {
  const names: string[] = []
  return {
    deliveries: () => names,
    async settle() {
      for (;;) {
        await app.idle()
        const sent = sandbox.deliveries.list()
        if (sent.length === 0) return
        sandbox.deliveries.clear()
        for (const delivery of sent) {
          names.push(nameOf(delivery))
          app.deliver(delivery)
        }
      }
    },
  }
}

async function byHttp({ sandbox }: World, app: AppProcess): Promise<Carrier> {
  sandbox.setWebhookUrl(await app.listen())
  return {
    deliveries: () => sandbox.deliveries.list().map(nameOf),
    async settle() {
      for (let known = -1; known !== sandbox.deliveries.list().length; ) {
        known = sandbox.deliveries.list().length
        await sandbox.deliveries.idle()
        await app.idle()
      }
    },
  }
}

/** What was asked at one instant, in an order that does not depend on which of two parallel requests came first. */
function namesOf(requests: readonly LoggedRequest[]): readonly string[] {
  return requests.map(({ method, path }) => `${method} ${path.replaceAll(/[0-9a-f]{40}/g, 'SHA')}`).sort()
}

function nameOf({ event, payload }: { readonly event: string; readonly payload: { readonly action?: unknown } }) {
  return typeof payload.action === 'string' ? `${event}.${payload.action}` : event
}

function numbered(names: readonly string[]): readonly Happening[] {
  const counts = new Map<string, number>()
  return names.map((name) => {
    const nth = counts.get(name) ?? 0
    counts.set(name, nth + 1)
    return { name, nth }
  })
}

const comments = z.array(z.object({ body: z.string(), created_at: z.string() }))

async function remindersOn(stage: Stage): Promise<readonly Reminder[]> {
  const { issues } = await stage.state()
  const [eyes = ''] = Object.keys(stage.sandbox.tokens)
  const found = issues.map(async ({ number, title }) => {
    const talk = await stage.person(eyes).read(`${stage.repository}/issues/${number}/comments?per_page=100`, comments)
    return talk.flatMap(({ body, created_at: at }) => {
      const slot = /aftermath:v1 reminder \{"slot":"(.*?)"\}/.exec(body)?.[1]
      return slot === undefined ? [] : [{ title, slot, at }]
    })
  })
  return (await Promise.all(found)).flat()
}
