import type { Comment } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Commit, Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import { earliest } from '../../text/time/spoken-duration.ts'
import { addActions } from '../action-items/add-actions.ts'
import type { CommandFailure } from '../commands/comments/answers.ts'
import type { CommandResult } from '../commands/comments/apply-commands.ts'
import type { CommentLocation } from '../commands/definition.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { askParticipants } from '../reminders/ask-participants.ts'
import { remindOfDeadline } from '../reminders/deadline-reminders.ts'
import { askReviewers } from '../review/ask-reviewers.ts'
import { notedTimes } from '../status/noted.ts'
import { sentence } from '../texts.ts'
import { writersOf } from './draft-document.ts'
import { leftOutNotices, writtenWithLess } from './left-out.ts'
import { documentAmong } from './opening.ts'
import { redraft } from './redraft.ts'
import { refreshDraft } from './refresh.ts'

/** The writes of facts into a document that stands. */
const documentRules = ['refresh-document', 'add-to-document'] as const

export interface Drafting {
  readonly mutations: readonly Mutation[]
  readonly notices: readonly string[]
  readonly memory: StatusMemory
  /** Who writes it, those included whom this plan assigns. */
  readonly writers: readonly string[]
  /** Commands that could not be carried out. */
  readonly failures: readonly CommandFailure[]
  /** What the document does not tell yet, a sentence; `null` for nothing. */
  readonly news: string | null
  /** How the last times that people typed were understood. */
  readonly noted: readonly string[]
  /** When there is something to add or to say next (ISO), `null` for never. */
  readonly requeueAt: string | null
  /** Names of writes that GitHub refused and that were done in another way. */
  readonly handledWrites: readonly string[]
}

/** What is known of a draft before anything is decided about it. */
interface ReadDraft {
  readonly pull: Pull
  readonly commits: readonly Commit[]
  /** What is said on the pull request. */
  readonly talk: readonly Comment[]
  readonly path: string | null
  /** Whether people have committed. */
  readonly touched: boolean
  readonly memory: StatusMemory
}

/**
 * What an open pull request needs: somebody to write it when it is new, fresh facts, a word about its deadline, and to be
 * closed when it turned out not to be needed and nobody has worked on it. `undefined` while something is not read.
 */
export function drafting(
  pass: IncidentPass,
  pull: Pull,
  commands: CommandResult,
  { starter, unneeded }: { readonly starter: string | null; readonly unneeded: boolean },
): Drafting | undefined {
  const { incident, context } = pass
  const commits = pass.ask({ ask: 'pullCommits', number: pull.number })
  const files = pass.ask({ ask: 'pullFiles', number: pull.number })
  const talk = pass.ask({ ask: 'comments', number: pull.number })
  if (commits === undefined || files === undefined || talk === undefined) return undefined
  const touched = commits.some(
    (commit) => commit.author === null || !isOwn({ ...commit.author, appId: null }, context.self),
  )
  const path = documentAmong(incident, files)
  const memory: StatusMemory = { ...commands.memory, pull: pull.number, path }
  const draft: ReadDraft = { pull, commits, talk, path, touched, memory }
  return unneeded ? unneededDraft(pass, draft) : neededDraft(pass, draft, commands.draft, starter)
}

/** A draft that nobody needs is closed once, where nobody has worked on it. */
function unneededDraft({ context }: IncidentPass, { pull, talk, touched, memory }: ReadDraft): Drafting {
  const untouched = pull.draft && !touched && talk.every((comment) => comment.author.bot || isCommand(comment.body))
  const idle: Drafting = {
    mutations: [],
    notices: [],
    memory,
    writers: pull.assignees,
    failures: [],
    news: null,
    noted: [],
    requeueAt: null,
    handledWrites: [],
  }
  if (memory.closedDraft === pull.number) return idle
  if (!untouched) return { ...idle, notices: [sentence(context.templates, 'notice-draft-kept', { pull: pull.number })] }
  const close: Mutation = { rule: 'close-unneeded-draft', do: 'close-pull', number: pull.number }
  return { ...idle, mutations: [close], memory: { ...memory, closedDraft: pull.number } }
}

function neededDraft(
  pass: IncidentPass,
  draft: ReadDraft,
  requests: CommandResult['draft'],
  starter: string | null,
): Drafting | undefined {
  const { incident, context, refusals } = pass
  const { pull, commits, talk, path, touched, memory } = draft
  const { refresh: refreshed, template } = requests
  const asked = refreshed !== null
  const anew = redraft(pass, pull, { path, touched, commits }, template)
  const fresh = refreshDraft(pass, pull, { path, commits, talk, touched, asked })
  const deadline = remindOfDeadline(pass, pull, { talk, path })
  if (anew === undefined || fresh === undefined || deadline === undefined) return undefined
  // A draft made anew holds fresh facts already.
  const renewed = { path, commits, talk, write: anew.write ?? fresh.write, asked }
  const actions = addActions(pass, pull, memory, renewed)
  const reviewers = askReviewers(pass, pull, { memory, commits, path })
  if (actions === undefined || reviewers === undefined) return undefined
  const participants = askParticipants(pass, pull, { memory: reviewers.memory, talk, path })
  if (participants === undefined) return undefined
  const missing = path === null ? [sentence(context.templates, 'notice-no-document', noDocument(incident, pull))] : []
  const assigned = toAssign(incident, pull, starter)
  const assign: Mutation = { rule: 'assign-writer', do: 'assign', number: pull.number, logins: assigned }
  return {
    mutations: [
      ...(assigned.length === 0 ? [] : [assign]),
      ...(actions.write === null ? [] : [actions.write]),
      ...reviewers.mutations,
      ...participants.mutations,
      ...deadline.mutations,
    ],
    notices: [...missing, ...leftOutNotices(fresh.leftOut, context), ...actions.notices],
    memory: {
      ...participants.memory,
      leftOut: fresh.leftOut,
      actions: actions.waiting.length === 0 ? undefined : actions.waiting,
    },
    writers: pull.assignees.length > 0 ? pull.assignees : assigned,
    failures: [...failureOf(template, anew.problem), ...failureOf(refreshed, fresh.problem), ...actions.failures],
    news: fresh.news,
    noted: notedTimes(pass, talk, memory),
    requeueAt: earliest([fresh.requeueAt, deadline.requeueAt, participants.requeueAt, actions.requeueAt]),
    handledWrites: fresh.leftOut === undefined ? [] : writtenWithLess(refusals, ...documentRules),
  }
}

function failureOf(asked: CommentLocation | null, problem: string | null): readonly CommandFailure[] {
  return asked === null || problem === null ? [] : [{ comment: asked.comment, on: asked.on, sentence: problem }]
}

/** Assigns once, when the status comment has not shown this pull request yet: who unassigns later is left alone. */
function toAssign(incident: Incident, pull: Pull, starter: string | null): readonly string[] {
  if (incident.memory.pull === pull.number || pull.assignees.length > 0) return []
  return writersOf(incident, starter).slice(0, 10)
}

function noDocument(incident: Incident, pull: Pull) {
  return { pull: pull.number, directory: incident.configuration.directory }
}

function isCommand(body: string): boolean {
  return body.trimStart().startsWith('/')
}
