import type { ActionItem } from '../../../domain/action-item.ts'
import { isToDo } from '../data/action-verbs.ts'
import { inContext } from '../fields/item-context.ts'
import { hasOwners } from '../fields/item-names.ts'
import type { ActionGroup } from '../regions/action-labels.ts'
import { isAuthorsChecklist } from './authors-checklist.ts'
import { itemsOfBlocks } from './block-items.ts'
import { headingItem } from './heading-item.ts'
import { blocksOf } from './item-blocks.ts'
import type { ItemSource } from './item-source.ts'
import { lineItem } from './line-items.ts'
import { proseItems } from './prose-items.ts'

/** Deeper than any heading. */
const noLevel = 7

/** The items of all groups, in the order of their lines. */
export function itemsOf(source: ItemSource, groups: readonly ActionGroup[]): readonly ActionItem[] {
  const items: ActionItem[] = []
  /** The level of a heading that is an item itself: what stands below it is its notes. */
  let itemLevel = noLevel
  for (const group of groups) {
    const level = group.heading?.level ?? 0
    if (level > itemLevel) continue
    const blocks = blocksOf(group.lines)
    const headed = group.heading === null ? null : headingItem(source, group.heading, group.lines, blocks)
    itemLevel = headed === null ? noLevel : level
    const found = headed === null ? itemsOfBlocks(source, blocks, group.context) : [inContext(headed, group.context)]
    const counted = group.mixed ? found.filter(saysToDo) : found
    if (!isAuthorsChecklist(counted)) items.push(...counted)
  }
  return items.filter((item, index) => item.line > (items[index - 1]?.line ?? 0))
}

/** Whether an item stands where nobody would say so of what happened: a box, a row, what somebody is to do. */
function saysToDo({ kind, text, owners, due }: ActionItem): boolean {
  return kind === 'checkbox' || kind === 'table' || isToDo(text) || hasOwners(owners) || due !== null
}

/** What stands after the label of a group, and the sentences of all groups that say what somebody will do, one a paragraph. */
export function proseOf(source: ItemSource, groups: readonly ActionGroup[]): readonly ActionItem[] {
  return groups.flatMap(({ lines, lead, context }) => {
    const paragraphs = blocksOf(lines).flatMap((block) => (block.kind === 'text' ? [block.lines] : []))
    const led = lead === null ? null : lineItem(source, lead, lead, [])
    const said = paragraphs.flatMap((paragraph) => proseItems(source, paragraph))
    return [led, ...said].flatMap((item) => (item === null ? [] : [inContext({ ...item, kind: 'prose' }, context)]))
  })
}
