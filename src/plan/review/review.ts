import { parseConfiguration } from '../../config/configuration.ts'
import { configurationFor, directories, isEnabledForSome } from '../../config/overrides.ts'
import { configurationCheck } from '../../domain/check.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import { questionName } from '../../domain/question.ts'
import { incidentOfBranch, incidentOfDocument, type ReviewRef } from '../../domain/ref.ts'
import type { FileLookup } from '../../domain/repository.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import { documentIn, otherDocuments } from '../draft/documents.ts'
import { incidentAbout, type NamedIncident } from '../incident/incident-about.ts'
import { type Pass, startPass } from '../pass.ts'
import { waiting } from '../status/speaking.ts'
import type { ChangedConfiguration } from './changed-configuration.ts'
import { configurationContent } from './configuration-check.ts'
import { answerOther, type CheckPass, type CheckPlace, sayInCheck } from './post-check.ts'
import { reviewContent, tooMuch, unreadable } from './review-content.ts'
import { isKnownHere, isLong } from './review-forks.ts'

/**
 * Plans a pass over the check on a pull request's head: the review of the postmortem that it adds, whether from the
 * incident's own branch or by hand; the answer that it adds none, where rules ask for one. A document from a fork is
 * reviewed like any other once somebody of the team takes part, before that up to a length: it is read, and nothing in it
 * is obeyed.
 */
export function planReview(snapshot: Snapshot, { number }: ReviewRef, context: Context): Plan {
  const started = startPass(snapshot, context)
  const repository = started.ask({ ask: 'repository' })
  const texts = started.ask({ ask: 'configuration' })
  const pull = started.ask({ ask: 'pull', number })
  const files = started.ask({ ask: 'pullFiles', number })
  if (repository === undefined || texts === undefined || pull === undefined) return waiting(started)
  const { configuration } = parseConfiguration(texts)
  if (!isEnabledForSome(configuration)) return { ...emptyPlan, notes: ['Switched off here: enabled is false.'] }
  if (repository.archived || pull === null || pull.state === 'closed')
    return { ...emptyPlan, notes: ['No open pull request.'] }
  if (files === undefined) return waiting(started)
  const place = { subject: { pull: number }, head: pull.head.sha }
  const pass = { ...started, configuration }
  const configured = configurationContent(pass, { repository, texts, configuration, pull, files })
  if (configured === undefined) return waiting(started)
  const others = configured === null ? emptyPlan : sayInCheck(pass, place, configured, configurationCheck)
  return together(planOfDocument(pass, place, { repository, configuration, pull, files }), others)
}

/**
 * What the pull request's own check says: the review of its postmortem, or that it adds none. What is configured for the
 * labels of its incident counts, as it will at the merge.
 */
function planOfDocument(pass: CheckPass, place: CheckPlace, changed: Changed): Plan {
  const { repository, configuration: everywhere, pull, files } = changed
  const { context } = pass
  // A branch of a fork may carry any name: only one of this repository is the incident's.
  const branchIncident = pull.head.repositoryId === repository.id ? incidentOfBranch(pull.head.ref) : null
  // Where it was put by the configuration of that day it stays.
  const known = files.find((file) => branchIncident !== null && incidentOfDocument(file.path) === branchIncident)
  const wanted = { directories: directories(everywhere), known: known?.path ?? null, incident: branchIncident }
  const path = documentIn(files, wanted)
  if (path === null) return answerOther(pass, place, pull.base.ref)
  if (context.trouble === 'too-much') return sayInCheck(pass, place, tooMuch(path, 'limit', everywhere, context))
  const file = pass.ask({ ask: 'file', path, at: pull.head.sha })
  if (file?.found && pull.head.repositoryId !== repository.id && isLong(file)) {
    const known = isKnownHere(pull, pass)
    if (known === undefined) return waiting(pass)
    if (!known) return sayInCheck(pass, place, tooMuch(path, 'fork', everywhere, context))
  }
  const about = aboutOf(pass, changed, { path, branchIncident, file })
  if (file === undefined || about === undefined) return waiting(pass)
  const { lookup } = about
  const configuration = configurationFor(everywhere, lookup?.found ? lookup.issue.labels : [])
  if (!configuration.enabled) return answerOther(pass, place, pull.base.ref)
  const reviewing = { ...pass, configuration }
  const others = otherDocuments(files, wanted, path)
  const content = file.found
    ? reviewContent(reviewing, place, { repository, configuration, pull, file, branchIncident, about, others })
    : unreadable(path, file, configuration, context)
  if (content === undefined) return waiting(pass)
  // Dates come near, people leave, issues close: an open document is looked at once a day, whatever happens to it.
  return { ...sayInCheck(reviewing, place, content), requeueAt: plusHours(pass.now, 24) }
}

function aboutOf(
  pass: Pass,
  { repository, configuration }: Changed,
  document: { path: string; branchIncident: number | null; file: FileLookup | undefined },
): NamedIncident | undefined {
  const { path, branchIncident: number, file } = document
  if (number !== null) {
    const lookup = pass.ask({ ask: 'issue', number })
    return lookup && { number, lookup }
  }
  if (file === undefined) return undefined
  return incidentAbout({ path, text: file.found ? file.text : null, repository, configuration }, pass)
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
