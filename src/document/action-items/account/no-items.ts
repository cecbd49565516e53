import { bulletMark } from '../../../text/markdown/marks.ts'
import { isToDo } from '../data/action-verbs.ts'
import { isWork } from './line-shapes.ts'
import type { ActionLine, NoItem } from './line-verdict.ts'

/** The reasons that may be wrong: what stands in such a line may be meant as an item. */
const doubtful = ['sentence', 'observation', 'aside', 'elsewhere', 'quote'] as const satisfies readonly NoItem[]

/** A line that was read as no action item though it may be one, and why. */
export type NoItemLine = Extract<ActionLine, { readonly verdict: 'none' }> & { readonly why: (typeof doubtful)[number] }
const promises =
  /\b(?:we|team|I)(?:['’]ll| will| shall| need| should| must| plan| want)\b|\b(?:must|should|needs? to|to be)\b/i

/**
 * The lines that were read as no items though they say what is to do, or stand in a list: who wrote them should see it. Not the
 * parts of the document, prompts, notes of items, nor sentences that only tell.
 */
export function noItems(lines: readonly ActionLine[]): readonly NoItemLine[] {
  return lines.flatMap((line) => {
    const why = doubtful.find((reason) => reason === line.why)
    if (line.verdict !== 'none' || why === undefined) return []
    const words = line.text.replace(/^[\s>]+/, '').replace(bulletMark, '')
    const counts = isWork(line.text.replace(/^[\s>]+/, '')) || isToDo(words) || promises.test(words)
    return counts ? [{ ...line, why }] : []
  })
}
