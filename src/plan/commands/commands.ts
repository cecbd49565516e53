import { type Command, nameOfCommand, readCommands } from '../../document/commands/command.ts'
import type { Comment } from '../../domain/issue.ts'
import { mayCommand } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { withTime } from '../status/noted.ts'
import { sentence } from '../texts.ts'
import { type Reply, wasTold } from './answers.ts'
import { type IssueWish, issueChanges } from './issue-commands.ts'
import { mistakeIn } from './mistakes.ts'

/** A comment, and the number of the issue or pull request that it stands on. */
export interface Place {
  readonly comment: Comment
  readonly on: number
}

/** What the commands ask of the draft in this very pass. */
export interface DraftWishes {
  /** The last `/postmortem refresh`; `null` for none. */
  readonly refresh: Place | null
  /** The last `/postmortem template <name>`; `null` for none. */
  readonly template: (Place & { readonly name: string }) | null
}

export interface Commanded {
  /** The memory after the new commands. */
  readonly memory: StatusMemory
  /** One for each comment with new commands. */
  readonly replies: readonly Reply[]
  /** What the commands change at the incident itself. */
  readonly changes: readonly Mutation[]
  /** When the `/postmortem start` was written that this very pass answers (ISO); `null` when it answers none. */
  readonly startedAt: string | null
  readonly draft: DraftWishes
}

/** What a pass without new commands is told. */
export function nothingCommanded(file: IncidentFile): Commanded {
  const draft = { refresh: null, template: null }
  return { memory: file.memory, replies: [], changes: [], startedAt: null, draft }
}

/** A comment with commands. */
interface Order extends Place {
  readonly commands: readonly Command[]
}

/**
 * Reads the commands that were not answered yet, in the order of their comments, on the incident and on its pull
 * request. Edited comments and bots command nothing; who may not command gets one sentence, and no answer to what they
 * command after it. A mistake costs only the command that it is in. `undefined` while a role, or who can be assigned, is not read.
 */
export function obey(file: IncidentFile, inquiry: Inquiry, context: Context): Commanded | undefined {
  const { pull } = file
  const onPull = pull && !pull.merged ? inquiry.ask<'comments'>({ ask: 'comments', number: pull.number }) : []
  const fresh = [
    ...ordersIn(file.comments, file.ref.number, file),
    ...ordersIn(onPull ?? [], pull?.number ?? 0, file),
  ].sort((one, other) => one.comment.id - other.comment.id)
  const roles = fresh.map(({ comment }) => inquiry.ask<'role'>({ ask: 'role', login: comment.author.login }))
  if (onPull === undefined || roles.includes(undefined)) return undefined

  const replies: Reply[] = []
  const wishes: IssueWish[] = []
  let commanded = nothingCommanded(file)
  for (const [index, order] of fresh.entries()) {
    const { comment, on, commands } = order
    if (!mayCommand(roles[index] ?? 'none')) {
      const denied = isTold(order, replies, file, inquiry, context) ? null : deny(comment, commands, context)
      if (denied !== null) replies.push({ comment, on, denied, mistakes: [], done: 0, help: false })
      continue
    }
    const mistakes: string[] = []
    for (const command of commands) {
      const mistake = mistakeIn(command, comment, file, inquiry, context)
      if (mistake === undefined) return undefined
      if (mistake !== null) {
        mistakes.push(mistake)
        continue
      }
      const obeyed = afterCommand(commanded, command, { comment, on })
      const times = withTime(obeyed.memory.times, command, comment, file)
      commanded = times === undefined ? obeyed : { ...obeyed, memory: { ...obeyed.memory, times } }
      wishes.push({ command, comment })
    }
    const help = commands.some(({ kind }) => kind === 'help')
    replies.push({ comment, on, denied: null, mistakes, done: commands.length - mistakes.length, help })
  }
  const changes = issueChanges(file, wishes, inquiry, context)
  const memory = { ...commanded.memory, handled: handledNow(fresh, replies, file) }
  return changes && { ...commanded, memory, replies, changes }
}

/** Whether whoever wrote it knows that they may not command here: it is said once to each in a conversation. */
function isTold(
  { comment, on }: Place,
  replies: readonly Reply[],
  file: IncidentFile,
  inquiry: Inquiry,
  context: Context,
): boolean {
  const now = replies.some((reply) => {
    return reply.on === on && reply.denied !== null && isSameLogin(reply.comment.author.login, comment.author.login)
  })
  return now || wasTold({ comment, on }, file, inquiry, context)
}

/** How many people's comments may wait to be noted as handled: each costs a look at its author's role in every pass. */
const mostUnheard = 10
/** How old (h) the status comment is when they are noted all the same. */
const notedAfterHours = 1

/**
 * The last comment that needs no other look. Those that get no answer are noted with the next that does, else once an hour:
 * nobody makes the app write by writing on. Whoever gets a role meanwhile may be obeyed in what they wrote in that hour.
 */
function handledNow(fresh: readonly Order[], replies: readonly Reply[], { memory, statusComment, now }: IncidentFile) {
  const answered = replies.at(-1)?.comment.id ?? memory.handled
  const unheard = fresh.filter(({ comment }) => comment.id > answered)
  const people = new Set(unheard.map(({ comment }) => comment.author.login.toLowerCase()))
  const isOld = statusComment === null || statusComment.updatedAt <= plusHours(now, -notedAfterHours)
  return isOld || people.size > mostUnheard ? (unheard.at(-1)?.comment.id ?? answered) : answered
}

function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function ordersIn(comments: readonly Comment[], on: number, file: IncidentFile): readonly Order[] {
  return comments.flatMap((comment) => {
    if (comment.id <= file.memory.handled || comment.author.bot || comment.createdAt !== comment.updatedAt) return []
    const commands = readCommands(comment.body)
    return commands.length === 0 ? [] : [{ comment, on, commands }]
  })
}

function deny(comment: Comment, commands: readonly Command[], context: Context): string | null {
  const known = commands.filter(({ kind }) => kind !== 'unknown')
  // Who may not command anyway need not learn how to spell it.
  if (known.length === 0) return null
  const names = [...new Set(known.map(nameOfCommand))]
  const view = { login: comment.author.login, commands: names.join('`, `'), one: names.length === 1 }
  return sentence(context.templates, 'denied-role', view)
}

function afterCommand(commanded: Commanded, command: Command, place: Place): Commanded {
  const { memory, draft } = commanded
  const { comment } = place
  const decided = { by: comment.author.login, comment: comment.id }
  switch (command.kind) {
    case 'skip':
      return {
        ...commanded,
        startedAt: null,
        memory: { ...memory, decision: { kind: 'skip', reason: command.reason, ...decided } },
      }
    case 'start':
      return {
        ...commanded,
        startedAt: comment.createdAt,
        memory: { ...memory, closedDraft: null, decision: { kind: 'start', reason: '', ...decided } },
      }
    case 'refresh':
      return {
        ...commanded,
        memory: { ...memory, refreshed: comment.id },
        draft: { ...draft, refresh: place },
      }
    case 'template': {
      const template = { ...place, name: command.name.toLowerCase() }
      return { ...commanded, memory: { ...memory, template: template.name }, draft: { ...draft, template } }
    }
    case 'action': {
      const waiting = memory.actions ?? []
      const actions = waiting.includes(comment.id) ? waiting : [...waiting, comment.id]
      return { ...commanded, memory: { ...memory, actions } }
    }
    // What these say stays in their comments, where the facts are gathered from.
    case 'timeline':
    case 'phase':
    // What these ask for stands at the incident.
    case 'severity':
    case 'lead':
    case 'help':
    case 'unknown':
      return commanded
  }
}
