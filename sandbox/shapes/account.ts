import { roleIn } from '../lookup.ts'
import { nodeId } from '../node-id.ts'
import type { Account, Schemas, Store, StoredRepository, Team } from '../store.ts'

/** A person, a bot or an organisation as it stands inside other answers. */
export function renderAccount(store: Store, account: Account): Schemas['simple-user'] {
  const api = `${store.url}/users/${encodeURIComponent(account.login)}`
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('U', account.id),
    avatar_url: `${store.url}/_sandbox/avatars/${encodeURIComponent(account.login)}`,
    gravatar_id: '',
    url: api,
    html_url: `${store.url}/${account.type === 'Bot' ? `apps/${store.app.slug}` : account.login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.type,
    site_admin: false,
  }
}

/** The organisation as webhooks carry it. */
export function renderOrganization(store: Store) {
  const { id, login } = store.organization
  const api = `${store.url}/orgs/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: nodeId('O', id),
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${store.url}/_sandbox/avatars/${encodeURIComponent(login)}`,
    description: null,
  } satisfies Schemas['organization-simple']
}

/** The team as reviewers and organisations list it. */
export function renderTeam(store: Store, team: Team) {
  const url = `${store.url}/organizations/${store.organization.id}/team/${team.id}`
  return {
    id: team.id,
    node_id: nodeId('T', team.id),
    url,
    html_url: `${store.url}/orgs/${store.organization.login}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization' as const,
    organization_id: store.organization.id,
    parent: null,
  } satisfies Schemas['team']
}

/** `author_association`: members look like outsiders to those who may not see them, so never decide by it. */
export function association(repository: StoredRepository, account: Account): Schemas['author-association'] {
  if (account.id === repository.owner.id) return 'OWNER'
  const role = roleIn(repository, account)
  if (role === 'admin' || role === 'maintain') return 'MEMBER'
  return role === 'none' ? 'NONE' : 'COLLABORATOR'
}
