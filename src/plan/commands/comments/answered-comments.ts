import { commentTrailers } from '../../../document/markers/trailers.ts'
import type { Commit } from '../../../domain/repository.ts'
import { isOwn } from '../../../domain/self.ts'
import type { Context } from '../../context.ts'

/** The comments whose commands the app's own commits on the branch have carried out. */
export function answeredComments(commits: readonly Commit[], { self }: Context): ReadonlySet<number> {
  const own = commits.filter(({ author }) => author !== null && isOwn({ ...author, appId: null }, self))
  return new Set(own.flatMap(({ message }) => commentTrailers(message)))
}
