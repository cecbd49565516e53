import type { Refusal } from '../../domain/refusal.ts'
import type { CommandResult } from '../commands/comments/apply-commands.ts'
import type { Context } from '../context.ts'
import { admission, starterOf } from '../incident/admission.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Outcome } from '../incident/outcome.ts'
import type { Inquiry } from '../inquiry.ts'
import { withNotices } from '../status/notices.ts'
import { refusedWrites } from '../status/refused.ts'
import { postStatus, type StatusContent, statusBody } from '../status/status.ts'
import { leftOutNotices, nextAttempt } from './left-out.ts'
import { opening } from './opening.ts'

/** Opens the postmortem of an incident that has none, where somebody who may has declared it; else says what is in the way. */
export function start(
  file: IncidentFile,
  commandResult: CommandResult,
  refusals: readonly Refusal[],
  inquiry: Inquiry,
  context: Context,
): Outcome {
  const admitted = admission(file, commandResult.memory, inquiry, context)
  // Asked before the admission is known, so that both are read in one wave.
  const less = { from: file.memory.leftOut, least: 'timeline-and-summary' } as const
  const attempt = nextAttempt('open-postmortem', less, refusals)
  const leftOut = attempt?.leftOut
  const plan = opening(
    file,
    starterOf(admitted) ?? null,
    attempt ?? { rule: 'open-postmortem', leftOut },
    inquiry,
    context,
  )
  const memory = leftOut === undefined ? commandResult.memory : { ...commandResult.memory, leftOut }
  const content = (phase: StatusContent['phase'], notices: readonly string[] = []): StatusContent => ({
    phase,
    notices: [...notices, ...leftOutNotices(leftOut, context)],
    memory,
  })
  if (admitted === undefined) return undefined
  if (admitted.admit === 'silent') return { silent: admitted.why }
  if (admitted.admit === 'ask') return { mutations: [], content: content({ kind: 'waiting', who: admitted.who }) }
  if (file.blind) return { mutations: [], content: content({ kind: 'refused' }) }
  if (plan === undefined) return undefined
  if (plan.kind === 'foreign-branch') return { mutations: [], content: content({ kind: 'foreign-branch' }) }
  // What is in the way may be cleared without any event of the incident's, so every sweep looks.
  if (plan.kind === 'refused')
    return { mutations: [], content: content({ kind: 'refused' }, [plan.sentence]), nextLook: file.now }
  const opened = refusedWrites(refusals, 'open-postmortem')
  if (attempt === null || opened.some(({ cause }) => cause.kind !== 'secret'))
    return { mutations: [], content: content({ kind: 'refused' }) }
  const others = refusals.filter((refusal) => refusal.kind === 'read' || !opened.includes(refusal))
  const first = statusBody(
    file,
    withNotices(file, content({ kind: 'opening' }, plan.notices), others, context),
    context,
  )
  const status = file.statusComment ? { url: file.statusComment.url } : { body: first }
  // What was left out must be known to the next pass, which finds the draft open and nothing refused.
  const remembered = file.statusComment && leftOut !== file.memory.leftOut ? postStatus(file, first) : []
  return { mutations: [...remembered, plan.mutation(status)], content: null }
}
