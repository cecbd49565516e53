import type { ActionItem } from '../../../domain/action-item.ts'

const most = 5

const labelled =
  /^[\s>]{0,8}(?:[-*+][ \t]{1,4})?[*_]{0,3}(?:done when|closed when|verify|verified by|acceptance criteria|acceptance criterion|success criteria|definition of done|exit criteria)[*_]{0,3}[ \t]{0,4}:[*_]{0,3}[ \t]{0,4}(\S.{0,300})$/i
const inLine = /(?:^|[\s([;,])(?:done when|verify|verified by):\s{0,3}([^()[\]]{3,200})/i

/** What would close an item, as its line and its notes say it: what stands behind "Done when:", "verify:" and their like. */
export function closingWords({ source, notes }: Pick<ActionItem, 'source' | 'notes'>): readonly string[] {
  const below = notes.split('\n', 60).flatMap((line) => (line.length > 400 ? [] : (labelled.exec(line)?.[1] ?? [])))
  const said = inLine.exec(source.slice(0, 2_000))?.[1]
  const all = [...(said === undefined ? [] : [said]), ...below].map((words) => words.trim())
  return [...new Set(all)].slice(0, most)
}
