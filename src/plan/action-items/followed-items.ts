import { soleReference } from '../../document/action-items/tracked-items.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import type { Issue } from '../../domain/issue.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'
import type { Inquiry } from '../inquiry.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'
import { type ItemOutcome, type ItemStatus, outcomeOf, type TrackedItem } from './tracked-item.ts'

/**
 * What becomes of an item that is nothing but a link: the issue or pull request that it leads to is followed, and no other one
 * is opened. The app only looks at it: it is people's, so nothing is written there and nobody is reminded. One in another
 * repository, or that is not there, is told and not followed. `undefined` while it is not read, `null` for any other item.
 */
function followedStatus(pass: IncidentPass, item: ActionItem): ItemStatus | null | undefined {
  const { repository } = pass.incident

  const reference = item.checked ? null : soleReference(item)
  if (reference === null) return null
  const number = numberIn(reference, repository)
  if (number === null) return { kind: 'unseen', reference }
  const lookup = pass.ask({ ask: 'issue', number })
  if (lookup === undefined) return undefined
  const issue = 'issue' in lookup ? lookup.issue : null
  if (issue === null) return { kind: 'unseen', reference }
  const outcome = issue.isPull ? outcomeOfPull(issue, pass) : outcomeOf(issue)
  return outcome === undefined ? undefined : { kind: 'followed', issue, outcome }
}

/** `items` in which those that are nothing but a link follow where it leads. `undefined` while that is not read. */
export function withFollowed(pass: IncidentPass, items: readonly TrackedItem[]): readonly TrackedItem[] | undefined {
  const followed = items.map((item): TrackedItem | undefined => {
    if (item.status.kind !== 'recorded' || item.item === null) return item
    const status = followedStatus(pass, item.item)
    return status === undefined ? undefined : { ...item, status: status ?? item.status }
  })
  const known = followed.filter((item) => item !== undefined)
  return known.length === followed.length ? known : undefined
}

/** `items` in which what the app cannot see is done where today's document says so, by the ordinals of its lines. */
export function doneByHand(
  items: readonly TrackedItem[],
  lines: ReadonlyMap<number, ActionItem>,
): readonly TrackedItem[] {
  return items.map((item) =>
    isOutOfSight(item.status) && lines.get(item.ordinal)?.checked ? { ...item, status: { kind: 'recorded' } } : item,
  )
}

function isOutOfSight(status: ItemStatus): boolean {
  return status.kind === 'unseen' || (status.kind === 'gone' && status.why === 'stranded')
}

/** What people should know of links that the app cannot follow. */
export function unseenNotices(items: readonly TrackedItem[], base: string, context: Context): readonly string[] {
  return items.flatMap(({ status, item }) => {
    if (status.kind !== 'unseen') return []
    const view = { reference: status.reference, base, row: item?.kind === 'table' }
    return [sentence(context.templates, 'notice-unseen-link', view)]
  })
}

/** The number of an issue here that a reference leads to; `null` for another repository's. */
function numberIn(
  reference: string,
  { owner, name, url }: Pick<Incident['repository'], 'owner' | 'name' | 'url'>,
): number | null {
  const short = /^([\w.-]+\/[\w.-]+)?#(\d+)$/.exec(reference)
  if (short !== null) {
    const here = short[1] === undefined || short[1].toLowerCase() === `${owner}/${name}`.toLowerCase()
    return here ? Number(short[2]) : null
  }
  const page = /^(.+)\/(?:issues|pull)\/(\d+)(?=[/?#]|$)/.exec(reference)
  return page !== null && page[1]?.toLowerCase() === url.toLowerCase() ? Number(page[2]) : null
}

/** A pull request that is closed without a merge was not done. */
function outcomeOfPull(issue: Issue, inquiry: Inquiry): ItemOutcome | undefined {
  if (issue.state === 'open') return 'open'
  const pull = inquiry.ask({ ask: 'pull', number: issue.number })
  if (pull === undefined) return undefined
  return pull?.merged ? 'done' : 'declined'
}
