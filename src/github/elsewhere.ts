import type { RepositoryName } from '../domain/ref.ts'
import type { OtherRepository } from '../domain/repository.ts'
import { GitHubError } from '../reconcile/ports.ts'
import type { Credentials, Grant } from './access.ts'
import type { Calls } from './calls.ts'
import { refusedWith } from './errors.ts'
import { wireRepository } from './wire-repository.ts'

/** Other repositories than the session's own. Each gets a token for it alone, as the session's did. */
export interface Elsewhere {
  /** The repository at `/repositories/{id}` or `/repos/{owner}/{repo}`; `null` for one that the app cannot see. */
  find(path: string): Promise<OtherRepository | null>
  /** Requests in that repository; `null` where the app is not installed. */
  calls(name: RepositoryName): Promise<Calls | null>
}

/** `listing` sees what repositories are called, `connect` makes requests of a grant. */
export function createElsewhere(
  listing: Calls,
  access: Pick<Credentials, 'grant'>,
  connect: (grant: Grant) => Calls,
): Elsewhere {
  async function calls(name: RepositoryName): Promise<Calls | null> {
    try {
      return connect(await access.grant(name))
    } catch (error) {
      if (error instanceof GitHubError && error.fault.kind === 'refused' && error.fault.reason === 'not-installed')
        return null
      throw error
    }
  }
  return {
    calls,
    async find(path) {
      try {
        const { data } = await listing.read({ path, schema: wireRepository, what: 'see what a repository is called' })
        const name = { owner: data.owner.login, repo: data.name }
        const open = !data.archived && !data.disabled && data.has_issues !== false
        return { ...name, private: data.private, covered: open && (await calls(name)) !== null }
      } catch (error) {
        if (refusedWith(error, 404)) return null
        throw error
      }
    },
  }
}
