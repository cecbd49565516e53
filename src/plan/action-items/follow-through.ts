import type { ActionItems } from '../../document/action-items/read/action-items.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Pull } from '../../domain/repository.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { IncidentPass } from '../pass.ts'
import { reminders } from '../reminders/reminders.ts'
import { refusedWrites } from '../status/refused.ts'
import { sentence } from '../texts.ts'
import { type BaseDocument, baseDocument } from './base-document.ts'
import { doneByHand, unseenNotices, withFollowed } from './followed-items.ts'
import { type FoundItems, findItems } from './identity/find-items.ts'
import { fingerprint, linesOf } from './identity/frozen-items.ts'
import { documentNotices, itemNotices, offerNotice } from './item-notices.ts'
import { type KnownItem, matchLines } from './later-lines.ts'
import { attachments, closeDuplicates } from './mend-items.ts'
import { type MergedDocument, mergedDocument } from './merged-document.ts'
import { labelMoved, numberHere } from './moved-items.ts'
import { openItems, permalink } from './open-items.ts'
import { readItems } from './read-items.ts'
import { isSettled, type TrackedItem } from './tracked-item.ts'
import { noItemNotices, type UnreadLine, unreadLines, unreadNotices } from './unread-lines.ts'
import { writeBack } from './write-back.ts'

export interface FollowThrough {
  readonly mutations: readonly Mutation[]
  readonly items: readonly TrackedItem[]
  readonly notices: readonly string[]
  readonly memory: StatusMemory
  readonly attachable: boolean
  readonly nextLook: string | null
  /** Whether every item has its issue, so that the status is worth posting. */
  readonly complete: boolean
  /** Whether nobody knows the items: there is no document, or it cannot be read. */
  readonly unread: boolean
  /** What the status comment is to remember before anything is opened: which items there are. `null` where it does. */
  readonly toFreeze: StatusMemory | null
  /** Lines below the action items that may be some and could not be read. */
  readonly lines: readonly UnreadLine[]
}

/** What a merged postmortem needs: its items as issues, links in the document, reminders. `undefined` while not read. */
export function followThrough(pass: IncidentPass, pull: Pull, memory: StatusMemory): FollowThrough | undefined {
  const { incident, context, refusals } = pass
  const merged = mergedDocument(pass, pull)
  // Asked here too, so that both are read in one wave.
  pass.ask({ ask: 'subIssues', number: incident.ref.number })
  if (merged === undefined) return undefined
  const identified = findItems(pass, pull, merged)
  const items = identified && withFollowed(pass, identified.items)
  if (identified === undefined || items === undefined) return undefined
  const found = { ...identified, items }
  const unopened = found.items.filter((item) => item.fate.kind === 'unopened')
  const { at, path } = merged
  const tracked = {
    pull: pull.number,
    path,
    mergeCommit: path === null ? null : at,
    frozen: found.frozen ?? undefined,
    others: merged.others.length > 0 ? merged.others : undefined,
  }
  const base: StatusMemory = { ...memory, ...tracked }

  const blocked = refusedWrites(refusals, 'open-item', 'create-item-label')
  if (unopened.length > 0) {
    const entries = unopened.flatMap(({ ordinal, item }) =>
      item === null ? [] : [{ ordinal, item, permalink: permalink(incident, at, merged.path ?? '', item.line) }],
    )
    const opening = openItems(pass, pull, entries, found)
    if (opening === undefined) return undefined
    const isFrozen = JSON.stringify(incident.memory.frozen) === JSON.stringify(found.frozen)
    return {
      // What else it remembers is not true yet: answers to commands, say, come after.
      toFreeze: isFrozen ? null : { ...incident.memory, ...tracked },
      // What an interrupted pass left behind is attached first, so that the sub-issues keep the document's order.
      mutations: [...closeDuplicates(found, context), ...attachments(incident, found), ...opening],
      items: found.items,
      notices: [...documentNotices(pass, merged, found, null), ...itemNotices(pass, found)],
      memory: { ...base, items: keep(found.items, memory) },
      attachable: found.attachable,
      nextLook: null,
      complete: blocked.length > 0,
      unread: found.frozen === null,
      lines: merged.lines,
    }
  }
  return follow(pass, pull, merged, found, base)
}

function follow(
  pass: IncidentPass,
  pull: Pull,
  merged: MergedDocument,
  found: FoundItems,
  memory: StatusMemory,
): FollowThrough | undefined {
  const { incident, context, refusals } = pass
  const document = merged.path === null ? null : baseDocument(pass, pull, merged.path)
  const reminded = reminders(pass, pull, found.items)
  if (document === undefined || reminded === undefined) return undefined
  const today = readToday(document, incident, pull)
  const match = matchLines(today?.items ?? [], knownItems(found, document), found.offers)
  const items = doneByHand(found.items, match.matched)
  const next = 1 + Math.max(0, ...found.items.map((item) => item.ordinal))
  const room = Math.max(
    0,
    incident.configuration.actionItems.max - found.items.filter((item) => item.fate.kind === 'issue').length,
  )
  const entries = match.fresh.slice(0, room).map((item, index) => {
    const path = document?.found ? document.path : ''
    return { ordinal: next + index, item, permalink: permalink(incident, incident.baseBranch, path, item.line) }
  })
  const opening = openItems(pass, pull, entries, found)
  const linking =
    document === null
      ? { mutations: [], state: memory.writeBack }
      : writeBack(pass, document, match, found.items, refusedWrites(refusals, 'write-back').length > 0)
  if (opening === undefined || linking === undefined) return undefined
  const blocked = refusedWrites(refusals, 'open-item').length > 0
  if (opening.length > 0 && !blocked) {
    return {
      mutations: opening,
      items: found.items,
      notices: [],
      memory,
      attachable: found.attachable,
      nextLook: null,
      complete: false,
      unread: false,
      toFreeze: null,
      lines: [],
    }
  }
  // Whoever mends the document on the base branch settles them.
  const lines = today === null || today.problem !== null ? merged.lines : unreadLines(today)
  const where = { path: document?.found ? document.path : merged.path, base: incident.baseBranch }
  const trouble = [...documentNotices(pass, merged, found, today), ...unreadNotices(lines, where, context)]
  const asked = match.unclear.map((line) => sentence(context.templates, 'notice-new-line', { text: line.text }))
  const offered = offerNotice(pass, match.offered)
  const lost = document?.found === false && found.items.length > 0 ? [document.notice] : []
  const refusedLinks =
    linking.state === 'refused' ? [sentence(context.templates, 'notice-write-back', { base: incident.baseBranch })] : []
  return {
    mutations: [
      ...closeDuplicates(found, context),
      ...attachments(incident, found),
      ...labelMoved(incident, found),
      ...linking.mutations,
      ...reminded.mutations,
    ],
    items,
    notices: [
      ...trouble,
      ...(today === null || today.problem !== null ? [] : noItemNotices(today, where, context)),
      ...othersNotice(merged, context),
      ...unseenNotices(items, incident.baseBranch, context),
      ...itemNotices(pass, found, match.fresh.slice(room)),
      ...offered,
      ...asked,
      ...lost,
      ...refusedLinks,
    ],
    memory: { ...memory, writeBack: linking.state, items: [...reminded.remembered.values()] },
    attachable: found.attachable,
    nextLook:
      items.every(isSettled) && trouble.length === 0
        ? null
        : soonest(reminded.nextLook, plusHours(incident.now, pause(items))),
    complete: true,
    unread: found.frozen === null && (today === null || today.problem !== null),
    toFreeze: null,
    lines,
  }
}

/** Read as it was at the merge: what was tracked then is what later lines are compared with. */
function readToday(document: BaseDocument | null, { configuration }: IncidentFile, pull: Pull): ActionItems | null {
  return document?.found ? readItems(document, { configuration, pull }) : null
}

/** The items as today's lines are compared with them. */
function knownItems({ items, unread }: FoundItems, document: BaseDocument | null): readonly KnownItem[] {
  const standing = document?.found && unread.size > 0 ? new Set(linesOf(document.text).map(fingerprint)) : null
  return items.map((item) => ({
    ordinal: item.ordinal,
    source: item.source,
    ...(item.item !== null && { also: item.item.source }),
    issue: numberHere(item),
    stands: unread.has(item.ordinal) && (standing?.has(fingerprint(item.source)) ?? false),
  }))
}

/** Until every item is open, the memory keeps what it knew: an item enters it when the status comment shows it. */
function keep(items: readonly TrackedItem[], memory: StatusMemory): StatusMemory['items'] {
  return memory.items.filter((remembered) => items.some((item) => item.ordinal === remembered.ordinal))
}

/** What the merge brought besides, which nobody reads. */
function othersNotice({ path, others }: MergedDocument, context: Context): readonly string[] {
  if (others.length === 0) return []
  const named = others.map((other, index) => ({ other, last: index === others.length - 1 }))
  return [sentence(context.templates, 'notice-other-documents', { path: path ?? '', others: named })]
}

/**
 * After how many hours the app looks again without an event: a line added to the document sends none of the incident's, nor does
 * an issue of people's that is followed when it is closed, for which they wait.
 */
function pause(items: readonly TrackedItem[]): number {
  return items.some((item) => item.fate.kind === 'followed' && !isSettled(item)) ? 1 : 24
}

function soonest(one: string | null, other: string): string {
  return one !== null && one < other ? one : other
}
