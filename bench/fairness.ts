import { setTimeout as sleep } from 'node:timers/promises'
import type { GitHubAdapter } from '../src/github/app.ts'
import { perMinute } from '../src/github/limits/pacing.ts'
import type { GitHub, Hint } from '../src/reconcile/ports.ts'
import { type Benchmark, type Measurement, median, rounded } from './harness.ts'
import { ofInstallation, writesOf } from './requests.ts'
import { connectTo, type Engine, startEngine, startWorld, type World } from './world.ts'

/** How long GitHub takes to answer, in milliseconds. */
const latency = 50

const flooded = 10
const incidentsEach = 5
/** Commands of a member on each of these incidents: each takes two writes. */
const commandsEach = 5
/** Deliveries about each of these incidents. */
const hintsEach = 60
/** With the first one, which is not measured, they stay within the pace's burst: nobody waits for their own writes. */
const measuredEach = 3

/**
 * Time from the label to the pull request at a quiet installation while ten others are flooded, divided by the time without
 * the flood. Each installation is an embedded GitHub of its own; one queue serves them all, paced as in production, and the
 * flooded ones have more writes to make than their pace lets through in a minute.
 */
async function measureFairness(say: (doing: string) => void): Promise<Measurement> {
  const grounds = new Map<string, World>()
  const start = async (organization: string): Promise<World> => {
    const world = await startWorld({ seed: { organization, idsAbove: 100_000 * (grounds.size + 1) } })
    grounds.set(organization, world)
    return world
  }
  say(`starting ${flooded + 2} installations`)
  const [calm, quiet] = [await start('calm'), await start('quiet')]
  const busy = Array.from({ length: flooded }, (_, index) => `busy-${index + 1}`)
  for (const organization of busy) await declareMany(organization, await start(organization))
  const adapters = new Map([...grounds].map(([name, { sandbox }]) => [name, connectTo(sandbox.env, 'github')]))
  const engine = startEngine({ env: calm.sandbox.env, github: oneOf(adapters) })
  try {
    for (const { sandbox } of grounds.values()) {
      sandbox.setLatency(latency)
      sandbox.requests.clear()
    }
    say('a label at a quiet installation')
    const alone = await measureLabels('calm', calm, engine)
    say('the same while ten others are flooded')
    for (let hint = 0; hint < hintsEach; hint += 1)
      for (const organization of busy)
        for (let number = 1; number <= incidentsEach; number += 1) engine.queue.enqueue(hintAt(organization, number))
    await Promise.all(busy.map((organization) => untilPaced(grounds.get(organization))))
    const beside = await measureLabels('quiet', quiet, engine)
    const detail = {
      flooded,
      incidentsEach,
      commandsEach,
      hintsEach,
      latency,
      aloneMs: alone.map(rounded),
      besideMs: beside.map(rounded),
      stillToDo: engine.queue.size(),
    }
    if (detail.stillToDo === 0) throw new Error('The flood was over before the end.')
    return { value: median(beside) / median(alone), detail }
  } finally {
    await Promise.all([...adapters.values()].map((adapter) => adapter.close()))
    await engine.stop()
    await Promise.all([...grounds.values()].map((world) => world.close()))
  }
}

/** One GitHub of all installations, each behind its account's name. */
function oneOf(adapters: ReadonlyMap<string, GitHubAdapter>): GitHub {
  return {
    open(repository, priority) {
      const adapter = adapters.get(repository.owner)
      if (adapter === undefined) throw new Error(`There is no ${repository.owner}.`)
      return adapter.open(repository, priority)
    },
    repositories: async function* () {},
  }
}

function hintAt(owner: string, number: number): Hint {
  return {
    ref: { kind: 'incident', owner, repo: 'shop', number },
    reason: 'issue_comment.created',
    priority: 'interactive',
  }
}

async function declare(organization: string, world: World): Promise<number> {
  const incident = { owner: organization, repo: 'shop', title: 'Checkout is down', labels: ['incident'] }
  return (await world.as('wes').rest.issues.create(incident)).data.number
}

/** Incidents of which the app has not heard, each with commands of somebody who may give them. */
async function declareMany(organization: string, world: World): Promise<void> {
  for (let incident = 0; incident < incidentsEach; incident += 1) {
    const issue_number = await declare(organization, world)
    for (let command = 0; command < commandsEach; command += 1)
      await world.as('mia').rest.issues.createComment({
        owner: organization,
        repo: 'shop',
        issue_number,
        body: '/severity unknown',
      })
  }
}

/** How long (ms) it takes from the label's hint to the open pull request, each time. */
async function measureLabels(organization: string, world: World, engine: Engine): Promise<readonly number[]> {
  const times: number[] = []
  for (let incident = 0; incident <= measuredEach; incident += 1) {
    const number = await declare(organization, world)
    world.sandbox.requests.clear()
    const begin = performance.now()
    engine.queue.enqueue(hintAt(organization, number))
    while (!isOpened(world)) await sleep(5)
    // The first one also learns who it is, and gets its token.
    if (incident > 0) times.push(performance.now() - begin)
    await untilQuiet(world)
  }
  return times
}

/** Waits until a flooded installation has used up the burst that its pace allows, so that its passes wait. */
async function untilPaced(world: World | undefined): Promise<void> {
  while (writesOf(ofInstallation(world?.sandbox.requests.list() ?? [])).length < perMinute.reservoir) await sleep(50)
}

function isOpened({ sandbox }: World): boolean {
  return sandbox.requests.list().some(({ method, path }) => method === 'POST' && path.endsWith('/pulls'))
}

/** Waits until the installation has asked nothing for a second: its passes are over. */
async function untilQuiet({ sandbox }: World): Promise<void> {
  for (let asked = -1; asked !== sandbox.requests.list().length; ) {
    asked = sandbox.requests.list().length
    await sleep(1_000)
  }
}

export const fairness: Benchmark = {
  key: 'fairness',
  what: 'label to pull request of a quiet installation while ten others are flooded, divided by the quiet time',
  unit: 'times',
  budget: 2,
  keeps: 'at-most',
  runs: 'alone',
  measure: measureFairness,
}
