import type { ActionItem } from '../../../domain/action-item.ts'
import type { Enclosed, Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isBlank, markOf } from '../../../text/markdown/marks.ts'
import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import type { MoreHeadings } from '../../headings/heading-question.ts'
import { isAdvice, isAside } from '../fields/item-context.ts'
import { isPlaceholder } from '../fields/item-words.ts'
import { isTicked } from '../read/authors-checklist.ts'
import { isTable } from '../read/item-blocks.ts'
import { headsDeeper, isOpenBox, isWork } from './line-shapes.ts'
import { itemVerdict, type LineVerdict, none, unread } from './line-verdict.ts'
import { belongsTo, type UnfinishedItem } from './open-item.ts'
import { isMarksAlone, leadsOn, ownVerdict } from './own-line.ts'
import { rawVerdict } from './raw-line.ts'

/** A document, and what was read from it. */
export interface ReadDocument {
  /** With what the app wrote or quoted. */
  readonly whole: ParsedDocument
  /** Without that, as the items were read from it. */
  readonly own: ParsedDocument
  /** The stretches below headings of the actions. */
  readonly spans: readonly { readonly start: number; readonly end: number }[]
  readonly items: readonly ActionItem[]
  readonly more: MoreHeadings
}

/** Deeper than any heading. */
const noLevel = 7

/** Walks the lines once; what stands above a line says what it belongs to. */
export class LineAccount {
  readonly #document: ReadDocument
  readonly #items: ReadonlyMap<number, ActionItem>
  readonly #sections: ReadonlyMap<number, Section>
  readonly #enclosed: ReadonlyMap<number, Enclosed>
  /** The item whose lines are being passed. */
  #open: UnfinishedItem | null = null
  /** The level of the heading above that heads something else than items. */
  #asideLevel = noLevel
  /** Whether the label above does. */
  #asideLabel = false
  /** Whether the heading above is that of a checklist. */
  #checklist = false
  /** The last line of a table that was passed; 0 for none. */
  #table = 0
  /** Where the heading above ends. */
  #underline = 0

  constructor(document: ReadDocument) {
    this.#document = document
    this.#items = new Map(document.items.map((item) => [item.line, item]))
    this.#sections = new Map(document.whole.sections.map((section) => [section.line, section]))
    this.#enclosed = linesOf(document.whole.enclosed)
  }

  /** Takes notice of a line before its verdict is asked for. */
  follow(at: number): void {
    const line = this.#document.whole.lines[at]
    if (line === undefined) return
    const section = this.#sections.get(line.number)
    if (section !== undefined) this.#enter(section)
    if (isBlank(line.text) && this.#open !== null) this.#open.blank = true
  }

  /** A box that nobody ticked counts everywhere; elsewhere only those with what is to do are items. */
  verdictOutside(line: Line): LineVerdict | null {
    if (line.kind === 'raw' || !isOpenBox(line.text) || this.#items.has(line.number)) return null
    const bare = line.text.replace(bulletMark, '').replace(/^\s{0,4}\[ \]\s{0,4}/, '')
    if (this.#checklist || isTicked(bare) || isPlaceholder(bare)) return null
    return none('elsewhere')
  }

  #enter({ heading, level, headingEnd }: Section): void {
    this.#checklist = /\b(?:checklist|template|instructions)\b/i.test(heading)
    if (level <= this.#asideLevel) this.#asideLevel = isAside(heading) || isAdvice(heading) ? level : noLevel
    this.#asideLabel = false
    if (this.#open?.heading === null || (this.#open?.heading ?? noLevel) >= level) this.#open = null
    this.#underline = headingEnd
  }

  /** What a line below a heading of the actions is. `line` is as the items were read from it. */
  verdictOf(at: number, line: Line): LineVerdict {
    const { lines } = this.#document.whole
    const item = this.#items.get(line.number)
    const section = this.#sections.get(line.number)
    if (item !== undefined) {
      const heading = section?.level ?? null
      this.#open = { item, indent: indentOf(line.text), mark: markOf(line.text), heading, blank: false }
      if (isTable(lines, at)) this.#table = at
      return itemVerdict(item)
    }
    if (section !== undefined || line.end <= this.#underline) return none('structure')
    if (line.kind === 'raw') {
      if (lines[at]?.kind === 'text') return none('facts')
      return rawVerdict(line, this.#enclosed.get(line.number), this.#open !== null)
    }
    if (this.#open !== null && belongsTo(this.#open, line))
      return isOpenBox(line.text) && this.#open.item.checked ? unread('form') : none('notes')
    this.#open = null
    if (/^ {0,3}>/.test(line.text)) return isWork(line.text.replace(/^[\s>]+/, '')) ? unread('quoted') : none('quote')
    return this.#own(at, line)
  }

  #own(at: number, line: Line): LineVerdict {
    const { lines } = this.#document.own
    if (isMarksAlone(line.text.trim())) return none('structure')
    const isHead = isTable(lines, at)
    const row = !isHead && this.#table > 0 && line.number > this.#table && line.text.includes('|')
    if (isHead || row) this.#table = line.number
    if (isHead) return none('structure')
    const aside = this.#asideLevel < noLevel || this.#asideLabel
    const own = { line, aside, row, heads: headsDeeper(lines, at) }
    if (leadsOn(own)) this.#asideLabel = isAside(line.text.trim()) || isAdvice(line.text.trim())
    return ownVerdict(own)
  }
}

function linesOf(enclosed: readonly Enclosed[]): ReadonlyMap<number, Enclosed> {
  const map = new Map<number, Enclosed>()
  for (const one of enclosed) for (let line = one.from; line <= (one.to ?? one.last); line += 1) map.set(line, one)
  return map
}
