import type { RepositoryName } from '../../domain/ref.ts'
import type { OtherRepository, ServiceRepository } from '../../domain/repository.ts'
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
  /** Requests in that repository; `null` where the app is not installed. */
  calls(name: RepositoryName): Promise<Calls | null>
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
  async function see(path: string) {
    try {
      return (await listing.read({ path, schema: wireRepository, what: 'see what a repository is called' })).data
    } catch (error) {
      if (refusedWith(error, 404)) return null
      throw error
    }
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
    looking,
    async find(path) {
      const wire = await see(path)
      if (wire === null) return null
      const name = { owner: wire.owner.login, repo: wire.name }
      const open = !wire.archived && !wire.disabled && wire.has_issues !== false
      return { ...name, visibility: visibilityOf(wire), covered: open && (await calls(name, 'pass')) !== null }
    },
    async look(name) {
      const [wire, there] = await Promise.all([see(repositoryPath(name)), looking(name)])
      if (wire === null) return null
      const { owner, name: repo, defaultBranch, url, visibility } = toRepository(wire)
      return { owner, repo, defaultBranch, url, visibility, installed: there !== null && !wire.disabled }
    },
  }
}
