import type { Comment, IssueEvent } from '../../domain/issue.ts'
import { elapsedClosely } from '../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../pass.ts'
import { text } from '../texts.ts'
import { publicUpdate } from './public-update.ts'
import type { Response } from './response.ts'

/** How people kept each other up to date on the issue while it was open, in numbers about nobody in particular. */
export function renderCommunication(pass: IncidentPass, response: Response | null): string {
  const { incident, context } = pass
  const { issue } = incident
  const end = issue.closedAt ?? incident.now
  const updates = incident.comments.filter((comment) => isUpdate(comment) && comment.createdAt <= end)
  return text(context.templates, 'facts/communication', {
    firstResponse: response === null ? '–' : elapsedClosely(issue.createdAt, response.at),
    updates: updates.length,
    publicUpdates: updates.filter(({ body }) => publicUpdate(body) !== null).length,
    longestGap: longestGap([issue.createdAt, ...updates.map(({ createdAt }) => createdAt), end]),
    handOvers: handOvers(incident.events.filter(({ at }) => at <= end)),
    ...hoursCovered(issue.createdAt, end, updates),
  }).trim()
}

/** What people wrote and nobody hid, but for `/postmortem`, which is said to the app alone. */
function isUpdate({ author, body, hidden }: Comment): boolean {
  return !author.bot && !hidden && !/^\s{0,100}\/postmortem\b/i.test(body)
}

/**
 * How often the incident went from one person to another: somebody was taken off it, and somebody else was on it then or was
 * put on it next. To be joined is no hand-over, nor is the end.
 */
function handOvers(events: readonly IssueEvent[]): number {
  const assigned = new Set<string>()
  let left: string | null = null
  let count = 0
  for (const event of events) {
    if (event.kind === 'assigned') {
      if (left !== null && left !== event.login) count += 1
      left = null
      assigned.add(event.login)
    }
    if (event.kind === 'unassigned' && assigned.delete(event.login)) {
      if (assigned.size > 0) count += 1
      else left = event.login
    }
  }
  return count
}

/** In how many of the hours that it was open, counted from the opening, somebody wrote. */
function hoursCovered(opened: string, end: string, updates: readonly Comment[]) {
  const hourOf = (at: string) => Math.floor((Date.parse(at) - Date.parse(opened)) / 3_600_000)
  const hours = Math.max(1, Math.ceil((Date.parse(end) - Date.parse(opened)) / 3_600_000))
  const covered = new Set(updates.map(({ createdAt }) => Math.min(hourOf(createdAt), hours - 1)))
  return { hours, covered: covered.size }
}

function longestGap(times: readonly string[]): string {
  const gaps = times.slice(1).map((to, index) => ({ from: times[index] ?? to, to }))
  const length = ({ from, to }: { from: string; to: string }) => Date.parse(to) - Date.parse(from)
  const longest = gaps.reduce(
    (one, other) => (length(other) > length(one) ? other : one),
    gaps[0] ?? { from: '', to: '' },
  )
  return elapsedClosely(longest.from, longest.to)
}
