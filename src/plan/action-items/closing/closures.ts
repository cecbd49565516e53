import { readItemState } from '../../../document/markers/item-state.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { IssueLinks } from '../../../domain/issue-links.ts'
import type { ItemClosing, RememberedClosure } from '../../../domain/marker.ts'
import { isOwn } from '../../../domain/self.ts'
import { dayIn } from '../../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../../pass.ts'
import type { TrackedItem } from '../tracked-item.ts'

/**
 * `items` that remember by what they were closed. GitHub is asked once for all that were closed since the last pass, and never
 * for what is remembered; where it refuses, nothing is known of them, and the next pass that comes asks again. `undefined`
 * while it is not read.
 */
export function withClosures(pass: IncidentPass, items: readonly TrackedItem[]): readonly TrackedItem[] | undefined {
  const untold = items.flatMap((item) => (isUntold(item, pass) ? item.status.issue.number : []))
  const links = linksOf(pass, untold)
  if (links === undefined) return undefined
  const known = new Map(links.map((link) => [link.number, link]))
  const remembering = items.map((item) => {
    if (item.status.kind !== 'issue') return item
    const { number, closedAt, elsewhere } = item.status.issue
    const kept = elsewhere === null && closedAt !== null && item.remembered?.closed?.at === closedAt
    const link = known.get(number)
    if (kept) return item
    if (link === undefined || closedAt === null || !untold.includes(number)) return forgotten(item)
    const closed = { at: closedAt, ...closerIn(link, item.status.outcome === 'duplicate') }
    const remembered = item.remembered ?? { ordinal: item.ordinal, issue: number, slot: null, remindedAt: null }
    return { ...item, remembered: { ...remembered, closed } }
  })
  return remembering.map((item) => (isBotsWord(item, pass) ? closedByBot(item) : item))
}

/** Whether nothing but a bot's word says that an item is done: no pull request, no commit, no person. That is nobody's decision. */
function isBotsWord(item: TrackedItem, pass: IncidentPass): item is IssueItem {
  if (item.status.kind !== 'issue' || item.status.outcome !== 'done') return false
  const { issue } = item.status
  const closed = item.remembered?.closed
  return (
    issue.closedBy?.bot === true &&
    closed?.by === 'hand' &&
    closed.at === issue.closedAt &&
    decisionOn(issue, pass) === null
  )
}

function closedByBot(item: IssueItem): TrackedItem {
  return { ...item, status: { ...item.status, outcome: 'closed-by-bot' } }
}

/** What was said by a command when an issue was closed as it is now; `null` where its state says nothing of this time. */
export function decisionOn(issue: Issue, { incident, context }: IncidentPass): ItemClosing | null {
  const { closed } = readItemState(issue.body)
  if (closed === undefined || issue.state === 'open' || issue.closedAt === null) return null
  const isDone = issue.stateReason !== 'not_planned' && issue.stateReason !== 'duplicate'
  if (isDone !== (closed.as === 'done')) return null
  const byCommand = issue.closedBy !== null && isOwn(issue.closedBy, context.self)
  // A reason that was given after somebody closed it by hand counts as well, an older one belongs to another time.
  return byCommand || closed.on >= dayIn(incident.configuration.reminders.zone, issue.closedAt) ? closed : null
}

type IssueItem = TrackedItem & { readonly status: Extract<TrackedItem['status'], { kind: 'issue' }> }

/** Whether GitHub is to be asked: it is closed here, nobody told by a command, and nothing is remembered of this time. */
function isUntold(item: TrackedItem, pass: IncidentPass): item is IssueItem {
  if (item.status.kind !== 'issue') return false
  const { issue } = item.status
  if (issue.elsewhere !== null || issue.state === 'open' || issue.closedAt === null) return false
  if (item.remembered?.closed?.at === issue.closedAt) return false
  const isOwnDoing = issue.closedBy !== null && isOwn(issue.closedBy, pass.context.self)
  return !(isOwnDoing && decisionOn(issue, pass) !== null)
}

function linksOf(pass: IncidentPass, untold: readonly number[]): readonly IssueLinks[] | undefined {
  if (untold.length === 0) return []
  const numbers = untold.toSorted((one, other) => one - other).join(',')
  const question = { ask: 'issueLinks', numbers } as const
  return pass.refused(question) ? [] : pass.ask(question)
}

function closerIn({ closer, duplicateOf }: IssueLinks, isDuplicate: boolean): Pick<RememberedClosure, 'by' | 'name'> {
  if (isDuplicate) return { by: 'duplicate', name: duplicateOf === null ? '' : `${duplicateOf}` }
  if (closer === null) return { by: 'hand', name: '' }
  const name = closer.kind === 'pull' ? closer.number?.toString() : closer.sha?.slice(0, 7)
  return { by: closer.kind, name: name ?? '' }
}

/** What is open again, or was closed another time, was closed by nothing that is known. */
function forgotten(item: TrackedItem): TrackedItem {
  if (item.remembered?.closed === undefined) return item
  const { closed: _, ...remembered } = item.remembered
  return { ...item, remembered }
}
