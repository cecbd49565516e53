import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import { refusedWith } from '../requests/errors.ts'
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

/**
 * What the app does without: of facts that are not granted the document says that they are left out; without issue fields their
 * names are known from issues that have values.
 */
export const factPermissions: Readonly<Record<string, 'read'>> = {
  deployments: 'read',
  actions: 'read',
  issue_fields: 'read',
}

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

/** That the app is not installed where it tried to do `what`. */
export function notInstalled(what: string, cause: unknown): GitHubError {
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
