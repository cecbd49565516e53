import { addTaskLines } from '../../document/action-items/add-items.ts'
import { withCommentTrailers } from '../../document/markers/trailers.ts'
import type { Comment } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { writeName } from '../../domain/refusal.ts'
import type { Commit, Pull } from '../../domain/repository.ts'
import { answeredComments } from '../commands/comments/answered-comments.ts'
import type { CommandFailure } from '../commands/comments/answers.ts'
import { readCommands } from '../commands/comments/read-commands.ts'
import type { CommentLocation } from '../commands/definition.ts'
import { quietFrom } from '../draft/quiet.ts'
import type { IncidentPass } from '../pass.ts'
import { isRefused } from '../status/refused.ts'
import { sentence } from '../texts.ts'
import { lineOf, mergedSentence } from './action-line.ts'

export interface AddedActions {
  /** The write of the document, with the lines in it; what was given where there are none to add. */
  readonly write: Mutation | null
  /** The comments whose actions wait from now on. */
  readonly waiting: readonly number[]
  readonly notices: readonly string[]
  readonly requeueAt: string | null
  readonly failures: readonly CommandFailure[]
}

/** The draft, as far as adding to it goes. */
export interface DraftToAdd {
  readonly path: string | null
  readonly commits: readonly Commit[]
  readonly talk: readonly Comment[]
  /** What this pass writes to the document anyway; `null` for nothing. */
  readonly write: Mutation | null
  /** Whether somebody asked for a refresh just now. */
  readonly asked: boolean
}

/**
 * Adds what `/action` asked for to the document, many in one commit that names their comments, so that none is added twice:
 * once the branch is quiet, when a refresh is asked for, or with what is written anyway. `undefined` while the document is not
 * read.
 */
export function addActions(
  pass: IncidentPass,
  pull: Pull,
  memory: StatusMemory,
  draft: DraftToAdd,
): AddedActions | undefined {
  const { incident: file, context, refusals } = pass
  const { path, commits, write } = draft
  const actions = waitingActions(pass, memory, draft)
  const waiting = actions.map(({ comment }) => comment.id)
  const idle: AddedActions = { write, waiting, notices: [], requeueAt: null, failures: [] }
  if (actions.length === 0) return idle
  const lines = actions.flatMap((action) => action.lines)
  const patience = sentence(context.templates, 'notice-actions-waiting', {
    count: lines.length,
    one: lines.length === 1,
  })
  const later: AddedActions = { ...idle, notices: [patience] }
  if (path === null) return later
  const quiet = quietFrom(commits)
  if (write === null && !draft.asked && quiet !== null && quiet > file.now) return { ...later, requeueAt: quiet }

  const found = pass.ask({ ask: 'file', path, at: pull.head.sha })
  if (found === undefined) return undefined
  const text = write?.do === 'write-file' ? write.text : found.found ? found.text : ''
  const added = found.found ? addTaskLines(text, lines) : null
  if (!found.found || added === null) {
    const failures = actions.map(({ comment, on, lines: own }): CommandFailure => {
      return {
        comment,
        on,
        sentence: sentence(context.templates, 'denied-action-section', { path, line: own.join(' ') }),
      }
    })
    return { ...idle, waiting: [], failures }
  }
  const incident = file.ref.number
  const message =
    write?.do === 'write-file' ? write.message : sentence(context.templates, 'commit-actions', { incident })
  const adding: Mutation = {
    rule: 'add-actions',
    of: write === null ? undefined : writeName(write),
    do: 'write-file',
    branch: file.branch,
    path: found.path,
    sha: found.sha,
    text: added,
    message: withCommentTrailers(message, waiting),
  }
  // What GitHub refuses waits, and every sweep tries again; what is written anyway is written without.
  if (isRefused(adding, refusals)) return { ...later, requeueAt: file.now }
  return { ...idle, write: adding, waiting: [] }
}

/** What waited when the postmortem was merged: nobody can add it any more but people. `undefined` while it is not read. */
export function actionsLeft(
  pass: IncidentPass,
  pull: Pull,
  memory: StatusMemory,
): readonly CommandFailure[] | undefined {
  const { incident, context } = pass
  if ((memory.actions ?? []).length === 0) return []
  const commits = pass.ask({ ask: 'pullCommits', number: pull.number })
  const talk = pass.ask({ ask: 'comments', number: pull.number })
  if (commits === undefined || talk === undefined) return undefined
  return waitingActions(pass, memory, { commits, talk }).map(({ comment, on, lines }) => {
    return { comment, on, sentence: mergedSentence(incident, lines, context) }
  })
}

interface WaitingAction extends CommentLocation {
  readonly lines: readonly string[]
}

/** Those of the remembered comments that still ask for actions which no commit of the app's has added. */
function waitingActions(
  pass: IncidentPass,
  memory: StatusMemory,
  { commits, talk }: Pick<DraftToAdd, 'commits' | 'talk'>,
): readonly WaitingAction[] {
  const { incident, context } = pass
  const done = answeredComments(commits, context)
  return (memory.actions ?? []).flatMap((id) => {
    const here = incident.comments.find((comment) => comment.id === id)
    const comment = here ?? talk.find((one) => one.id === id)
    if (comment === undefined || done.has(id)) return []
    const on = here === undefined ? (incident.pull?.number ?? incident.ref.number) : incident.ref.number
    const lines = readCommands(comment.body).flatMap((command) => {
      return command.kind === 'action' && command.text !== '' ? [lineOf(command.text, comment, incident)] : []
    })
    return lines.length === 0 ? [] : [{ comment, on, lines }]
  })
}
