import type { GitCommit, Signature } from '../git/git.ts'
import { accountOf } from '../lookup.ts'
import { nodeId } from '../node-id.ts'
import type { Account, Schemas, Store, StoredRepository } from '../store.ts'
import { renderAccount } from './account.ts'
import { repositoryUrl } from './issue.ts'

/** How an account signs its commits: the address that GitHub resolves back to the login. */
export function signatureOf(account: Account, date: string): Signature {
  return {
    name: account.type === 'Bot' ? account.login : (account.name ?? account.login),
    email: `${account.id}+${account.login}@users.noreply.github.com`,
    date,
  }
}

/** The account behind a commit's address. */
export function accountBehind(store: Store, email: string): Account | undefined {
  const login = /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(email)?.[1]
  return login === undefined ? undefined : accountOf(store, login)
}

/** A commit as `/git/commits` shows it. A commit of the app, signed by GitHub itself, is verified. */
export function renderGitCommit(repository: StoredRepository, commit: GitCommit) {
  const api = repositoryUrl(repository)
  const byApp = accountBehind(repository.store, commit.author.email)?.id === repository.store.app.bot.id
  return {
    sha: commit.sha,
    node_id: nodeId('C', Number.parseInt(commit.sha.slice(0, 10), 16)),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: commitPage(repository, commit.sha),
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: commitPage(repository, sha),
    })),
    verification: {
      verified: byApp,
      reason: byApp ? 'valid' : 'unsigned',
      signature: null,
      payload: null,
      verified_at: byApp ? commit.committer.date : null,
    },
  } satisfies Schemas['git-commit']
}

/** A commit as `/commits` lists it, with the accounts of its author and committer where their addresses tell. */
export function renderCommit(repository: StoredRepository, commit: GitCommit) {
  const api = repositoryUrl(repository)
  const { verification, tree, author, committer, message, url, parents, sha, node_id } = renderGitCommit(
    repository,
    commit,
  )
  return {
    sha,
    node_id,
    commit: { author, committer, message, tree, url, comment_count: 0, verification },
    url: `${api}/commits/${sha}`,
    html_url: commitPage(repository, sha),
    comments_url: `${api}/commits/${sha}/comments`,
    author: personOf(repository, author),
    committer: personOf(repository, committer),
    parents: parents.map((parent) => ({ ...parent, url: `${api}/commits/${parent.sha}` })),
  } satisfies Schemas['commit']
}

function personOf(repository: StoredRepository, signature: Signature) {
  const account = accountBehind(repository.store, signature.email)
  return account ? renderAccount(repository.store, account) : null
}

/** The page of a commit. */
export function commitPage({ store, owner, name }: StoredRepository, sha: string): string {
  return `${store.url}/${owner.login}/${name}/commit/${sha}`
}

/** A ref with the object it points at. */
export function renderRef(repository: StoredRepository, ref: string, sha: string) {
  const api = repositoryUrl(repository)
  return {
    ref,
    node_id: nodeId('REF', Number.parseInt(sha.slice(0, 10), 16)),
    url: `${api}/git/${ref}`,
    object: { sha, type: 'commit', url: `${api}/git/commits/${sha}` },
  } satisfies Schemas['git-ref']
}
