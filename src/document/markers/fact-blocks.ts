import { digest } from '../../domain/digest.ts'
import type { FactName } from '../../domain/marker.ts'
import { type ParsedMarker, parseMarkers, renderMarker } from './markers.ts'

/** A block of facts in a document. */
export interface FactBlock {
  readonly name: FactName
  /** Offsets of all of it, its markers included. */
  readonly start: number
  readonly end: number
  /** What stands between its markers. */
  readonly content: string
  /** Whether that is what the app wrote. */
  readonly untouched: boolean
}

/**
 * `content` between the markers by which the app finds it again. The first one remembers what was written, so that an
 * edit shows: from then on the block is a person's.
 */
export function renderFacts(name: FactName, content: string): string {
  const first = renderMarker({ kind: 'facts', name, digest: digest(comparable(content)) })
  return `${first}\n${content.trim()}\n${renderMarker({ kind: 'facts-end', name })}`
}

/**
 * `text` with each of the app's blocks made to say what `contents` says of it. A block that people edited stays as it is, one
 * whose markers are gone is not put back, and every byte outside of the replaced blocks stays.
 */
export function refreshFacts(text: string, contents: ReadonlyMap<FactName, string>): string {
  let result = ''
  let from = 0
  for (const { name, start, end, untouched } of factBlocks(text)) {
    const content = contents.get(name)
    if (content === undefined || !untouched) continue
    const fresh = renderFacts(name, content)
    const standing = text.slice(start, end)
    if (comparable(fresh) === comparable(standing)) continue
    const lineBreak = standing.includes('\r\n') ? '\r\n' : '\n'
    result += text.slice(from, start) + fresh.replaceAll('\n', lineBreak)
    from = end
  }
  return result + text.slice(from)
}

/** The block `name` as it stands in a document, the first of several; `null` where its markers are gone. */
export function standingFacts(text: string, name: FactName): FactBlock | null {
  return factBlocks(text).find((block) => block.name === name) ?? null
}

/** The blocks of facts in a text: from a first marker to the next last one of the same name; anything else between two markers is none. */
export function factBlocks(text: string): readonly FactBlock[] {
  const blocks: FactBlock[] = []
  let open: (ParsedMarker & { ok: true }) | null = null
  for (const marker of parseMarkers(text)) {
    const kind = marker.ok ? marker.marker.kind : null
    if (marker.ok && kind === 'facts') open = marker
    else if (open?.marker.kind === 'facts' && marker.ok && marker.marker.kind === 'facts-end') {
      const { name } = open.marker
      if (marker.marker.name === name) {
        const content = text.slice(open.end, marker.start)
        const untouched = digest(comparable(content)) === open.marker.digest
        blocks.push({ name, start: open.start, end: marker.end, content, untouched })
      }
      open = null
    } else open = null
  }
  return blocks
}

/** Line breaks and white space at the ends of lines are no edit: editors change them by themselves. */
function comparable(content: string): string {
  return content
    .split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}
