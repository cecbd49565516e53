import type { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import { GitHubError, type Log } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import { createCalls } from '../requests/create-calls.ts'
import { nextLink } from '../requests/links.ts'
import { repositoryKey } from '../requests/paths.ts'
import type { Shared } from '../requests/shared.ts'
import { wireRepository } from '../wire/wire-repository.ts'
import type { AccessParts } from './access.ts'
import { type Installation, toInstallation, wireInstallation } from './installations.ts'
import { listingToken } from './tokens.ts'

export interface ListingParts extends Pick<AccessParts, 'octokits' | 'answers'> {
  /** The Octokit that speaks as the app itself. */
  readonly app: Octokit
  /** Learns which installation covers what is listed. */
  readonly installations: Shared<Installation>
}

/** What an installation covers. */
export interface Listing {
  /** Requests that see what all its repositories are called, and nothing else of them. */
  calls(installation: Installation): Calls
  /** Those that the app may act in: not archived. */
  repositoriesOf(installation: Installation): AsyncGenerator<RepositoryName>
}

/** Lists with a token for nothing but names and settings. */
export function createListing({ app, octokits, answers, installations }: ListingParts): Listing {
  function calls({ id }: Installation): Calls {
    const access = {
      scope: `installation ${id}`,
      renewable: true,
      authorization: async (freshness: 'fresh' | 'known') => `token ${await listingToken(app, id, freshness)}`,
    }
    return createCalls(octokits.for(String(id)), access, answers)
  }

  return {
    calls,
    async *repositoriesOf(installation) {
      for await (const name of namesAmong(calls(installation))) {
        installations.put(repositoryKey(name), installation)
        yield name
      }
    },
  }
}

async function* namesAmong(calls: Calls): AsyncGenerator<RepositoryName> {
  const schema = z.object({ repositories: z.array(wireRepository) })
  for (let page = 1, more = true; more; page += 1) {
    const query = { per_page: 100, page }
    const what = 'list its repositories'
    const { data, link } = await calls.read({ path: '/installation/repositories', query, schema, what })
    for (const { owner, name, archived, disabled } of data.repositories) {
      if (!archived && !disabled) yield { owner: owner.login, repo: name }
    }
    more = data.repositories.length > 0 && nextLink(link) !== null
  }
}

/** The repositories of all installations that are not suspended. One account's trouble leaves the others their sweep. */
export async function* repositoriesOfAll(
  app: Calls,
  { repositoriesOf }: Listing,
  log: Log,
): AsyncGenerator<RepositoryName> {
  const what = 'list its installations'
  for (const wire of await app.readAll({ path: '/app/installations', schema: wireInstallation, what })) {
    if (wire.suspended_at) continue
    try {
      yield* repositoriesOf(toInstallation(wire))
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error
      log.warn({ installation: wire.id, fault: error.fault.kind }, error.logged)
    }
  }
}
