import { findMarker } from '../../document/markers/markers.ts'
import type { Comment, Issue } from '../../domain/issue.ts'
import { isOwn, type Self } from '../../domain/self.ts'
import type { Snapshot } from '../../domain/snapshot.ts'

/** What was made twice. */
export type TwinTrace =
  | 'issues of one action item'
  | 'reminders of one day'
  | 'answers to one comment'
  | 'status comments'

/**
 * What only a second process leaves behind, as far as this pass has read it: one process looks before it makes anything. Two
 * reads may see the same issue or comment, which is one all the same. Empty where there is nothing of the kind.
 */
export function twinTraces({ answers }: Snapshot, self: Self): readonly TwinTrace[] {
  const { comments, subIssues, labelled, openItems } = answers
  const lists = [...(subIssues?.values() ?? []), ...(labelled?.values() ?? []), ...(openItems?.values() ?? [])]
  const issues = new Map(lists.flatMap((list) => list ?? []).map((issue) => [issue.id, issue]))
  const found = new Set<TwinTrace>()
  if (hasTwins([...issues.values()].map((issue) => itemKey(issue, self)))) found.add('issues of one action item')
  for (const talk of comments?.values() ?? []) {
    const own = talk.filter(({ author }) => isOwn(author, self))
    for (const [trace, keyOf] of keys) if (hasTwins(own.map(keyOf))) found.add(trace)
  }
  return [...found]
}

const keys: readonly (readonly [TwinTrace, (comment: Comment) => string | null])[] = [
  ['reminders of one day', ({ body }) => findMarker(body, 'reminder')?.slot ?? null],
  ['answers to one comment', ({ body }) => findMarker(body, 'answer')?.comment.toString() ?? null],
  ['status comments', ({ body }) => findMarker(body, 'status')?.incident.toString() ?? null],
]

function itemKey({ author, body }: Issue, self: Self): string | null {
  const marker = isOwn(author, self) ? findMarker(body, 'item') : null
  return marker && `${marker.repository}#${marker.incident} ${marker.pull}:${marker.ordinal}`
}

function hasTwins(keys: readonly (string | null)[]): boolean {
  const known = keys.filter((key) => key !== null)
  return new Set(known).size < known.length
}
