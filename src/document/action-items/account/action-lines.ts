import { isBlank } from '../../../text/markdown/marks.ts'
import { hiddenActions } from './hidden-actions.ts'
import { LineAccount, type ReadDocument } from './line-account.ts'
import { type ActionLine, itemVerdict, unread } from './line-verdict.ts'

/**
 * An account of every line that is not blank below the headings of the actions, in order, from the lines as they are written:
 * what was read as an item, what is none and why, and what may be one and was not read, which nobody may call done. What
 * code or a comment that never ends hides counts as not read, headings and all.
 */
export function actionLines(document: ReadDocument): readonly ActionLine[] {
  const { whole, own, spans, items } = document
  const hidden = hiddenActions(whole, document.more)
  const account = new LineAccount(document)
  const result: ActionLine[] = []
  let next = 0
  for (const [at, line] of whole.lines.entries()) {
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= line.start) next += 1
    const span = spans[next]
    const inside = span !== undefined && span.start <= line.start
    account.follow(at)
    if (isBlank(line.text)) continue
    const found = hidden.has(line.number)
      ? unread('hidden')
      : inside
        ? account.verdictOf(at, own.lines[at] ?? line)
        : account.verdictOutside(own.lines[at] ?? line)
    if (found !== null) result.push({ line: line.number, text: line.text.trim(), ...found })
  }
  const seen = new Set(result.map(({ line }) => line))
  // Items that stand below no heading of the actions are accounted for by themselves.
  const others = items.flatMap((item): readonly ActionLine[] =>
    seen.has(item.line) ? [] : [{ line: item.line, text: item.source, ...itemVerdict(item) }],
  )
  return others.length === 0 ? result : [...result, ...others].toSorted((one, other) => one.line - other.line)
}
