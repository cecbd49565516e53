import { LRUCache } from 'lru-cache'
import type { Root } from 'mdast'
import { withoutEscapes } from '../../text/markdown/entities.ts'
import { cutAt, stripHidden } from '../../text/markdown/hidden-characters.ts'
import { referenceEdits, zeroWidthSpace } from '../../text/markdown/references.ts'
import { calmProse } from './calm-text.ts'
import { applied, asLines, harmlessEdits, nodesOf } from './harmless-edits.ts'
import { isHarmless } from './harmless-verdict.ts'
import { inlineText } from './inline-text.ts'
import { partsOf } from './markdown-parts.ts'
import { parseMarkdown, span } from './parse-markdown.ts'

/**
 * Runs of marks; text with more of them than people write would keep the parser busy for seconds. What is escaped, and the
 * marks of a quote before its lines, cost it nothing.
 */
const marks = /(?<!\\)(?!^>)([*_`[<!~&|=>#-])\1*/gm
const mostMarks = 2_000

/** How often text is looked at again after something was taken out of it; text that needs more is hostile. */
const rounds = 12

/** UTF-16 code units that the parser is given for one text, several times the longest: each takes it some microseconds. */
const mostParsed = 50_000

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
 * mentions, references to issues and closing keywords are broken by a zero-width space; code stands between marks, never by
 * its indent alone; HTML comments go, other HTML shows
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
  const result = fitting(trimmed(withoutTabs(stripHidden(text).replace(/\r\n?/g, '\n'))), max)
  made.set(key, result)
  return result
}

/** Markdown as one line of plain text: what it says, and nothing that it does. For what was cut in the middle. */
export function plainLine(markdown: string): string {
  return inlineText(withoutEscapes(stripHidden(markdown)))
}

function fitting(text: string, max: number): string {
  const work = newWork()
  const whole = text.length > max ? null : harmless(text, max, work)
  if (whole !== null && whole.length <= max) return whole
  const note = `\n\n…cut: the text is longer than ${max} characters.`
  const room = Math.max(0, max - note.length)
  let length = room
  for (let cut = 0; cut < cuts; cut += 1) {
    const kept = harmless(trimmed(cutAt(text, length)), room, work)
    if (kept.length <= room) return (kept + note).trim()
    length = Math.max(0, Math.floor((length * room) / kept.length) - 8)
  }
  // No character of plain text takes more than six.
  return (inPlainLines(cutAt(text, Math.floor(room / 8))) + note).trim()
}

/**
 * Without blank lines before it and white space after it, and as far left as its first line: one to three spaces say
 * nothing by themselves, but make it part of a list that stands above.
 */
function trimmed(text: string): string {
  const blank = text.length - text.trimStart().length
  const body = text.slice(text.slice(0, blank).lastIndexOf('\n') + 1).trimEnd()
  const indent = /^ {1,3}(?=\S)/.exec(body)?.[0].length ?? 0
  return indent === 0 ? body : body.replace(/^ {1,3}/gm, (spaces) => spaces.slice(indent))
}

/**
 * Tabs before what a line says are spaces: how wide one is depends on where it stands, and behind the mark of a quote code
 * would be none any more.
 */
function withoutTabs(text: string): string {
  return text.replace(/^[ >*+\-\d.)]*\t[ \t>*+\-\d.)]*/gm, (before) => {
    let wide = ''
    for (const character of before) wide += character === '\t' ? ' '.repeat(4 - (wide.length % 4)) : character
    return wide
  })
}

/** `text`, which hides nothing, made harmless: with its Markdown where that can be, else line by line. Too long if so anyway. */
function harmless(text: string, room: number, work: Work): string {
  if (text === '') return ''
  const tooMany = (text.match(marks)?.length ?? 0) > mostMarks
  return (tooMany ? null : settled(text, room, work)) ?? inPlainLines(text)
}

/** Each line for itself, without a parser. Changes nothing in what it made. */
function inPlainLines(text: string): string {
  const lines = trimmed(asLines(text))
  for (const source of [lines, withoutAddresses(lines)]) {
    const prose = calmProse(source)
    if (prose !== null) return applied(source, [...referenceEdits(source, prose)])
  }
  return ''
}

/** Nothing becomes a link by itself any more. */
function withoutAddresses(lines: string): string {
  return lines
    .replace(/:(?=\/\/)/g, ':\\')
    .replace(/www(?=\.)/gi, '$&\\')
    .replace(/^(?=:)/gm, '\\')
}

/** What is left to do for one text, and what was found out about its parts. */
interface Work {
  /** How many UTF-16 code units the parser may still be given: no text keeps it busy for long. */
  left: number
  /** Parts that a step leaves as they are, parsed. */
  readonly steady: Map<string, Root>
  readonly verdicts: Map<string, boolean>
}

function newWork(): Work {
  return { left: mostParsed, steady: new Map(), verdicts: new Map() }
}

/**
 * Steps of `harmlessEdits` until one changes nothing, with what breaks references put in at the end; `null` where the
 * verdict on that is bad, or the work is too much. What comes out therefore comes out again when it goes in. Unfinished where
 * it grows far past `room`.
 */
function settled(text: string, room: number, work: Work): string | null {
  let source = text
  for (let round = 0; round < rounds; round += 1) {
    const parts = partsOf(source)
    const stepped = parts.map((part) => step(part, work))
    if (stepped.includes(null)) return null
    const next = trimmed(withoutTabs(stripHidden(stepped.join(''))))
    if (next.length > room * 1.2 && next.length > source.length) return next
    if (next === source) return finished(parts, work)
    source = next
  }
  return null
}

/** A part after one step; `null` where it may not be parsed. */
function step(part: string, work: Work): string | null {
  if (work.steady.has(part) || calmProse(part) !== null) return part
  work.left -= part.length
  if (work.left < 0) return null
  const end = endOfText(part)
  const body = part.slice(0, end)
  const parsed = parseMarkdown(body)
  if (!parsed.ok) return null
  const next = applied(body, harmlessEdits(parsed.tree, body)) + part.slice(end)
  if (next === part) work.steady.set(part, parsed.tree)
  return next
}

/** Parts that nothing has to be taken out of, without references; `null` for a bad verdict. */
function finished(parts: readonly string[], work: Work): string | null {
  let result = ''
  for (const part of parts) {
    const calm = calmProse(part)
    const tree = work.steady.get(part)
    const prose =
      calm ?? (tree && nodesOf(tree, part).flatMap((node) => (node.type === 'text' ? [span(node)] : []))) ?? []
    const made = applied(part, [...referenceEdits(part, prose)])
    const written = calm === null ? withoutMarkers(made) : made
    if (calm === null && !verdictOn(written.slice(0, endOfText(written)), work)) return null
    result += written
  }
  return result
}

function verdictOn(written: string, work: Work): boolean {
  const known = work.verdicts.get(written)
  if (known !== undefined) return known
  work.left -= written.length
  const verdict = work.left >= 0 && isHarmless(written)
  work.verdicts.set(written, verdict)
  return verdict
}

/** Where the blank lines of a part begin that stand at its end. */
function endOfText(part: string): number {
  let end = part.length
  while (end > 0 && /[ \t\n]/.test(part.charAt(end - 1))) end -= 1
  return end
}

/** Code and link targets may hold `<!--`, and a marker counts wherever it stands in the app's text. */
function withoutMarkers(text: string): string {
  return text.replace(/<(?=!--\s{0,100}aftermath:)/g, `<${zeroWidthSpace}`)
}
