import type { ItemDecisions } from '../../domain/marker.ts'
import { parseMarkers, renderMarker } from './markers.ts'

/** What nobody commanded anything of. */
const noItemState: ItemDecisions = { handled: 0 }

/** What an issue's body says was decided by commands; `noItemState` where it says nothing that can be read. */
export function readItemState(body: string): ItemDecisions {
  for (const parsed of parseMarkers(body)) {
    if (!parsed.ok || parsed.marker.kind !== 'item-state') continue
    const { kind: _, ...state } = parsed.marker
    return state
  }
  return noItemState
}

/**
 * `body` with `state`, told by `words`, in the place of what stood there, else right behind the marker of the item; every byte
 * of people's stays.
 */
export function withItemState(body: string, state: ItemDecisions, words: string): string {
  const told = words === '' ? '\n' : `\n${words}\n\n`
  const block = `${renderMarker({ kind: 'item-state', ...state })}${told}${renderMarker({ kind: 'item-state-end' })}`
  const { start, end } = placeOf(body)
  const behind = start === end ? '\n\n' : ''
  return `${body.slice(0, start)}${block}${behind}${body.slice(end)}`
}

/** Where the block stands, or an empty place where it belongs. */
function placeOf(body: string): { readonly start: number; readonly end: number } {
  const markers = parseMarkers(body)
  const first = markers.findIndex((one) => one.ok && one.marker.kind === 'item-state')
  const [open, close] = [markers[first], markers[first + 1]]
  if (open !== undefined) {
    // Whoever took the end of the block away keeps what they left behind.
    const whole = close?.ok && close.marker.kind === 'item-state-end'
    return { start: open.start, end: whole ? close.end : open.end }
  }
  const item = markers.find((one) => one.ok && one.marker.kind === 'item')
  if (item === undefined) return { start: 0, end: 0 }
  const lineBreak = /^[ \t]*(?:\r\n|\n|\r)/.exec(body.slice(item.end, item.end + 100))
  const after = item.end + (lineBreak?.[0].length ?? 0)
  return { start: after, end: after }
}
