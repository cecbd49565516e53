import { type Command, readCommands } from '../document/command.ts'
import { readPhaseTime } from '../document/typed-time.ts'
import type { Comment } from '../domain/issue.ts'
import { mayCommand } from '../domain/issue.ts'
import type { StatusMemory } from '../domain/marker.ts'
import type { Mutation } from '../domain/mutation.ts'
import type { Context } from './context.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { sentence } from './texts.ts'

export interface Commanded {
  /** The memory after the new commands. */
  readonly memory: StatusMemory
  readonly reactions: readonly Mutation[]
  /** When the `/postmortem start` was written that this very pass answers (ISO); `null` when it answers none. */
  readonly startedAt: string | null
  /** Whether this very pass answers a `/postmortem refresh`. */
  readonly refreshedNow: boolean
}

/**
 * Reads the commands that were not answered yet, in the order of their comments, on the incident and on its pull
 * request. Edited comments and bots command nothing; who may not command gets one sentence. `undefined` while a role is
 * not read.
 */
export function obey(file: IncidentFile, inquiry: Inquiry, context: Context): Commanded | undefined {
  const onPull =
    file.pull && !file.pull.merged ? inquiry.ask<'comments'>({ ask: 'comments', number: file.pull.number }) : []
  const fresh = [...file.comments, ...(onPull ?? [])]
    .filter((comment) => comment.id > file.memory.handled && commands(comment).length > 0)
    .sort((one, other) => one.id - other.id)
  const roles = fresh.map((comment) => inquiry.ask<'role'>({ ask: 'role', login: comment.author.login }))
  if (onPull === undefined || roles.some((role) => role === undefined)) return undefined

  let memory: StatusMemory = fresh.length > 0 ? { ...file.memory, denied: null } : file.memory
  const reactions: Mutation[] = []
  let startedAt: string | null = null
  let refreshedNow = false
  for (const [index, comment] of fresh.entries()) {
    const role = roles[index] ?? 'none'
    const wanted = commands(comment)
    const denied = mayCommand(role)
      ? firstMistake(wanted, comment, file, context)
      : sentence(context.templates, 'denied-role', { login: comment.author.login, commands: verbs(wanted) })
    reactions.push({
      rule: 'answer-command',
      do: 'react',
      comment: comment.id,
      reaction: denied === null ? '+1' : 'confused',
    })
    memory = { ...memory, handled: comment.id, denied: denied ?? memory.denied }
    if (denied !== null) continue
    for (const command of wanted) {
      memory = afterCommand(memory, command, comment)
      if (command.kind === 'start') startedAt = comment.createdAt
      if (command.kind === 'skip') startedAt = null
      if (command.kind === 'refresh') refreshedNow = true
    }
  }
  return { memory, reactions, startedAt, refreshedNow }
}

function commands(comment: Comment): readonly Command[] {
  if (comment.author.bot || comment.createdAt !== comment.updatedAt) return []
  return readCommands(comment.body)
}

function verbs(commands: readonly Command[]): string {
  return [...new Set(commands.map(verb))].join(', ')
}

function verb(command: Command): string {
  switch (command.kind) {
    case 'timeline':
      return '/timeline'
    case 'phase':
      return `/${command.phase}`
    case 'unknown':
      return '/postmortem …'
    default:
      return `/postmortem ${command.kind}`
  }
}

function firstMistake(
  commands: readonly Command[],
  comment: Comment,
  file: IncidentFile,
  context: Context,
): string | null {
  const { zone } = file.configuration.reminders
  for (const command of commands) {
    if (command.kind === 'timeline' && command.text === '') return sentence(context.templates, 'denied-timeline')
    if (command.kind === 'phase' && readPhaseTime(command.text, { at: comment.createdAt, zone }) === null)
      return sentence(context.templates, 'denied-time', { text: command.text, phase: command.phase })
    if (command.kind === 'unknown') return denyUnknown(command.text, context)
    if (command.kind === 'skip' && command.reason === '') return sentence(context.templates, 'denied-reason')
    if (command.kind === 'skip' && file.pull?.merged) return sentence(context.templates, 'denied-merged')
  }
  return null
}

function denyUnknown(text: string, context: Context): string {
  return sentence(context.templates, 'denied-unknown', { command: `/postmortem ${text}` })
}

function afterCommand(memory: StatusMemory, command: Command, comment: Comment): StatusMemory {
  switch (command.kind) {
    case 'skip':
      return {
        ...memory,
        decision: { kind: 'skip', reason: command.reason, by: comment.author.login, comment: comment.id },
      }
    case 'start':
      return {
        ...memory,
        closedDraft: null,
        decision: { kind: 'start', reason: '', by: comment.author.login, comment: comment.id },
      }
    case 'refresh':
      return { ...memory, refreshed: comment.id }
    // What these say stays in their comments, where the facts are gathered from.
    case 'timeline':
    case 'phase':
    case 'help':
    case 'unknown':
      return memory
  }
}
