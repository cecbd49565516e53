import { Octokit } from '@octokit/rest'
import { LRUCache } from 'lru-cache'
import { expect } from 'vitest'
import type { RepositoryState, Saved, Seed } from '../../sandbox/server.ts'
import { findMarker, stripMarkers } from '../../src/document/markers/markers.ts'
import { extent } from '../extent.ts'
import { type Between, type Fetch, overNetwork, passing } from '../story/stage/wire.ts'
import { type AppProcess, type LogLine, startWorld, type World } from '../story/stage/world.ts'

type RepositorySeed = NonNullable<Seed['repositories']>[number]
type Tamper = (body: unknown) => unknown

/** Where the app and people meet: `acme/shop`, as a test wants it, and `acme/wiki`, where nothing is wrong. */
export interface Stage {
  readonly world: World
  readonly app: AppProcess
  as(login: string): Octokit
  /** Hands the app every delivery, until neither side has anything left to do. */
  settle(): Promise<void>
  /** Opens an issue and settles. Returns its number. */
  declare(incident: NewIncident): Promise<number>
  /** What the app's comments on an issue say, without markers and without the last line, which says who keeps it. */
  said(number: number, repo?: string): Promise<readonly string[]>
  /** What the app answers to commands on an issue, likewise. */
  answers(number: number): Promise<readonly string[]>
  /** The status comment of an incident, of which there must be exactly one. */
  status(number: number, repo?: string): Promise<string>
  state(repo?: string): Promise<RepositoryState>
  /** The document on the branch of an incident; there must be exactly one. */
  document(number: number): Promise<{ readonly path: string; readonly text: string }>
  /** Commits a file as a person; `bytes` stand as they are. */
  commit(file: {
    readonly path: string
    readonly content: string | Buffer
    readonly branch?: string
    readonly by?: string
  }): Promise<void>
  /** Marks a pull request ready and merges it, and settles. */
  merge(pull: number): Promise<void>
  /** What the log says, one sentence a line. */
  logged(level?: LogLine['level']): readonly string[]
  control(path: string, body: unknown): Promise<void>
}

interface NewIncident {
  readonly title?: string
  /** `null` for none at all. */
  readonly body?: string | null
  readonly labels?: string[]
  readonly assignees?: string[]
  readonly repo?: string
  readonly by?: string
}

const shop = { owner: 'acme', repo: 'shop' }
const labels = [{ name: 'incident' }, { name: 'bug' }]
const silent = { debug() {}, info() {}, warn() {}, error() {} }
const worlds: World[] = []
/** What goes wrong on the way, in the worlds of one test. */
const betweens: Between[] = []

/** What the first incidents came to, by where and what they were: many tests begin with the same. */
const declared = new LRUCache<
  string,
  { readonly saved: Saved; readonly log: readonly LogLine[]; readonly number: number }
>({ max: 20 })

/** Closes what the tests of a file have started. For `afterEach`. */
export async function closeStages(): Promise<void> {
  betweens.length = 0
  for (const world of worlds.splice(0)) await world.close()
}

/** A stage with `acme/shop` changed as a test needs it. */
export async function setStage(
  repository: Partial<RepositorySeed> = {},
  seed: Omit<Seed, 'repositories'> = {},
): Promise<Stage> {
  const files = { 'README.md': '# Shop\n', ...repository.files }
  const world = await startWorld({
    port: 'none',
    between: betweens,
    seed: {
      ...seed,
      repositories: [
        { name: 'shop', labels, ...repository, files },
        { name: 'wiki', labels, files: { 'README.md': '# Wiki\n' } },
      ],
    },
  })
  worlds.push(world)
  const app = world.startApp()
  const isUntouched = () =>
    world.sandbox.changes === 0 && world.sandbox.faults.list().length === 0 && betweens.length === 0

  const as = (login: string) =>
    new Octokit({
      baseUrl: world.sandbox.url,
      auth: world.sandbox.tokens[login],
      log: silent,
      request: { fetch: (url: string, init: RequestInit) => world.sandbox.fetch(new Request(url, init)) },
    })

  /** Addresses made comparable between sandboxes. */
  async function stateOf(repo = 'shop'): Promise<RepositoryState> {
    const text = JSON.stringify(await world.sandbox.dump('acme', repo))
    return JSON.parse(text.replaceAll(world.sandbox.url, 'https://github.example'))
  }

  async function settle(): Promise<void> {
    for (;;) {
      await world.sandbox.deliveries.idle()
      const deliveries = world.sandbox.deliveries.list()
      world.sandbox.deliveries.clear()
      for (const delivery of deliveries) app.deliver(delivery)
      await app.idle()
      if (world.sandbox.deliveries.list().length === 0) return
    }
  }

  async function spoken(number: number, repo = 'shop'): Promise<readonly string[]> {
    const state = await stateOf(repo)
    const comments = [...state.issues, ...state.pulls].find((one) => one.number === number)?.comments ?? []
    return comments.filter(({ author }) => author === 'aftermath[bot]').map(({ body }) => body)
  }
  async function said(number: number, repo?: string): Promise<readonly string[]> {
    const bodies = (await spoken(number, repo)).filter((body) => findMarker(body, 'answer') === null)
    return bodies.map((body) => stripMarkers(body).replace(/\n*<sub>Aftermath keeps this comment.*$/s, ''))
  }

  return {
    world,
    app,
    settle,
    said,
    async answers(number) {
      const bodies = (await spoken(number)).filter((body) => findMarker(body, 'answer') !== null)
      return bodies.map(stripMarkers)
    },
    async declare({ repo = 'shop', by = 'wes', body = 'Cards are declined.', ...incident }) {
      const issue = { owner: 'acme', repo, title: 'Checkout is down', labels: ['incident'], ...incident }
      const begins = isUntouched()
      const key = JSON.stringify([repository, seed, issue, by, body])
      const known = begins && declared.get(key)
      if (known) {
        world.sandbox.restore(known.saved)
        app.recall(known.log)
        return known.number
      }
      const { data } = await as(by).rest.issues.create(body === null ? issue : { ...issue, body })
      await settle()
      if (begins) declared.set(key, { saved: world.sandbox.save(), log: [...app.log], number: data.number })
      return data.number
    },
    async status(number, repo) {
      const [only, ...more] = await said(number, repo)
      if (only === undefined || more.length > 0) throw new Error(`${more.length + 1} status comments, or none.`)
      return only
    },
    state: stateOf,
    as,
    async document(number) {
      const { branches } = await stateOf()
      const main = branches.main ?? {}
      const files = Object.entries(branches[`postmortem/incident-${number}`] ?? {}).filter(([path]) => !(path in main))
      const [only, ...more] = files
      if (only === undefined || more.length > 0) throw new Error(`${files.length} documents.`)
      return { path: only[0], text: only[1] }
    },
    async commit({ path, content, branch = 'main', by = 'wes' }) {
      const { repos } = as(by).rest
      const standing = await repos.getContent({ ...shop, path, ref: branch }).catch(() => null)
      const sha = standing && 'sha' in standing.data ? { sha: standing.data.sha } : {}
      const message = `Write ${path}`
      const encoded = Buffer.from(content).toString('base64')
      await repos.createOrUpdateFileContents({ ...shop, path, branch, message, content: encoded, ...sha })
    },
    async merge(number) {
      const { rest, graphql } = as('mia')
      const { data } = await rest.pulls.get({ ...shop, pull_number: number })
      if (data.draft) {
        const ready =
          'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }'
        await graphql(ready, { id: data.node_id })
      }
      await rest.pulls.merge({ ...shop, pull_number: number })
      await settle()
    },
    logged: (level) =>
      app.log
        .filter((line) => level === undefined || line.level === level)
        .map(({ fields, message }) => String(fields.note ?? fields.because ?? message)),
    async control(path, body) {
      const request = new Request(`${world.sandbox.url}/_sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const response = await world.sandbox.fetch(request)
      if (!response.ok) throw new Error(await response.text())
    },
  }
}

/** Successful writes of the app, as `PATCH /repos/...`. */
export function writes(stage: Stage): readonly string[] {
  return (
    stage.world.sandbox.requests
      .list()
      .filter(({ method, status, path }) => method !== 'GET' && status < 400 && !path.includes('/access_tokens'))
      // What closed an item is asked there, too.
      .filter(({ actor, path }) => actor.startsWith('aftermath') && path !== '/graphql')
      .map(({ method, path }) => `${method} ${path}`)
  )
}

/**
 * What every bad input must leave behind: nothing crashed, another pass and another full sweep write nothing, and another
 * incident, in the same repository unless that is what is broken, still gets its postmortem.
 */
export async function expectCalm(
  stage: Stage,
  { number, others = 'shop' }: { readonly number: number; readonly others?: 'shop' | 'wiki' },
): Promise<void> {
  const { app, world } = stage
  const before = await stage.state()
  world.sandbox.requests.clear()
  app.enqueue({ ref: { kind: 'incident', ...shop, number }, reason: 'test', priority: 'interactive' })
  await app.idle()
  await app.sweep('all')
  await stage.settle()
  expect(writes(stage), 'a second pass writes nothing').toEqual([])
  expect(await stage.state(), 'a second pass changes nothing').toEqual(before)

  expectNoCrash(stage)
  if (!isDueHere()) return
  const other = await stage.declare({ repo: others, title: 'Search is slow', body: 'Since noon.', by: 'mia' })
  const { pulls } = await stage.state(others)
  const opened = pulls.filter(({ head }) => head === `postmortem/incident-${other}`)
  expect(
    opened.map(({ title }) => title),
    'another incident gets its postmortem',
  ).toEqual(['Postmortem: Search is slow'])
  expect(await stage.status(other, others)).toContain(`#${opened[0]?.number}`)
  expectNoCrash(stage)
}

/** No pass crashed, backed off or went round in circles. */
export function expectNoCrash({ app }: Stage): void {
  const bad = app.log.filter(
    ({ level, message }) => level === 'error' || /crash|backs off|unclear|converge/.test(message),
  )
  expect(bad, 'nothing crashed').toEqual([])
}

const filesSeen = new Set<string>()

/** Whether another incident is declared, too: after every bad input with `npm run test:all`, else after one of a file. */
function isDueHere(): boolean {
  const { testPath = '' } = expect.getState()
  const first = !filesSeen.has(testPath)
  filesSeen.add(testPath)
  return extent({ full: true, few: first })
}

/** Changes what GitHub answers on paths that match, for what the embedded GitHub has no words for. */
export function tamper(pattern: RegExp, change: Tamper): void {
  betweens.push(async (url, init, go) => {
    const response = await go(url, init)
    if (!pattern.test(url) || !response.ok || response.status === 204) return response
    const headers = new Headers(response.headers)
    headers.delete('content-length')
    headers.delete('etag')
    return new Response(JSON.stringify(change(await response.json())), { status: response.status, headers })
  })
}

/** Has GitHub refuse the app's writes that match, as `POST /repos/...`, with this status and message. */
export function refuse(pattern: RegExp, answer: { readonly status: number; readonly message: string }): void {
  betweens.push(async (url, init, go) => {
    const body = typeof init.body === 'string' ? init.body : ''
    if (!pattern.test(`${init.method ?? 'GET'} ${new URL(url).pathname} ${body}`)) return await go(url, init)
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    return new Response(JSON.stringify({ message: answer.message }), { status: answer.status, headers })
  })
}

/** The way over the network with all that tampers and refuses, for a command line. */
export function passingThere(): Fetch {
  return passing(betweens, overNetwork)
}

/** Nothing goes wrong on the way any more. */
export function mend(): void {
  betweens.length = 0
}
