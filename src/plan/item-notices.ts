import type { ActionItems } from '../document/action-items.ts'
import type { ActionItem } from '../domain/action-item.ts'
import type { Context } from './context.ts'
import type { FoundItems } from './find-items.ts'
import type { IncidentFile } from './incident-file.ts'
import type { MergedDocument } from './merged-document.ts'
import { itemName, movedNotices } from './moved-items.ts'
import { sentence } from './texts.ts'

/** What is wrong with the document, until somebody mends it on the base branch. */
export function documentNotices(
  file: IncidentFile,
  merged: MergedDocument,
  today: ActionItems | null,
  context: Context,
): readonly string[] {
  if (today?.section === 'found' && today.problem === null) return []
  if (merged.unread || today === null || today.problem === null) return merged.notices
  const view = { path: merged.path, problem: today.problem, base: file.baseBranch }
  return [...merged.notices, sentence(context.templates, 'notice-document-refused', view)]
}

/** What people should know of single items: dates that are none, what was not opened, what a bot closed. */
export function itemNotices(
  file: IncidentFile,
  merged: MergedDocument,
  found: FoundItems,
  context: Context,
  later: readonly ActionItem[] = [],
): readonly string[] {
  const say = (name: string, view: Readonly<Record<string, string | number>>) => sentence(context.templates, name, view)
  const dates = merged.items.flatMap((item) => {
    if (item.due === null || item.due.valid || item.checked) return []
    const tracked = found.items.find(({ ordinal }) => ordinal === item.ordinal)
    const where = (tracked && itemName(file, tracked)) || 'its issue'
    return [say('notice-bad-due', { text: item.due.text, title: item.text, where })]
  })
  const overflow = found.items.filter((item) => item.fate.kind === 'overflow')
  const beyond = [...overflow.map((item) => item.item?.text ?? item.source), ...later.map((line) => line.text)]
  const titles = beyond.join('; ').slice(0, 4_000)
  const { max } = file.configuration.actionItems
  const more = beyond.length === 0 ? [] : [say('notice-overflow', { count: beyond.length, max, titles })]
  const bots = found.items.flatMap((item) =>
    item.fate.kind === 'issue' && item.fate.outcome === 'closed-by-bot'
      ? [say('notice-bot-closed', { issue: itemName(file, item) })]
      : [],
  )
  return [...dates, ...more, ...bots, ...movedNotices(file, found, context)]
}
