import { findMarker } from '../../document/markers/markers.ts'
import type { Comment, Issue } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { isOwn, type Self } from '../../domain/self.ts'
import { issueName } from '../action-items/issue-names.ts'

/** The slot of a reminder that comes again: what is said once stays. */
const repeated = /^(?:none|\d{4}-\d{2}-\d{2})\/\d{1,3}$/

/**
 * Folds the reminder that came last when the next one comes, so that an issue shows one. Only that one: what somebody shows again
 * stays. `null` where there is none, or it is folded.
 */
export function foldFormer(issue: Issue, talk: readonly Comment[], self: Self): Mutation | null {
  const former = talk.findLast(({ author, body }) => {
    return isOwn(author, self) && repeated.test(findMarker(body, 'reminder')?.slot ?? '')
  })
  if (former?.node === undefined || former.hidden) return null
  const { number, elsewhere } = issue
  const there = elsewhere === null ? {} : { in: elsewhere }
  return { rule: 'fold-reminder', of: issueName(issue), do: 'fold-comment', number, node: former.node, ...there }
}
