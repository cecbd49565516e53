import { setFrontMatter } from '../document/edits.ts'
import { yamlString } from '../document/escape.ts'
import { readFrontMatter } from '../document/front-matter.ts'
import type { Mutation } from '../domain/mutation.ts'
import type { Pull } from '../domain/repository.ts'
import type { Context } from './context.ts'
import { severityOf } from './draft-document.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { sentence } from './texts.ts'

/**
 * Keeps the facts of the draft's front matter fresh: unasked when the incident closed and only the app has committed
 * so far, else when somebody asked. Only empty values are filled once people have written. `undefined` while something
 * is not read, `null` when nothing changes.
 */
export function refresh(
  file: IncidentFile,
  pull: Pull,
  draft: { readonly path: string | null; readonly touched: boolean; readonly asked: boolean },
  inquiry: Inquiry,
  context: Context,
): Mutation | null | undefined {
  const due = draft.asked || (!draft.touched && file.issue.state === 'closed')
  if (!due || draft.path === null) return null
  const found = inquiry.ask<'file'>({ ask: 'file', path: draft.path, at: pull.head.sha })
  if (found === undefined) return undefined
  if (!found.found) return null
  const text = withFacts(found.text, file, draft.touched)
  if (text === found.text) return null
  return {
    rule: 'refresh-document',
    do: 'write-file',
    branch: file.branch,
    path: found.path,
    sha: found.sha,
    text,
    message: sentence(context.templates, 'commit-refresh', { incident: file.ref.number }),
  }
}

function withFacts(text: string, file: IncidentFile, touched: boolean): string {
  const known = readFrontMatter(text)
  if (!known.ok) return text
  const severity = severityOf(file)
  const facts: readonly (readonly [key: 'status' | 'resolved' | 'severity', value: string | null])[] = [
    ['status', file.issue.state === 'open' ? 'open' : 'resolved'],
    ['resolved', file.issue.closedAt],
    ['severity', severity === null ? null : yamlString(severity)],
  ]
  return facts.reduce((edited, [key, value]) => {
    const standing = known.data[key]
    const empty = standing === undefined || standing === null || standing === ''
    // `open` is what the app wrote itself at the start, so closing may replace it.
    const ours = !touched || empty || (key === 'status' && standing === 'open')
    return value !== null && ours ? setFrontMatter(edited, key, value) : edited
  }, text)
}
