import { type Comment, mayCommand, type Role } from '../../../domain/issue.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { plusHours } from '../../../text/time/spoken-duration.ts'
import type { Context } from '../../context.ts'
import type { Incident } from '../../incident/incident.ts'
import type { IncidentPass } from '../../pass.ts'
import { sentence } from '../../texts.ts'
import type {
  AnyCommand,
  CommandCall,
  CommandDefinition,
  CommandEffects,
  CommandPlace,
  CommentLocation,
  Given,
} from '../definition.ts'
import { commandList } from '../list.ts'
import { type CommandReply, wasTold } from './answers.ts'
import { readerOf, type WrittenCommand } from './read-commands.ts'

/** What the new commands of a pass come to. */
export interface CommandResult extends CommandEffects {
  /** One for each comment with new commands. */
  readonly replies: readonly CommandReply[]
  /** What the commands change at the incident itself. */
  readonly changes: readonly Mutation[]
}

/** What a pass without new commands is told. */
export function noCommands({ memory }: Incident): CommandResult {
  return { memory, replies: [], changes: [], startedAt: null, draft: { refresh: null, template: null } }
}

/** A command that counts, and where it was given. */
export interface GivenCommand extends Given {
  readonly definition: CommandDefinition
  readonly call: CommandCall
}

/** A comment with commands that were not answered yet. */
export interface CommandComment extends CommentLocation {
  readonly place: CommandPlace
  readonly commands: readonly WrittenCommand[]
}

/**
 * Carries out the commands that were not answered yet, in the order of their comments, on the incident and on its pull
 * request. Edited comments and bots command nothing; who may not command gets one sentence, and no answer to what they
 * command after it. A failure costs only the command that it is in. `undefined` while a role, or who can be assigned, is not
 * read.
 */
export function applyCommands(
  pass: IncidentPass,
  commands: readonly CommandDefinition[] = commandList,
): CommandResult | undefined {
  const { incident, ask } = pass
  const { pull } = incident
  const onPull = pull && !pull.merged ? ask({ ask: 'comments', number: pull.number }) : []
  const { handled } = incident.memory
  const fresh = [
    ...freshComments(incident.comments, { on: incident.ref.number, place: 'incident', handled }, commands),
    ...freshComments(onPull ?? [], { on: pull?.number ?? 0, place: 'pull-request', handled }, commands),
  ].sort((one, other) => one.comment.id - other.comment.id)
  const roles = fresh.map(({ comment }) => ask({ ask: 'role', login: comment.author.login }))
  if (onPull === undefined || roles.includes(undefined)) return undefined
  const applied = applyComments(fresh, (_, index) => roles[index] ?? 'none', pass, commands)
  if (applied === undefined) return undefined
  const { effects, replies, given } = applied
  const changes = commands.map((command) => command.changes(given, pass))
  if (changes.includes(undefined)) return undefined
  const memory = { ...effects.memory, handled: handledNow(fresh, replies, handled, incident) }
  return { ...effects, memory, replies, changes: changes.flatMap((own) => own ?? []) }
}

/** What comments with commands come to, one after the other. */
export interface AppliedComments {
  readonly effects: CommandEffects
  readonly replies: readonly CommandReply[]
  readonly given: readonly GivenCommand[]
}

/** Carries the commands of these comments out, for whoever has the role. `undefined` while something is not read. */
export function applyComments(
  fresh: readonly CommandComment[],
  roleOf: (comment: CommandComment, index: number) => Role,
  pass: IncidentPass,
  commands: readonly CommandDefinition[],
): AppliedComments | undefined {
  const replies: CommandReply[] = []
  const given: GivenCommand[] = []
  let effects: CommandEffects = noCommands(pass.incident)
  for (const [index, comment] of fresh.entries()) {
    const applied = applyComment(comment, { role: roleOf(comment, index), effects, replies, pass, commands })
    if (applied === undefined) return undefined
    effects = applied.effects
    given.push(...applied.given)
    if (applied.reply !== null) replies.push(applied.reply)
  }
  return { effects, replies, given }
}

/** The comments with commands that were not answered yet; `handled` is the last that was. */
export function freshComments(
  comments: readonly Comment[],
  { handled, ...place }: Omit<CommandComment, 'comment' | 'commands'> & { readonly handled: number },
  commands: readonly CommandDefinition[],
): readonly CommandComment[] {
  const read = readerOf(commands)
  return comments.flatMap((comment): readonly CommandComment[] => {
    if (comment.id <= handled || comment.author.bot || comment.createdAt !== comment.updatedAt) return []
    const written = read(comment.body)
    return written.length === 0 ? [] : [{ ...place, comment, commands: written }]
  })
}

/** What is known when a comment's commands are carried out: what those before it came to, and more. */
interface Before {
  readonly role: Role
  readonly effects: CommandEffects
  readonly replies: readonly CommandReply[]
  readonly pass: IncidentPass
  readonly commands: readonly CommandDefinition[]
}

interface Applied {
  readonly effects: CommandEffects
  readonly given: readonly GivenCommand[]
  /** `null` where nothing is said. */
  readonly reply: CommandReply | null
}

function applyComment(one: CommandComment, before: Before): Applied | undefined {
  const { comment, on, place } = one
  const where = { comment, on, ...(one.in !== undefined && { in: one.in }) }
  const { role, pass } = before
  const allowed = one.commands.filter((command) => mayUse(command, role))
  const denied = deniedSentence(comment, one.commands, role, pass.context)
  if (allowed.length === 0) {
    const said = denied === null || isTold(one, before) ? null : denied
    const reply = said === null ? null : { ...where, denied: said, failures: [], done: 0, answer: '' }
    return { effects: before.effects, given: [], reply }
  }
  const call: CommandCall = { ...pass, ...where, place }
  const failures = denied === null ? [] : [denied]
  const given: GivenCommand[] = []
  const answers = new Set<string>()
  let { effects } = before
  for (const written of allowed) {
    const refusal = refusalOf(written, place, call)
    if (refusal === undefined) return undefined
    if (refusal.sentence !== null) {
      failures.push(refusal.sentence)
      continue
    }
    const { command, definition } = refusal
    effects = definition.effects(effects, command, call)
    given.push({ command, comment, definition, call })
    answers.add(definition.answer(call, before.commands))
  }
  const answer = [...answers].filter((text) => text !== '').join('\n\n')
  return { effects, given, reply: { ...where, denied: null, failures, done: given.length, answer } }
}

/** Who may not command anyway need not learn how to spell it. */
function mayUse(written: WrittenCommand, role: Role): boolean {
  return written.known ? written.definition.mayUse(role) : mayCommand(role)
}

type Refusal =
  | { readonly sentence: string }
  | { readonly sentence: null; readonly command: AnyCommand; readonly definition: CommandDefinition }

/** Why a command cannot be carried out, or the command; `undefined` while something is not read. */
function refusalOf(written: WrittenCommand, place: CommandPlace, call: CommandCall): Refusal | undefined {
  const { templates } = call.context
  if (!written.known) {
    const { text, near } = written.command
    return { sentence: sentence(templates, 'denied-unknown', { command: text, near }) }
  }
  const { definition, command, name } = written
  if (!definition.where.includes(place)) {
    const item = definition.where.includes('action-item-issue')
    return { sentence: sentence(templates, 'denied-place', { command: name, item }) }
  }
  const refused = definition.refusal(command, call)
  if (refused === undefined) return undefined
  return refused === null ? { sentence: null, command, definition } : { sentence: refused }
}

/** That these commands need a role; `null` where none of those that there are does. */
function deniedSentence(
  comment: Comment,
  commands: readonly WrittenCommand[],
  role: Role,
  context: Context,
): string | null {
  const names = new Set(commands.flatMap((one) => (one.known && !mayUse(one, role) ? [one.name] : [])))
  if (names.size === 0) return null
  const view = { login: comment.author.login, commands: [...names].join('`, `'), one: names.size === 1 }
  return sentence(context.templates, 'denied-role', view)
}

/** Whether whoever wrote it knows that they may not command here: it is said once to each in a conversation. */
function isTold(one: CommentLocation, { replies, pass }: Before): boolean {
  const now = replies.some((reply) => {
    return (
      reply.on === one.on && reply.denied !== null && isSameLogin(reply.comment.author.login, one.comment.author.login)
    )
  })
  return now || wasTold(one, pass)
}

/** How many people's comments may wait to be noted as handled: each costs a look at its author's role in every pass. */
const mostUnheard = 10
/** How old (h) the status comment is when they are noted all the same. */
const notedAfterHours = 1

/**
 * The last comment that needs no other look. Those that get no answer are noted with the next that does, else once an hour:
 * nobody makes the app write by writing on. Whoever gets a role meanwhile may command by what they wrote in that hour.
 */
export function handledNow(
  fresh: readonly CommandComment[],
  replies: readonly CommandReply[],
  handled: number,
  { statusComment, now }: Pick<Incident, 'statusComment' | 'now'>,
): number {
  const answered = replies.at(-1)?.comment.id ?? handled
  const unheard = fresh.filter(({ comment }) => comment.id > answered)
  const people = new Set(unheard.map(({ comment }) => comment.author.login.toLowerCase()))
  const isOld = statusComment === null || statusComment.updatedAt <= plusHours(now, -notedAfterHours)
  return isOld || people.size > mostUnheard ? (unheard.at(-1)?.comment.id ?? answered) : answered
}

function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
