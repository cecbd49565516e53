import { needsIssue } from '../../../document/action-items/tracked-items.ts'
import type { ActionItem } from '../../../domain/action-item.ts'
import { digest } from '../../../domain/digest.ts'
import type { FrozenItem, FrozenList } from '../../../domain/marker.ts'
import { cutAt } from '../../../text/markdown/hidden-characters.ts'

/** More items than anybody follows up on: what stands past them is listed and never opened. */
export const mostFrozen = 400
/** The status comment has room for so many characters of their words as its marker holds them, besides all else that it says. */
const roomForWords = 12_000
/** As much of an item's words as is compared and kept, in UTF-16 code units. */
const longestWords = 2_000
/** An issue is to have room for its own text. */
const mostInIssue = 200

/** An item's words, as an issue's marker keeps them. */
export function keptWords(source: string): string {
  return source.slice(0, longestWords)
}

/** The words of a line without the issue links that the app or people appended. */
export function bareWords(source: string): string {
  return source.replace(/ ?\(\[(?:[\w-]{1,100}\/[\w.-]{1,100})?#\d{1,10}\]\([^()\s]{1,300}\)\)/g, '').trim()
}

/** Equal for lines that say the same, whatever issue links stand behind them. */
export function fingerprint(source: string): string {
  return digest(bareWords(keptWords(source)))
}

/** Decides which items a merged document has: what is read now is what counts from then on. */
export function freeze(at: string, items: readonly ActionItem[]): FrozenList {
  return frozenList(
    at,
    items.map((item) => frozenItem(item, needsIssue(item))),
  )
}

/** An item as a frozen list keeps it. */
export function frozenItem({ ordinal, line, source }: ActionItem, open: boolean): FrozenItem {
  return { ordinal, line, words: fingerprint(source), open, text: source }
}

/** A list of these items, in their order and as long as there is room for: what is left to do comes before what is done. */
export function frozenList(at: string, items: readonly FrozenItem[]): FrozenList {
  const first = [...items.filter(({ open }) => open), ...items.filter(({ open }) => !open)].slice(0, mostFrozen)
  const room = Math.min(longestWords, Math.max(20, Math.floor(roomForWords / Math.max(1, first.length))))
  const cut = (item: FrozenItem): FrozenItem => ({ ...item, text: cutToMarker(item.text, room) })
  return { at, items: first.toSorted((one, other) => one.ordinal - other.ordinal).map(cut) }
}

/** The beginning of a text that takes no more than `room` characters in a marker, where most signs are written as six. */
function cutToMarker(text: string, room: number): string {
  let taken = 0
  for (let at = 0; at < text.length; at += 1) {
    taken += /[\p{L}\p{N} .,:;()!?'/_]/u.test(text.charAt(at)) ? 1 : 6
    if (taken > room) return cutAt(text, at)
  }
  return text
}

/** The list as each of its issues keeps it: without words. `undefined` where it is too long for that. */
export function listForIssues(list: FrozenList): FrozenList | undefined {
  if (list.items.length > mostInIssue) return undefined
  return { ...list, items: list.items.map((item) => ({ ...item, text: '' })) }
}

/** The list of a status comment that anybody may have edited, held to what the app itself could have written. */
export function soundList({ at, items }: FrozenList): FrozenList {
  const byOrdinal = new Map<number, FrozenItem>()
  for (const item of items.slice(0, mostFrozen)) {
    if (!byOrdinal.has(item.ordinal)) byOrdinal.set(item.ordinal, { ...item, words: cutAt(item.words, 40) })
  }
  return frozenList(cutAt(at, 100), [...byOrdinal.values()])
}

/** The words of each line of a document, without what makes it an item of a list: its place tells the line's number. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})?[ \t]*(?:\[[ xX]\][ \t]+)?/, '').trim())
}
