import type { Mutation } from '../../domain/mutation.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Context } from '../context.ts'
import { admission } from '../incident/admission.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence } from '../texts.ts'
import { withNotices } from './notices.ts'
import { isRefused } from './refused.ts'
import { postStatus, type StatusContent, statusBody } from './status.ts'

/** The writes that make the status comment say `content` and what GitHub refused; none when it says so already. */
export function speak(
  file: IncidentFile,
  content: StatusContent,
  refusals: readonly Refusal[],
  context: Context,
): readonly Mutation[] {
  return postStatus(file, statusBody(file, withNotices(file, content, refusals, context), context))
}

/** A plan that reads on, or ends here because of what GitHub refused. */
export function waiting(inquiry: Inquiry, snapshot: Snapshot): Plan {
  return { ...emptyPlan, questions: inquiry.open, notes: snapshot.refusals.map((refusal) => refusal.sentence) }
}

/** Something is not read yet, or GitHub refused to show it: then the status comment says what is missing. */
export function sayStuck(file: IncidentFile, inquiry: Inquiry, snapshot: Snapshot, context: Context): Plan {
  if (inquiry.open.length > 0 || !file.labelled) return waiting(inquiry, snapshot)
  return sayOnly([], file, inquiry, snapshot, context)
}

/** Says what keeps passes from ending here, and goes near nothing that could meet it again. */
export function sayTrouble(
  trouble: 'crash' | 'too-much',
  file: IncidentFile,
  inquiry: Inquiry,
  snapshot: Snapshot,
  context: Context,
): Plan {
  if (!file.labelled && file.statusComment === null) return waiting(inquiry, snapshot)
  const notice = trouble === 'crash' ? 'notice-crashed' : 'notice-too-much'
  return sayOnly([sentence(context.templates, notice)], file, inquiry, snapshot, context)
}

function sayOnly(
  notices: readonly string[],
  file: IncidentFile,
  inquiry: Inquiry,
  snapshot: Snapshot,
  context: Context,
): Plan {
  const known = isKnown(file, snapshot, inquiry, context)
  const plan = waiting(inquiry, snapshot)
  if (plan.questions.length > 0 || !known) return plan
  const content: StatusContent = { phase: { kind: 'refused' }, notices, memory: file.memory }
  const mutations = speak(file, content, snapshot.refusals, context).filter(
    (mutation) => !isRefused(mutation, snapshot.refusals),
  )
  return file.configuration.mode === 'observe' ? { ...plan, withheld: mutations } : { ...plan, mutations }
}

/** Whether it is the app's business at all: about labels from before its time it stays silent, whatever is in the way. */
function isKnown(file: IncidentFile, snapshot: Snapshot, inquiry: Inquiry, context: Context): boolean {
  if (file.statusComment !== null) return true
  const admitted = admission(file, file.memory, inquiry, context)
  if (admitted !== undefined) return admitted.admit !== 'silent'
  return snapshot.refusals.some(({ cause }) => cause.kind !== 'unclear')
}
