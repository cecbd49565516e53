import type { ItemState } from '../../../domain/action-item.ts'
import { readState } from '../fields/item-words.ts'

/** What makes an item of a line that is none of a list to Markdown, at the beginning of the line. */
export interface LineMark {
  readonly length: number
  /** What its box says; `null` where it is none. */
  readonly box: 'open' | 'done' | null
  /** Whether it is a box as Markdown has it, only without a bullet. */
  readonly bracketed: boolean
  /** What its word says: "TODO", "DONE". */
  readonly state: ItemState | null
}

const box = /^[ \t]{0,8}(?:\[([ xX])\]|([☐☑✅⬜]))[ \t]{1,4}(?=\S)/u
/** Capitals before what they are about: "**TODO** rename the queue", "DONE: rename it". */
const capitals = /^[ \t]{0,8}[*_[]{0,3}(TODO|FIXME|DONE|WIP|DOING|FIXED)[\]*_:]{0,4}[ \t]{1,4}(?=\S)/
const actionLabel =
  /^[ \t]{0,8}(?:[*_[]{1,3})?(?:action points?|action items?|actions? (?:taken|planned|needed|required)|actions?|corrective actions?|preventive actions?|acci[oó]n(?:es)?(?: correctivas?| preventivas?)?|a[cç](?:ão|ões)|aktion|ma(?:ß|ss)nahmen?|mesures?|アクション|対応|対策|ai|to-?do|follow[- ]?up|next step|task)(?:[ #-]{0,2}\d{1,3})?[*_\]]{0,3}[ \t]{0,2}[:：][*_]{0,3}[ \t]{0,4}(?=\S)/iu

/** Marks that say nothing of a state. */
const others: readonly RegExp[] = [
  // Its name stands in the brackets, so the text begins with it.
  /^[ \t]{0,8}(?=TODO\([^()]{1,40}\):)/,
  actionLabel,
  // A number or a key.
  /^[ \t]{0,8}[*_]{0,3}(?:(?:AI|Action|Item|Task|FU)[ #-]{0,2}\d{1,3}[.:)]?|[A-Z]{2,8}-\d{1,6}[:.]?)[*_]{0,3}[ \t]{1,4}(?=\S)/,
  // A bullet of a word processor or another hand.
  /^[ \t]{0,8}(?:(?:[•·◦▪‣●○–—→⇒➤➔➜]|👉|➡\ufe0f?|▶\ufe0f?)[ \t]{1,4}|[・※][ \t\u3000]{0,4}|\\?[-*][ \t]{1,4}|(?:-|\d{1,2}[.)])(?=\p{Lu}\p{Ll})|\(?(?:[a-h]|[ivx]{1,4})[.)][ \t]{1,4}(?=\p{Lu}))(?=\S)/u,
  // Whose it is, before what is to do: "@ana to rename the queue", "@ana: rename it".
  /^[ \t]{0,8}(?=@[a-z\d][\w-]{0,60}(?:\/[\w.-]{1,100})?(?::| to| will| should|[ \t]{1,3}[–—-])[ \t]{1,4}\S)/i,
]

/** The mark that a line begins with; `null` where it has none. */
export function lineMark(text: string): LineMark | null {
  const boxed = box.exec(text)
  if (boxed !== null) {
    const [{ length }, letter, sign] = boxed
    const isOpen = letter === ' ' || sign === '☐' || sign === '⬜'
    return { length, box: isOpen ? 'open' : 'done', bracketed: letter !== undefined, state: null }
  }
  const match = capitals.exec(text)
  if (match !== null) return { ...bareMark(match[0].length), state: readState(match[1] ?? '') ?? 'open' }
  for (const pattern of others) {
    const found = pattern.exec(text)
    if (found !== null) return bareMark(found[0].length)
  }
  return null
}

/** A mark that says nothing by itself. */
export function bareMark(length: number): LineMark {
  return { length, box: null, bracketed: false, state: null }
}

/** Whether a line begins with what heads an action: "Action item: …". */
export function isActionLabelled(text: string): boolean {
  return actionLabel.test(text)
}
