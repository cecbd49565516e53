import { type Telling, telling } from './chapters.ts'
import { type IssueState, ownComment, type PullState } from './end-state.ts'
import type { Step } from './script.ts'
import { type Place, type Stage, stageIn } from './stage.ts'
import { type AppProcess, startWorld, type World, type WorldOptions } from './world.ts'

/** A story told with the app listening: after each step everything that it has to do is done. */
export interface Story extends Stage {
  readonly world: World
  readonly app: AppProcess
  /** Plays the steps in order; the app hears of each. */
  play(...steps: readonly Step[]): Promise<void>
  /** Plays the steps while the app is down: what was sent to it is lost. */
  unheard(...steps: readonly Step[]): Promise<void>
  /** A sweep by the running app. */
  sweep(): Promise<void>
  /** Every day of a time has its sweep; of more than a week, only Mondays, Thursdays and the last day have. */
  days(count: number): Promise<void>
  /** Writes of the app since the last time this was asked, as `POST /repos/…`. */
  writes(): readonly string[]
  /** The text of the app's comment on the incident; empty when there is none. */
  status(): Promise<string>
  /** What the app answered to commands, wherever they were; a line each. */
  answers(): Promise<readonly string[]>
  /** An issue by title or number. */
  issueState(which: string | number): Promise<IssueState>
  /** The postmortem's pull request. */
  pullState(): Promise<PullState>
  /** The same story, seen and played in another place. */
  at(place: Place): Story
  close(): Promise<void>
}

/**
 * `configuration` stands in `.github/postmortem.yml` from the start. What other stories have told before, from the same
 * beginning, is not played again: the world is moved there (`chapters.ts`).
 */
export async function tell(options: WorldOptions & { readonly configuration?: string } = {}): Promise<Story> {
  const { configuration, ...given } = options
  const wished = configuration === undefined ? given : configured(given, configuration)
  const { network = 'none', between, ...world } = wished
  const apart =
    network === 'none' && between === undefined && world.webhookUrl === undefined && world.port === undefined
  const began = await startWorld(apart ? { port: 'none', ...wished } : wished)
  const app = began.startApp()
  return toldAt({}, { world: began, app, telling: telling(began, app, apart ? JSON.stringify(world) : null) })
}

interface Told {
  readonly world: World
  readonly app: AppProcess
  readonly telling: Telling
}

function toldAt(place: Place, told: Told): Story {
  const { world, app, telling } = told
  const { sandbox } = world
  const stage = stageIn(sandbox, place)
  const sweep = () => app.sweep()
  return {
    ...stage,
    world,
    app,
    sweep,
    async play(...steps) {
      const left = steps.slice(isHome(place) ? telling.skip(steps) : 0)
      for (const step of left) {
        await step.act(stage)
        await hear(world, app)
        telling.over(isHome(place) ? step : { ...step, key: null })
      }
    },
    async unheard(...steps) {
      for (const step of steps) await step.act(stage)
      sandbox.deliveries.clear()
    },
    async days(count) {
      for (let day = 0; day < count; day += 1) {
        sandbox.clock.advance(86_400_000)
        const weekday = new Date(sandbox.clock.now()).getUTCDay()
        if (count > 7 && weekday !== 1 && weekday !== 4 && day < count - 1) continue
        // What was put off for a minute, as a stranger's words are, has come by then.
        await app.idle()
        await sweep()
      }
    },
    writes() {
      const writes = writesOf(world)
      sandbox.requests.clear()
      return writes
    },
    async status() {
      return ownComment(await stage.state(), stage.incident)?.body ?? ''
    },
    async answers() {
      const { issues, pulls } = await stage.state()
      return [...issues, ...pulls].flatMap(({ comments }) =>
        comments.flatMap(({ body }) => /^<!-- aftermath:v1 answer .*?-->\n(.*)$/s.exec(body)?.[1] ?? []),
      )
    },
    async issueState(which) {
      const { issues } = await stage.state()
      const found = issues.find(({ number, title }) => number === which || title === which)
      if (found === undefined) throw new Error(`There is no issue ${which}.`)
      return found
    },
    async pullState() {
      const found = (await stage.state()).pulls.find(({ head }) => head === `postmortem/incident-${stage.incident}`)
      if (found === undefined) throw new Error('There is no pull request.')
      return found
    },
    at: (other) => toldAt(other, told),
    close: world.close,
  }
}

function isHome(place: Place): boolean {
  return Object.keys(place).length === 0
}

/** Delivers what was recorded, until the app has nothing left to do. */
export async function hear({ sandbox }: World, ...apps: readonly AppProcess[]): Promise<void> {
  for (;;) {
    const deliveries = sandbox.deliveries.list()
    if (deliveries.length === 0) return
    sandbox.deliveries.clear()
    for (const delivery of deliveries) for (const app of apps) app.deliver(delivery)
    await Promise.all(apps.map((app) => app.idle()))
  }
}

/** Everything that the app wrote since the log was cleared; asking for tokens writes nothing. */
export function writesOf({ sandbox }: World): readonly string[] {
  return sandbox.requests
    .list()
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/access_tokens'))
    .map(({ method, path }) => `${method} ${path}`)
}

/** A world whose repository has this text in `.github/postmortem.yml` from the start. */
export function configured(options: WorldOptions, text: string): WorldOptions {
  const [first, ...others] = options.seed?.repositories ?? [shop]
  const files = { 'README.md': '# Shop\n', ...first?.files, '.github/postmortem.yml': text }
  return { ...options, seed: { ...options.seed, repositories: [{ ...shop, ...first, files }, ...others] } }
}

/** The repository of the stories. */
export const shop = { name: 'shop', files: {}, labels: ['incident'] }
