import type { Comment } from '../../domain/issue.ts'
import { isOwn, type Self } from '../../domain/self.ts'

/** What people's comments in one conversation may hold together, in UTF-16 code units: a thousand comments of two pages each. */
const mostTalk = 4_000_000

/**
 * A conversation as far as it is read: where people's comments hold more than `most` together, the longest are cut, all at
 * the same length, and say so. What the app itself wrote stays whole, as does whatever is shorter. The same for the same.
 */
export function boundedTalk(comments: readonly Comment[], self: Self, most = mostTalk): readonly Comment[] {
  const others = comments.filter(({ author }) => !isOwn(author, self))
  const lengths = others.map(({ body }) => body.length).toSorted((one, other) => one - other)
  const longest = cutAbove(lengths, most)
  if (longest === null) return comments
  return comments.map((comment) => {
    if (comment.body.length <= longest || isOwn(comment.author, self)) return comment
    // Not within a character of two units.
    const end = /[\ud800-\udbff]/.test(comment.body.charAt(longest - 1)) ? longest - 1 : longest
    return { ...comment, body: comment.body.slice(0, end), cut: true }
  })
}

/** The greatest length to which all of `lengths`, the shortest first, can be cut to have `most` together; `null` for no cut. */
function cutAbove(lengths: readonly number[], most: number): number | null {
  let left = most
  for (const [index, length] of lengths.entries()) {
    const share = Math.floor(left / (lengths.length - index))
    if (length > share) return share
    left -= length
  }
  return null
}
