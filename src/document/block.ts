import { LRUCache } from 'lru-cache'
import { withoutEscapes } from './entities.ts'
import { applied, asLines, harmlessEdits, nodesOf, span } from './harmless-edits.ts'
import { isHarmless } from './harmless-verdict.ts'
import { cutAt, stripHidden } from './hidden-characters.ts'
import { inlineText } from './inline-text.ts'
import { referenceEdits, zeroWidthSpace } from './references.ts'
import { parseMarkdown } from './sections.ts'

/**
 * Runs of marks; text with more of them than people write would keep the parser busy for seconds. What is escaped, and the
 * marks of a quote before its lines, cost it nothing.
 */
const marks = /(?<!\\)(?!^>)([*_`[<!~&|=>#-])\1*/gm
const mostMarks = 2_000

/** How often text is looked at again after something was taken out of it; text that needs more is hostile. */
const rounds = 12

/** How often a text is cut anew that grows by what makes it harmless. */
const cuts = 4

/** What was made of the texts seen last: each pass writes the same few several times. */
const made = new LRUCache<string, string>({
  max: 100,
  maxSize: 4_000_000,
  sizeCalculation: (block, text) => block.length + text.length + 1,
})

/**
 * A person's Markdown as a block of the app's own text: lists, tables, links, code and emphasis stay, and it can neither
 * reach out of its place nor do anything, whatever stands before and after it. Headings go down to level four at least;
 * mentions, references to issues and closing keywords are broken by a zero-width space; HTML comments go, other HTML shows
 * as text; images become links, links by name say where they lead, and links to anything but pages are text; characters that
 * nobody sees go, written out or as entities; what is open is closed.
 *
 * At most `max` UTF-16 code units come out, and a line says so. Its lines end in `\n`; no line break at either end. Empty for
 * nothing. The same again for its own results. Never throws.
 */
export function block(text: string, max = 20_000): string {
  const key = JSON.stringify([max, text])
  const known = made.get(key)
  if (known !== undefined) return known
  const result = fitting(trimmed(stripHidden(text).replace(/\r\n?/g, '\n')), max)
  made.set(key, result)
  return result
}

/** Markdown as one line of plain text: what it says, and nothing that it does. For what was cut in the middle. */
export function plainLine(markdown: string): string {
  return inlineText(withoutEscapes(stripHidden(markdown)))
}

function fitting(text: string, max: number): string {
  const whole = text.length > max ? null : harmless(text, max)
  if (whole !== null && whole.length <= max) return whole
  const note = `\n\n…cut: the text is longer than ${max} characters.`
  const room = Math.max(0, max - note.length)
  let length = room
  for (let cut = 0; cut < cuts; cut += 1) {
    const kept = harmless(trimmed(cutAt(text, length)), room)
    if (kept.length <= room) return (kept + note).trim()
    length = Math.max(0, Math.floor((length * room) / kept.length) - 8)
  }
  // No character of plain text takes more than six.
  return ((settled(asLines(cutAt(text, Math.floor(room / 8))), room) ?? '') + note).trim()
}

/** Without blank lines before it and white space after it. */
function trimmed(text: string): string {
  const blank = text.length - text.trimStart().length
  return text.slice(text.slice(0, blank).lastIndexOf('\n') + 1).trimEnd()
}

/** `text`, which hides nothing, made harmless: with its Markdown where that can be, else line by line. Too long if so anyway. */
function harmless(text: string, room: number): string {
  if (text === '') return ''
  const tooMany = (text.match(marks)?.length ?? 0) > mostMarks
  const tame = tooMany ? null : settled(text, room)
  if (tame !== null) return tame
  const lines = asLines(text)
  return lines.length > room ? lines : (settled(lines, room) ?? '')
}

/**
 * Steps of `harmlessEdits` until one changes nothing, with what breaks references put in at the end; `null` where the
 * verdict on that is bad. What comes out therefore comes out again when it goes in. Unfinished where it grows far past `room`.
 */
function settled(text: string, room: number): string | null {
  let source = text
  for (let round = 0; round < rounds; round += 1) {
    const parsed = parseMarkdown(source)
    if (!parsed.ok) return null
    const next = trimmed(stripHidden(applied(source, harmlessEdits(parsed.tree, source))))
    if (next.length > room * 1.2 && next.length > source.length) return next
    if (next !== source) {
      source = next
      continue
    }
    if (source === '') return ''
    const prose = nodesOf(parsed.tree, source).flatMap((node) => (node.type === 'text' ? [span(node)] : []))
    const result = withoutMarkers(applied(source, [...referenceEdits(source, prose)]))
    return isHarmless(result) ? result : null
  }
  return null
}

/** Code and link targets may hold `<!--`, and a marker counts wherever it stands in the app's text. */
function withoutMarkers(text: string): string {
  return text.replace(/<(?=!--\s{0,100}aftermath:)/g, `<${zeroWidthSpace}`)
}
