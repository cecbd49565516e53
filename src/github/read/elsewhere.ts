import type { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import type { ItemRepository, OtherRepository, ServiceRepository } from '../../domain/repository.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Credentials, SessionGrant } from '../access/access.ts'
import type { Reach } from '../access/tokens.ts'
import type { Calls } from '../requests/calls.ts'
import { refusedWith } from '../requests/errors.ts'
import { repositoryKey, repositoryPath } from '../requests/paths.ts'
import { toRepository, visibilityOf, wireRepository } from '../wire/wire-repository.ts'

/** Other repositories than the session's own. Each gets a token for it alone, as the session's did. */
export interface Elsewhere {
  /** The repository at `/repositories/{id}` or `/repos/{owner}/{repo}`; `null` for one that the app cannot see. */
  find(path: string): Promise<OtherRepository | null>
  /** What a service's repository is; `null` for one that the app cannot see. */
  look(name: RepositoryName): Promise<ServiceRepository | null>
  /** A repository of the account `owner` by name; `null` for one that the app cannot see, or of another account, which is asked for no token. */
  ofAccount(owner: string, name: RepositoryName): Promise<ItemRepository | null>
  /** Requests in that repository; `null` where the app is not installed. */
  calls(name: RepositoryName): Promise<Calls | null>
  /** Requests that attach an issue of the repository `child` to one of `parent`; `null` where the app is not installed. */
  attaching(parent: RepositoryName, child: RepositoryName): Promise<Calls | null>
  /** The same with a token that may only read what happened there. */
  looking(name: RepositoryName): Promise<Calls | null>
}

/** `listing` sees what repositories are called, `connect` makes requests of a grant. */
export function createElsewhere(
  listing: Calls,
  access: Pick<Credentials, 'grant'>,
  connect: (grant: SessionGrant) => Calls,
): Elsewhere {
  async function calls(name: RepositoryName, reach: Reach): Promise<Calls | null> {
    try {
      return connect(await access.grant(name, reach))
    } catch (error) {
      if (error instanceof GitHubError && error.fault.kind === 'refused' && error.fault.reason === 'not-installed')
        return null
      throw error
    }
  }
  // Several items in one repository ask for it together.
  const seen = new Map<string, ReturnType<typeof lookAt>>()
  function see(path: string): ReturnType<typeof lookAt> {
    const known = seen.get(path) ?? lookAt(path)
    seen.set(path, known)
    return known
  }
  async function lookAt(path: string): Promise<z.infer<typeof wireRepository> | null> {
    try {
      return (await listing.read({ path, schema: wireRepository, what: 'see what a repository is called' })).data
    } catch (error) {
      if (refusedWith(error, 404)) return null
      throw error
    }
  }
  async function closedFor(wire: z.infer<typeof wireRepository>): Promise<ItemRepository['closed']> {
    if (wire.archived) return 'archived'
    if (wire.disabled || wire.has_issues === false) return 'no-issues'
    const there = await calls({ owner: wire.owner.login, repo: wire.name }, 'pass')
    return there === null ? 'not-installed' : null
  }
  // The questions about one repository come together, and need one token.
  const looks = new Map<string, Promise<Calls | null>>()
  function looking(name: RepositoryName): Promise<Calls | null> {
    const key = repositoryKey(name)
    const known = looks.get(key) ?? calls(name, 'look')
    looks.set(key, known)
    return known
  }
  return {
    calls: (name) => calls(name, 'pass'),
    attaching: (parent, child) => calls(parent, { attaching: child.repo }),
    looking,
    async find(path) {
      const wire = await see(path)
      return wire && other(wire, await closedFor(wire))
    },
    async ofAccount(owner, name) {
      const wire =
        repositoryKey({ ...name, repo: '' }) === repositoryKey({ owner, repo: '' })
          ? await see(repositoryPath(name))
          : null
      if (wire?.owner.login.toLowerCase() !== owner.toLowerCase()) return null
      const closed = await closedFor(wire)
      return { ...other(wire, closed), closed }
    },
    async look(name) {
      const [wire, there] = await Promise.all([see(repositoryPath(name)), looking(name)])
      if (wire === null) return null
      const { owner, name: repo, defaultBranch, url, visibility } = toRepository(wire)
      return { owner, repo, defaultBranch, url, visibility, installed: there !== null && !wire.disabled }
    },
  }
}

function other(wire: z.infer<typeof wireRepository>, closed: ItemRepository['closed']): OtherRepository {
  const { id, owner, name } = wire
  return { id, owner: owner.login, repo: name, visibility: visibilityOf(wire), covered: closed === null }
}
