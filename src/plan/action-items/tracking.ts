import { showIdentity } from '../../domain/action-item.ts'
import type { Issue } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { CommandResult } from '../commands/comments/apply-commands.ts'
import type { Outcome } from '../incident/outcome.ts'
import type { IncidentPass } from '../pass.ts'
import { postStatus, statusBody } from '../status/status.ts'
import { actionsLeft } from './add-actions.ts'
import { completeLabel } from './complete-label.ts'
import { followItems } from './follow-items.ts'
import type { FollowThrough } from './follow-through.ts'
import { issueName } from './issue-names.ts'
import { isSettled } from './tracked-item.ts'

/** Follows the action items of a merged postmortem until each is closed. */
export function track(pass: IncidentPass, commandResult: CommandResult): Outcome {
  const { incident } = pass
  const { pull } = incident
  if (pull === null) return undefined
  const left = actionsLeft(pass, pull, commandResult.memory)
  const follow = followItems(pass, pull, ofMerged(commandResult.memory))
  if (left === undefined || follow === undefined) return undefined
  const settled = follow.complete && !follow.unread && follow.items.every(isSettled)
  // Every line below the action items is accounted for, or somebody may have been promised what nobody follows.
  const done = settled && follow.lines.length === 0
  const label = completeLabel(pass, done)
  if (label === undefined) return undefined
  return {
    // Like every write before the status comment: it says what GitHub refused, and must not change with each pass.
    mutations: [...frozenFirst(pass, follow), ...follow.mutations, ...label],
    handledWrites: follow.items.flatMap(({ ordinal, status }) =>
      status.kind === 'issue' ? handledBy(showIdentity({ pull: pull.number, ordinal }), status.issue) : [],
    ),
    failures: left,
    requeueAt: follow.requeueAt,
    content: follow.complete
      ? { phase: { kind: trackingPhase(follow, settled), follow }, notices: follow.notices, memory: follow.memory }
      : null,
  }
}

/** What may have been refused, and was done some other way: its issue is there. */
function handledBy(identity: string, issue: Issue): readonly string[] {
  const name = issue.elsewhere === null ? `${issue.number}` : issueName(issue)
  return [`open-item ${identity}`, `open-item-elsewhere ${identity}`, `attach-item ${name}`]
}

/** Which items there are is written down before the first of them gets its issue. */
function frozenFirst(pass: IncidentPass, { toFreeze }: FollowThrough): readonly Mutation[] {
  const { incident } = pass
  if (toFreeze === null) return []
  const content = { phase: { kind: 'adopted' }, notices: [], memory: toFreeze } as const
  return postStatus(incident, statusBody(pass, content))
}

/** What was asked while the pull request was open is done with, whether or not there was time to ask it. */
function ofMerged(memory: StatusMemory): StatusMemory {
  return { ...memory, actions: undefined, reviewers: undefined, participants: undefined }
}

function trackingPhase(follow: FollowThrough, settled: boolean): 'tracking' | 'done' | 'unread' {
  if (settled) return follow.lines.length === 0 ? 'done' : 'unread'
  return follow.unread ? 'unread' : 'tracking'
}
