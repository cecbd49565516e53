import { withCommentTrailers } from '../../document/markers/trailers.ts'
import { type Mutation, statusLink } from '../../domain/mutation.ts'
import type { Commit, Pull } from '../../domain/repository.ts'
import { answeredComments } from '../commands/comments/answered-comments.ts'
import type { DraftRequests } from '../commands/definition.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence } from '../texts.ts'
import { writeDocument } from './draft-document.ts'
import type { Change } from './renewal.ts'

type Redrafted = Pick<Change, 'write' | 'problem'>

const nothing: Redrafted = { write: null, problem: null }

/**
 * The draft, made anew from the template that somebody asked for; `file` goes by that template already. Only while nobody
 * has written in it: people's text is theirs. `undefined` while something is not read.
 */
export function redraft(
  file: IncidentFile,
  pull: Pull,
  draft: { readonly path: string | null; readonly touched: boolean; readonly commits: readonly Commit[] },
  request: DraftRequests['template'],
  inquiry: Inquiry,
  context: Context,
): Redrafted | undefined {
  if (request === null || answeredComments(draft.commits, context).has(request.comment.id)) return nothing
  const failed = (name: string, view = {}): Redrafted => {
    return { write: null, problem: sentence(context.templates, name, { name: request.name, ...view }) }
  }
  if (draft.touched) return failed('denied-template-touched')
  if (draft.path === null) return failed('denied-template-gone')
  const standing = inquiry.ask<'file'>({ ask: 'file', path: draft.path, at: pull.head.sha })
  const written = writeDocument(file, pull.assignees[0] ?? null, file.memory.leftOut, inquiry, context)
  if (standing === undefined || written === undefined) return undefined
  if (!standing.found) return failed('denied-template-gone')
  const text = written.text.replaceAll(statusLink, file.statusComment?.url ?? file.issue.url)
  if (text === standing.text) return nothing
  const message = sentence(context.templates, 'commit-redraft', { incident: file.ref.number, name: request.name })
  const write: Mutation = {
    rule: 'redraft-document',
    do: 'write-file',
    branch: file.branch,
    path: standing.path,
    sha: standing.sha,
    text,
    message: withCommentTrailers(message, [request.comment.id]),
  }
  return { write, problem: null }
}
