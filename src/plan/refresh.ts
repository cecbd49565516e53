import { setFrontMatter } from '../document/edits.ts'
import { type FrontMatter, readFrontMatter } from '../document/front-matter.ts'
import type { Mutation } from '../domain/mutation.ts'
import type { Pull } from '../domain/repository.ts'
import type { Context } from './context.ts'
import { severityOf } from './draft-document.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { sentence } from './texts.ts'

export interface Refreshed {
  readonly write: Mutation | null
  /** Why a refresh that somebody asked for changes nothing, for people; `null` when it was not asked or works. */
  readonly problem: string | null
}

const nothing: Refreshed = { write: null, problem: null }

/**
 * Keeps the facts of the draft's front matter fresh: unasked when the incident closed and only the app has committed
 * so far, else when somebody asked. Only empty values are filled once people have written. `undefined` while something
 * is not read.
 */
export function refresh(
  file: IncidentFile,
  pull: Pull,
  draft: { readonly path: string | null; readonly touched: boolean; readonly asked: boolean },
  inquiry: Inquiry,
  context: Context,
): Refreshed | undefined {
  const due = draft.asked || (!draft.touched && file.issue.state === 'closed')
  if (!due || draft.path === null) return nothing
  const found = inquiry.ask<'file'>({ ask: 'file', path: draft.path, at: pull.head.sha })
  if (found === undefined) return undefined
  const say = (name: string, view = {}) => sentence(context.templates, name, { path: draft.path, ...view })
  const failed = (name: string, view: object): Refreshed => ({
    write: null,
    problem: draft.asked ? say(name, view) : null,
  })
  if (!found.found) return failed('denied-refresh-file', { why: say(`problem-${found.reason}`) })
  const known = readFrontMatter(found.text)
  if (!known.ok) return failed('denied-refresh-facts', { line: known.line, problem: known.reason })
  const text = withFacts(found.text, known.data, file, draft.touched)
  if (text === found.text) return nothing
  const write: Mutation = {
    rule: 'refresh-document',
    do: 'write-file',
    branch: file.branch,
    path: found.path,
    sha: found.sha,
    text,
    message: say('commit-refresh', { incident: file.ref.number }),
  }
  return { write, problem: null }
}

function withFacts(text: string, known: FrontMatter, file: IncidentFile, touched: boolean): string {
  const facts: readonly (readonly [key: 'status' | 'resolved' | 'severity', value: string | null])[] = [
    ['status', file.issue.state === 'open' ? 'open' : 'resolved'],
    ['resolved', file.issue.closedAt],
    ['severity', severityOf(file)],
  ]
  return facts.reduce((edited, [key, value]) => {
    const standing = known[key]
    const empty = standing === undefined || standing === null || standing === ''
    // `open` is what the app wrote itself at the start, so closing may replace it.
    const ours = !touched || empty || (key === 'status' && standing === 'open')
    return value !== null && ours ? setFrontMatter(edited, key, value) : edited
  }, text)
}
