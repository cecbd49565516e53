import type { Line } from '../../text/markdown/lines.ts'
import type { ParsedDocument } from '../../text/markdown/sections.ts'
import { isTemplateQuestion, type MoreHeadings } from '../headings/heading-question.ts'
import { headingWords } from '../headings/heading-words.ts'
import { type FactBlock, factBlocks } from '../markers/fact-blocks.ts'
import { type Passage, passagesOf } from './passages.ts'
import { countWords } from './substance.ts'

/** Who wrote a line: somebody, the app with its facts, or the template, of which it is left over. */
export type LineOrigin = 'person' | 'app' | 'template'

/** A document as a review looks at it, read once for all rules. */
export interface Reading {
  readonly document: ParsedDocument
  readonly passages: readonly Passage[]
  /** Who wrote a line of the document. */
  readonly originOf: (line: Line) => LineOrigin
  /** How many words of a line a person wrote; zero for what is the app's or the template's. */
  readonly ownWords: (line: Line) => number
  /** Whether it was made from the app's template, or the one that is known: it has the app's facts, its question, or half of the headings. */
  readonly ofTemplate: boolean
  /** Whether the front matter says who wrote the document or led the response. */
  readonly signed: boolean
}

/** `template` is the text that new documents are made of, if it is known: what stands there answers nothing. */
export function readForReview(document: ParsedDocument, headings: MoreHeadings, template: string | null): Reading {
  const facts = factBlocks(document.text).filter(({ untouched }) => untouched)
  const sample = samplesOf(template)
  const origins = originsOf(document.lines, facts, sample)
  const heads = tableHeads(document.lines)
  const ownWords = new Map<number, number>()
  const originOf = (line: Line): LineOrigin => origins.get(line.number) ?? 'person'
  return {
    document,
    passages: passagesOf(document, headings),
    ofTemplate: isOfTemplate(document, template),
    signed: isSigned(document),
    originOf,
    ownWords: (line) => {
      const known =
        ownWords.get(line.number) ?? (originOf(line) === 'person' && !heads.has(line.number) ? countWords(line) : 0)
      ownWords.set(line.number, known)
      return known
    },
  }
}

/** The lines that name the columns of tables: they ask, the rows below answer. */
function tableHeads(lines: readonly Line[]): ReadonlySet<number> {
  const heads = new Set<number>()
  for (const [index, { text }] of lines.entries()) {
    const above = lines[index - 1]
    if (above !== undefined && /^ {0,3}\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]{0,300}$/.test(text) && above.text.includes('|'))
      heads.add(above.number)
  }
  return heads
}

function isOfTemplate({ text, sections }: ParsedDocument, template: string | null): boolean {
  if (factBlocks(text).length > 0 || sections.some(({ heading }) => isTemplateQuestion(heading))) return true
  const asked = [...(template ?? '').matchAll(/^#{1,4} +(.+)$/gm)].map(([, heading = '']) => headingWords(heading))
  const own = asked.filter((words) => words !== '' && !words.includes('title'))
  const here = new Set(sections.map(({ heading }) => headingWords(heading)))
  return own.length > 1 && own.filter((words) => here.has(words)).length * 2 >= own.length
}

const signature =
  /^(?:authors?|owners?|lead|commander|incident[-_ ](?:lead|commander|manager)|responders|participants|reporter):[ \t]{0,20}(?:[^\s#]|\r?\n[ \t]{0,20}-[ \t])/im

function isSigned({ text, frontMatter }: ParsedDocument): boolean {
  return frontMatter !== null && signature.test(text.slice(frontMatter.yamlStart, frontMatter.yamlEnd))
}

/** The lines of a template that say something of their own: not its tags, marks and headings. */
function samplesOf(template: string | null): ReadonlySet<string> {
  const lines = (template ?? '').split(/\r\n|\n|\r/).map((line) => line.trim())
  return new Set(lines.filter((line) => /\p{L}\s/u.test(line) && !line.startsWith('#') && !line.includes('{{')))
}

function originsOf(
  lines: readonly Line[],
  facts: readonly FactBlock[],
  sample: ReadonlySet<string>,
): ReadonlyMap<number, LineOrigin> {
  const origins = new Map<number, LineOrigin>()
  let next = 0
  for (const line of lines) {
    while ((facts[next]?.end ?? Number.POSITIVE_INFINITY) <= line.start) next += 1
    const block = facts[next]
    if (block !== undefined && block.start <= line.start) origins.set(line.number, 'app')
    else if (sample.has(line.text.trim())) origins.set(line.number, 'template')
  }
  return origins
}
