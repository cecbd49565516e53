import { LRUCache } from 'lru-cache'
import type { RepositoryName } from '../domain/ref.ts'
import type { Hint } from '../reconcile/ports.ts'

/** Enough for a flood by one person of many incidents; who falls out starts over. */
const most = 10_000
/** The second thing that somebody from outside does waits so long (ms) for more, the third twice as long, ... */
const firstWait = 5_000
/** ... and none longer than this: who has become a member meanwhile waits no longer than a minute. */
const longestWait = 60_000
/** How many things somebody may do at one place who looks like a member and whom no pass has seen with a role: many may only read. */
const trusted = 10
/** Who has been quiet for so long (ms) starts over. */
const forgottenAfter = 10 * 60_000

/** Who did something, as far as its delivery tells. */
export interface Doer {
  readonly repository: RepositoryName
  readonly login: string
  /** GitHub's word for how they are connected with the repository, where the delivery has it. */
  readonly association: string | null
}

export type Urgency = Pick<Hint, 'priority' | 'wait'>

/** Tells how soon what somebody did is looked at. It decides nothing else: what they may do, each pass reads. */
export interface Outsiders {
  /** `about` names what they did it to. Asking counts as one thing that they did. */
  urgencyOf(doer: Doer, about: string): Urgency
}

/** Who cannot be anything else. Members who hide that they are look like anybody from outside. */
const inside = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])

/**
 * What people from outside do comes behind what others do. The first thing at each place is looked at without delay, since
 * members can look like outsiders; what follows waits for more, so that one pass serves it all. Whom a pass has seen with
 * a role waits for nothing; who was seen without one is from outside, member or not, and so is a member who has talked long
 * without one. `now` is in milliseconds and never
 * goes back.
 */
export function createOutsiders(options: {
  readonly now: () => number
  readonly standingOf: (repository: RepositoryName, login: string) => 'may' | 'may-not' | 'unknown'
}): Outsiders {
  const deeds = new LRUCache<string, { readonly count: number; readonly at: number }>({ max: most })

  /** How often they did something there lately, before this. */
  function countOf(key: string): number {
    const now = options.now()
    const known = deeds.get(key)
    const count = known !== undefined && now - known.at < forgottenAfter ? known.count : 0
    deeds.set(key, { count: count + 1, at: now })
    return count
  }

  return {
    urgencyOf({ repository, login, association }, about) {
      const standing = options.standingOf(repository, login)
      if (standing === 'may' || (standing === 'unknown' && association === null)) return { priority: 'interactive' }
      const looksInside = standing === 'unknown' && association !== null && inside.has(association)
      const before = countOf(`${about} ${login.toLowerCase()}`) - (looksInside ? trusted : 0)
      if (before < 0) return { priority: 'interactive' }
      if (before === 0) return { priority: 'outside' }
      return { priority: 'outside', wait: Math.min(longestWait, firstWait * 2 ** (before - 1)) }
    },
  }
}
