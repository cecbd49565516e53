import type { Issue } from '../../domain/issue.ts'

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
 * What one person has due of an incident on one day is at most three comments: those of the lowest numbers. The third names the
 * rest. By number of the issue. Other incidents' are not counted: to read what else is open would cost a sweep of a thousand
 * items half as many requests again.
 */
export function sharesOfDay(due: readonly DueItem[]): ReadonlyMap<number, Share> {
  const sorted = due.toSorted((one, other) => one.issue.number - other.issue.number)
  const theirs = new Map<string, DueItem[]>()
  for (const item of sorted) {
    for (const login of item.people) theirs.set(login, [...(theirs.get(login) ?? []), item])
  }
  const first = (login: string, item: DueItem) => (theirs.get(login) ?? []).indexOf(item) < mostADay
  const shares = sorted.map((item): readonly [number, Share] => {
    const people = item.people.filter((login) => first(login, item))
    const last = people.filter((login) => theirs.get(login)?.[mostADay - 1] === item)
    const rest = last.flatMap((login) => (theirs.get(login) ?? []).slice(mostADay))
    const silent = rest.filter((one) => one.people.every((login) => !first(login, one)))
    return [item.issue.number, { people, also: [...new Set(silent)].map(({ issue }) => issue) }]
  })
  return new Map(shares)
}
