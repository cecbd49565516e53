import type { Comment, IssueEvent } from '../../domain/issue.ts'
import { isOwn } from '../../domain/self.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'

/** Whether somebody else than the app did such a thing after the comment: an old command, read again, undoes nothing. */
export function decidedSince(
  comment: Comment,
  incident: IncidentFile,
  isSuch: (event: IssueEvent) => boolean,
  { self }: Context,
): boolean {
  return incident.events.some(
    (event) => event.at > comment.createdAt && isSuch(event) && !(event.actor !== null && isOwn(event.actor, self)),
  )
}
