import { listens } from '../installation.ts'
import { nodeId } from '../node-id.ts'
import { appEvents } from '../rules/roles.ts'
import { renderAccount, renderOrganization } from '../shapes/account.ts'
import { renderIssue } from '../shapes/issue.ts'
import { renderAnnouncedPull } from '../shapes/pull.ts'
import { renderRepository } from '../shapes/repository.ts'
import type { Account, StoredIssue, StoredIssueEvent, StoredRepository } from '../store.ts'

/**
 * Sends a webhook to the app, when the app is installed there and subscribed to the event. The payload shows the state
 * of this moment, whenever it arrives.
 */
export function announce(
  repository: StoredRepository,
  event: string,
  sender: Account,
  detail: () => Readonly<Record<string, unknown>>,
): void {
  const { store } = repository
  if (!listens(repository) || !appEvents.some((name) => name === event)) return
  const { app, webhooks } = store
  webhooks.send(event, {
    ...detail(),
    repository: renderRepository(repository),
    organization: renderOrganization(store),
    sender: renderAccount(store, sender),
    installation: { id: app.installationId, node_id: nodeId('MDI', app.installationId) },
  })
}

/** Sends `issues` or `pull_request`, whichever the issue is, with an action. */
export function announceIssue(
  issue: StoredIssue,
  action: string,
  sender: Account,
  extra: Record<string, unknown> = {},
): void {
  const { repository, pull } = issue
  if (pull)
    announce(repository, 'pull_request', sender, () => ({
      action,
      number: issue.number,
      pull_request: renderAnnouncedPull(issue, pull),
      ...extra,
    }))
  else announce(repository, 'issues', sender, () => ({ action, issue: renderIssue(issue), ...extra }))
}

/** Adds an entry to an issue's history and marks the issue as changed. */
export function record(
  issue: StoredIssue,
  event: string,
  actor: Account,
  detail: StoredIssueEvent['detail'] = {},
): void {
  const { store } = issue.repository
  issue.updatedAt = store.clock.now()
  issue.events.push({ id: store.nextId(), event, actor, createdAt: issue.updatedAt, detail })
}
