import { readCommands } from '../document/command.ts'
import { setFrontMatter } from '../document/edits.ts'
import { refreshFacts } from '../document/fact-blocks.ts'
import { type FrontMatter, readFrontMatter } from '../document/front-matter.ts'
import type { Mutation } from '../domain/mutation.ts'
import type { Pull } from '../domain/repository.ts'
import type { Context } from './context.ts'
import { severityOf } from './draft-document.ts'
import { type Facts, gatherFacts } from './facts/facts.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { affectedServices, impactOf } from './services.ts'
import { sentence } from './texts.ts'

export interface Refreshed {
  readonly write: Mutation | null
  /** Why a refresh that somebody asked for changes nothing, for people; `null` when it was not asked or works. */
  readonly problem: string | null
}

const nothing: Refreshed = { write: null, problem: null }

/**
 * Keeps the facts of the draft fresh: unasked when the incident was mitigated or closed and only the app has committed so
 * far, once each; else when somebody asked. Once people have written, only empty values of the front matter are filled and
 * only the blocks that nobody edited are renewed. `undefined` while something is not read.
 */
export function refresh(
  file: IncidentFile,
  pull: Pull,
  draft: { readonly path: string | null; readonly touched: boolean; readonly asked: boolean },
  inquiry: Inquiry,
  context: Context,
): Refreshed | undefined {
  const unasked = !draft.touched && (file.issue.state === 'closed' || mayBeMitigated(file))
  if (!(draft.asked || unasked) || draft.path === null) return nothing
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
  if (!draft.asked && known.data.status === 'resolved') return nothing
  const facts = gatherFacts(file, known.data, inquiry, context)
  if (facts === undefined) return undefined
  if (!draft.asked && known.data.status === facts.status) return nothing
  const text = refreshFacts(withFacts(found.text, known.data, facts, file, draft.touched), facts.blocks)
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

/** Whether a comment says so; whether its author may say so shows when the facts are gathered. */
function mayBeMitigated({ comments }: IncidentFile): boolean {
  return comments.some(({ body }) =>
    readCommands(body).some((command) => command.kind === 'phase' && command.phase === 'mitigated'),
  )
}

function withFacts(text: string, known: FrontMatter, facts: Facts, file: IncidentFile, touched: boolean): string {
  const { status, times } = facts
  const services = affectedServices(file)
  const values: readonly (readonly [key: keyof FrontMatter, value: string | readonly string[] | null])[] = [
    ['status', status],
    ['started', times.started ?? null],
    ['detected', times.detected ?? null],
    ['mitigated', times.mitigated ?? null],
    ['resolved', times.resolved ?? null],
    ['severity', severityOf(file)],
    ['services', services.length > 0 ? services : null],
    ['impact', impactOf(file)],
  ]
  return values.reduce((edited, [key, value]) => {
    const standing = known[key]
    const empty = standing === undefined || standing === null || standing === ''
    // What the app wrote itself at the start may be replaced by what is known now.
    const atFirst =
      (key === 'status' && standing === 'open') || (key === 'started' && standing === file.issue.createdAt)
    return value !== null && (!touched || empty || atFirst) ? setFrontMatter(edited, key, value) : edited
  }, text)
}
