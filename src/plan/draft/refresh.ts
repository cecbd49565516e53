import { type FactBlock, standingFacts } from '../../document/markers/fact-blocks.ts'
import type { Comment } from '../../domain/issue.ts'
import type { Commit, Pull } from '../../domain/repository.ts'
import { readCommands } from '../commands/comments/read-commands.ts'
import type { Context } from '../context.ts'
import { gatherTimeline } from '../facts/facts.ts'
import { phaseOfLabel } from '../facts/timeline/milestones.ts'
import { missingEvents } from '../facts/timeline/news.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'
import { quietFrom } from './quiet.ts'
import { type DocumentChange, type FoundFile, renewAll, renewTimeline, unchanged } from './renewal.ts'

export type Refreshed = Omit<DocumentChange, 'text'> & {
  /** How many facts the document does not tell yet, for people; `null` for none. */
  readonly news: string | null
  /** From when on what a command asked for can be added (ISO); `null` where nothing waits. */
  readonly requeueAt: string | null
}

/** The draft, as far as refreshing goes. */
export interface DraftState {
  readonly path: string | null
  readonly commits: readonly Commit[]
  /** What is said on the pull request. */
  readonly talk: readonly Comment[]
  /** Whether people have committed. */
  readonly touched: boolean
  /** Whether somebody asked for a refresh just now. */
  readonly asked: boolean
}

/**
 * Keeps the facts of the draft fresh. All of them when the incident was mitigated or closed and only the app has committed
 * so far, once each, and whenever somebody asks. The timeline alone when somebody added to it by `/timeline`, as soon as the
 * branch is quiet. Once people have written, what is new is counted. `undefined` while something is not read.
 */
export function refreshDraft(pass: IncidentPass, pull: Pull, draft: DraftState): Refreshed | undefined {
  const { incident, context } = pass
  const { path, touched, asked } = draft
  const nothing: Refreshed = {
    write: null,
    problem: null,
    leftOut: incident.memory.leftOut,
    news: null,
    requeueAt: null,
  }
  const comments = [...incident.comments, ...draft.talk]
  const due = asked || (!touched && isOver(incident, comments))
  const adding = comments.some(addsToTimeline)
  if (path === null || !(due || adding || touched)) return nothing
  const found = pass.ask({ ask: 'file', path, at: pull.head.sha })
  if (found === undefined) return undefined
  if (!found.found) {
    const why = sentence(context.templates, `problem-${found.reason}`)
    return { ...nothing, problem: asked ? sentence(context.templates, 'denied-refresh-file', { path, why }) : null }
  }
  return refreshFound(pass, found, draft, { due, adding })
}

/** The same for a document that is there: all facts where that is due, else the timeline alone where somebody is adding to it. */
function refreshFound(
  pass: IncidentPass,
  found: FoundFile,
  draft: DraftState,
  { due, adding }: { readonly due: boolean; readonly adding: boolean },
): Refreshed | undefined {
  const { incident, context } = pass
  const { touched, asked } = draft
  const moments = gatherTimeline(pass)
  const all = due ? renewAll(pass, found, draft) : unchanged(incident, found)
  if (moments === undefined || all === undefined) return undefined

  const standing = standingFacts(all.text, 'timeline')
  const missing = standing === null ? [] : missingEvents(standing, moments)
  const waiting = adding && standing?.untouched === true && missing.some((moment) => moment.asked)
  const quiet = quietFrom(draft.commits)
  const requeueAt = waiting && quiet !== null && quiet > incident.now ? quiet : null
  const change = waiting && requeueAt === null && all.write === null ? renewTimeline(pass, found) : all
  if (change === undefined) return undefined
  const { write, problem, leftOut } = change
  const untold = change === all ? missing.length : 0
  return {
    write,
    problem: asked ? problem : null,
    leftOut,
    news: touched && standing !== null ? newsOf(untold, standing, context) : null,
    requeueAt: all.write === null ? requeueAt : null,
  }
}

/** Whether the incident is closed or somebody says that it is mitigated. */
function isOver({ issue }: Incident, comments: readonly Comment[]): boolean {
  return issue.state === 'closed' || comments.some(saysMitigated) || issue.labels.some(isMitigated)
}

/** Whether a comment may say so; whether its author may shows when the facts are gathered. */
function saysMitigated({ body }: Comment): boolean {
  return readCommands(body).some((command) => command.kind === 'phase' && command.phase === 'mitigated')
}

function isMitigated(label: string): boolean {
  return phaseOfLabel(label) === 'mitigated'
}

function addsToTimeline({ body }: Comment): boolean {
  return readCommands(body).some(({ kind }) => kind === 'timeline')
}

function newsOf(count: number, { untouched }: FactBlock, context: Context): string | null {
  if (count === 0) return null
  return sentence(context.templates, untouched ? 'news' : 'news-of-edited', { count, one: count === 1 })
}
