import type { Pull } from './repository.ts'

/**
 * The pull request that GitHub's own revert button took back with this one; `null` for any other. With `here`, the full name of
 * its repository, one of another repository does not count.
 */
export function revertedBy({ title, body }: Pick<Pull, 'title' | 'body'>, here?: string): number | null {
  if (!title.startsWith('Revert ')) return null
  const [, where, number] = /^Reverts ([\w.-]{1,100}\/[\w.-]{1,100})?#(\d{1,9})\b/m.exec(body) ?? []
  const isElsewhere = where !== undefined && here !== undefined && where.toLowerCase() !== here.toLowerCase()
  return number === undefined || isElsewhere ? null : Number(number)
}
