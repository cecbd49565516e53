import type { FrozenItem, StatusMemory } from '../../../domain/marker.ts'
import { isRemembered } from '../issue-names.ts'
import type { ItemClaim } from './item-claims.ts'

/** A line that was added after the merge and has its issue. */
export interface LaterItem {
  readonly ordinal: number
  readonly claim: ItemClaim
}

/** Issues of lines that came later, with a number that no item of the document has. */
export function laterItems(
  claims: readonly ItemClaim[],
  items: readonly FrozenItem[],
  memory: StatusMemory,
): readonly LaterItem[] {
  const used = new Set(items.map(({ ordinal }) => ordinal))
  let next = Math.max(
    0,
    ...used,
    ...claims.map(({ ordinal }) => ordinal),
    ...memory.items.map(({ ordinal }) => ordinal),
  )
  const inOrder = claims.toSorted((one, other) => one.ordinal - other.ordinal || one.issue.number - other.issue.number)
  return inOrder.map((claim) => {
    const before = memory.items.find((item) => isRemembered(item, claim.issue) && !used.has(item.ordinal))
    const wanted = [claim.ordinal, before?.ordinal].find((ordinal) => ordinal !== undefined && !used.has(ordinal))
    next += wanted === undefined ? 1 : 0
    const ordinal = wanted ?? next
    used.add(ordinal)
    return { ordinal, claim }
  })
}
