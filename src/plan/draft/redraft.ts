import { withCommentTrailers } from '../../document/markers/trailers.ts'
import { type Mutation, statusLink } from '../../domain/mutation.ts'
import type { Commit, Pull } from '../../domain/repository.ts'
import { answeredComments } from '../commands/comments/answered-comments.ts'
import type { DraftRequests } from '../commands/definition.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'
import { writeDocument } from './draft-document.ts'
import type { DocumentChange } from './renewal.ts'

type Redrafted = Pick<DocumentChange, 'write' | 'problem'>

const nothing: Redrafted = { write: null, problem: null }

/**
 * The draft, made anew from the template that somebody asked for; `file` goes by that template already. Only while nobody
 * has written in it: people's text is theirs. `undefined` while something is not read.
 */
export function redraft(
  pass: IncidentPass,
  pull: Pull,
  draft: { readonly path: string | null; readonly touched: boolean; readonly commits: readonly Commit[] },
  request: DraftRequests['template'],
): Redrafted | undefined {
  const { incident, context } = pass
  if (request === null || answeredComments(draft.commits, context).has(request.comment.id)) return nothing
  const failed = (name: 'denied-template-touched' | 'denied-template-gone'): Redrafted => {
    return { write: null, problem: sentence(context.templates, name, { name: request.name }) }
  }
  if (draft.touched) return failed('denied-template-touched')
  if (draft.path === null) return failed('denied-template-gone')
  const standing = pass.ask({ ask: 'file', path: draft.path, at: pull.head.sha })
  const written = writeDocument(pass, pull.assignees[0] ?? null, incident.memory.leftOut)
  if (standing === undefined || written === undefined) return undefined
  if (!standing.found) return failed('denied-template-gone')
  const text = written.text.replaceAll(statusLink, incident.statusComment?.url ?? incident.issue.url)
  if (text === standing.text) return nothing
  const message = sentence(context.templates, 'commit-redraft', { incident: incident.ref.number, name: request.name })
  const write: Mutation = {
    rule: 'redraft-document',
    do: 'write-file',
    branch: incident.branch,
    path: standing.path,
    sha: standing.sha,
    text,
    message: withCommentTrailers(message, [request.comment.id]),
  }
  return { write, problem: null }
}
