import type { Configuration } from '../../config/schema/schema.ts'
import { type Reviewed, type ReviewOptions, reviewDocument } from '../../document/review/review.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { type Annotation, type CheckContent, reviewCheck } from '../../domain/check.ts'
import type { Issue } from '../../domain/issue.ts'
import type { FileLookup } from '../../domain/repository.ts'
import type { Finding } from '../../domain/review.ts'
import { remembered } from '../../text/markdown/remembered.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import { followedElsewhere } from '../action-items/identity/item-identity.ts'
import { claimsFor } from '../action-items/identity/linked-claims.ts'
import { itemsToOpen } from '../action-items/items-to-open.ts'
import { assignability } from '../action-items/open-items.ts'
import { itemPlace } from '../action-items/place/item-place.ts'
import { readItems } from '../action-items/read-items.ts'
import type { Context } from '../context.ts'
import { documentTemplate } from '../draft/document-template.ts'
import type { Pass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import type { CheckPass, CheckPlace } from './post-check.ts'
import { type Proposed, reviewFacts, unfollowed } from './review-facts.ts'
import { issueContradictions, knowledgeOf } from './review-knowledge.ts'
import { reviewSummary, reviewTitle } from './review-summary.ts'

/** What the check says of a proposed postmortem; `undefined` while something is not read. */
export function reviewContent(pass: CheckPass, place: CheckPlace, proposed: Proposed): CheckContent | undefined {
  const { configuration, context } = pass
  const { file, pull } = proposed
  const facts = reviewFacts(proposed, pass)
  const template = templateOf(pass, proposed)
  const read = readItems(file, { configuration, pull })
  const { items } = read
  const known = followedAlready(pass, proposed, items)
  const left = unfollowed(proposed) === null ? items.filter((item) => !known?.includes(item)) : []
  const preview = itemsToOpen(left, configuration.actionItems.max)
  const ground = { repository: proposed.repository, configuration, issue: issueAbout(proposed) }
  const found = preview.open.map((item) => [item, itemPlace(item, ground, pass)] as const)
  const places = new Map(found.flatMap(([item, place]) => (place === undefined ? [] : [[item, place] as const])))
  const mayOwn = assignability(
    [...places].map(([item, place]) => ({ item, place })),
    pass,
  )
  // Asked already, so that all is read in one wave.
  pass.ask({ ask: 'checkRuns', head: place.head, name: reviewCheck })
  if (
    facts === undefined ||
    mayOwn === undefined ||
    places.size < found.length ||
    template === undefined ||
    known === undefined
  )
    return undefined
  const review = reviewedOnce(file.text, proposed, {
    texts: context.templates,
    today: dayIn(configuration.reminders.zone, pass.now),
    require: configuration.review.require,
    headings: configuration.review.headings,
    participants: participantsOf(proposed),
    template,
    read,
    path: file.path,
    zone: configuration.reminders.zone,
    known: knowledgeOf(pass, proposed, facts, { places, mayOwn }),
  })
  if (!review.ok) return cannotRead(file.path, review.problem, configuration, context)
  const findings = [...review.findings, ...issueContradictions(proposed, facts, context)].sort(
    (one, other) => one.line - other.line,
  )
  return {
    conclusion: conclusionOf(findings),
    title: reviewTitle(review.answers, findings, context),
    summary: reviewSummary(proposed, { answers: review.answers, findings, preview, read, places }, mayOwn, context),
    annotations: findings.map((finding) => annotation(file.path, finding)),
  }
}

/** The incident of a document, by whose labels services are told. */
function issueAbout({ about }: Proposed): Issue | null {
  return about.lookup?.found ? about.lookup.issue : null
}

/** Items of a document that people bring back, or take from another one: they have their issues. `undefined` while not read. */
function followedAlready(
  pass: Pass,
  { about, branchIncident, repository, configuration }: Proposed,
  items: readonly ActionItem[],
): readonly ActionItem[] | undefined {
  if (branchIncident !== null) return []
  const claims = claimsFor(pass, items, about, { repository, configuration })
  if (claims !== undefined) return followedElsewhere(items, claims)
  // What GitHub does not show finds nothing: the review does not wait for it.
  return pass.questions().length === 0 ? [] : undefined
}

/** What reviews said, by the texts that they were put into. */
const reviews = new WeakMap<ReviewOptions['texts'], ReturnType<typeof remembered<Reviewed>>>()

/** The review of a text, made once for all passes that go by the same: a new title or a label changes nothing in it. */
function reviewedOnce(text: string, { pull, configuration }: Proposed, options: ReviewOptions): Reviewed {
  const { texts, read: _, ...rest } = options
  const { people } = configuration.actionItems
  const readBy = [pull.createdAt.slice(0, 10), people, pull.author]
  const known = reviews.get(texts) ?? remembered<Reviewed>()
  reviews.set(texts, known)
  return known(`${JSON.stringify([rest, readBy])}\n${text}`, () => reviewDocument(text, options))
}

/** What the check says of a document that is not there as text. */
export function unreadable(
  path: string,
  { reason }: Extract<FileLookup, { found: false }>,
  configuration: Configuration,
  context: Context,
): CheckContent {
  const why = sentence(context.templates, `problem-${reason}`)
  return cannotRead(path, sentence(context.templates, 'check-unreadable-why', { why }), configuration, context)
}

/**
 * What the check says of a document whose review took more time or memory than any may take, or of a long one that a
 * stranger proposes from a fork.
 */
export function tooMuch(
  path: string,
  why: 'limit' | 'fork',
  configuration: Configuration,
  context: Context,
): CheckContent {
  return {
    conclusion: conclusionWithoutReview(configuration),
    title: sentence(context.templates, why === 'fork' ? 'check-long-fork' : 'check-too-much'),
    summary: text(context.templates, why === 'fork' ? 'check/long-fork' : 'check/too-much', { path }).trim(),
    annotations: [],
  }
}

function cannotRead(path: string, problem: string, configuration: Configuration, context: Context): CheckContent {
  return {
    conclusion: conclusionWithoutReview(configuration),
    title: sentence(context.templates, 'check-unreadable'),
    summary: text(context.templates, 'check/unreadable', { path, problem }).trim(),
    annotations: [],
  }
}

/** Where something is required of documents, one that nobody can read does not have it. */
function conclusionWithoutReview({ review }: Configuration): CheckContent['conclusion'] {
  return review.require.length > 0 ? 'failure' : 'neutral'
}

/** The text that the incident's document is made of, `null` where it cannot be read: what is left of it answers nothing. */
function templateOf(pass: Pass, proposed: Proposed) {
  const { lookup } = proposed.about
  const labels = lookup?.found ? lookup.issue.labels : []
  const template = documentTemplate(pass, { ...proposed, issue: { labels } })
  return template && (template.found ? template.text : null)
}

/** Only what the configuration requires stops a merge; the rest is advice. */
function conclusionOf(findings: readonly Finding[]): CheckContent['conclusion'] {
  if (findings.some(({ severity }) => severity === 'failure')) return 'failure'
  return findings.length > 0 ? 'neutral' : 'success'
}

function annotation(path: string, { rule, line, endLine, severity, message, suggestion }: Finding): Annotation {
  return { path, line, endLine, level: severity, title: rule, message, suggestion }
}

/** Who wrote, led or declared: their names in a sentence about what failed are what the review looks for. */
function participantsOf({ pull, about: { lookup } }: Proposed): readonly string[] {
  const issue = lookup?.found ? lookup.issue : null
  const people = [pull.author, ...(issue === null ? [] : [issue.author])].filter(({ bot }) => !bot)
  return [...new Set([...people.map(({ login }) => login), ...pull.assignees, ...(issue?.assignees ?? [])])]
}
