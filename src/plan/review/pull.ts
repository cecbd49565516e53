import { parseConfiguration } from '../../config/configuration.ts'
import { areOfIncident } from '../../config/overrides.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import { incidentOfBranch, type PullRef } from '../../domain/ref.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Context } from '../context.ts'
import { planAdoption } from '../incident/adoption.ts'
import { inquire } from '../inquiry.ts'

/**
 * Plans a pass over a pull request: it finds whose postmortem it is and hands over to that incident. One that carries the
 * incident label itself is handed over too: its pass says what to do instead. A postmortem that people merged by hand is
 * adopted.
 */
export function planPull(snapshot: Snapshot, ref: PullRef, context: Context): Plan {
  const inquiry = inquire(snapshot)
  const repository = inquiry.ask<'repository'>({ ask: 'repository' })
  const pull = inquiry.ask<'pull'>({ ask: 'pull', number: ref.number })
  if (repository === undefined || pull === undefined) return { ...emptyPlan, questions: inquiry.open }
  // A branch of a fork may carry any name: only one of this repository is the incident's.
  const number = pull?.head.repositoryId === repository.id ? incidentOfBranch(pull.head.ref) : null
  if (number !== null) return handedTo(ref, number)
  const issue = inquiry.ask<'issue'>({ ask: 'issue', number: ref.number })
  const texts = inquiry.ask<'configuration'>({ ask: 'configuration' })
  if (issue === undefined || texts === undefined) return { ...emptyPlan, questions: inquiry.open }
  const { configuration } = parseConfiguration(texts)
  const labelled = issue.found && areOfIncident(issue.issue.labels, configuration)
  const adoption =
    pull === null || !configuration.enabled || repository.archived
      ? null
      : planAdoption(ref, pull, { snapshot, repository, configuration, inquiry, context })
  if (adoption !== null) return adoption
  return labelled ? handedTo(ref, ref.number) : { ...emptyPlan, notes: ['Not the pull request of a postmortem.'] }
}

function handedTo(ref: PullRef, number: number): Plan {
  return { ...emptyPlan, followUps: [{ ref: { ...ref, kind: 'incident', number }, fingerprint: null }] }
}
