import type { ItemDecisions } from '../../domain/marker.ts'

/** More of them nobody needs to know one by one. */
const mostKept = 20

/** The state with one more comment that puts the item off, each counted once. */
export function postponedBy(state: ItemDecisions, comment: number): ItemDecisions {
  const before = state.postponed ?? []
  if (before.includes(comment) || before.length >= mostKept) return state
  return { ...state, postponed: [...before, comment] }
}
