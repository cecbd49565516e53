import { z } from 'zod'
import type { Branch, Repository } from '../../domain/repository.ts'
import type { Visibility } from '../../domain/visibility.ts'

/** A repository in GitHub's REST API, as far as the app reads it. */
export const wireRepository = z.object({
  id: z.number(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string().nullish(),
  private: z.boolean(),
  visibility: z.string().nullish(),
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  has_issues: z.boolean().nullish(),
  html_url: z.string(),
})

/** A git reference, `refs/heads/<branch>` and the like. */
export const wireReference = z.object({
  ref: z.string(),
  object: z.object({ sha: z.string(), type: z.string().nullish() }),
})

/** What the contents API says of a path: a list for a directory. */
export const wireContents = z.union([
  z.array(z.object({})),
  z.object({
    type: z.string(),
    path: z.string(),
    sha: z.string(),
    size: z.number(),
    content: z.string().nullish(),
    encoding: z.string().nullish(),
  }),
])

/** The repository under its present name. One without commits counts `main` as its default branch. */
export function toRepository(wire: z.infer<typeof wireRepository>): Repository {
  return {
    id: wire.id,
    owner: wire.owner.login,
    name: wire.name,
    defaultBranch: wire.default_branch ?? 'main',
    visibility: visibilityOf(wire),
    archived: wire.archived ?? false,
    hasIssues: wire.has_issues ?? true,
    url: wire.html_url,
  }
}

/** Who sees it. Where an older server does not say, or says what is not known here, all that is not public is private. */
export function visibilityOf(wire: z.infer<typeof wireRepository>): Visibility {
  if (!wire.private) return 'public'
  return wire.visibility === 'internal' ? 'internal' : 'private'
}

/** The branch behind a reference, `null` for tags and other references. */
export function toBranch(wire: z.infer<typeof wireReference>): Branch | null {
  const name = /^refs\/heads\/(.+)$/.exec(wire.ref)?.[1]
  return name === undefined ? null : { name, sha: wire.object.sha }
}
