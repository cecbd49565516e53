import type { Account, Requester, StoredRepository } from './store.ts'

/** As GitHub says it: an internal repository counts as private, too. */
export function isNotPublic({ visibility }: Pick<StoredRepository, 'visibility'>): boolean {
  return visibility !== 'public'
}

/** Whether an account reads the repository without a role of its own in it. */
export function mayRead({ visibility, store }: StoredRepository, { login }: Pick<Account, 'login'>): boolean {
  if (visibility !== 'internal') return visibility === 'public'
  const member = login.toLowerCase()
  return store.repositories.some(({ roles }) => (roles.get(member) ?? 'none') !== 'none')
}

/** The same of whoever asks. */
export function isOpenTo(repository: StoredRepository, actor: Requester): boolean {
  if (actor.kind === 'user') return mayRead(repository, actor.account)
  return repository.visibility === 'public'
}
