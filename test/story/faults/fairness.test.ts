import { afterEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../sandbox/server.ts'
import { type App, connect, createApp } from '../../../src/entry/app.ts'
import type { GitHubAdapter } from '../../../src/github/app.ts'
import { person } from '../stage/script.ts'
import { stageIn } from '../stage/stage.ts'
import { type StoryTimers, storyTimers } from '../stage/story-timers.ts'
import { type Between, passing, pastNetwork } from '../stage/wire.ts'
import { environmentOf } from '../stage/world.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const incidents = Array.from({ length: 6 }, (_, index) => index + 1)
const commandsEach = 4

/** Lets go on whoever can, until this holds; the story's clock stands still meanwhile. What never holds ends with the test's own time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}

/** Several accounts, each an embedded GitHub, and one app that serves them all. */
interface Accounts {
  readonly app: App
  /** From now on no write of these accounts is answered, as if they had to wait for their pace; until `letGo`. */
  hold(): void
  letGo(): void
  /** How many writes are not answered. */
  held(): number
  /** Gives the app what was recorded. */
  hear(): void
  /** A second of the story goes by. */
  second(): void
  sandbox(owner: string): Sandbox
  close(): Promise<void>
}

async function accounts(held: readonly string[], free: string): Promise<Accounts> {
  const sandboxes = new Map<string, Sandbox>()
  for (const organization of [free, ...held])
    sandboxes.set(
      organization,
      await startSandbox({
        now: '2026-03-02T12:00:00Z',
        seed: { organization, idsAbove: 100_000 * (sandboxes.size + 1) },
      }),
    )
  const sandbox = (owner: string): Sandbox => {
    const found = sandboxes.get(owner)
    if (found === undefined) throw new Error(`There is no ${owner}.`)
    return found
  }
  const { clock } = sandbox(free)
  const timers: StoryTimers = storyTimers(clock)
  let waiting: (() => void)[] | null = null
  const slow: Between = async (url, init, go) => {
    const isWrite = init.method !== 'GET' && !url.endsWith('/access_tokens')
    if (isWrite && waiting !== null) await new Promise<void>((resume) => waiting?.push(resume))
    return go(url, init)
  }
  const adapters = new Map<string, GitHubAdapter>()
  for (const [owner, its] of sandboxes) {
    const fetch = passing(owner === free ? [] : [slow], pastNetwork(its))
    adapters.set(owner, connect(environmentOf(its), { log: quiet, timers, fetch }))
  }
  const adapter = (owner: string): GitHubAdapter => adapters.get(owner) ?? connectionMissing(owner)
  const github: GitHubAdapter = {
    ...adapter(free),
    open: (repository, priority) => adapter(repository.owner).open(repository, priority),
    forget: (repository) => adapter(repository.owner).forget(repository),
    close: async () => void (await Promise.all([...adapters.values()].map((one) => one.close()))),
  }
  const app = createApp(environmentOf(sandbox(free)), { log: quiet, timers, github })
  app.self.slug = 'aftermath'

  function letGo(): void {
    const resumed = waiting ?? []
    waiting = null
    for (const resume of resumed) resume()
  }

  return {
    app,
    sandbox,
    hold() {
      waiting = []
    },
    letGo,
    held: () => waiting?.length ?? 0,
    hear() {
      for (const { deliveries } of sandboxes.values()) {
        for (const { event, payload } of deliveries.list()) void app.handle(event, payload)
        deliveries.clear()
      }
    },
    second() {
      clock.advance(1_000)
      timers.ring()
    },
    async close() {
      letGo()
      await app.stop(5_000)
      await Promise.all([...sandboxes.values()].map((one) => one.close()))
    },
  }
}

function connectionMissing(owner: string): never {
  throw new Error(`There is no ${owner}.`)
}

let world: Accounts
afterEach(() => world.close())

describe('an incident of a quiet account', () => {
  it.each([
    { flooded: 'a stranger of another account', busy: ['busy'], by: 'stranger', held: 3 },
    { flooded: 'a member of another account', busy: ['busy'], by: 'mia', held: 4 },
    { flooded: 'a member of each of three others', busy: ['busy-1', 'busy-2', 'busy-3'], by: 'mia', held: 8 },
  ])(
    'has its pull request within two seconds while $flooded floods its own with commands',
    { timeout: 120_000 },
    async ({ busy, by, held }) => {
      world = await accounts(busy, 'quiet')
      const places = busy.flatMap((owner) =>
        incidents.map((incident) => ({ owner, stage: stageIn(world.sandbox(owner), { owner, incident }) })),
      )
      for (const { stage } of places) await person('wes').opens(`Checkout is down, ${stage.incident}`).act(stage)
      world.hear()
      await world.app.queue.idle()

      world.hold()
      for (let count = 0; count < commandsEach; count += 1)
        for (const { stage } of places) await person(by).says('/postmortem skip', stage.incident).act(stage)
      world.hear()
      await until(() => world.held() >= held)
      const here = stageIn(world.sandbox('quiet'), { owner: 'quiet' })
      await person('wes').opens('Search is slow').act(here)
      world.hear()
      for (let second = 0; second < 2; second += 1) world.second()
      const pulls = async () => (await here.state()).pulls
      await until(async () => (await pulls()).length > 0)
      expect((await pulls()).map(({ head }) => head)).toEqual(['postmortem/incident-1'])
      expect(world.held()).toBeGreaterThan(0)

      world.letGo()
      for (let second = 0; second < 120; second += 1) {
        await world.app.queue.idle()
        world.second()
      }
      for (const { stage } of places) {
        const { comments } = (await stage.state()).issues.find(({ number }) => number === stage.incident) ?? {
          comments: [],
        }
        const own = comments.filter(({ author }) => author === 'aftermath[bot]')
        // A mistake of a member's is explained each time; to whom it is none of theirs, once.
        expect(own).toHaveLength(by === 'stranger' ? 2 : 1 + commandsEach)
      }
    },
  )
})
