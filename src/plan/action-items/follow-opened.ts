import type { ActionItems } from '../../document/action-items/read/action-items.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Pull } from '../../domain/repository.ts'
import { earliest, plusHours } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { askAbove } from '../reminders/ask-above.ts'
import { reminders } from '../reminders/reminders.ts'
import { refusedWrites } from '../status/refused.ts'
import { sayer, sentence } from '../texts.ts'
import { type BaseDocument, baseDocument } from './base-document.ts'
import { withClosures } from './closing/closures.ts'
import { proofs } from './closing/proofs.ts'
import type { FollowThrough, MergedPostmortem } from './follow-through.ts'
import { doneByHand, unseenNotices } from './followed-items.ts'
import type { FoundItems } from './identity/found-items.ts'
import { fingerprint, linesOf } from './identity/frozen-items.ts'
import { dueLinesInstead } from './issue-fields/due-line-instead.ts'
import { numberHere } from './issue-names.ts'
import { ambiguousNotice, documentNotices, itemNotices, offerNotice } from './item-notices.ts'
import { type KnownItem, type LineMatch, matchLines } from './later-lines.ts'
import { attachments, closeDuplicates, unattachedAmong } from './mend-items.ts'
import type { MergedDocument } from './merged-document.ts'
import { labelMoved } from './moved-items.ts'
import { openItems } from './open-items.ts'
import { permalink } from './permalink.ts'
import { readItems } from './read-items.ts'
import { itemTalk } from './talk/item-talk.ts'
import { isSettled, type TrackedItem } from './tracked-item.ts'
import { noItemNotices, type UnreadLine, unreadLines, unreadNotices } from './unread-lines.ts'
import { type WriteBack, writeBack } from './write-back.ts'

/** Today's document beside the merged one. */
interface Today {
  readonly document: BaseDocument | null
  /** What is read in it, refused or not; `null` where it is not there. */
  readonly read: ActionItems | null
  /** The same; `null` where it cannot be read, too. */
  readonly reading: ActionItems | null
  readonly match: LineMatch
  /** Lines that were added and get an issue. */
  readonly fresh: readonly ActionItem[]
  /** Lines that were added and get no issue, since there are enough. */
  readonly beyond: readonly ActionItem[]
  /** Lines below the action items that may be some and could not be read. */
  readonly lines: readonly UnreadLine[]
}

/** What a postmortem needs whose items have their issues: lines added later as issues, links, reminders. `undefined` while not read. */
export function followOpened(pass: IncidentPass, postmortem: MergedPostmortem): FollowThrough | undefined {
  const { incident, context, refusals } = pass
  const { pull, merged, memory } = postmortem
  const document = merged.path === null ? null : baseDocument(pass, pull, merged.path)
  const dated = dueLinesInstead(pass, postmortem.found.items)
  const closed = withClosures(pass, dated.items)
  // What was said is read in the same wave.
  const found = { ...postmortem.found, items: closed ?? dated.items }
  const talk = itemTalk(pass, found.items)
  const proved = talk && proofs(pass, talk.items)
  const reminded = proved && reminders(pass, pull, proved.items)
  if (document === undefined || closed === undefined || proved === undefined || reminded === undefined) return undefined
  const today = todayOf(incident, postmortem, document)
  const opening = openLater(pass, postmortem, today)
  const linking =
    document === null ? { mutations: [], state: memory.writeBack } : writeBack(pass, document, today.match, found.items)
  if (opening === undefined || linking === undefined) return undefined
  if (opening.length > 0 && refusedWrites(refusals, 'open-item', 'open-item-elsewhere').length === 0)
    return openedLater(postmortem, opening)
  const items = doneByHand(proved.items, today.match.matched)
  const asked = askAbove(pass, items, reminded.left)
  const { trouble, others } = noticesOf(pass, { ...postmortem, found }, today, { items, linking })
  const nextHours = plusHours(incident.now, pause(items))
  return {
    mutations: [
      ...closeDuplicates(found, context),
      ...attachments(incident, found),
      ...labelMoved(incident, found),
      ...dated.mutations,
      ...linking.mutations,
      ...(talk?.mutations ?? []),
      ...proved.mutations,
      ...reminded.mutations,
      ...asked.mutations,
    ],
    items,
    notices: [...trouble, ...others],
    memory: { ...memory, writeBack: linking.state, items: [...reminded.remembered.values()] },
    unattached: unattachedAmong(found),
    requeueAt:
      items.every(isSettled) && trouble.length === 0
        ? proved.next
        : earliest([proved.next, reminded.requeueAt, asked.requeueAt, nextHours]),
    complete: true,
    unread: found.frozen === null && today.reading === null,
    toFreeze: null,
    lines: today.lines,
  }
}

/** Only the new issues: what else there is to do waits for the next pass, which knows their numbers. */
function openedLater({ found, memory }: MergedPostmortem, opening: readonly Mutation[]): FollowThrough {
  return {
    mutations: opening,
    items: found.items,
    notices: [],
    memory,
    unattached: unattachedAmong(found),
    requeueAt: null,
    complete: false,
    unread: false,
    toFreeze: null,
    lines: [],
  }
}

function todayOf(incident: Incident, { pull, merged, found }: MergedPostmortem, document: BaseDocument | null): Today {
  const read = readToday(document, incident, pull)
  const reading = read?.problem === null ? read : null
  const lines = matchLines(read?.items ?? [], knownItems(found, document), found.offers)
  // One of the new lines may have the issue of which nobody knows what it is for: then people are asked about all.
  const asked = { ...lines, fresh: [], ambiguous: [...lines.ambiguous, ...lines.fresh] }
  const match = found.ambiguous.length > 0 ? asked : lines
  const issues = found.items.filter((item) => item.status.kind === 'issue').length
  const room = Math.max(0, incident.configuration.actionItems.max - issues)
  // Whoever mends the document on the base branch settles them.
  const unread = reading === null ? merged.lines : unreadLines(reading)
  const [fresh, beyond] = [match.fresh.slice(0, room), match.fresh.slice(room)]
  return { document, read, reading, match, fresh, beyond, lines: unread }
}

/** The issues of lines that were added since the merge. `undefined` while something is not read. */
function openLater(
  pass: IncidentPass,
  { pull, found }: MergedPostmortem,
  { document, fresh }: Today,
): readonly Mutation[] | undefined {
  const { incident } = pass
  const next = 1 + Math.max(0, ...found.items.map((item) => item.ordinal))
  const entries = fresh.map((item, index) => {
    const path = document?.found ? document.path : ''
    return {
      ordinal: next + index,
      item,
      permalink: permalink(incident, incident.baseBranch, path, item.line),
      since: incident.now,
      document: document?.found ? document.text : null,
      later: true as const,
    }
  })
  return openItems(pass, pull, entries, found)
}

/** What there is to say: `trouble` is what somebody has to mend before all is done. */
function noticesOf(
  pass: IncidentPass,
  { merged, found }: MergedPostmortem,
  { document, read, reading, match, beyond, lines }: Today,
  { items, linking }: { readonly items: readonly TrackedItem[]; readonly linking: WriteBack },
): { readonly trouble: readonly string[]; readonly others: readonly string[] } {
  const { incident, context } = pass
  const base = incident.baseBranch
  const say = sayer(context.templates)
  const where = { path: document?.found ? document.path : merged.path, base }
  return {
    trouble: [...documentNotices(pass, merged, found, read), ...unreadNotices(lines, where, context)],
    others: [
      ...(reading === null ? [] : noItemNotices(reading, where, context)),
      ...othersNotice(merged, context),
      ...unseenNotices(items, base, context),
      ...itemNotices(pass, found, beyond),
      ...ambiguousNotice(pass, found),
      ...offerNotice(pass, match.offered),
      ...match.ambiguous.map((line) => say('notice-new-line', { text: line.text })),
      ...(document?.found === false && found.items.length > 0 ? [document.notice] : []),
      ...(linking.state === 'refused' ? [say('notice-write-back', { base })] : []),
    ],
  }
}

/** Read as it was at the merge: what was tracked then is what later lines are compared with. */
function readToday(document: BaseDocument | null, { configuration }: Incident, pull: Pull): ActionItems | null {
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
  return items.some((item) => item.status.kind === 'followed' && !isSettled(item)) ? 1 : 24
}
