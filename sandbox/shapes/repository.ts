import { flags } from '../roles.ts'
import { type Actor, nodeId, type Repository, roleIn, type Schemas } from '../store.ts'
import { renderAccount } from './account.ts'

/** A repository, with what the actor may do in it. GitHub's seventy link templates are left out but for the used ones. */
export function renderRepository(repository: Repository, actor?: Actor) {
  const { store } = repository
  const name = `${repository.owner.login}/${repository.name}`
  const url = `${store.url}/repos/${name}`
  const open = [...repository.issues.values()].reduce((sum, issue) => sum + (issue.state === 'open' ? 1 : 0), 0)
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: name,
    private: repository.private,
    owner: renderAccount(store, repository.owner),
    html_url: `${store.url}/${name}`,
    description: repository.description,
    fork: false,
    url,
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    labels_url: `${url}/labels{/name}`,
    contents_url: `${url}/contents/{+path}`,
    compare_url: `${url}/compare/{base}...{head}`,
    commits_url: `${url}/commits{/sha}`,
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
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    delete_branch_on_merge: false,
    ...(actor && { permissions: allowed(actor, repository) }),
  } satisfies Partial<Schemas['full-repository']>
}

function allowed(actor: Actor, repository: Repository) {
  if (actor.kind === 'user')
    return { ...flags(roleIn(repository, actor.account)), ...(!repository.private && { pull: true }) }
  if (actor.kind === 'installation')
    return { ...flags('none'), pull: true, push: actor.permissions.contents === 'write' }
  return { ...flags('none'), pull: true }
}
