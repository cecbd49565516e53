import { parseConfiguration } from '../../config/configuration.ts'
import { areOfIncident } from '../../config/overrides.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import { incidentOfBranch, type PullRef } from '../../domain/ref.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { planRevert } from '../action-items/closing/reverted-items.ts'
import type { Context } from '../context.ts'
import { planAdoption } from '../incident/adoption.ts'
import { startPass } from '../pass.ts'

/**
 * Plans a pass over a pull request: it finds whose postmortem it is and hands over to that incident. One that carries the
 * incident label itself is handed over too: its pass says what to do instead. A postmortem that people merged by hand is
 * adopted.
 */
export function planPull(snapshot: Snapshot, ref: PullRef, context: Context): Plan {
  const pass = startPass(snapshot, context)
  const repository = pass.ask({ ask: 'repository' })
  const pull = pass.ask({ ask: 'pull', number: ref.number })
  if (repository === undefined || pull === undefined) return { ...emptyPlan, questions: pass.questions() }
  // A branch of a fork may carry any name: only one of this repository is the incident's.
  const number = pull?.head.repositoryId === repository.id ? incidentOfBranch(pull.head.ref) : null
  if (number !== null) return handedTo(ref, number)
  const issue = pass.ask({ ask: 'issue', number: ref.number })
  const texts = pass.ask({ ask: 'configuration' })
  if (issue === undefined || texts === undefined) return { ...emptyPlan, questions: pass.questions() }
  const { configuration } = parseConfiguration(texts)
  const labelled = issue.found && areOfIncident(issue.issue.labels, configuration)
  const adoption =
    pull === null || !configuration.enabled || repository.archived
      ? null
      : planAdoption({ ...pass, repository, configuration }, ref, pull)
  if (adoption !== null) return adoption
  if (!labelled && pull !== null && configuration.enabled && !repository.archived) {
    const reverted = planRevert({ ...pass, repository, configuration }, ref, pull)
    if (reverted !== null) return reverted
  }
  return labelled ? handedTo(ref, ref.number) : { ...emptyPlan, notes: ['Not the pull request of a postmortem.'] }
}

function handedTo(ref: PullRef, number: number): Plan {
  return { ...emptyPlan, followUps: [{ ref: { ...ref, kind: 'incident', number }, fingerprint: null }] }
}
