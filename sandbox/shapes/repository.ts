import { roleIn } from '../lookup.ts'
import { nodeId } from '../node-id.ts'
import { flags } from '../rules/roles.ts'
import type { Requester, Schemas, StoredRepository } from '../store.ts'
import { isNotPublic, isOpenTo } from '../visibility.ts'
import { renderAccount } from './account.ts'
import { repositoryLinks } from './repository-links.ts'

/** A repository as it stands in lists, pull requests and webhooks, with what the actor may do in it. */
export function renderRepository(repository: StoredRepository, actor?: Requester) {
  const { store } = repository
  const name = `${repository.owner.login}/${repository.name}`
  const url = `${store.url}/repos/${name}`
  const host = store.url.replace(/^https?:\/\//, '')
  const open = [...repository.issues.values()].reduce((sum, issue) => sum + (issue.state === 'open' ? 1 : 0), 0)
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: name,
    private: isNotPublic(repository),
    owner: renderAccount(store, repository.owner),
    html_url: `${store.url}/${name}`,
    description: repository.description,
    fork: false,
    url,
    ...repositoryLinks(url),
    clone_url: `${store.url}/${name}.git`,
    git_url: `git://${host}/${name}.git`,
    ssh_url: `git@${host}:${name}.git`,
    svn_url: `${store.url}/${name}`,
    mirror_url: null,
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: repository.hasIssues,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    archived: repository.archived,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: true,
    is_template: false,
    topics: [],
    visibility: repository.visibility,
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    delete_branch_on_merge: false,
    ...(actor && { permissions: allowed(actor, repository) }),
  } satisfies Schemas['repository']
}

/** The same with what only `GET` of one repository tells. */
export function renderFullRepository(repository: StoredRepository, actor: Requester) {
  return {
    ...renderRepository(repository, actor),
    organization: renderAccount(repository.store, repository.owner),
    network_count: 0,
    subscribers_count: 0,
  } satisfies Schemas['full-repository']
}

function allowed(actor: Requester, repository: StoredRepository) {
  if (actor.kind === 'user')
    return { ...flags(roleIn(repository, actor.account)), ...(isOpenTo(repository, actor) && { pull: true }) }
  if (actor.kind === 'installation')
    return { ...flags('none'), pull: true, push: actor.permissions.contents === 'write' }
  return { ...flags('none'), pull: true }
}
