/** Who sees a repository, from the fewest to all: only those who were let in, the members of an enterprise, everybody. */
const fewestFirst = ['private', 'internal', 'public'] as const

export type Visibility = (typeof fewestFirst)[number]

/** A repository, as far as it matters who sees what stands in it. */
export interface RepositoryVisibility {
  readonly owner: string
  readonly visibility: Visibility
}

/** Whether everybody may read what stands there, and write comments. */
export function isPublic({ visibility }: Pick<RepositoryVisibility, 'visibility'>): boolean {
  return visibility === 'public'
}

/**
 * Whether text that stands in `source` may stand in `place` too: never where more people see it. What everybody sees may
 * stand anywhere; all else only in repositories of the same account that as many people see, or fewer. GitHub tells no order
 * between two private repositories, or two internal ones, so there one account is one circle. This is the only place that
 * ranks them. See docs/decisions/0009-told-where-as-few-see-it.md.
 */
export function mayStandIn(place: RepositoryVisibility, source: RepositoryVisibility): boolean {
  if (isPublic(source)) return true
  return isSame(place.owner, source.owner) && rank(source) >= rank(place)
}

function rank({ visibility }: RepositoryVisibility): number {
  return fewestFirst.indexOf(visibility)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
