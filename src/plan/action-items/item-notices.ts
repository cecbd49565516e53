import { issueDue } from '../../document/action-items/issue-due.ts'
import type { ActionItems } from '../../document/action-items/read/action-items.ts'
import { inlineText } from '../../document/harmless/escape.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { dayReadings, readDue } from '../../text/time/dates.ts'
import type { IncidentPass } from '../pass.ts'
import { sayer, sentence } from '../texts.ts'
import type { FoundItems } from './identity/found-items.ts'
import { isHiddenIssue, issueName, itemName } from './issue-names.ts'
import type { MergedDocument } from './merged-document.ts'
import { movedNotices } from './moved-items.ts'

/** What is wrong with the document, until somebody mends it on the base branch. */
export function documentNotices(
  pass: IncidentPass,
  merged: MergedDocument,
  found: FoundItems,
  today: ActionItems | null,
): readonly string[] {
  const { incident, context } = pass
  if (today?.section === 'found' && today.problem === null) return []
  // Where items are known, it does not matter what today's reader makes of the document at the merge.
  const notices = found.items.length > 0 ? [] : merged.notices
  if (merged.reading === null || today === null || today.problem === null) return notices
  const view = { path: merged.path ?? '', problem: today.problem, base: incident.baseBranch }
  return [...notices, sentence(context.templates, 'notice-document-refused', view)]
}

/** What people should know of single items: dates that are none, what was not opened, what a bot closed. */
export function itemNotices(
  pass: IncidentPass,
  found: FoundItems,
  later: readonly ActionItem[] = [],
): readonly string[] {
  const { incident, context } = pass
  const say = sayer(context.templates)
  const dates = found.items.flatMap((tracked) => {
    const { item } = tracked
    if (item === null || item.due === null || item.due.valid || item.checked) return []
    const where = itemName(incident, tracked) || 'its issue'
    const { text } = item.due
    // Only what is before the pull request is kept as text though it is a day.
    const past = readDue(text, null).valid ? 'past' : ''
    const readings = dayReadings(text).join(' or ')
    return [say('notice-bad-due', { text, title: item.text, where, past, readings })]
  })
  const lines = found.items.flatMap(({ status }) => {
    if (status.kind !== 'issue' || status.outcome !== 'open' || isHiddenIssue(incident, status.issue)) return []
    const due = issueDue(status.issue)
    if (due === null || due.valid) return []
    const readings = dayReadings(due.text).join(' or ')
    return [say('notice-bad-due-line', { text: due.text, issue: issueName(status.issue), readings })]
  })
  const overflow = found.items.filter((item) => item.status.kind === 'overflow')
  const beyond = [...overflow.map((item) => item.item?.text ?? item.source), ...later.map((line) => line.text)]
  const titles = beyond.join('; ').slice(0, 4_000)
  const { max } = incident.configuration.actionItems
  const more = beyond.length === 0 ? [] : [say('notice-overflow', { count: beyond.length, max, titles })]
  const bots = found.items.flatMap((item) =>
    item.status.kind === 'issue' && item.status.outcome === 'closed-by-bot'
      ? [say('notice-bot-closed', { issue: itemName(incident, item) })]
      : [],
  )
  const locked = found.items.flatMap((item) =>
    item.status.kind === 'issue' && item.status.outcome === 'open' && item.status.issue.locked
      ? [say('notice-locked', { issue: itemName(incident, item) })]
      : [],
  )
  return [
    ...dates,
    ...lines,
    ...locked,
    ...more,
    ...bots,
    ...wantedElsewhere(pass, found),
    ...movedNotices(pass, found),
  ]
}

/** What was to be opened in another repository and is here, a sentence a repository. */
function wantedElsewhere({ context }: IncidentPass, { items }: FoundItems): readonly string[] {
  const wanted = new Map<string, string[]>()
  for (const { wanted: name, status, item, source } of items) {
    if (name === null || status.kind !== 'issue' || status.outcome !== 'open' || status.issue.elsewhere !== null)
      continue
    wanted.set(name, [...(wanted.get(name) ?? []), `${issueName(status.issue)} (${inlineText(item?.text ?? source)})`])
  }
  return [...wanted].map(([name, titles]) => {
    const view = { wanted: name, titles: titles.slice(0, 20).join('; '), one: titles.length === 1 }
    return sentence(context.templates, 'notice-wanted-elsewhere', view)
  })
}

/** Issues of the app's of which nothing tells what they are for, as long as an item is without one. */
export function ambiguousNotice({ incident, context }: IncidentPass, found: FoundItems): readonly string[] {
  const waiting = found.items.filter(({ status }) => status.kind === 'ambiguous')
  if (waiting.length === 0) return []
  const titles = waiting.map(({ item, source }) => item?.text ?? source).join('; ')
  const issues = found.ambiguous.slice(0, 20).map(({ number }) => `#${number}`)
  const view = { issues: issues.join(', '), one: found.ambiguous.length === 1, titles: titles.slice(0, 2_000) }
  return [sentence(context.templates, 'notice-ambiguous-issues', { ...view, base: incident.baseBranch })]
}

/** What only today's reader takes for items, with how to have it opened. */
export function offerNotice(pass: IncidentPass, offered: readonly ActionItem[]): readonly string[] {
  const { incident, context } = pass
  if (offered.length === 0) return []
  const titles = offered
    .map(({ text }) => text)
    .join('; ')
    .slice(0, 2_000)
  const view = { count: offered.length, one: offered.length === 1, titles, base: incident.baseBranch }
  return [sentence(context.templates, 'notice-offered', view)]
}
