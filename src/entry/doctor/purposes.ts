import { factPermissions, passPermissions } from '../../github/access/installations.ts'

/** What is left out without a permission or an event of `app.yml`, as the end of "Without it …". */
interface Purpose {
  readonly without: string
  readonly used: Used
}

/**
 * `facts`: only for some facts of the document, which are left out without it. `later`: asked for from the first release on,
 * since each later one needs every owner's consent.
 */
export type Used = 'now' | 'facts' | 'later'

const permissions: Readonly<Record<string, string>> = {
  metadata: 'the app sees no repository at all',
  issues: 'there is no status comment, no issue for an action item and no reminder',
  pull_requests: 'no postmortem can be opened',
  contents: 'no document can be written',
  checks: 'no check can tell what is unanswered in a postmortem',
  members: 'teams cannot be known as owners of action items',
  deployments: 'the timeline and the changes near the start of an incident leave out deployments',
  actions: 'the timeline and the changes near the start of an incident leave out failed workflow runs',
  issue_fields: 'due dates and priorities of action items go to issue fields only where other issues show them',
  merge_queues: 'the check cannot answer in a merge queue',
}

const events: Readonly<Record<string, Purpose>> = {
  issues: { used: 'now', without: 'a new label or a closed item is noticed by the next sweep only' },
  issue_comment: { used: 'now', without: 'commands such as /postmortem skip wait for the next sweep' },
  pull_request: { used: 'now', without: 'a merged postmortem becomes issues with the next sweep only' },
  pull_request_review: { used: 'now', without: 'a review is noticed by the next sweep only' },
  push: { used: 'now', without: 'a changed document or configuration is noticed by the next sweep only' },
  sub_issues: { used: 'now', without: 'a detached item is noticed by the next sweep only' },
  check_run: { used: 'now', without: 'nobody can ask for the check once more' },
  merge_group: { used: 'now', without: 'the check cannot answer in a merge queue' },
  deployment_status: { used: 'later', without: 'a deployment comes into the timeline with the next refresh only' },
  release: { used: 'later', without: 'a release comes into the timeline with the next refresh only' },
}

/** What a permission is for. */
export function purposeOfPermission(name: string): Purpose {
  const without = permissions[name] ?? 'a part of the app is left out'
  return { without, used: usedFor(name) }
}

/** What an event is for. */
export function purposeOfEvent(name: string): Purpose {
  return events[name] ?? { without: 'something is noticed by the next sweep only', used: 'later' }
}

/** No request takes them: GitHub sends an event only to who holds them. */
const eventPermissions: ReadonlySet<string> = new Set(['merge_queues'])

function usedFor(permission: string): Used {
  if (permission in passPermissions || eventPermissions.has(permission)) return 'now'
  return permission in factPermissions ? 'facts' : 'later'
}
