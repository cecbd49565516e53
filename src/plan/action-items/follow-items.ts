import type { ActionItem } from '../../domain/action-item.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Pull } from '../../domain/repository.ts'
import type { IncidentPass } from '../pass.ts'
import { refusedWrites } from '../status/refused.ts'
import { followOpened } from './follow-opened.ts'
import type { FollowThrough, MergedPostmortem } from './follow-through.ts'
import { withFollowed } from './followed-items.ts'
import { findItems } from './identity/find-items.ts'
import type { FoundItems } from './identity/found-items.ts'
import { documentNotices, itemNotices } from './item-notices.ts'
import { attachments, closeDuplicates, unattachedAmong } from './mend-items.ts'
import { mergedDocument } from './merged-document.ts'
import { openItems } from './open-items.ts'
import { permalink } from './permalink.ts'
import type { TrackedItem } from './tracked-item.ts'

/** What a merged postmortem needs: its items as issues, links in the document, reminders. `undefined` while not read. */
export function followItems(pass: IncidentPass, pull: Pull, memory: StatusMemory): FollowThrough | undefined {
  const { incident } = pass
  const merged = mergedDocument(pass, pull)
  // Asked here too, so that both are read in one wave.
  pass.ask({ ask: 'subIssues', number: incident.ref.number })
  if (merged === undefined) return undefined
  const identified = findItems(pass, pull, merged)
  const items = identified && withFollowed(pass, identified.items)
  if (identified === undefined || items === undefined) return undefined
  const found = { ...identified, items }
  const tracked = {
    pull: pull.number,
    path: merged.path,
    mergeCommit: merged.path === null ? null : merged.at,
    frozen: listToKeep(found, incident.memory),
    others: merged.others.length > 0 ? merged.others : undefined,
  }
  const isFrozen = JSON.stringify(incident.memory.frozen) === JSON.stringify(tracked.frozen)
  // What else it remembers is not true yet: answers to commands, say, come after.
  const toFreeze = isFrozen ? null : { ...incident.memory, ...tracked }
  const postmortem = { pull, merged, found, memory: { ...memory, ...tracked } }
  const unopened = items.filter((item) => item.status.kind === 'unopened')
  return unopened.length > 0 ? openMerged(pass, postmortem, unopened, toFreeze) : followOpened(pass, postmortem)
}

/**
 * The list of items that counts from now on. While people are asked what an issue is for, it is a guess: it is made anew once
 * they have said.
 */
function listToKeep({ frozen, ambiguous }: FoundItems, memory: StatusMemory): StatusMemory['frozen'] {
  return ambiguous.length > 0 ? memory.frozen : (frozen ?? undefined)
}

/** Opens what has no issue yet; nothing else happens before every item has one. */
function openMerged(
  pass: IncidentPass,
  { pull, merged, found, memory }: MergedPostmortem,
  unopened: readonly TrackedItem[],
  toFreeze: StatusMemory | null,
): FollowThrough | undefined {
  const { incident, context, refusals } = pass
  const since = pull.mergedAt ?? incident.now
  const linkTo = (item: ActionItem) => permalink(incident, merged.at, merged.path ?? '', item.line)
  const entries = unopened.flatMap(({ ordinal, item }) =>
    item === null ? [] : [{ ordinal, item, permalink: linkTo(item), since, document: merged.text }],
  )
  const opening = openItems(pass, pull, entries, found)
  if (opening === undefined) return undefined
  return {
    toFreeze,
    // What an interrupted pass left behind is attached first, so that the sub-issues keep the document's order.
    mutations: [...closeDuplicates(found, context), ...attachments(incident, found), ...opening],
    items: found.items,
    notices: [...documentNotices(pass, merged, found, null), ...itemNotices(pass, found)],
    memory: { ...memory, items: keep(found.items, memory) },
    unattached: unattachedAmong(found),
    requeueAt: null,
    complete: refusedWrites(refusals, 'open-item', 'open-item-elsewhere', 'create-item-label').length > 0,
    unread: found.frozen === null,
    lines: merged.lines,
  }
}

/** Until every item is open, the memory keeps what it knew: an item enters it when the status comment shows it. */
function keep(items: readonly TrackedItem[], memory: StatusMemory): StatusMemory['items'] {
  return memory.items.filter((remembered) => items.some((item) => item.ordinal === remembered.ordinal))
}
