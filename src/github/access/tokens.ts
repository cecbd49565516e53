import type { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import { translate } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { factPermissions, type Installation, notInstalled, passPermissions } from './installations.ts'

/** What facts about another repository take: nothing is written there. */
const lookPermissions: Readonly<Record<string, 'read'>> = {
  metadata: 'read',
  pull_requests: 'read',
  contents: 'read',
  deployments: 'read',
  actions: 'read',
}

/**
 * What a token is for: a pass over something of the repository, only to look at what happened there, or to attach an issue of
 * another repository of its account, `attaching` by name, to one of this.
 */
export type Reach = 'pass' | 'look' | { readonly attaching: string }

/** What attaching takes, in both. */
const attachPermissions: Readonly<Record<string, 'read' | 'write'>> = { metadata: 'read', issues: 'write' }

/** `known` takes a token that was given before, while it counts. */
export type Freshness = 'fresh' | 'known'

/** What a repository's token is to reach. */
export interface TokenFor {
  readonly installation: Installation
  readonly name: RepositoryName
  readonly reach: Reach
}

const wireToken = z.object({ token: z.string() })

/**
 * A token for one repository with what a pass, or a look, needs, as far as it is granted: features whose permission is missing
 * are refused one by one, with a sentence each. Kept by auth-app until it expires, unless it must be `fresh`.
 * @throws GitHubError refused with `not-installed` where the installation does not cover the repository any more
 */
export async function repositoryToken(
  app: Octokit,
  { installation, name, reach }: TokenFor,
  freshness: Freshness,
): Promise<string> {
  const what = `act in ${name.owner}/${name.repo}`
  const permissions = granted(installation.permissions, wantedFor(reach))
  const repositoryNames = typeof reach === 'string' ? [name.repo] : [name.repo, reach.attaching]
  try {
    return await token(app, installation.id, { repositoryNames, permissions }, freshness)
  } catch (error) {
    const answer = failureOf(error)
    if (answer?.status === 404 || (answer?.status === 422 && /repositor/i.test(answer.says)))
      throw notInstalled(what, answer)
    throw translate(error, what)
  }
}

function wantedFor(reach: Reach): Readonly<Record<string, string>> {
  if (typeof reach !== 'string') return attachPermissions
  return reach === 'look' ? lookPermissions : { ...passPermissions, ...factPermissions }
}

/** A token that sees all repositories of an installation, and nothing but their names and settings. */
export async function listingToken(app: Octokit, installation: number, freshness: Freshness): Promise<string> {
  try {
    return await token(app, installation, { permissions: { metadata: 'read' } }, freshness)
  } catch (error) {
    throw translate(error, 'list its repositories')
  }
}

async function token(app: Octokit, installationId: number, scope: object, freshness: Freshness): Promise<string> {
  const answer = await app.auth({ type: 'installation', installationId, ...scope, refresh: freshness === 'fresh' })
  return wireToken.parse(answer).token
}

/** GitHub answers 422 to a token that asks for more than was granted. */
function granted(
  permissions: Installation['permissions'],
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const rank = ['read', 'write', 'admin']
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([permission, level]) => {
      if (permission === 'metadata') return [[permission, level]]
      const given = permissions[permission]
      if (given === undefined) return []
      return [[permission, rank.indexOf(given) < rank.indexOf(level) ? given : level]]
    }),
  )
}
