import { z } from 'zod'
import type { RepositoryState, Sandbox } from '../../../sandbox/server.ts'
import { comparable } from './end-state.ts'
import { type Person, personIn } from './people.ts'

const pull = z.object({
  number: z.number(),
  node_id: z.string(),
  state: z.string(),
  head: z.object({ ref: z.string() }),
})
const issue = z.object({ number: z.number(), title: z.string(), pull_request: z.unknown().optional() })
const file = z.object({ path: z.string(), sha: z.string(), content: z.string() })
const entries = z.array(z.object({ path: z.string() }))

export type Pull = z.infer<typeof pull>

/** A file as an editor holds it: its text, and the sha that the text was read at. */
export interface OpenFile {
  readonly path: string
  readonly branch: string
  readonly sha: string
  readonly text: string
}

/** The repository in which people act, seen with their eyes: what is there, and what is not there yet. */
export interface Stage {
  readonly sandbox: Sandbox
  /** Number of the incident that steps mean when they name none. */
  readonly incident: number
  /** `/repos/acme/shop` */
  readonly repository: string
  person(login: string): Person
  /** The postmortem's pull request, `null` while there is none. */
  pull(): Promise<Pull | null>
  /** The number of the first issue of that title, `null` while there is none. */
  issue(title: string): Promise<number | null>
  /** The document on a branch, `null` while there is none. */
  document(branch: string): Promise<OpenFile | null>
  /** Saves as an editor does: refused when the file is no longer what was opened. */
  save(login: string, opened: OpenFile, text: string): Promise<void>
  state(): Promise<RepositoryState>
}

/** Where people act: the repository's present name, and the incident's number there. */
export interface Place {
  readonly owner?: string
  readonly repo?: string
  readonly incident?: number
}

/** The stage of a place, `acme/shop#1` where it says nothing else; the administrator's eyes see everything. */
export function stageIn(sandbox: Sandbox, { owner = 'acme', repo = 'shop', incident = 1 }: Place = {}): Stage {
  const repository = `/repos/${owner}/${repo}`
  const eyes = personIn(sandbox, Object.keys(sandbox.tokens)[0] ?? '')
  const branch = `postmortem/incident-${incident}`
  return {
    sandbox,
    incident,
    repository,
    person: (login) => personIn(sandbox, login),
    async pull() {
      const pulls = await eyes.read(`${repository}/pulls?state=all&head=${owner}:${branch}`, z.array(pull))
      return pulls.find(({ head }) => head.ref === branch) ?? null
    },
    async issue(title) {
      const issues = await eyes.read(`${repository}/issues?state=all&per_page=100`, z.array(issue))
      const numbers = issues.filter((one) => one.title === title && !one.pull_request).map(({ number }) => number)
      return numbers.length === 0 ? null : Math.min(...numbers)
    },
    async document(on) {
      const folder = await eyes.read(`${repository}/contents/postmortems?ref=${on}`, entries).catch(() => [])
      const path = folder.find((entry) => entry.path.endsWith('.md'))?.path
      if (path === undefined) return null
      const { sha, content } = await eyes.read(`${repository}/contents/${path}?ref=${on}`, file)
      return { path, branch: on, sha, text: Buffer.from(content, 'base64').toString() }
    },
    async save(login, { path, branch: on, sha }, text) {
      const content = Buffer.from(text).toString('base64')
      const body = { branch: on, sha, content, message: 'Edit the postmortem' }
      await personIn(sandbox, login).send('PUT', `${repository}/contents/${path}`, body)
    },
    state: async () => comparable(await sandbox.dump(owner, repo), sandbox.url),
  }
}

/** What is there, for a step that has waited for it. */
export function present<T>(thing: T | null, name: string): T {
  if (thing === null) throw new Error(`There is no ${name}.`)
  return thing
}
