import type { BranchCommit } from '../../../domain/repository.ts'
import { plusHours } from '../../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../../pass.ts'
import { type Change, hourOf, isIn, type Window } from './change.ts'

/**
 * What was taken back on the default branch by a commit that came without a pull request, as `git revert` writes it. Looked
 * at once the draft is open: that needs to come soon, and what mends an incident comes later. None while it is not read, or
 * where GitHub refuses to tell.
 */
export function gatherReverts(pass: IncidentPass, window: Window): readonly Change[] {
  const { incident } = pass
  if (incident.pull === null) return []
  const [since, from, to] = [hourOf(window.from), hourOf(window.from), hourOf(plusHours(window.to, 1))]
  const commits = pass.ask({ ask: 'commits', branch: incident.repository.defaultBranch, from, to }) ?? []
  const pulls = pass.ask({ ask: 'recentPulls', since }) ?? []
  // A merge brings the commits of its pull request along: in one or several, under its title or their own.
  const merged = new Set(pulls.flatMap(({ mergedAt, title, mergeCommit }) => (mergedAt ? [title, mergeCommit] : [])))
  const byPush = ({ sha, message }: BranchCommit) =>
    !merged.has(sha) && !merged.has(titleOf(message).replace(/ \(#\d{1,9}\)$/, ''))
  return commits.flatMap((commit): readonly Change[] => {
    const { sha, at, message, url, author, by } = commit
    const reverts = /^This reverts commit ([0-9a-f]{7,40})/m.exec(message)?.[1]
    if (reverts === undefined || !isIn(window, at) || !byPush(commit)) return []
    const what = {
      kind: 'revert',
      sha: sha.slice(0, 7),
      reverts: reverts.slice(0, 7),
      title: titleOf(message),
    } as const
    return [{ at, who: author?.login ?? by, what, url, touches: false }]
  })
}

function titleOf(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}
