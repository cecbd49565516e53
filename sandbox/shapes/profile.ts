import type { Account, Schemas, Store, StoredRepository, Team } from '../store.ts'
import { isNotPublic } from '../visibility.ts'
import { renderAccount, renderOrganization, renderTeam } from './account.ts'

/** A person, a bot or an organisation as `/user` and `/users/{login}` show it to anybody. */
export function renderProfile(store: Store, account: Account) {
  return {
    ...renderAccount(store, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: ownedBy(store, account).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: store.app.installedAt,
    updated_at: store.app.installedAt,
  } satisfies Schemas['public-user']
}

/** The organisation as `/orgs/{org}` shows it, and as it stands in a team. */
export function renderFullOrganization(store: Store) {
  const { organization } = store
  return {
    ...renderOrganization(store),
    html_url: `${store.url}/${organization.login}`,
    is_verified: false,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: ownedBy(store, organization).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: organization.type,
    created_at: store.app.installedAt,
    updated_at: store.app.installedAt,
    archived_at: null,
  } satisfies Schemas['organization-full']
}

/** A team as `/orgs/{org}/teams/{slug}` shows it. */
export function renderFullTeam(store: Store, team: Team) {
  return {
    ...renderTeam(store, team),
    members_count: team.members.length,
    repos_count: 0,
    created_at: store.app.installedAt,
    updated_at: store.app.installedAt,
    organization: renderFullOrganization(store),
  }
}

function ownedBy(store: Store, account: Account): readonly StoredRepository[] {
  return store.repositories.filter((one) => one.owner.id === account.id && !isNotPublic(one))
}
