import { type Command, readCommands } from '../../document/command.ts'
import { type Comment, mayCommand } from '../../domain/issue.ts'
import type { IncidentFile } from '../incident-file.ts'
import type { Inquiry } from '../inquiry.ts'

/** A comment that the facts may draw on, and why. */
export interface Witness {
  readonly comment: Comment
  readonly commands: readonly Command[]
  /** `command`: it holds one. `marked`: people marked it. `said`: it is only a comment, in a private repository. */
  readonly why: 'command' | 'marked' | 'said'
}

/**
 * The comments whose words may stand in the document: by people with triage or more, not hidden, not a bot's. In a public
 * repository only those with a command and those marked by such people. `undefined` while a role or mark is not read.
 */
export function witnesses(file: IncidentFile, inquiry: Inquiry): readonly Witness[] | undefined {
  const candidates = file.comments.flatMap((comment) => {
    const commands = readCommands(comment.body)
    const why = reasonFor(comment, commands, file)
    return why === null || comment.author.bot || comment.hidden ? [] : [{ comment, commands, why }]
  })
  const trusted = (login: string): boolean | undefined => {
    const role = inquiry.ask<'role'>({ ask: 'role', login })
    return role === undefined ? undefined : mayCommand(role)
  }
  let waiting = false
  const known = candidates.filter(({ comment, why }) => {
    const author = trusted(comment.author.login)
    const marked = why === 'marked' ? isMarked(comment, inquiry, trusted) : true
    if (author === undefined || marked === undefined) waiting = true
    return author === true && marked === true
  })
  return waiting ? undefined : known
}

function reasonFor(comment: Comment, commands: readonly Command[], file: IncidentFile): Witness['why'] | null {
  if (commands.some(({ kind }) => kind === 'timeline' || kind === 'phase')) return 'command'
  if (comment.body.trimStart().startsWith('/')) return null
  const { quote } = file.configuration.timeline
  if (quote === 'none') return null
  if (comment.marks > 0) return 'marked'
  return file.repository.private && quote === 'members' ? 'said' : null
}

function isMarked(
  comment: Comment,
  inquiry: Inquiry,
  trusted: (login: string) => boolean | undefined,
): boolean | undefined {
  const logins = inquiry.ask<'marks'>({ ask: 'marks', comment: comment.id })
  if (logins === undefined) return undefined
  const roles = logins.map(trusted)
  if (roles.includes(true)) return true
  return roles.includes(undefined) ? undefined : false
}
