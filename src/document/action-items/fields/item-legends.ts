import { bulletMark } from '../../../text/markdown/marks.ts'
import type { Block } from '../read/item-blocks.ts'
import { readPriority, readState, readType } from './item-words.ts'

/** What a word before a dash or a colon may be one of: the same for all words of a legend. */
const vocabularies: readonly ((word: string) => string | null)[] = [
  readType,
  (word) => (/^P\d$/i.test(word) ? word.toUpperCase() : readPriority(word)),
  readState,
]

const defined =
  /^[*_`[(]{0,3}([\p{L}\p{N}\p{Extended_Pictographic}' -]{1,20}?)[*_`\])]{0,3}\s?(?::[*_]{0,3}|[=–—-]{1,2})\s{1,4}[*_]{0,3}\S/u
const leadsToLegend =
  /\b(?:types?|priorit(?:y|ies)|categor(?:y|ies)|status(?:es)?|states|levels?|legend|key|kinds?|one of)\b[^.]{0,80}:[*_]{0,3}\s{0,4}$/i

/**
 * The lists that say what the words of a table mean, "Prevent - keep it from happening again", and hold no items: each of
 * their items explains another type, priority or state, and a table follows, or a sentence before them says what they are.
 */
export function legendsOf(blocks: readonly Block[]): ReadonlySet<Block> {
  const legends = new Set<Block>()
  for (let at = 0; at < blocks.length; ) {
    const end = endOfRun(blocks, at)
    const run = blocks.slice(at, end)
    const isIntroduced = leadsToLegend.test(blocks[at - 1]?.lines.at(-1)?.text ?? '')
    const isLegend = run.length > 1 && explains(run) && (isIntroduced || blocks.slice(end).some(isTable))
    if (isLegend) for (const block of run) legends.add(block)
    at = Math.max(end, at + 1)
  }
  return legends
}

/** Whether a list item explains a type, a priority or a state. */
export function explainsWord(text: string): boolean {
  const word = defined.exec(text.replace(bulletMark, ''))?.[1] ?? ''
  return vocabularies.some((read) => read(word) !== null)
}

function isTable({ kind }: Block): boolean {
  return kind === 'table'
}

/** Just past the list items that stand together from `at` on; `at` itself where there is none. */
function endOfRun(blocks: readonly Block[], at: number): number {
  let end = at
  while (blocks[end]?.kind === 'list') end += 1
  return end
}

/** Whether every item explains another word of one vocabulary. */
function explains(run: readonly Block[]): boolean {
  const words = run.map(({ lines }) => defined.exec((lines[0]?.text ?? '').replace(bulletMark, ''))?.[1] ?? '')
  return vocabularies.some((read) => {
    const values = words.map(read)
    return values.every((value) => value !== null) && new Set(values).size === values.length
  })
}
