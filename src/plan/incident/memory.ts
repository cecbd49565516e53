import { isDocumentPath } from '../../document/files/file-name.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import { soundList } from '../action-items/identity/frozen-items.ts'

/** More items than documents have: each one that is remembered and not found is looked up. */
const mostItems = 500
/** More than anybody asks for in a quarter of an hour. */
const mostActions = 100
/** More than the status comment shows. */
const mostTimes = 10
/** More than the app's own sentences and reasons need, in UTF-16 code units. */
const longestSentence = 2_000

/**
 * What the status comment remembers, held to what the app itself could have written there. Everybody with write may edit
 * the comment: a path that is no document's is forgotten, of two entries for one item the first counts, and long texts are
 * cut, so that no edit makes the comment too long to be put right.
 */
export function soundMemory(memory: StatusMemory): StatusMemory {
  const items = new Map<number, StatusMemory['items'][number]>()
  for (const item of memory.items.slice(0, mostItems)) if (!items.has(item.ordinal)) items.set(item.ordinal, item)
  const { path, template, actions, times, decision, frozen } = memory
  return {
    ...memory,
    path: path !== null && isDocumentPath(path) ? path : null,
    ...(actions !== undefined && { actions: actions.slice(0, mostActions) }),
    ...(times !== undefined && { times: times.slice(-mostTimes) }),
    ...(template !== undefined && { template: cutAt(template, 100) }),
    decision:
      decision === null
        ? null
        : { ...decision, reason: cutAt(decision.reason, longestSentence), by: cutAt(decision.by, 100) },
    items: [...items.values()],
    ...(frozen !== undefined && { frozen: soundList(frozen) }),
  }
}
