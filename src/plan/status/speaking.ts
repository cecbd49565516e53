import type { Mutation } from '../../domain/mutation.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { admission } from '../incident/admission.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass, Pass } from '../pass.ts'
import { sentence } from '../texts.ts'
import { withNotices } from './notices.ts'
import { isRefused } from './refused.ts'
import { postStatus, type StatusContent, statusBody } from './status.ts'

/** The writes that make the status comment say `content` and what GitHub refused; none when it says so already. */
export function planStatus(
  pass: IncidentPass,
  content: StatusContent,
  refusals: readonly Refusal[] = pass.refusals,
): readonly Mutation[] {
  const told = withNotices(pass, content, refusals)
  const body = statusBody(pass, told)
  const pin = pinOf(pass.incident, body)
  if (pin === null) return postStatus(pass.incident, body)
  const memory = { ...told.memory, pinned: true } as const
  return [...pin, ...postStatus(pass.incident, statusBody(pass, { ...told, memory }))]
}

/**
 * What pins the status comment, the first time that it changes; none where another one is pinned. `null` where that was decided,
 * or nothing is to be written anyway: so it costs no edit of its own, and a short word on what needs no postmortem stays where it is.
 */
function pinOf({ statusComment, memory, issue, ref }: Incident, body: string): readonly Mutation[] | null {
  if (statusComment === null || memory.pinned || statusComment.body === body) return null
  if (issue.pinned != null) return []
  return [{ rule: 'pin-status', do: 'pin-comment', number: ref.number, comment: statusComment.id }]
}

/** A plan that reads on, or ends here because of what GitHub refused. */
export function waiting({ questions, refusals }: Pass): Plan {
  return { ...emptyPlan, questions: questions(), notes: refusals.map((refusal) => refusal.sentence) }
}

/** Something is not read yet, or GitHub refused to show it: then the status comment says what is missing. */
export function sayStuck(pass: IncidentPass): Plan {
  if (pass.questions().length > 0 || !pass.incident.labelled) return waiting(pass)
  return sayOnly(pass, [])
}

/** Says what keeps passes from ending here, and goes near nothing that could meet it again. */
export function sayTrouble(pass: IncidentPass, trouble: 'crash' | 'too-much'): Plan {
  const { incident, context } = pass
  if (!incident.labelled && incident.statusComment === null) return waiting(pass)
  const notice = trouble === 'crash' ? 'notice-crashed' : 'notice-too-much'
  return sayOnly(pass, [sentence(context.templates, notice)])
}

function sayOnly(pass: IncidentPass, notices: readonly string[]): Plan {
  const { incident, refusals } = pass
  const known = isKnown(pass)
  const plan = waiting(pass)
  if (plan.questions.length > 0 || !known) return plan
  const content: StatusContent = { phase: { kind: 'refused' }, notices, memory: incident.memory }
  const mutations = planStatus(pass, content).filter((mutation) => !isRefused(mutation, refusals))
  return incident.configuration.mode === 'observe' ? { ...plan, withheld: mutations } : { ...plan, mutations }
}

/** Whether it is the app's business at all: about labels from before its time it stays silent, whatever is in the way. */
function isKnown(pass: IncidentPass): boolean {
  const { incident, refusals } = pass
  if (incident.statusComment !== null) return true
  const admitted = admission(pass, incident.memory)
  if (admitted !== undefined) return admitted.admit !== 'silent'
  return refusals.some(({ cause }) => cause.kind !== 'outcome-unknown')
}
