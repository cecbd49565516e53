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

interface Paragraph extends AnswerNearby {
  readonly stems: ReadonlySet<string>
}

const known = remembered<readonly Paragraph[]>()

/**
 * The answers that an item refers to, two at most, in the order of the document: paragraphs of what happened and what could have
 * gone better that have telling words of the item's, or whose heading it names. What the app wrote itself is none. None where
 * the document cannot be read.
 */
export function answersNearby(text: string, item: ActionItem, headings: MoreHeadings): readonly AnswerNearby[] {
  const paragraphs = known(`${JSON.stringify(headings)}\n${text}`, () => paragraphsOf(text, headings))
  const said = `${item.text}\n${item.notes}`.slice(0, 2_000)
  const words = new Set(stemsOf(said))
  const common = commonWords(paragraphs)
  const scored = paragraphs.map((paragraph, index) => {
    const shared = [...words].filter((word) => !common.has(word) && hasWord(paragraph.stems, word)).length
    return { paragraph, index, score: shared + (isNamed(paragraph.heading, said) ? enoughWords : 0) }
  })
  return scored
    .filter(({ score }) => score >= enoughWords)
    .toSorted((one, other) => other.score - one.score || one.index - other.index)
    .slice(0, most)
    .toSorted((one, other) => one.index - other.index)
    .map(({ paragraph: { heading, text: answer } }) => ({ heading, text: answer }))
}

/** Whether a paragraph has a word, or one with another ending: "mute", "muted". */
function hasWord(stems: ReadonlySet<string>, word: string): boolean {
  if (stems.has(word)) return true
  return [...stems].some((stem) => {
    const [short, long] = stem.length < word.length ? [stem, word] : [word, stem]
    return short.length > 3 && long.length - short.length < 4 && long.startsWith(short)
  })
}

/** Words that half of a document's paragraphs have say nothing of one of them. */
function commonWords(paragraphs: readonly Paragraph[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { stems } of paragraphs) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const many = Math.max(3, paragraphs.length / 2)
  return new Set([...counts].flatMap(([stem, count]) => (count > many ? [stem] : [])))
}

/** Whether an item names a heading of two words or more: "see Root cause". */
function isNamed(heading: string, said: string): boolean {
  const name = heading
    .toLowerCase()
    .replace(/^[\d. ]{1,6}/, '')
    .replace(/[?: ]{1,5}$/, '')
  return name.includes(' ') && name.length >= 8 && said.toLowerCase().includes(name)
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
