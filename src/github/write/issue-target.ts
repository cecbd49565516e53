import { fullName, type RepositoryName } from '../../domain/ref.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import type { SessionContext } from '../requests/context.ts'
import { refusedError, refusedWith } from '../requests/errors.ts'
import { repositoryPath } from '../requests/paths.ts'

/**
 * Where an issue stands, here or in `other`, and who may write there.
 * @throws GitHubError refused where the app is not installed in `other`
 */
export async function issueTarget(
  context: SessionContext,
  number: number,
  other: RepositoryName | undefined,
): Promise<{ readonly path: string; readonly there: Calls }> {
  const what = `write to ${fullName(other ?? context.name)}#${number}`
  const { repository, there } = await placeToWrite(context, other, what)
  return { path: `${repository}/issues/${number}`, there }
}

/** The address of this repository or of `other`, and who may write there; refused as above. */
export async function placeToWrite(
  { name, calls, elsewhere }: SessionContext,
  other: RepositoryName | undefined,
  what: string,
): Promise<{ readonly repository: string; readonly there: Calls }> {
  const repository = repositoryPath(other ?? name)
  const there = other === undefined ? calls : await elsewhere.calls(other)
  if (there !== null) return { repository, there }
  throw refusedError(what, {
    status: 404,
    reason: 'missing',
    because: 'it is not installed there',
    remedy: 'an owner can add the repository in the account’s settings under “GitHub Apps”',
  })
}

/** How sentences name an issue: `#12`, or `acme/shop#12` in another repository. */
export function issueReference(number: number, other: RepositoryName | undefined): string {
  return `${other ? fullName(other) : ''}#${number}`
}

/** Whether what was written to does not exist any more. */
export function gone(error: unknown): boolean {
  return refusedWith(error, 404, 410)
}

/** Runs `write`; a fault after which the wanted state stands anyway is none. */
export async function unless(stands: (error: GitHubError) => boolean, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof GitHubError) || !stands(error)) throw error
  }
}
