import { unprocessable } from '../http/refusal.ts'
import { accountOf } from '../lookup.ts'
import { nodeId } from '../node-id.ts'
import { renderAccount } from '../shapes/account.ts'
import type { Account, Store } from '../store.ts'

/**
 * Gives the organisation another name. Its repositories answer at their old names by redirect, its own pages do not, and
 * the app is told by `installation_target`.
 * @throws Refusal 422 for a name that is taken
 */
export function renameOrganization(store: Store, login: string, by: Account): void {
  const { organization, app } = store
  const from = organization.login
  if (accountOf(store, login) || login === from) throw unprocessable(`${login} is taken`)
  store.formerLogins.add(from.toLowerCase())
  organization.login = login
  store.formerLogins.delete(login.toLowerCase())
  if (!app.installed) return
  store.webhooks.send('installation_target', {
    action: 'renamed',
    account: renderAccount(store, organization),
    changes: { login: { from } },
    installation: { id: app.installationId, node_id: nodeId('MDI', app.installationId) },
    target_type: 'Organization',
    sender: renderAccount(store, by),
  })
}
