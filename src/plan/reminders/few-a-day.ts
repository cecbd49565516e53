import type { Issue } from '../../domain/issue.ts'
import { isOwn } from '../../domain/self.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../pass.ts'
import { seriesOf } from './item-series.ts'
import { pauseOf } from './pauses.ts'
import type { ReminderRules } from './reminder-slots.ts'

/** How many comments about follow-ups one person gets on a day. */
const mostADay = 3

/** Who is reminded of one item today, and of what besides. */
export interface Share {
  /** Whom its comment mentions; nobody where it gets none, since it is named in the last comment of theirs. */
  readonly people: readonly string[]
  /** What else is due, without a comment of its own. */
  readonly also: readonly Issue[]
}

/** An item of which a reminder is due, and whose it is. */
export interface DueItem {
  readonly issue: Issue
  readonly people: readonly string[]
}

/**
 * What one person has due on one day, in this repository, is at most three comments: those of the lowest numbers. The third
 * names the rest. Each pass counts the same, so that those of several incidents need not know of each other. By number of the
 * issue. `undefined` while it is not read what else is open.
 */
export function sharesOfDay(
  pass: IncidentPass,
  due: readonly DueItem[],
  rules: ReminderRules,
): ReadonlyMap<number, Share> | undefined {
  if (due.length === 0) return new Map()
  const { incident } = pass
  const question = { ask: 'openItems', label: incident.configuration.actionItems.label } as const
  const open = pass.refused(question) ? [] : pass.ask(question)
  if (open === undefined) return undefined
  const own = new Set(due.map(({ issue }) => issue.number))
  const others = open.filter((issue) => !own.has(issue.number) && isDueToday(pass, issue, rules))
  const all = [...due, ...others.map((issue): DueItem => ({ issue, people: issue.assignees }))]
  return shared(all.toSorted((one, other) => one.issue.number - other.issue.number))
}

/** As far as its text tells: when it was reminded of last stands with its own incident. */
function isDueToday({ incident, context }: IncidentPass, issue: Issue, rules: ReminderRules): boolean {
  if (!isOwn(issue.author, context.self) || pauseOf(issue, [], incident.now, rules) !== null) return false
  const today = dayIn(rules.zone, incident.now)
  const { slots } = seriesOf(issue, incident.now, rules)
  return slots.some(({ to, at }) => to === 'owners' && dayIn(rules.zone, at) === today)
}

function shared(due: readonly DueItem[]): ReadonlyMap<number, Share> {
  const theirs = new Map<string, DueItem[]>()
  for (const item of due) {
    for (const login of item.people) theirs.set(login, [...(theirs.get(login) ?? []), item])
  }
  const first = (login: string, item: DueItem) => (theirs.get(login) ?? []).indexOf(item) < mostADay
  const shares = due.map((item): readonly [number, Share] => {
    const people = item.people.filter((login) => first(login, item))
    const last = people.filter((login) => theirs.get(login)?.[mostADay - 1] === item)
    const rest = last.flatMap((login) => (theirs.get(login) ?? []).slice(mostADay))
    const silent = rest.filter((one) => one.people.every((login) => !first(login, one)))
    return [item.issue.number, { people, also: [...new Set(silent)].map(({ issue }) => issue) }]
  })
  return new Map(shares)
}
