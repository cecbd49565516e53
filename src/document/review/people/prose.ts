import type { Line } from '../../../text/markdown/lines.ts'
import { isBlank } from '../../../text/markdown/marks.ts'
import { headingWords } from '../../headings/heading-words.ts'
import { withoutCode } from '../leftovers/placeholders.ts'
import { Phrases } from '../phrases.ts'
import type { Reading } from '../reading.ts'

/** A word of a sentence, in lower case, or one of its commas and brackets. */
export interface Token {
  readonly word: string
  /** 1-based line of the document. */
  readonly line: number
  /** Where it stands in the sentence's text. */
  readonly at: number
}

export interface Sentence {
  readonly tokens: readonly Token[]
  /** As written, but for what was taken out: code, addresses, marks. */
  readonly text: string
  readonly line: number
  readonly endLine: number
}

/** Headings of what was said or logged elsewhere and is only kept here. */
const records = new Phrases(
  'chat|chats|log|logs|transcript|transcripts|conversation|conversations|slack|irc|thread|discussion|discussions|messages'.split(
    '|',
  ),
)

/** A piece of prose: a paragraph, an item, a cell. */
interface Piece {
  readonly text: string
  readonly line: number
}

/**
 * The sentences that people wrote as prose: not headings, quotes, code, logs and chats, quoted words, and what the app or the
 * template wrote. Linear in the text; one at a time, since the words of all of them take far more memory than the text.
 */
export function* sentencesOf(reading: Reading): Generator<Sentence> {
  for (const { heading, beside, line, lines } of reading.passages) {
    if (records.within(headingWords(heading).split(' '))) continue
    if (beside !== '') yield* sentencesIn([{ text: beside, line }])
    for (const block of blocksOf(lines, reading)) yield* sentencesIn(block)
  }
}

function blocksOf(lines: readonly Line[], reading: Reading): readonly (readonly Piece[])[] {
  const blocks: Piece[][] = []
  let open: Piece[] | null = null
  for (const line of lines) {
    if (!isProse(line, reading)) {
      open = null
    } else if (isRow(line.text)) {
      open = null
      for (const cell of line.text.split('|')) blocks.push([{ text: cell, line: line.number }])
    } else if (open === null || /^\s{0,40}(?:[-*+]|\d{1,9}[.)])\s/.test(line.text)) {
      open = [{ text: line.text, line: line.number }]
      blocks.push(open)
    } else open.push({ text: line.text, line: line.number })
  }
  return blocks
}

function isProse(line: Line, reading: Reading): boolean {
  if (line.kind === 'raw' || isBlank(line.text) || reading.originOf(line) !== 'person') return false
  return !/^\s{0,20}(?:>|<[\w@.-]{1,40}>\s|\[?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\]? <|\[\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\] ?[\w@. ()-]{1,40}: )/i.test(
    line.text,
  )
}

function isRow(text: string): boolean {
  return /^\s{0,10}\|/.test(text)
}

function sentencesIn(block: readonly Piece[]): readonly Sentence[] {
  const sentences: Sentence[] = []
  let tokens: Token[] = []
  let written = ''
  const end = () => {
    const [first] = tokens
    if (first !== undefined) {
      sentences.push({ tokens, text: written, line: first.line, endLine: tokens.at(-1)?.line ?? first.line })
    }
    tokens = []
    written = ''
  }
  for (const { text, line } of block) {
    for (const part of plain(text).split(/(?<=[.!?;:])(?=\s)|(?<=\s)(?:--|[–—])(?=\s)/)) {
      for (const match of part.matchAll(/@?[\p{L}\p{N}](?:[\p{L}\p{N}_'’/-]|\.(?=\p{L}))*|[,()…]/gu)) {
        const word = match[0].toLowerCase().replaceAll('’', "'")
        tokens.push({ word, line, at: written.length + match.index })
      }
      written += `${part} `
      if (/[.!?;:]$/.test(part.trimEnd())) end()
    }
  }
  end()
  return sentences
}

/** Code is what the words beside it name: an ellipsis stands for it, of its length. */
function codeAsName(line: string): string {
  const text = withoutCode(line)
  if (text === line || !line.includes('`')) return text
  return text.replace(/ {3,}/g, (blank, at: number) =>
    line.startsWith('`', at) || line.slice(at, at + blank.length).includes('`')
      ? ` …${' '.repeat(blank.length - 2)}`
      : blank,
  )
}

/** A line without what shows otherwise than as its author's own words: code, addresses, quotations, marks. */
function plain(line: string): string {
  return codeAsName(line)
    .replace(/^\s{0,40}(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s)?/, '')
    .replace(/\]\([^()\s]{1,2000}\)/g, ']')
    .replace(/https?:\/\/[^\s<>)]+/g, ' ')
    .replace(/"[^"\n]{1,500}"|“[^“”\n]{1,500}”/g, ' " ')
    .replace(/\*\*|__|(?<!\w)[*_]|[*_](?!\w)|[[\]]/g, '')
}
