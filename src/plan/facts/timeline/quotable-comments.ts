import { type Comment, mayCommand, type Role } from '../../../domain/issue.ts'
import { isPublic } from '../../../domain/visibility.ts'
import { readCommands } from '../../commands/comments/read-commands.ts'
import type { Command } from '../../commands/list.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Inquiry } from '../../inquiry.ts'
import type { IncidentPass } from '../../pass.ts'

/** A comment that the facts may draw on, and why. */
export interface QuotableComment {
  readonly comment: Comment
  readonly commands: readonly Command[]
  /** `command`: it holds one. `marked`: people marked it. `said`: it is only a comment, in a private repository. */
  readonly why: 'command' | 'marked' | 'said'
}

/** `why` is `null` for a comment that must be marked to count. */
type Candidate = Omit<QuotableComment, 'why'> & { readonly why: QuotableComment['why'] | null }

/** Anybody may put a 👀 or 🚀 on a public comment, and to see whose they are is a request each: more are not looked at. */
const mostMarked = 20
/** Of so many of those who marked and said nothing the role is looked up. */
const mostMarkers = 20

/**
 * The comments whose words may stand in the document: by people with triage or more, not hidden, not a bot's. In a public
 * repository only those with a command and those marked by such people, the first twenty. Commands count on the pull
 * request, too. An edited comment is read as it stands. `undefined` while a comment, role or mark is not read; what GitHub
 * refuses to show counts for nothing.
 */
export function quotableComments(pass: IncidentPass): readonly QuotableComment[] | undefined {
  const { incident } = pass
  const onPull = commentsOnPull(pass)
  const candidates = [
    ...incident.comments.flatMap((comment) => candidate(comment, incident) ?? []),
    ...(onPull ?? []).flatMap((comment) => candidate(comment, incident) ?? []).filter(({ why }) => why === 'command'),
  ]
  const looked = candidates.filter(({ comment, why }) => why !== 'command' && comment.marks > 0).slice(0, mostMarked)
  const marks = looked.map(({ comment }) => marksOn(comment, pass))
  const roles = new Map(candidates.map(({ comment: { author } }) => [author.login, roleOf(author.login, pass)]))
  if (onPull === undefined || marks.includes(undefined)) return undefined
  const markers = [...new Set(marks.flatMap((logins) => logins ?? []))].filter((login) => !roles.has(login))
  for (const login of markers.slice(0, mostMarkers)) roles.set(login, roleOf(login, pass))
  if ([...roles.values()].includes(undefined)) return undefined
  const trusted = (login: string) => mayCommand(roles.get(login) ?? 'none')
  const marked = new Set(looked.filter((_, index) => marks[index]?.some(trusted)))
  return candidates.flatMap((one) => {
    const why = marked.has(one) ? 'marked' : one.why
    return why !== null && trusted(one.comment.author.login) ? [{ ...one, why }] : []
  })
}

/** The talk on the draft; none where there is no draft, and after merging. `undefined` while it is not read. */
function commentsOnPull(pass: IncidentPass): readonly Comment[] | undefined {
  const { pull } = pass.incident
  if (pull === null || pull.merged) return []
  return pass.ask({ ask: 'comments', number: pull.number })
}

function candidate(comment: Comment, { repository, configuration }: Incident): Candidate | null {
  if (comment.author.bot || comment.hidden) return null
  const commands = readCommands(comment.body)
  if (commands.some(({ kind }) => kind === 'timeline' || kind === 'phase')) return { comment, commands, why: 'command' }
  const { quote } = configuration.timeline
  // What is said to the app alone is no word about the incident; `/update` is, and so is `/var/log is full`.
  if (quote === 'none' || (commands.length > 0 && comment.body.trimStart().startsWith('/'))) return null
  if (!isPublic(repository) && quote === 'members') return { comment, commands, why: 'said' }
  return comment.marks > 0 ? { comment, commands, why: null } : null
}

function marksOn({ id }: Comment, inquiry: Inquiry): readonly string[] | undefined {
  const question = { ask: 'marks', comment: id } as const
  return inquiry.ask(question) ?? (inquiry.refused(question) ? [] : undefined)
}

function roleOf(login: string, inquiry: Inquiry): Role | undefined {
  const question = { ask: 'role', login } as const
  return inquiry.ask(question) ?? (inquiry.refused(question) ? 'none' : undefined)
}
