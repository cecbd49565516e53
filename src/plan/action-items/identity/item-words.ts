import type { ActionItem } from '../../../domain/action-item.ts'
import type { FrozenItem } from '../../../domain/marker.ts'
import type { MergedDocument } from '../merged-document.ts'
import { fingerprint, linesOf } from './frozen-items.ts'

/** The words of an item that has no issue yet, as they were at the merge: all of them, wherever they are still known. */
export function itemWords(item: FrozenItem, reading: ActionItem | null, { text }: MergedDocument): string {
  if (reading !== null && fingerprint(reading.source) === item.words) return reading.source
  if (fingerprint(item.text) === item.words || text === null || item.line === 0)
    return item.text || (reading?.source ?? '')
  return linesOf(text)[item.line - 1] || item.text
}

/** What today's reader makes of an item, with the words that it had: where it takes it for none it is its words alone. */
export function itemWithWords(
  { ordinal, line, open, words }: FrozenItem,
  reading: ActionItem | null,
  source: string,
): ActionItem {
  if (reading !== null && fingerprint(reading.source) === words) return reading
  if (reading !== null) return { ...reading, source, text: source }
  return {
    kind: 'checkbox',
    ordinal,
    line: Math.max(1, line),
    lineEnd: 0,
    checked: !open,
    state: null,
    source,
    text: source,
    owners: { logins: [], teams: [], names: [] },
    due: null,
    priority: null,
    type: null,
    notes: '',
    links: [],
    references: [],
  }
}
