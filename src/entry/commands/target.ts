import type { RepositoryName } from '../../domain/ref.ts'
import { CommandError } from './terminal.ts'

const owner = '[A-Za-z0-9][A-Za-z0-9-]*'
const repository = '[A-Za-z0-9._-]+'
const issue = new RegExp(`^(${owner})/(${repository})#([1-9]\\d{0,9})$`)
const address = new RegExp(`^https?://[^/]+/(${owner})/(${repository})/(?:issues|pull)/([1-9]\\d{0,9})(?:[/?#].*)?$`)
const plain = new RegExp(`^(${owner})/(${repository})$`)

export interface IssueTarget extends RepositoryName {
  readonly number: number
}

/** `owner/repo#12`, or the address of an issue or pull request. Throws `CommandError` for anything else. */
export function parseIssue(text: string): IssueTarget {
  const [, name, repo, number] = issue.exec(text) ?? address.exec(text) ?? []
  if (name !== undefined && repo !== undefined) return { owner: name, repo, number: Number(number) }
  throw new CommandError('usage', `"${text}" names no issue: write owner/repo#12, or paste the issue's address.`)
}

/** `owner/repo`. Throws `CommandError` for anything else. */
export function parseRepository(text: string): RepositoryName {
  const [, name, repo] = plain.exec(text) ?? []
  if (name !== undefined && repo !== undefined) return { owner: name, repo }
  throw new CommandError('usage', `"${text}" names no repository: write owner/repo.`)
}

/** `owner` or `owner/repo`; `repo` is `null` for a whole owner. Throws `CommandError` for anything else. */
export function parseOwner(text: string): { readonly owner: string; readonly repo: string | null } {
  return new RegExp(`^${owner}$`).test(text) ? { owner: text, repo: null } : parseRepository(text)
}

/** An instant in ISO 8601; a day alone is its midnight in UTC. Throws `CommandError` for anything else. */
export function parseInstant(text: string, option: string): string {
  const form = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(text)
  const instant = form === null ? Number.NaN : Date.parse(text)
  // Date.parse takes February 30 for March 2.
  const day = form?.[1] ?? ''
  const real = !Number.isNaN(instant) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  if (real) return new Date(instant).toISOString()
  throw new CommandError('usage', `${option} "${text}" is no date: write 2026-12-01 or 2026-12-01T09:00:00Z.`)
}

/** The folder that `--documents` names, without slashes around it. Throws `CommandError` for one that leads out of the repository. */
export function parseFolder(written: string): string {
  const folder = written.replace(/^(?:\.?\/)+|\/+$/g, '')
  if (folder !== '' && !folder.split('/').includes('..')) return folder
  throw new CommandError('usage', `--documents "${written}" is no folder of the repository: write docs/postmortems.`)
}
