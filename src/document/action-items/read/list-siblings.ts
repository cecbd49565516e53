import { isTask } from '../../../text/markdown/marks.ts'
import type { Block } from './item-blocks.ts'
import type { Beside } from './listed-items.ts'

/**
 * Whether the blocks are one numbered list: what stands between its numbers, bullets that are not indented among them,
 * belongs to the numbered items.
 */
export function isNumberedList(blocks: readonly Block[]): boolean {
  const lists = blocks.flatMap((block) => (block.kind === 'list' ? [block.number] : []))
  if (lists[0] === null || lists[0] === undefined) return false
  const numbers = lists.filter((number) => number !== null)
  const interrupted = lists.some(
    (number, index) => number === null && index < lists.lastIndexOf(numbers.at(-1) ?? null),
  )
  return (
    interrupted &&
    numbers.length > 1 &&
    numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))
  )
}

/** What the numbered items of a list are: one that goes on after its title, or ends without a colon, is an item, and so are all. */
export function besideNumbers(blocks: readonly Block[]): Beside {
  const firsts = blocks.flatMap((block) => (block.kind === 'list' && block.number !== null ? [block.lines[0]] : []))
  return firsts.length > 1 && firsts.some((line) => line !== undefined && !/:[*_]{0,3}\s{0,4}$/.test(line.text))
    ? 'items'
    : 'unknown'
}

/** Whether a bullet of another kind stands right below an item: to Markdown a list of its own, to people its notes. */
export function isNote(block: Block, before: Block | undefined, blocks: readonly Block[]): boolean {
  const first = blocks.find(({ kind }) => kind === 'list')
  if (block.kind !== 'list' || before?.kind !== 'list' || first?.kind !== 'list') return false
  if (block.number !== null || first.number !== null || block.mark === first.mark || isTask(block.lines[0]?.text ?? ''))
    return false
  return block.lines[0]?.number === (before.lines.at(-1)?.number ?? 0) + 1
}
