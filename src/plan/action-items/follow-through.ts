import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Pull } from '../../domain/repository.ts'
import type { FoundItems } from './identity/found-items.ts'
import type { MergedDocument } from './merged-document.ts'
import type { TrackedItem } from './tracked-item.ts'
import type { UnreadLine } from './unread-lines.ts'

/** A merged postmortem with its items. */
export interface MergedPostmortem {
  readonly pull: Pull
  readonly merged: MergedDocument
  readonly found: FoundItems
  /** What is to be remembered of both. */
  readonly memory: StatusMemory
}

/** What a merged postmortem needs, and what there is to say of it. */
export interface FollowThrough {
  readonly mutations: readonly Mutation[]
  readonly items: readonly TrackedItem[]
  readonly notices: readonly string[]
  readonly memory: StatusMemory
  /** The ordinals of items whose issues GitHub does not show under the incident, for the want of sub-issues here or of elsewhere. */
  readonly unattached: ReadonlySet<number>
  readonly requeueAt: string | null
  /** Whether every item has its issue, so that the status is worth posting. */
  readonly complete: boolean
  /** Whether nobody knows the items: there is no document, or it cannot be read. */
  readonly unread: boolean
  /** What the status comment is to remember before anything is opened: which items there are. `null` where it does. */
  readonly toFreeze: StatusMemory | null
  /** Lines below the action items that may be some and could not be read. */
  readonly lines: readonly UnreadLine[]
}
