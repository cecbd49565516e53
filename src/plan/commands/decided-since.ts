import type { Comment, IssueEvent } from '../../domain/issue.ts'
import { isOwn } from '../../domain/self.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'

/** Whether somebody else than the app did such a thing after the comment: an old command, read again, undoes nothing. */
export function decidedSince(
  comment: Comment,
  incident: Incident,
  isSuch: (event: IssueEvent) => boolean,
  { self }: Context,
): boolean {
  return incident.events.some(
    (event) => event.at > comment.createdAt && isSuch(event) && !(event.actor !== null && isOwn(event.actor, self)),
  )
}
