import { type MoreHeadings, questionOf } from '../../../document/headings/heading-question.ts'
import { factBlocks } from '../../../document/markers/fact-blocks.ts'
import type { ActionItem } from '../../../domain/action-item.ts'
import type { QuestionName } from '../../../domain/review.ts'
import { cutAt, oneLine } from '../../../text/markdown/hidden-characters.ts'
import { remembered } from '../../../text/markdown/remembered.ts'
import { type ParsedDocument, parseDocument, type Section } from '../../../text/markdown/sections.ts'
import { stemsOf } from '../../similar/words.ts'

/** A paragraph of the document that an item is about. */
export interface AnswerNearby {
  /** The heading that it stands below, on one line. */
  readonly heading: string
  /** People's Markdown, its end cut where it is long. */
  readonly text: string
}

/** More would be the document once more. */
const most = 2
/** In UTF-16 code units. */
const longestAnswer = 600
/** So many of an item's telling words in common are no chance. */
const enoughWords = 2

const telling: readonly (QuestionName | null)[] = ['how', 'better', 'lessons', 'communication', 'wentWell']

/** The paragraphs of a document, found by their words: this is asked for each of its items. */
interface Paragraphs {
  readonly all: readonly AnswerNearby[]
  /** Where a word stands, by its stem. */
  readonly having: ReadonlyMap<string, readonly number[]>
  /** The stems that begin alike, by their first letters. */
  readonly alike: ReadonlyMap<string, readonly string[]>
  /** Where a heading stands above, by its name in small letters. */
  readonly below: ReadonlyMap<string, readonly number[]>
  /** Words that half of the paragraphs have say nothing of one of them. */
  readonly common: ReadonlySet<string>
}

const known = remembered<Paragraphs>()

/**
 * The answers that an item refers to, two at most, in the order of the document: paragraphs of what happened and what could have
 * gone better that have telling words of the item's, or whose heading it names. What the app wrote itself is none. None where
 * the document cannot be read.
 */
export function answersNearby(text: string, item: ActionItem, headings: MoreHeadings): readonly AnswerNearby[] {
  const paragraphs = known(`${JSON.stringify(headings)}\n${text}`, () => indexed(paragraphsOf(text, headings)))
  const said = `${item.text}\n${item.notes}`.slice(0, 2_000)
  const scores = new Map<number, number>()
  const add = (places: Iterable<number>, score: number) => {
    for (const at of places) scores.set(at, (scores.get(at) ?? 0) + score)
  }
  for (const word of new Set(stemsOf(said))) if (!paragraphs.common.has(word)) add(placesOf(word, paragraphs), 1)
  const lower = said.toLowerCase()
  for (const [name, places] of paragraphs.below) if (lower.includes(name)) add(places, enoughWords)
  return [...scores]
    .filter(([, score]) => score >= enoughWords)
    .toSorted(([at, score], [otherAt, other]) => other - score || at - otherAt)
    .slice(0, most)
    .toSorted(([at], [otherAt]) => at - otherAt)
    .flatMap(([at]) => paragraphs.all[at] ?? [])
}

/** The paragraphs that have a word, or one with another ending: "mute", "muted". */
function placesOf(word: string, { having, alike }: Paragraphs): ReadonlySet<number> {
  const stems = (alike.get(beginning(word)) ?? []).filter((stem) => {
    const [short, long] = stem.length < word.length ? [stem, word] : [word, stem]
    return short.length > 3 && long.length - short.length < 4 && long.startsWith(short)
  })
  return new Set([word, ...stems].flatMap((stem) => having.get(stem) ?? []))
}

/** Words with another ending are alike in so many letters. */
function beginning(word: string): string {
  return word.slice(0, 4)
}

function indexed(found: readonly Paragraph[]): Paragraphs {
  const having = new Map<string, number[]>()
  const below = new Map<string, number[]>()
  for (const [at, { stems, heading }] of found.entries()) {
    for (const stem of stems) put(having, stem, at)
    const name = nameOf(heading)
    if (name.includes(' ') && name.length >= 8) put(below, name, at)
  }
  const many = Math.max(3, found.length / 2)
  const common = new Set([...having].flatMap(([stem, places]) => (places.length > many ? [stem] : [])))
  const alike = new Map<string, string[]>()
  for (const stem of having.keys()) put(alike, beginning(stem), stem)
  return { all: found.map(({ heading, text }) => ({ heading, text })), having, alike, below, common }
}

function put<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [value])
  else list.push(value)
}

/** A heading as an item names it, where it has two words or more: "see Root cause". */
function nameOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/^[\d. ]{1,6}/, '')
    .replace(/[?: ]{1,5}$/, '')
}

interface Paragraph extends AnswerNearby {
  readonly stems: ReadonlySet<string>
}

function paragraphsOf(text: string, headings: MoreHeadings): readonly Paragraph[] {
  const parsed = parseDocument(text)
  if (!parsed.ok) return []
  const { document } = parsed
  const facts = factBlocks(text)
  const isOwn = (at: number) => facts.some(({ start, end }) => at >= start && at < end)
  const found: Paragraph[] = []
  for (const section of document.sections) {
    if (!telling.includes(questionAbove(document, section, headings))) continue
    for (const answer of paragraphsIn(document, section, isOwn)) {
      const stems = new Set(stemsOf(answer))
      if (stems.size >= enoughWords)
        found.push({ heading: oneLine(section.heading).replace(/^\d{1,2}[.)] /, ''), text: shortened(answer), stems })
    }
  }
  return found
}

/** The question that a heading asks, or the nearest one above it that asks one. */
function questionAbove({ sections }: ParsedDocument, section: Section, headings: MoreHeadings): QuestionName | null {
  const around = sections.filter(({ start, end }) => start <= section.start && end >= section.end)
  return around.map(({ heading }) => questionOf(heading, headings)).findLast((question) => question !== null) ?? null
}

/** The paragraphs and list items right below a heading: not those of the headings within, nor code, tables and comments. */
function paragraphsIn(
  { lines, sections }: ParsedDocument,
  { start, headingEnd, end }: Section,
  isOwn: (at: number) => boolean,
): readonly string[] {
  const next = sections.find((other) => other.start > start)?.start ?? end
  const paragraphs: string[][] = [[]]
  for (const line of lines) {
    if (line.start <= headingEnd || line.start >= Math.min(next, end)) continue
    const isText = line.kind === 'text' && !/^\s*(?:\||$)/.test(line.text) && !isOwn(line.start)
    if (!isText || /^ {0,3}(?:[-*+]|\d{1,9}[.)]) /.test(line.text)) paragraphs.push([])
    if (isText) paragraphs.at(-1)?.push(line.text)
  }
  return paragraphs.map((one) => one.join('\n').trim()).filter((one) => one !== '')
}

function shortened(text: string): string {
  return text.length <= longestAnswer ? text : `${cutAt(text, longestAnswer).replace(/\s+\S*$/, '')} …`
}
