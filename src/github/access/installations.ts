import type { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import { refusedWith, translate } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { repositoryKey, repositoryPath } from '../requests/paths.ts'
import type { Shared } from '../requests/shared.ts'

/** The app's grant on an account. */
export interface Installation {
  readonly id: number
  readonly createdAt: string
  /** What its owner granted, as `{ issues: 'write' }`. */
  readonly permissions: Readonly<Record<string, string>>
}

/** An installation in GitHub's REST API, as far as the app reads it. */
export const wireInstallation = z.object({
  id: z.number(),
  created_at: z.string(),
  suspended_at: z.string().nullish(),
  permissions: z.record(z.string(), z.string()),
})

/** What a pass needs; metadata comes with every grant. */
export const passPermissions: Readonly<Record<string, 'read' | 'write'>> = {
  metadata: 'read',
  issues: 'write',
  pull_requests: 'write',
  contents: 'write',
  checks: 'write',
}

/** What only makes the facts of a document fuller: each kind that is not granted is left out of them, and named there. */
export const factPermissions: Readonly<Record<string, 'read'>> = { deployments: 'read', actions: 'read' }

/** What facts about another repository take: nothing is written there. */
const lookPermissions: Readonly<Record<string, 'read'>> = {
  metadata: 'read',
  pull_requests: 'read',
  contents: 'read',
  deployments: 'read',
  actions: 'read',
}

/** What a token is for: a pass over something of the repository, or only to look at what happened there. */
export type Reach = 'pass' | 'look'

/** The grant that GitHub's answer describes, suspended or not. */
export function toInstallation(wire: z.infer<typeof wireInstallation>): Installation {
  return { id: wire.id, createdAt: wire.created_at, permissions: wire.permissions }
}

/**
 * The installation that covers a repository.
 * @throws GitHubError refused with `not-installed` where there is none, or a suspended one
 */
export function findInstallation(app: Calls, known: Shared<Installation>, name: RepositoryName): Promise<Installation> {
  return known.get(repositoryKey(name), async () => {
    const what = `act in ${name.owner}/${name.repo}`
    try {
      const path = `${repositoryPath(name)}/installation`
      const { data } = await app.read({ path, schema: wireInstallation, what })
      if (data.suspended_at) throw suspended(what)
      return toInstallation(data)
    } catch (error) {
      if (refusedWith(error, 404)) throw notInstalled(what, error)
      throw error
    }
  })
}

const wireToken = z.object({ token: z.string() })

/**
 * A token for one repository with what a pass, or a look, needs, as far as it is granted: features whose permission is missing
 * are refused one by one, with a sentence each. Kept by auth-app until it expires, unless it must be `fresh`.
 * @throws GitHubError refused with `not-installed` where the installation does not cover the repository any more
 */
export async function repositoryToken(
  app: Octokit,
  installation: Installation,
  name: RepositoryName,
  freshness: 'fresh' | 'known',
  reach: Reach = 'pass',
): Promise<string> {
  const what = `act in ${name.owner}/${name.repo}`
  const wanted = reach === 'look' ? lookPermissions : { ...passPermissions, ...factPermissions }
  const permissions = granted(installation.permissions, wanted)
  try {
    return await token(app, installation.id, { repositoryNames: [name.repo], permissions }, freshness)
  } catch (error) {
    const answer = failureOf(error)
    if (answer?.status === 404 || (answer?.status === 422 && /repositor/i.test(answer.says)))
      throw notInstalled(what, answer)
    throw translate(error, what)
  }
}

/** A token that sees all repositories of an installation, and nothing but their names and settings. */
export async function listingToken(
  app: Octokit,
  installation: number,
  freshness: 'fresh' | 'known' = 'known',
): Promise<string> {
  try {
    return await token(app, installation, { permissions: { metadata: 'read' } }, freshness)
  } catch (error) {
    throw translate(error, 'list its repositories')
  }
}

async function token(
  app: Octokit,
  installationId: number,
  scope: object,
  freshness: 'fresh' | 'known',
): Promise<string> {
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

function notInstalled(what: string, cause: unknown): GitHubError {
  return new GitHubError(
    `The app could not ${what}, because it is not installed there; an owner can install it or add the repository in the account’s settings under “GitHub Apps”.`,
    { kind: 'refused', status: 404, reason: 'not-installed' },
    { cause },
  )
}

function suspended(what: string): GitHubError {
  return new GitHubError(
    `The app could not ${what}, because its installation is suspended; an owner can resume it in the account’s settings under “GitHub Apps”.`,
    { kind: 'refused', status: 403, reason: 'not-installed' },
  )
}
