import { findMarker } from '../document/markers.ts'
import type { ActionItem } from '../domain/action-item.ts'
import { sameLabel } from '../domain/issue.ts'
import type { Finding } from '../domain/review.ts'
import { isOwn } from '../domain/self.ts'
import type { Context } from './context.ts'
import type { Proposed, ReviewGround } from './review-ground.ts'
import { sentence } from './texts.ts'

type Rule =
  | 'action-item/not-assignable'
  | 'action-item/also-open'
  | 'link/broken'
  | 'link/no-issue'
  | 'front-matter/no-incident'
  | 'front-matter/other-incident'
  | 'front-matter/other-severity'
  | 'review/only-writers'

interface Found {
  readonly rule: Rule
  readonly line: number
  readonly severity: 'notice' | 'warning'
  readonly view?: Readonly<Record<string, string | number>>
}

/** What only GitHub can tell about a document: whom it cannot assign, what exists already, what leads nowhere. */
export function findingsOnGitHub(
  proposed: Proposed,
  ground: ReviewGround,
  open: readonly ActionItem[],
  mayOwn: (login: string) => boolean,
  context: Context,
): readonly Finding[] {
  const found: readonly Found[] = [
    ...open.flatMap((item) => strangers(item, mayOwn)),
    ...open.flatMap((item) => alsoOpen(item, proposed, ground, context)),
    ...brokenLinks(ground),
    ...contradictions(proposed, ground),
    ...onlyWriters(proposed, ground),
  ]
  return found.map(({ rule, line, severity, view = {} }): Finding => {
    const name = `finding-${rule.replace('/', '-')}`
    const message = sentence(context.templates, name, view)
    return { rule, line, endLine: line, severity, message, suggestion: sentence(context.templates, `${name}-instead`) }
  })
}

function strangers({ owners, line }: ActionItem, mayOwn: (login: string) => boolean): readonly Found[] {
  return owners.logins
    .filter((login) => !mayOwn(login))
    .map((login) => ({ rule: 'action-item/not-assignable', line, severity: 'warning', view: { login } }))
}

/** Whether another document's item, still open, has the same words. What this pull request opened is its own. */
function alsoOpen(
  item: ActionItem,
  { pull }: Proposed,
  { openItems }: ReviewGround,
  context: Context,
): readonly Found[] {
  const words = wordsOf(item.text)
  if (words === '') return []
  const twin = openItems.find((issue) => {
    const marker = isOwn(issue.author, context.self) ? findMarker(issue.body, 'item') : null
    return marker?.pull !== pull.number && wordsOf(issue.title) === words && !item.links.includes(issue.number)
  })
  if (twin === undefined) return []
  return [{ rule: 'action-item/also-open', line: item.line, severity: 'warning', view: { issue: twin.number } }]
}

function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}

function brokenLinks({ links, paths, issues }: ReviewGround): readonly Found[] {
  const files = links.paths.flatMap(({ to, line }): readonly Found[] =>
    paths === null || paths.has(to) ? [] : [{ rule: 'link/broken', line, severity: 'warning', view: { path: to } }],
  )
  const numbers = links.issues.flatMap(({ to, line }): readonly Found[] => {
    const lookup = issues.get(to)
    const gone = lookup !== undefined && !lookup.found && lookup.reason !== 'transferred'
    return gone ? [{ rule: 'link/no-issue', line, severity: 'warning', view: { issue: to } }] : []
  })
  return [...files, ...numbers]
}

function contradictions({ configuration, branchIncident }: Proposed, ground: ReviewGround): readonly Found[] {
  const { frontMatter, incident, incidentIssue } = ground
  const data = frontMatter.ok ? frontMatter.data : {}
  const named = [...(data.incident === undefined ? [] : [data.incident]), ...(data.incidents ?? [])]
  const found: Found[] = []
  const say = (rule: Rule, view: Readonly<Record<string, string | number>>) => {
    found.push({ rule, line: 1, severity: 'warning', view })
  }
  if (branchIncident !== null && named.length > 0 && !named.includes(branchIncident))
    say('front-matter/other-incident', { named: named.join(', #'), incident: branchIncident })
  // Who writes on the incident's own branch cannot help it that the incident is gone.
  if (
    branchIncident === null &&
    incidentIssue !== null &&
    !incidentIssue.found &&
    incidentIssue.reason !== 'transferred'
  )
    say('front-matter/no-incident', { incident: incident ?? 0 })
  if (incidentIssue?.found && data.severity !== undefined) {
    const { labels } = incidentIssue.issue
    const severity = configuration.severityLabels.find((known) => labels.some((label) => sameLabel(label, known)))
    if (severity !== undefined && !sameLabel(severity, data.severity))
      say('front-matter/other-severity', { written: data.severity, severity, incident: incident ?? 0 })
  }
  return found
}

/** Whoever wrote a text reads what it means; somebody else reads what it says. */
function onlyWriters({ pull }: Proposed, { reviews, commits }: ReviewGround): readonly Found[] {
  const last = new Map(reviews.filter(({ state }) => state !== 'commented').map(({ author, state }) => [author, state]))
  const approvers = [...last].filter(([, state]) => state === 'approved').map(([author]) => author.toLowerCase())
  const writers = new Set([pull.author.login, ...commits.flatMap(({ author }) => author?.login ?? [])].map(lower))
  if (approvers.length === 0 || !approvers.every((login) => writers.has(login))) return []
  return [{ rule: 'review/only-writers', line: 1, severity: 'notice' }]
}

function lower(login: string): string {
  return login.toLowerCase()
}
