import type { CommandResult } from '../commands/comments/apply-commands.ts'
import { admission, starterOf } from '../incident/admission.ts'
import type { Outcome } from '../incident/outcome.ts'
import type { IncidentPass } from '../pass.ts'
import { withNotices } from '../status/notices.ts'
import { refusedWrites } from '../status/refused.ts'
import { postStatus, type StatusContent, statusBody } from '../status/status.ts'
import { leftOutNotices, nextAttempt } from './left-out.ts'
import { opening } from './opening.ts'

/** Opens the postmortem of an incident that has none, where somebody who may has declared it; else says what is in the way. */
export function startPostmortem(pass: IncidentPass, commandResult: CommandResult): Outcome {
  const { incident, context, refusals } = pass
  const admitted = admission(pass, commandResult.memory)
  // Asked before the admission is known, so that both are read in one wave.
  const less = { from: incident.memory.leftOut, least: 'timeline-and-summary' } as const
  const attempt = nextAttempt('open-postmortem', less, refusals)
  const leftOut = attempt?.leftOut
  const plan = opening(pass, starterOf(admitted) ?? null, attempt ?? { rule: 'open-postmortem', leftOut })
  const memory = leftOut === undefined ? commandResult.memory : { ...commandResult.memory, leftOut }
  const content = (phase: StatusContent['phase'], notices: readonly string[] = []): StatusContent => ({
    phase,
    notices: [...notices, ...leftOutNotices(leftOut, context)],
    memory,
  })
  if (admitted === undefined) return undefined
  if (admitted.admit === 'silent') return { silent: admitted.why }
  if (admitted.admit === 'ask') return { mutations: [], content: content({ kind: 'waiting', who: admitted.who }) }
  if (incident.pullsUnreadable) return { mutations: [], content: content({ kind: 'refused' }) }
  if (plan === undefined) return undefined
  if (plan.kind === 'foreign-branch') return { mutations: [], content: content({ kind: 'foreign-branch' }) }
  // What is in the way may be cleared without any event of the incident's, so every sweep looks.
  if (plan.kind === 'refused')
    return { mutations: [], content: content({ kind: 'refused' }, [plan.sentence]), requeueAt: incident.now }
  const opened = refusedWrites(refusals, 'open-postmortem')
  if (attempt === null || opened.some(({ cause }) => cause.kind !== 'secret'))
    return { mutations: [], content: content({ kind: 'refused' }) }
  const others = refusals.filter((refusal) => refusal.kind === 'read' || !opened.includes(refusal))
  const first = statusBody(pass, withNotices(pass, content({ kind: 'opening' }, plan.notices), others))
  const status = incident.statusComment ? { url: incident.statusComment.url } : { body: first }
  // What was left out must be known to the next pass, which finds the draft open and nothing refused.
  const remembered = incident.statusComment && leftOut !== incident.memory.leftOut ? postStatus(incident, first) : []
  return { mutations: [...remembered, plan.mutation(status)], content: null }
}
