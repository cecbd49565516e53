import type { Due, ItemPriority, ItemState, ItemType, Owners } from '../../../domain/action-item.ts'

/** A stretch of an item's text that says something about it. An `anchor` says so and stays in the text. */
export interface TextMark {
  readonly start: number
  readonly end: number
  readonly stays: boolean
}

/** What an item's line says besides what is to do. */
export interface Marks {
  readonly state: ItemState | null
  readonly type: ItemType | null
  readonly priority: ItemPriority | null
  readonly due: Due | null
  /** Owners by name: `@login` is read where it stands. */
  readonly owners: Owners
  readonly spans: readonly TextMark[]
}

/** The parts while they are gathered: the first of each kind counts. */
export interface Gathered {
  state: ItemState | null
  type: ItemType | null
  priority: ItemPriority | null
  due: Due | null
  owners: Owners
  readonly spans: TextMark[]
}

/** Whether a state was told. The first one counts. */
export function takeState(state: ItemState | null, marks: Gathered): boolean {
  if (state === null) return false
  marks.state ??= state
  return true
}
