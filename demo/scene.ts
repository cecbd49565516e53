import { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { Sandbox } from '../sandbox/server.ts'
import { type Item, items } from './document.ts'
import { type Role, repository } from './world.ts'

/** The stage that the story plays on: who acts there, and what stands there. Everything goes through the API. */
export interface Scene {
  /** The API as one role uses it, with that role's token. */
  as(role: Role): Octokit
  /** The address of a page, by its path below the repository (`/issues/1`). */
  page(path: string): string
  /** The pull request that carries an incident's postmortem; throws when there is none. */
  postmortem(incident: number): Promise<Postmortem>
  /** Adds a commit to a pull request's branch that edits its document, as the web editor does. */
  edit(role: Role, incident: number, message: string, change: (text: string) => string): Promise<void>
  /** The number of an action item's issue; throws when there is none. */
  issueOf(item: Item): Promise<number>
  /** What the app says of an incident in its status comment, empty when it says nothing. */
  status(incident: number): Promise<string>
  /** What the check on a postmortem's pull request says now; throws when it has none. */
  check(incident: number): Promise<Check>
  /** Presses the button "Check again" of that check. */
  checkAgain(role: Role, incident: number): Promise<void>
  /** What the app wrote below an issue, oldest first. */
  appComments(issue: number): Promise<readonly string[]>
}

export interface Postmortem {
  readonly number: number
  /** What GraphQL calls it. */
  readonly nodeId: string
  readonly draft: boolean
  readonly state: string
  readonly merged: boolean
  readonly assignees: readonly string[]
  readonly branch: string
  /** Of its document. */
  readonly path: string
}

/** The newest run of the check "Postmortem". */
export interface Check {
  readonly id: number
  readonly conclusion: string
  /** Its title and its summary, then a line for each annotation: the rule and what it says. */
  readonly text: string
}

/** Something in the story is not as the app promises: the demo ends with this sentence. */
export class StoryError extends Error {}

export const appLogin = 'aftermath[bot]'
const statusMark = '### '
const file = z.object({ sha: z.string(), content: z.string() })
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** A scene on a running sandbox that was started with the demo's seed. */
export function createScene(sandbox: Sandbox): Scene {
  const as = (role: Role) => new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens[role], log: silent })
  const watcher = as('chief-technology-officer')

  async function appComments(issue: number): Promise<readonly string[]> {
    const { data } = await watcher.issues.listComments({ ...repository, issue_number: issue, per_page: 100 })
    return data.flatMap(({ user, body }) => (user?.login === appLogin ? [body ?? ''] : []))
  }

  async function postmortem(incident: number): Promise<Postmortem> {
    const branch = `postmortem/incident-${incident}`
    const head = `${repository.owner}:${branch}`
    const [pull] = (await watcher.pulls.list({ ...repository, head, state: 'all' })).data
    if (pull === undefined) throw new StoryError(`There is no pull request from ${branch}.`)
    const [document] = (await watcher.pulls.listFiles({ ...repository, pull_number: pull.number })).data
    return {
      number: pull.number,
      nodeId: pull.node_id,
      draft: pull.draft ?? false,
      state: pull.state,
      merged: pull.merged_at !== null,
      assignees: (pull.assignees ?? []).map(({ login }) => login),
      branch,
      path: document?.filename ?? '',
    }
  }

  async function check(incident: number): Promise<Check> {
    const { branch } = await postmortem(incident)
    const of = { ...repository, ref: branch, check_name: 'Postmortem' }
    const [run] = (await watcher.checks.listForRef(of)).data.check_runs
    if (run === undefined) throw new StoryError(`The pull request from ${branch} has no check.`)
    const { data: marks } = await watcher.checks.listAnnotations({ ...repository, check_run_id: run.id, per_page: 100 })
    const { title, summary } = run.output
    const text = [title, summary, ...marks.map((one) => `${one.title}: ${one.message}`)].join('\n')
    return { id: run.id, conclusion: run.conclusion ?? '', text }
  }

  return {
    as,
    page: (path) => `${sandbox.url}/${repository.owner}/${repository.repo}${path}`,
    postmortem,
    async edit(role, incident, message, change) {
      const { path, branch } = await postmortem(incident)
      const { repos } = as(role)
      const { data } = await repos.getContent({ ...repository, path, ref: branch })
      const { sha, content } = file.parse(data)
      const text = change(Buffer.from(content, 'base64').toString())
      const saved = { message, content: Buffer.from(text).toString('base64'), sha, branch }
      await repos.createOrUpdateFileContents({ ...repository, path, ...saved })
    },
    async issueOf(item) {
      const { title } = items[item]
      const { data } = await watcher.issues.listForRepo({ ...repository, state: 'all', per_page: 100 })
      const found = data.find((issue) => issue.title === title)
      if (found === undefined) throw new StoryError(`There is no issue "${title}".`)
      return found.number
    },
    async status(incident) {
      return (await appComments(incident)).find((body) => body.includes(statusMark)) ?? ''
    },
    check,
    async checkAgain(role, incident) {
      const { id } = await check(incident)
      const press = { repository: `${repository.owner}/${repository.repo}`, run: id, identifier: 'again', by: role }
      // The button stands on a page of GitHub, and its API has no word for it.
      const url = `${sandbox.url}/_sandbox/check-button`
      const { ok } = await fetch(url, { method: 'POST', body: JSON.stringify(press) })
      if (!ok) throw new StoryError('The check has no button "Check again".')
    },
    appComments,
  }
}
