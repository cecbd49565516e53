import { inlineText } from '../../document/harmless/escape.ts'
import { renderMarker } from '../../document/markers/markers.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { isHiddenIssue, itemName } from '../action-items/issue-names.ts'
import type { TrackedItem } from '../action-items/tracked-item.ts'
import type { IncidentPass } from '../pass.ts'
import { text } from '../texts.ts'
import { mentionsAbove } from './escalation.ts'
import { isPosted } from './posted-slot.ts'
import { openFrom } from './reminder-slots.ts'

/** What those above are asked, and when there is something to ask next. */
export interface AskedAbove {
  readonly mutations: readonly Mutation[]
  /** ISO 8601; `null` for never. */
  readonly requeueAt: string | null
}

/**
 * Asks those above what becomes of the items of people who `left` and of repositories that are out of reach: on the incident, once a
 * person or repository, all its items in one comment, in working hours. Nothing where there is nobody above.
 */
export function askAbove(pass: IncidentPass, items: readonly TrackedItem[], left: readonly string[]): AskedAbove {
  const { incident, context } = pass
  const { reminders } = incident.configuration
  const above = mentionsAbove(incident)
  const questions = [...ofLeavers(items, left), ...ofRepositories(items)].filter(
    ({ slot }) => !isPosted(slot, incident.comments, context.self),
  )
  if (questions.length === 0 || above.length === 0 || !reminders.enabled || incident.issue.locked)
    return { mutations: [], requeueAt: null }
  const at = openFrom(incident.now, reminders)
  if (at > incident.now) return { mutations: [], requeueAt: at }
  const mutations = questions.map(({ slot, login, items: theirs }): Mutation => {
    return {
      rule: 'ask-about-leavers',
      of: slot,
      do: 'remind',
      number: incident.ref.number,
      slot,
      body: text(context.templates, 'leavers', {
        marker: renderMarker({ kind: 'reminder', slot }),
        mentions: above.map((name) => `@${name}`).join(' '),
        login,
        one: theirs.length === 1,
        items: theirs.slice(0, mostNamed).map((item) => nameOf(pass, item)),
      }),
    }
  })
  return { mutations, requeueAt: null }
}

/** More is in the status comment. */
const mostNamed = 50

interface Question {
  readonly slot: string
  /** Who left; empty where it is a repository. */
  readonly login: string
  readonly items: readonly TrackedItem[]
}

function ofLeavers(items: readonly TrackedItem[], left: readonly string[]): readonly Question[] {
  return [...new Set(left.map((login) => login.toLowerCase()))].toSorted().map((login) => {
    const theirs = items.filter(
      ({ status }) =>
        status.kind === 'issue' &&
        status.outcome === 'open' &&
        status.issue.assignees.some((assignee) => assignee.toLowerCase() === login),
    )
    return { slot: `left/${login}`, login, items: theirs }
  })
}

function ofRepositories(items: readonly TrackedItem[]): readonly Question[] {
  const lost = new Map<number, TrackedItem[]>()
  for (const item of items) {
    const repository = item.remembered?.in
    if (item.status.kind !== 'gone' || item.status.why !== 'stranded' || repository === undefined) continue
    lost.set(repository, [...(lost.get(repository) ?? []), item])
  }
  return [...lost].map(([repository, theirs]) => ({ slot: `stranded/${repository}`, login: '', items: theirs }))
}

/** `#3 Alert us`; of what not everybody here may see only what the document says. */
function nameOf({ incident }: IncidentPass, item: TrackedItem): string {
  const { status, source } = item
  const issue = status.kind === 'issue' || status.kind === 'gone' ? status.issue : null
  const title = issue === null || isHiddenIssue(incident, issue) ? (item.item?.text ?? source) : issue.title
  return [itemName(incident, item), inlineText(title)].filter((part) => part !== '').join(' ')
}
