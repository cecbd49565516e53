import { nodeId } from '../node-id.ts'
import { appEvents, appPermissions, type Permissions } from '../rules/roles.ts'
import type { AppIdentity, Schemas, Store } from '../store.ts'
import { renderAccount } from './account.ts'

/** The app as it stands in `performed_via_github_app` and `GET /app`; one that it was before where `identity` says so. */
export function renderApp(store: Store, identity: AppIdentity = store.app) {
  const { app } = store
  return {
    id: identity.id,
    slug: identity.slug,
    node_id: nodeId('A', identity.id),
    client_id: identity.clientId,
    owner: renderAccount(store, store.organization),
    name: app.name,
    description: null,
    external_url: `${store.url}/apps/${identity.slug}`,
    html_url: `${store.url}/apps/${identity.slug}`,
    created_at: app.installedAt,
    updated_at: app.installedAt,
    permissions: { ...appPermissions },
    events: [...appEvents],
  } satisfies Schemas['integration']
}

/** The app's one installation, on the organisation. */
export function renderInstallation(store: Store, permissions: Permissions = appPermissions) {
  const { app } = store
  return {
    id: app.installationId,
    account: renderAccount(store, store.organization),
    repository_selection: 'selected' as const,
    access_tokens_url: `${store.url}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${store.url}/installation/repositories`,
    html_url: `${store.url}/organizations/${store.organization.login}/settings/installations/${app.installationId}`,
    app_id: app.id,
    client_id: app.clientId,
    app_slug: app.slug,
    target_id: store.organization.id,
    target_type: 'Organization',
    permissions: copyOf(permissions),
    events: [...appEvents],
    created_at: app.installedAt,
    updated_at: app.installedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: app.suspended ? renderAccount(store, app.suspended.by) : null,
    suspended_at: app.suspended?.at ?? null,
  } satisfies Schemas['installation']
}

function copyOf(permissions: Permissions): Record<string, 'read' | 'write'> {
  return { ...permissions }
}
