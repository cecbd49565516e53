import type { Octokit } from '@octokit/rest'
import type { RepositoryName } from '../../domain/ref.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import { repositoryKey, repositoryPath } from '../requests/paths.ts'
import type { Shared } from '../requests/shared.ts'
import { wireRepository } from '../wire/wire-repository.ts'
import { findInstallation, type Installation } from './installations.ts'
import type { Listing } from './listing.ts'
import { type Freshness, type Reach, repositoryToken } from './tokens.ts'

/** What tokens are asked for with, and what is known of what was granted. */
export interface AuthorizationParts {
  /** The Octokit that speaks as the app itself, and its requests. */
  readonly app: Octokit
  readonly appCalls: Calls
  readonly installations: Shared<Installation>
  /** What repositories are called now, by the name that they are asked for under. */
  readonly names: Shared<RepositoryName>
  readonly listing: Listing
}

/**
 * The `authorization` header for one repository. Where the token is refused, the grant or the repository's name may have
 * changed since it was read, so that both are looked at once more.
 * @throws GitHubError refused with `not-installed`
 */
export async function authorize(
  name: RepositoryName,
  freshness: Freshness,
  reach: Reach,
  { app, appCalls, installations, names, listing }: AuthorizationParts,
): Promise<string> {
  const key = repositoryKey(name)
  if (freshness === 'fresh') installations.forget(key)
  const installation = await findInstallation(appCalls, installations, name)
  const called = await names.get(key, async () => name)
  try {
    return `token ${await repositoryToken(app, { installation, name: called, reach }, freshness)}`
  } catch (error) {
    if (!(error instanceof GitHubError) || error.fault.kind !== 'refused') throw error
    installations.forget(key)
    const current = await findInstallation(appCalls, installations, name)
    const now = error.fault.reason === 'not-installed' ? await currentName(listing.calls(current), name) : name
    const token = await repositoryToken(app, { installation: current, name: now, reach }, freshness)
    names.put(key, now)
    return `token ${token}`
  }
}

/** What a repository that was renamed is called now: tokens are asked for by name, and follow no redirect. */
async function currentName(listing: Calls, name: RepositoryName): Promise<RepositoryName> {
  const what = `act in ${name.owner}/${name.repo}`
  try {
    const { data } = await listing.read({ path: repositoryPath(name), schema: wireRepository, what })
    return { owner: data.owner.login, repo: data.name }
  } catch (error) {
    if (error instanceof GitHubError && error.fault.kind === 'refused') return name
    throw error
  }
}
