import type { Enclosed, Line } from '../../../text/markdown/lines.ts'
import { isOpenBox, isWork } from './line-shapes.ts'
import { type LineVerdict, none, unread } from './line-verdict.ts'

/**
 * What a line is that Markdown does not read as text. `enclosed` is the block that it stands in, where that has more than one
 * line; `inItem` says whether the block stands below an item.
 */
export function rawVerdict(line: Line, enclosed: Enclosed | undefined, inItem: boolean): LineVerdict {
  const shown = line.text.replace(/<[^<>]{0,300}>/g, ' ').trim()
  if (enclosed === undefined) return none('comment')
  if (inItem && enclosed.to !== null) return none('notes')
  const { kind } = enclosed
  if (enclosed.to === null)
    return /[\p{L}\p{N}]/u.test(shown) ? unread('hidden') : none(kind === 'fence' ? 'code' : 'comment')
  if (kind === 'comment' || kind === 'instruction') return none('comment')
  if (kind === 'html') return isWork(shown) ? unread('form') : none('structure')
  return isOpenBox(shown) ? unread('hidden') : none('code')
}
