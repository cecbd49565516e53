import type { LRUCache } from 'lru-cache'
import type { RequiredCheck } from '../../domain/check.ts'
import { parseFullName, type RepositoryName } from '../../domain/ref.ts'
import type { ConfigurationTexts, FileLookup, InstallationGrant, Repository } from '../../domain/repository.ts'
import type { Elsewhere } from '../read/elsewhere.ts'
import type { Calls } from './calls.ts'
import { repositoryPath } from './paths.ts'
import type { Shared } from './shared.ts'

/** What all sessions share, by repository. */
export interface SharedAnswers {
  readonly repositories: Shared<Repository>
  readonly configurations: Shared<ConfigurationTexts>
  /** By repository and branch. */
  readonly requiredChecks: Shared<readonly RequiredCheck[]>
  /** Files at a commit, which never change. */
  readonly files: LRUCache<string, FileLookup>
}

/** What the reader and the writer of one session work with. */
export interface SessionContext {
  readonly name: RepositoryName
  readonly calls: Calls
  readonly shared: SharedAnswers
  /** `null` with a personal token, which has none. */
  readonly installation: InstallationGrant | null
  /** Requests that can see the owner's `.github` repository, `null` where the app has no access of its own to it. */
  ownerCalls(): Promise<Calls | null>
  readonly elsewhere: Elsewhere
}

/**
 * Where a question about something that happened is answered: `base` is the address of the session's repository, or of the
 * one that is named; `null` where the app may not look.
 */
export async function placeOf(
  { name, calls, elsewhere }: SessionContext,
  { in: written }: { readonly in?: string },
): Promise<{ readonly base: string; readonly calls: Calls } | null> {
  if (written === undefined) return { base: repositoryPath(name), calls }
  const there = parseFullName(written)
  const reading = there && (await elsewhere.looking(there))
  return there && reading && { base: repositoryPath(there), calls: reading }
}
