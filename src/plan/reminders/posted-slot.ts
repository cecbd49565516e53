import { findMarker } from '../../document/markers/markers.ts'
import type { Comment } from '../../domain/issue.ts'
import { isOwn, type Self } from '../../domain/self.ts'

/** Whether the app has said what belongs to a slot in this conversation already: each is said once. */
export function isPosted(slot: string, talk: readonly Comment[], self: Self): boolean {
  return talk.some(({ author, body }) => isOwn(author, self) && findMarker(body, 'reminder')?.slot === slot)
}
