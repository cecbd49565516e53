import { issueDue } from '../../document/action-items/issue-due.ts'
import { soleReference } from '../../document/action-items/tracked-items.ts'
import { plainTitle } from '../../document/harmless/escape.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import { isHiddenIssue, issueName, itemName } from '../action-items/issue-names.ts'
import { type ItemStatus, isSettled, type TrackedItem } from '../action-items/tracked-item.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { mayTellOf } from '../reminders/reminder-comment.ts'
import type { TextViews } from '../text-views.ts'
import { sayer, sentence } from '../texts.ts'
import { closedState, outcomeStates } from './closed-state.ts'

/** A row of the status comment's table. */
export interface ItemView {
  readonly link: string
  readonly title: string
  readonly owners: string
  readonly due: string
  readonly state: string
}

/** The row of an item, as it stands today. */
export function itemView(pass: IncidentPass, item: TrackedItem): ItemView {
  const { incident, context } = pass
  const say = sayer(context.templates)
  const planned = item.item
  const named = planned?.owners.logins ?? []
  const owners = [...named, ...(planned?.owners.teams ?? []), ...(planned?.owners.names ?? [])].join(', ')
  const day = planned?.due?.valid ? planned.due.day : ''
  const line = { link: '', title: planned?.text ?? item.source, owners: owners || '–', due: day || '–' }
  switch (item.status.kind) {
    case 'recorded':
      return { ...line, state: say('state-recorded') }
    case 'overflow':
    case 'ambiguous':
    case 'unopened':
      return { ...line, state: say('state-waiting') }
    case 'unseen':
      return { ...line, title: item.status.reference, state: say('state-unseen') }
    case 'followed':
      return followedView(pass, item.status, { ...line, title: (planned && soleReference(planned)) ?? line.title })
    case 'gone': {
      const link = itemName(incident, item)
      return { ...line, link, state: say(goneStates[item.status.why]) }
    }
    case 'issue':
      return issueView(pass, item.status, { line, item, owners, named })
  }
}

const goneStates = {
  transferred: 'state-moved',
  stranded: 'state-stranded',
  deleted: 'state-gone',
} as const

/** Of an issue of people's: whose it is there, else whose the document says. Of one that is hidden the link, as they wrote it. */
function followedView(
  { incident, context }: IncidentPass,
  { issue, outcome }: Extract<ItemStatus, { kind: 'followed' }>,
  line: Omit<ItemView, 'state'>,
): ItemView {
  const said = sentence(context.templates, `state-${outcomeStates[outcome]}`)
  const followed = (state: string) => sentence(context.templates, 'state-followed', { state })
  // Where it moved to is not told, either.
  if (isHiddenIssue(incident, issue)) return { ...line, owners: '–', state: followed(said) }
  const by = issue.state === 'open' || issue.isPull ? null : issue.closedBy
  const state =
    by === null ? said : sentence(context.templates, 'evidence-person', { state: said, login: by.login, reason: '' })
  const owners = issue.assignees.join(', ') || line.owners
  return { ...line, link: `[${issueName(issue)}](${issue.url})`, title: issue.title, owners, state: followed(state) }
}

interface ItemLine {
  readonly line: Omit<ItemView, 'state'>
  readonly item: TrackedItem
  readonly owners: string
  readonly named: readonly string[]
}

/** Of an issue of the app's: what it says today. */
function issueView(
  pass: IncidentPass,
  { issue, outcome }: Extract<ItemStatus, { kind: 'issue' }>,
  { line, item, owners, named }: ItemLine,
): ItemView {
  const { incident, context } = pass
  const say = sayer(context.templates)
  if (isHiddenIssue(incident, issue))
    return { ...line, link: itemName(incident, item), state: say(`state-${outcomeStates[outcome]}`) }
  const due = issueDue(issue)
  const today = dayIn(incident.configuration.reminders.zone, incident.now)
  const unassigned = sentence(context.templates, 'owners-unassigned', { owners })
  const overdue = outcome === 'open' && due?.valid === true && due.day < today
  return {
    link: `[${issueName(issue)}](${issue.url})`,
    // What more people may read is not what the document says.
    title: mayTellOf(incident, issue) ? issue.title : line.title,
    owners: issue.assignees.join(', ') || (named.length > 0 ? unassigned : owners || 'nobody yet'),
    due: due === null ? '–' : due.valid ? due.day : due.text,
    state: overdue ? say('state-overdue') : closedState(pass, item, issue, outcome),
  }
}

/** The task of an item, for where GitHub has no sub-issues. */
export function taskView(incident: Incident, item: TrackedItem): TextViews['status']['tasks'] {
  const link = item.status.kind === 'issue' ? itemName(incident, item) : ''
  return link === '' ? [] : [{ check: isSettled(item) ? 'x' : ' ', link }]
}

/** The row with no more than so many characters of its words. */
export function shortened(item: ItemView, words: number): ItemView {
  return { ...item, title: plainTitle(item.title, words), owners: plainTitle(item.owners, words) }
}
