import type { ActionLine } from '../../document/action-items/account/line-verdict.ts'
import { type NoItemLine, noItems } from '../../document/action-items/account/no-items.ts'
import type { ActionItems } from '../../document/action-items/read/action-items.ts'
import type { Context } from '../context.ts'
import { sayer, sentence } from '../texts.ts'

/** A line below the action items that may be one and could not be read as one: while there is any, nothing is complete. */
export type UnreadLine = Extract<ActionLine, { readonly verdict: 'unread' }>

/** More lines are counted, and not quoted. */
const mostShown = 5

/** The lines of a document that may be action items and could not be read, in order. */
export function unreadLines({ lines }: Pick<ActionItems, 'lines'>): readonly UnreadLine[] {
  return lines.filter((line) => line.verdict === 'unread')
}

/** Which lines they are and what to do about them, a sentence each. `at` is where somebody can mend them. */
export function unreadNotices(
  lines: readonly UnreadLine[],
  { path, base }: { readonly path: string | null; readonly base: string },
  context: Context,
): readonly string[] {
  const say = sayer(context.templates)
  const shown = lines.slice(0, mostShown).map(({ line, text, why }) => {
    const words = text.length > 120 ? `${text.slice(0, 120).trimEnd()}…` : text
    return say('notice-unread-line', {
      path: path ?? '',
      base,
      line,
      text: words,
      hidden: why === 'hidden',
      quoted: why === 'quoted',
      beside: why === 'beside',
      form: why === 'form',
    })
  })
  const more = lines.length - shown.length
  return more === 0 ? shown : [...shown, say('notice-unread-lines', { count: more, one: more === 1 })]
}

/** The lines that are followed by nobody, since they were read as no items, in one sentence; none where there are no such lines. */
export function noItemNotices(
  { lines }: Pick<ActionItems, 'lines'>,
  { path, base }: { readonly path: string | null; readonly base: string },
  context: Context,
): readonly string[] {
  const all = noItems(lines)
  if (all.length === 0) return []
  const shown = all.slice(0, 3).map((line) => shownLine(line, 80, context))
  const more = all.length - shown.length
  return [
    sentence(context.templates, 'notice-no-items', {
      path: path ?? '',
      base,
      lines: shown.map((view, index) => ({ ...view, last: index === shown.length - 1 })),
      more,
      one: all.length === 1,
    }),
  ]
}

/** A line that was read as no item, its words as far as `room`, and why. */
export function shownLine({ line, text, why }: NoItemLine, room: number, { templates }: Context) {
  const words = text.length > room ? `${text.slice(0, room).trimEnd()}…` : text
  return { line, words, why: sentence(templates, `no-item-${why}`) }
}
