import type { Mutation } from '../../domain/mutation.ts'
import type { Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import type { CommandResult } from '../commands/comments/apply-commands.ts'
import { inPhase, type Outcome } from '../incident/outcome.ts'
import { requiredSince } from '../incident/required.ts'
import type { IncidentPass } from '../pass.ts'

/** Opens a closed draft again, where somebody asks for it or the app closed it for a reason that is gone; else it stays closed. */
export function closedDraft(pass: IncidentPass, { memory, startedAt }: CommandResult): Outcome | null {
  const { incident } = pass
  const { pull } = incident
  if (pull === null) return null
  const reopen: Mutation = { rule: 'reopen-pull', do: 'reopen-pull', number: pull.number }
  const stopped = inPhase({ kind: 'stopped', why: 'closed' }, memory)
  // An old command, read again because the status comment was deleted, does not undo a later closing.
  const wanted = startedAt ?? (incident.memory.closedDraft === pull.number ? requiredSince(incident) : null)
  const asked = wanted !== null && wanted >= (pull.closedAt ?? '') ? true : isClosedByApp(pass, pull)
  if (asked === undefined) return undefined
  return asked ? { ...stopped, mutations: [reopen] } : stopped
}

/**
 * Whether the app itself closed the draft, for a reason that is gone by now; `undefined` while that is not read. It is only
 * asked where the status comment tells of it, or the incident was reopened since, so that a draft that people closed costs no
 * request. What people closed stays closed.
 */
function isClosedByApp(pass: IncidentPass, pull: Pull): boolean | undefined {
  const { incident, context } = pass
  const reopened = incident.events.findLast(({ kind }) => kind === 'reopened')
  const since = reopened !== undefined && reopened.at >= (pull.closedAt ?? '')
  if (incident.memory.closedDraft !== pull.number && !since) return false
  const question = { ask: 'issueEvents', number: pull.number } as const
  const events = pass.ask(question)
  if (events === undefined) return pass.refused(question) ? false : undefined
  const closing = events.findLast(({ kind }) => kind === 'closed')
  return closing !== undefined && closing.actor !== null && isOwn(closing.actor, context.self)
}
