import { parseFullName } from '../../domain/ref.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { repositoryPath } from '../requests/paths.ts'
import {
  isTimelineReaction,
  toComment,
  toIssueEvent,
  wireComment,
  wireIssueEvent,
  wireReaction,
} from '../wire/wire-issue.ts'
import { orNothing } from './or-nothing.ts'

/** What was said and done at an issue; nothing where the issue is gone. */
export function talkTopics(context: SessionContext): Pick<Reader, 'comments' | 'marks' | 'issueEvents'> {
  const { name, calls } = context
  const base = repositoryPath(name)
  return {
    comments: ({ number, in: elsewhere }) =>
      orNothing([], async () => {
        const other = elsewhere === undefined ? null : parseFullName(elsewhere)
        const there = other === null ? calls : await context.elsewhere.calls(other)
        const wires = await there?.readAll({
          path: `${other === null ? base : repositoryPath(other)}/issues/${number}/comments`,
          schema: wireComment,
          what: `read the comments of ${elsewhere ?? ''}#${number}`,
        })
        return (wires ?? []).map(toComment)
      }),
    issueEvents: ({ number }) =>
      orNothing([], async () => {
        const wires = await calls.readAll({
          path: `${base}/issues/${number}/events`,
          schema: wireIssueEvent,
          what: `read the events of #${number}`,
        })
        return wires.flatMap((wire) => toIssueEvent(wire) ?? [])
      }),
    marks: ({ comment }) =>
      orNothing([], async () => {
        const wires = await calls.readAll({
          path: `${base}/issues/comments/${comment}/reactions`,
          schema: wireReaction,
          what: 'read who marked a comment',
        })
        return wires.flatMap(({ user, content }) => (user && isTimelineReaction(content) ? [user.login] : []))
      }),
  }
}
