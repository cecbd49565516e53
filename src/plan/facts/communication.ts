import type { Comment } from '../../domain/issue.ts'
import type { Context } from '../context.ts'
import { elapsed } from '../duration.ts'
import type { IncidentFile } from '../incident-file.ts'
import { text } from '../texts.ts'
import { firstResponse } from './milestones.ts'

/** How people kept each other up to date on the issue while it was open, in numbers about nobody in particular. */
export function renderCommunication(file: IncidentFile, context: Context): string {
  const { issue } = file
  const end = issue.closedAt ?? file.now
  const updates = file.comments.filter((comment) => isUpdate(comment) && comment.createdAt <= end)
  const response = firstResponse(file)
  return text(context.templates, 'facts/communication', {
    firstResponse: response === null ? '–' : elapsed(issue.createdAt, response.at),
    updates: updates.length,
    publicUpdates: updates.filter(({ body }) => /^\s{0,100}\/update\b/i.test(body)).length,
    longestGap: longestGap([issue.createdAt, ...updates.map(({ createdAt }) => createdAt), end]),
    handOvers: file.events.filter(({ kind, at }) => kind === 'unassigned' && at <= end).length,
  }).trim()
}

/** What people wrote, but for `/postmortem`, which is said to the app alone. */
function isUpdate({ author, body }: Comment): boolean {
  return !author.bot && !/^\s{0,100}\/postmortem\b/i.test(body)
}

function longestGap(times: readonly string[]): string {
  const gaps = times.slice(1).map((to, index) => ({ from: times[index] ?? to, to }))
  const length = ({ from, to }: { from: string; to: string }) => Date.parse(to) - Date.parse(from)
  const longest = gaps.reduce(
    (one, other) => (length(other) > length(one) ? other : one),
    gaps[0] ?? { from: '', to: '' },
  )
  return elapsed(longest.from, longest.to)
}
