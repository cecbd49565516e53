import { notFound, unprocessable } from '../http/refusal.ts'
import { accountOf, repositoryNamed } from '../lookup.ts'
import type { Account, Store, StoredIssue, StoredRepository } from '../store.ts'

/**
 * The repository of a full name such as `acme/shop`.
 * @throws Refusal 404
 */
export function repositoryAt(store: Store, fullName: string): StoredRepository {
  const [owner = '', name = ''] = fullName.split('/')
  const found = repositoryNamed(store, owner, name)
  if (!found) throw notFound(`There is no repository ${fullName}`)
  return found
}

/** @throws Refusal 404 for an issue or pull request that is not there */
export function issueNamed(store: Store, repository: string, number: number): StoredIssue {
  const found = repositoryAt(store, repository).issues.get(number)
  if (!found) throw notFound(`There is no issue ${repository}#${number}`)
  return found
}

/**
 * The account that acts; the first one, an administrator, when none is named.
 * @throws Refusal 422 for an unknown login
 */
export function doer(store: Store, login: string | undefined): Account {
  const [first] = store.accounts.values()
  const found = login === undefined ? first : accountOf(store, login)
  if (!found) throw unprocessable(`There is no account ${login}`)
  return found
}
