import { issueOfReference, pathOfLink } from '../../document/files/document-links.ts'
import { findMarker } from '../../document/markers/markers.ts'
import type { Knowledge } from '../../document/review/knowledge.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { type Issue, sameLabel } from '../../domain/issue.ts'
import { approversAmong } from '../../domain/repository.ts'
import type { Finding } from '../../domain/review.ts'
import { isOwn } from '../../domain/self.ts'
import type { ItemPlace } from '../action-items/place/item-place.ts'
import type { Context } from '../context.ts'
import type { MayOwn } from '../draft/issue-draft.ts'
import type { Pass } from '../pass.ts'
import { sayer } from '../texts.ts'
import type { Proposed, ReviewFacts } from './review-facts.ts'

/** What only GitHub can tell about a document: whom it cannot assign, what is open already, what leads nowhere. */
export function knowledgeOf(
  { context }: Pass,
  proposed: Proposed,
  facts: ReviewFacts,
  { places, mayOwn }: { readonly places: ReadonlyMap<ActionItem, ItemPlace>; readonly mayOwn: MayOwn },
): Knowledge {
  const { branchIncident } = proposed
  return {
    ...(branchIncident !== null && { incident: branchIncident }),
    notAssignable: [
      ...new Set([...places].flatMap(([{ owners }, place]) => owners.logins.filter((login) => !mayOwn(login, place)))),
    ],
    openItems: facts.openItems
      .filter((issue) => !isOfPull(issue, proposed, context))
      .map(({ title, number }) => ({ text: title, reference: `#${number}` })),
    broken: brokenTargets(proposed, facts),
    approvedByAuthorsOnly: approvedByAuthorsOnly(proposed, facts),
  }
}

/** What this pull request opened is its own, however often it is merged. */
function isOfPull(issue: Issue, { pull }: Proposed, context: Context): boolean {
  return isOwn(issue.author, context.self) && findMarker(issue.body, 'item')?.pull === pull.number
}

function brokenTargets({ file, repository }: Proposed, { links, paths, issues }: ReviewFacts): readonly string[] {
  const name = `${repository.owner}/${repository.name}`
  return links.flatMap(({ kind, target }) => {
    if (kind === 'path') {
      const to = pathOfLink(target, file.path)
      return paths === null || to === null || paths.has(to) ? [] : [target]
    }
    const number = issueOfReference(target, name)
    const lookup = number === null ? undefined : issues.get(number)
    return lookup === undefined || lookup.found || lookup.reason === 'transferred' ? [] : [target]
  })
}

/** Whoever wrote a text reads what it means; somebody else reads what it says. */
function approvedByAuthorsOnly({ pull }: Proposed, { reviews, commits }: ReviewFacts): boolean {
  const approvers = approversAmong(reviews).map(lower)
  const writers = new Set([pull.author.login, ...commits.flatMap(({ author }) => author?.login ?? [])].map(lower))
  return approvers.length > 0 && approvers.every((login) => writers.has(login))
}

function lower(login: string): string {
  return login.toLowerCase()
}

/** Where the front matter and the incident's issue say different things. */
export function issueContradictions(
  { configuration, branchIncident, about }: Proposed,
  { frontMatter }: ReviewFacts,
  context: Context,
): readonly Finding[] {
  const { number: incident, lookup } = about
  if (lookup === null || incident === null) return []
  const say = sayer(context.templates)
  const finding = (rule: string, message: string, suggestion: string): Finding => {
    return { rule, line: 1, endLine: 1, severity: 'warning', message, suggestion }
  }
  if (!lookup.found) {
    // Who writes on the incident's own branch cannot help it that the incident is gone.
    const misnamed = branchIncident === null && lookup.reason !== 'transferred'
    if (!misnamed) return []
    const message = say('finding-front-matter-no-incident', { incident })
    return [finding('front-matter/no-incident', message, say('finding-front-matter-no-incident-instead'))]
  }
  const written = frontMatter.ok ? frontMatter.data.severity : undefined
  const { labels } = lookup.issue
  const severity = configuration.severityLabels.find((known) => labels.some((label) => sameLabel(label, known)))
  if (written === undefined || severity === undefined || sameLabel(severity, written)) return []
  const message = say('finding-front-matter-other-severity', { written, severity, incident })
  return [finding('front-matter/other-severity', message, say('finding-front-matter-other-severity-instead'))]
}
