import type { RepositoryRole } from './rules/roles.ts'
import type { Account, Store, StoredRepository } from './store.ts'

/** The account of that login, in any letter case. */
export function accountOf(store: Store, login: string): Account | undefined {
  return store.accounts.get(login.toLowerCase())
}

/** The role that an account has in a repository; the app's bot has none. */
export function roleIn(repository: StoredRepository, account: Account): RepositoryRole {
  return repository.roles.get(account.login.toLowerCase()) ?? 'none'
}

/** The repository of that name, in any letter case; former names count only when `former` is asked for. */
export function repositoryNamed(store: Store, owner: string, name: string): StoredRepository | undefined {
  const wanted = name.toLowerCase()
  return store.repositories.find(
    (one) => one.name.toLowerCase() === wanted && one.owner.login.toLowerCase() === owner.toLowerCase(),
  )
}

/** The repository that once had that name, or whose owner once had that login. */
export function repositoryOnceNamed(store: Store, owner: string, name: string): StoredRepository | undefined {
  const [login, wanted] = [owner.toLowerCase(), name.toLowerCase()]
  const owned = login === store.organization.login.toLowerCase() || store.formerLogins.has(login)
  if (!owned) return undefined
  return (
    store.repositories.find((one) => one.name.toLowerCase() === wanted) ??
    store.repositories.find((one) => one.formerNames.has(wanted))
  )
}
