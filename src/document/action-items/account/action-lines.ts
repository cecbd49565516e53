import type { ActionItem } from '../../../domain/action-item.ts'
import type { Enclosed, Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isBlank, isTask, markOf } from '../../../text/markdown/marks.ts'
import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import type { MoreHeadings } from '../../headings/heading-question.ts'
import { isNoAction, isToDo } from '../data/action-verbs.ts'
import { isAdvice, isAside } from '../fields/item-context.ts'
import { explainsWord } from '../fields/item-legends.ts'
import { isPlaceholder, readState } from '../fields/item-words.ts'
import { isTicked } from '../read/authors-checklist.ts'
import { isTable } from '../read/item-blocks.ts'
import { hiddenActions } from './hidden-actions.ts'

/** Why a line below a heading of the actions is no action item. */
export type NoItem =
  /** A heading, the head of a table, a rule, a line that only introduces others. */
  | 'structure'
  /** What belongs to the item above it. */
  | 'notes'
  | 'placeholder'
  /** A sentence, where lists or tables say what is to do. */
  | 'sentence'
  /** It tells what happened, or points elsewhere. */
  | 'observation'
  /** Under a heading or label of something else: notes, background, advice to readers. */
  | 'aside'
  /** An open box that stands below no heading of the actions and does not say what is to do. */
  | 'elsewhere'
  | 'code'
  | 'comment'
  | 'quote'
  /** What the app wrote or quoted. */
  | 'facts'

/** Why a line that may be an action item could not be read as one. */
export type Unread = 'hidden' | 'quoted' | 'form' | 'beside'

/** What became of one line below a heading of the actions. */
export type ActionLine = { readonly line: number; readonly text: string } & (
  | { readonly verdict: 'item' | 'done'; readonly why: null }
  | { readonly verdict: 'none'; readonly why: NoItem }
  | { readonly verdict: 'unread'; readonly why: Unread }
)

/** What the account is given of. */
export interface ActionGround {
  /** With what the app wrote or quoted. */
  readonly whole: ParsedDocument
  /** Without that, as the items were read from it. */
  readonly own: ParsedDocument
  /** The stretches below headings of the actions. */
  readonly spans: readonly { readonly start: number; readonly end: number }[]
  readonly items: readonly ActionItem[]
  readonly more: MoreHeadings
}

/**
 * An account of every line that is not blank below the headings of the actions, in order, from the lines as they are written:
 * what was read as an item, what is none and why, and what may be one and was not read, which nobody may call done. What
 * code or a comment that never ends hides counts as not read, headings and all.
 */
export function actionLines(ground: ActionGround): readonly ActionLine[] {
  const { whole, own, spans, items } = ground
  const hidden = hiddenActions(whole, ground.more)
  const account = new Account(ground)
  const result: ActionLine[] = []
  let next = 0
  for (const [at, line] of whole.lines.entries()) {
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= line.start) next += 1
    const span = spans[next]
    const inside = span !== undefined && span.start <= line.start
    account.follow(at)
    if (isBlank(line.text)) continue
    const found = hidden.has(line.number)
      ? ({ verdict: 'unread', why: 'hidden' } as const)
      : inside
        ? account.judge(at, own.lines[at] ?? line)
        : account.judgeOutside(own.lines[at] ?? line)
    if (found !== null) result.push({ line: line.number, text: line.text.trim(), ...found })
  }
  const seen = new Set(result.map(({ line }) => line))
  // Items that stand below no heading of the actions are accounted for by themselves.
  const others = items.filter(({ line }) => !seen.has(line)).map((item) => itemLine(item))
  return others.length === 0 ? result : [...result, ...others].toSorted((one, other) => one.line - other.line)
}

type Verdict =
  | { readonly verdict: 'item' | 'done'; readonly why: null }
  | { readonly verdict: 'none'; readonly why: NoItem }
  | { readonly verdict: 'unread'; readonly why: Unread }

function itemLine({ line, checked, source }: ActionItem): ActionLine {
  return { line, text: source, verdict: checked ? 'done' : 'item', why: null }
}

function none(why: NoItem): Verdict {
  return { verdict: 'none', why }
}

/** The item whose lines are being passed, and how far in they are. */
interface OpenItem {
  readonly item: ActionItem
  readonly indent: number
  readonly mark: string
  /** Whether everything up to the next heading belongs to it. */
  readonly heading: number | null
  blank: boolean
}

/** Walks the lines once; what stands above a line says what it belongs to. */
class Account {
  readonly #ground: ActionGround
  readonly #items: ReadonlyMap<number, ActionItem>
  readonly #sections: ReadonlyMap<number, Section>
  readonly #enclosed: ReadonlyMap<number, Enclosed>
  #open: OpenItem | null = null
  #asideBelow = 7
  #label: 'aside' | null = null
  #checklist = false
  #table = 0
  #underline = 0

  constructor(ground: ActionGround) {
    this.#ground = ground
    this.#items = new Map(ground.items.map((item) => [item.line, item]))
    this.#sections = new Map(ground.whole.sections.map((section) => [section.line, section]))
    this.#enclosed = linesOf(ground.whole.enclosed)
  }

  /** Takes notice of a line before it is judged. */
  follow(at: number): void {
    const line = this.#ground.whole.lines[at]
    if (line === undefined) return
    const section = this.#sections.get(line.number)
    if (section !== undefined) this.#enter(section)
    if (isBlank(line.text) && this.#open !== null) this.#open.blank = true
  }

  /** A box that nobody ticked counts everywhere; elsewhere only those with what is to do are items. */
  judgeOutside(line: Line): Verdict | null {
    if (line.kind === 'raw' || !isOpenBox(line.text) || this.#items.has(line.number)) return null
    const bare = line.text.replace(bulletMark, '').replace(/^\s{0,4}\[ \]\s{0,4}/, '')
    if (this.#checklist || isTicked(bare) || isPlaceholder(bare)) return null
    return none('elsewhere')
  }

  #enter({ heading, level, headingEnd }: Section): void {
    this.#checklist = /\b(?:checklist|template|instructions)\b/i.test(heading)
    if (level <= this.#asideBelow) this.#asideBelow = isAside(heading) || isAdvice(heading) ? level : 7
    this.#label = null
    if (this.#open?.heading === null || (this.#open?.heading ?? 7) >= level) this.#open = null
    this.#underline = headingEnd
  }

  judge(at: number, line: Line): Verdict {
    const { lines } = this.#ground.whole
    const item = this.#items.get(line.number)
    const section = this.#sections.get(line.number)
    if (item !== undefined) {
      const heading = section?.level ?? null
      this.#open = { item, indent: indentOf(line.text), mark: markOf(line.text), heading, blank: false }
      if (isTable(lines, at)) this.#table = at
      return { verdict: item.checked ? 'done' : 'item', why: null }
    }
    if (section !== undefined || line.end <= this.#underline) return none('structure')
    const written = this.#ground.whole.lines[at]
    if (line.kind === 'raw') return written?.kind === 'text' ? none('facts') : this.#raw(line)
    if (this.#belongs(line)) return isOpenBox(line.text) && this.#open?.item.checked ? unread('form') : none('notes')
    this.#open = null
    if (/^ {0,3}>/.test(line.text)) return isWork(line.text.replace(/^[\s>]+/, '')) ? unread('quoted') : none('quote')
    return this.#own(at, line)
  }

  /** Whether a line belongs to the item above it: indented below it, or its text going on. */
  #belongs(line: Line): boolean {
    const open = this.#open
    if (open === null || open.item.kind === 'table') return false
    if (open.heading !== null) return true
    if (indentOf(line.text) > open.indent && (line.item === null || open.indent > 0)) return true
    const goesOn = !open.blank && line.item === null && !bulletMark.test(line.text) && !line.text.includes('|')
    if (goesOn) return true
    if (line.item === null || isTask(line.text)) return false
    // A bullet of another kind right below, or bullets between numbers, are notes to people.
    const mark = markOf(line.text)
    return /\d/.test(open.mark) ? !/\d/.test(mark) : !open.blank && mark !== open.mark
  }

  #raw(line: Line): Verdict {
    const enclosed = this.#enclosed.get(line.number)
    const shown = line.text.replace(/<[^<>]{0,300}>/g, ' ').trim()
    if (enclosed === undefined) return none('comment')
    if (this.#open !== null && enclosed.to !== null) return none('notes')
    const { kind } = enclosed
    if (enclosed.to === null)
      return /[\p{L}\p{N}]/u.test(shown) ? unread('hidden') : none(kind === 'fence' ? 'code' : 'comment')
    if (kind === 'comment' || kind === 'instruction') return none('comment')
    if (kind === 'html') return isWork(shown) ? unread('form') : none('structure')
    return isOpenBox(shown) ? unread('hidden') : none('code')
  }

  #own(at: number, line: Line): Verdict {
    const { lines } = this.#ground.own
    const text = line.text.trim()
    if (/^[\s|:*_=+~-]+$/.test(text)) return none('structure')
    if (isTable(lines, at)) {
      this.#table = line.number
      return none('structure')
    }
    const aside = this.#asideBelow < 7 || this.#label === 'aside'
    if (this.#table > 0 && line.number > this.#table && text.includes('|')) {
      this.#table = line.number
      return this.#row(text, aside)
    }
    const bare = text
      .replace(bulletMark, '')
      .replace(/^\[[ xX]\]\s*/, '')
      .trim()
    if (bare === '' || isPlaceholder(bare) || isPlaceholder(bare.replace(/[*_]/g, ''))) return none('placeholder')
    if (!isWork(line.text)) {
      if (isRow(text)) return this.#row(text, aside)
      if (isLabel(text)) {
        this.#label = isAside(text) || isAdvice(text) ? 'aside' : null
        return none('structure')
      }
      return none(aside ? 'aside' : indentOf(line.text) > 3 ? 'code' : 'sentence')
    }
    if (aside && !(isOpenBox(line.text) && isToDo(bare) && !isTicked(bare))) return none('aside')
    if (aside) return unread('beside')
    if (heads(lines, at) || explainsWord(line.text)) return none('structure')
    // What authors tick for themselves is no item, and left aside with all of its list.
    if (isTask(line.text) && isTicked(bare)) return none('aside')
    if (isNoAction(bare)) return none('observation')
    return unread('form')
  }

  #row(text: string, aside: boolean): Verdict {
    if (aside) return none('aside')
    const cells = text.split('|').map((cell) => cell.trim())
    return cells.every(isNothingYet) ? none('placeholder') : unread('form')
  }
}

/** Whether a line is written as a row, where no table is: one without its head. */
function isRow(text: string): boolean {
  return (
    text.startsWith('|') &&
    /\|$/.test(text) &&
    /[\p{L}\p{N}]/u.test(text.split('|', 2)[1] ?? '') &&
    text.split('|', 4).length > 3
  )
}

/** Whether a cell says nothing of its own: a number, a sign, the name of what should stand there. */
function isNothingYet(cell: string): boolean {
  return (
    isPlaceholder(cell) || readState(cell) !== null || /^(?:#?\d{1,4}[.)]?|@[\w-]{0,40}|[YMDymd/.-]{4,12})$/.test(cell)
  )
}

function unread(why: Unread): Verdict {
  return { verdict: 'unread', why }
}

function linesOf(enclosed: readonly Enclosed[]): ReadonlyMap<number, Enclosed> {
  const map = new Map<number, Enclosed>()
  for (const one of enclosed) for (let line = one.from; line <= (one.to ?? one.last); line += 1) map.set(line, one)
  return map
}

/** Whether a line looks like something to do: it begins with a bullet, a number or a box. */
export function isWork(text: string): boolean {
  return (
    /^[ \t]{0,80}(?:[-*+•·◦▪‣●○–—]|\d{1,3}[.)])[ \t]+\S/.test(text) || /^[ \t]{0,80}(?:[-*+] ?)?\[[ xX]?\]/.test(text)
  )
}

function isOpenBox(text: string): boolean {
  return /^[ \t>]{0,80}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,8})?\[ \]/.test(text)
}

/** Whether a line only leads to what follows it. */
function isLabel(text: string): boolean {
  return /:[*_]{0,3}$/.test(text) || /^(?:\*\*|__).{1,200}(?:\*\*|__)[:.]?$/.test(text)
}

/** Whether something deeper stands right below a list item. */
function heads(lines: readonly Line[], at: number): boolean {
  const line = lines[at]
  const below = lines.slice(at + 1, at + 4).find(({ text }) => !isBlank(text))
  return (
    line !== undefined &&
    below !== undefined &&
    bulletMark.test(below.text) &&
    indentOf(below.text) > indentOf(line.text)
  )
}
