import { parseConfiguration } from '../config/configuration.ts'
import { configurationCheck } from '../domain/check.ts'
import { emptyPlan, type Plan } from '../domain/plan.ts'
import { questionName } from '../domain/question.ts'
import { incidentOfBranch, type ReviewRef } from '../domain/ref.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { type ChangedConfiguration, configurationContent } from './configuration-check.ts'
import type { Context } from './context.ts'
import { documentIn } from './documents.ts'
import { plusHours } from './duration.ts'
import { inquire } from './inquiry.ts'
import { type Asking, answerOther, type CheckPlace, sayInCheck } from './post-check.ts'
import { reviewContent, unreadable } from './review-content.ts'
import { waiting } from './speaking.ts'

/**
 * Plans a pass over the check on a pull request's head: the review of the postmortem that it adds, whether from the
 * incident's own branch or by hand; the answer that it adds none, where rules ask for one. A document from a fork is
 * reviewed like any other: it is read, and nothing in it is obeyed.
 */
export function planReview(snapshot: Snapshot, { number }: ReviewRef, context: Context): Plan {
  const inquiry = inquire(snapshot)
  const repository = inquiry.ask<'repository'>({ ask: 'repository' })
  const texts = inquiry.ask<'configuration'>({ ask: 'configuration' })
  const pull = inquiry.ask<'pull'>({ ask: 'pull', number })
  const files = inquiry.ask<'pullFiles'>({ ask: 'pullFiles', number })
  if (repository === undefined || texts === undefined || pull === undefined) return waiting(inquiry, snapshot)
  const { configuration } = parseConfiguration(texts)
  if (!configuration.enabled) return { ...emptyPlan, notes: ['Switched off here: enabled is false.'] }
  if (repository.archived || pull === null || pull.state === 'closed')
    return { ...emptyPlan, notes: ['No open pull request.'] }
  if (files === undefined) return waiting(inquiry, snapshot)
  const place = { subject: { pull: number }, head: pull.head.sha }
  const asking = { snapshot, inquiry, configuration, context }
  const configured = configurationContent({ repository, texts, configuration, pull, files }, asking)
  if (configured === undefined) return waiting(inquiry, snapshot)
  const others = configured === null ? emptyPlan : sayInCheck(place, configured, asking, configurationCheck)
  return together(planOfDocument(place, { repository, configuration, pull, files }, asking), others)
}

/** What the pull request's own check says: the review of its postmortem, or that it adds none. */
function planOfDocument(place: CheckPlace, { repository, configuration, pull, files }: Changed, asking: Asking): Plan {
  const { snapshot, inquiry, context } = asking
  // A branch of a fork may carry any name: only one of this repository is the incident's.
  const branchIncident = pull.head.repositoryId === repository.id ? incidentOfBranch(pull.head.ref) : null
  const path = documentIn(files, { directory: configuration.directory, known: null, incident: branchIncident })
  if (path === null) return answerOther(place, pull.base.ref, asking)
  const file = inquiry.ask<'file'>({ ask: 'file', path, at: pull.head.sha })
  if (file === undefined) return waiting(inquiry, snapshot)
  const content = file.found
    ? reviewContent(place, { repository, configuration, pull, file, branchIncident }, asking)
    : unreadable(path, file, configuration, context)
  if (content === undefined) return waiting(inquiry, snapshot)
  // Dates come near, people leave, issues close: an open document is looked at once a day, whatever happens to it.
  return { ...sayInCheck(place, content, asking), nextLook: plusHours(snapshot.now, 24) }
}

type Changed = Pick<ChangedConfiguration, 'repository' | 'configuration' | 'pull' | 'files'>

/** Two plans over one pull request as one. What is still to be read for one of them holds up both. */
function together(one: Plan, other: Plan): Plan {
  const questions = [...one.questions, ...other.questions]
  const distinct = new Map(questions.map((question) => [questionName(question), question]))
  return {
    ...one,
    questions: [...distinct.values()],
    mutations: [...one.mutations, ...other.mutations],
    withheld: [...one.withheld, ...other.withheld],
    notes: [...one.notes, ...other.notes],
  }
}
