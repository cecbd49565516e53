import { HttpRefusal, notFound } from '../http/refusal.ts'
import { roleIn } from '../lookup.ts'
import type { Account, Requester, StoredRepository } from '../store.ts'
import { isOpenTo, mayRead } from '../visibility.ts'
import { appPermissions, atLeast, coversLevel, type Level, type Permissions, type RepositoryRole } from './roles.ts'

/** What a route asks for: one of these permissions of an app, and this role of a person. */
export interface Needs {
  readonly permissions: readonly string[]
  readonly level: Level
  readonly role: RepositoryRole
  /** How a person without the role is refused: GitHub hides some doors and locks others. */
  readonly refusal: 404 | 403
}

/** Reading, for everybody who sees the repository. */
export function reads(...permissions: string[]): Needs {
  return { permissions, level: 'read', role: 'read', refusal: 404 }
}

/** Writing, for people with the role. */
export function writes(role: RepositoryRole, ...permissions: string[]): Needs {
  return { permissions, level: 'write', role, refusal: permissions.includes('contents') ? 404 : 403 }
}

/**
 * Lets an actor through to a repository, or refuses as GitHub does: 404 for what one may not see, 403 for what one may
 * not do.
 */
export function admit(actor: Requester, repository: StoredRepository, needs: Needs): void {
  if (!sees(actor, repository)) throw notFound()
  if (actor.kind === 'app') throw new HttpRefusal(401, 'A JSON web token could not be decoded')
  if (actor.kind === 'anonymous' && needs.level === 'write') throw new HttpRefusal(401, 'Requires authentication')
  if (actor.kind === 'installation') admitInstallation(actor, repository, needs)
  if (actor.kind === 'user' && !roleSuffices(repository, actor.account, needs))
    throw needs.refusal === 404 ? notFound() : new HttpRefusal(403, 'Must have admin rights to Repository.')
  if (repository.archived && needs.level === 'write' && !needs.permissions.includes('administration'))
    throw new HttpRefusal(403, 'Repository was archived so is read-only.')
}

/** Whether an actor learns that a repository exists. */
export function sees(actor: Requester, repository: StoredRepository): boolean {
  if (isOpenTo(repository, actor)) return true
  if (actor.kind === 'installation') return covers(actor, repository)
  return actor.kind === 'user' && roleIn(repository, actor.account) !== 'none'
}

type Installation = Extract<Requester, { kind: 'installation' }>

function covers({ of, repositories }: Installation, { id, installed }: StoredRepository): boolean {
  return (installed || of === 'workflows') && (repositories === 'all' || repositories.has(id))
}

function admitInstallation(actor: Installation, repository: StoredRepository, needs: Needs): void {
  if (!covers(actor, repository)) {
    // What everybody may read, a token of another repository reads too.
    if (needs.level === 'read') return
    throw new HttpRefusal(403, 'Resource not accessible by integration')
  }
  const here = actor.of === 'workflows' ? actor.permissions : permissionsIn([repository])
  const granted = needs.permissions.some(
    (name) => coversLevel(here, name, needs.level) && coversLevel(actor.permissions, name, needs.level),
  )
  if (granted) return
  if (repository.masked) throw notFound()
  const accepted = needs.permissions.map((name) => `${name}=${needs.level}`).join('; ')
  throw new HttpRefusal(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': accepted },
  })
}

function roleSuffices(repository: StoredRepository, account: Account, needs: Needs): boolean {
  const open = mayRead(repository, account) && needs.role === 'read'
  return open || atLeast(roleIn(repository, account), needs.role)
}

/**
 * What the installation may do in all of these repositories. On GitHub it is the same everywhere; a seed may take
 * permissions away in one repository, which then stands for an owner who has not agreed to them.
 */
export function permissionsIn(repositories: readonly StoredRepository[]): Permissions {
  const entries = Object.entries(appPermissions).flatMap(([name, level]): [string, Level][] => {
    const limits = repositories.map(({ permissions }) => permissions[name] ?? level)
    if (limits.includes('none')) return []
    return [[name, limits.includes('read') ? 'read' : level]]
  })
  return Object.fromEntries(entries)
}

/** Whether the actor has that role, or is the app. Used where the answer changes what a request may set. */
export function mayTriage(actor: Requester, repository: StoredRepository): boolean {
  if (actor.kind === 'installation') return true
  return actor.kind === 'user' && atLeast(roleIn(repository, actor.account), 'triage')
}
