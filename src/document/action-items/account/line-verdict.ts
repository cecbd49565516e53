import type { ActionItem } from '../../../domain/action-item.ts'

/** Why a line below a heading of the actions is no action item. */
export type NoItem =
  /** A heading, the head of a table, a rule, a line that only introduces others. */
  | 'structure'
  /** What belongs to the item above it. */
  | 'notes'
  | 'placeholder'
  /** A sentence, where lists or tables say what is to do. */
  | 'sentence'
  /** It tells what happened, or points elsewhere. */
  | 'observation'
  /** Under a heading or label of something else: notes, background, advice to readers. */
  | 'aside'
  /** An open box that stands below no heading of the actions and does not say what is to do. */
  | 'elsewhere'
  | 'code'
  | 'comment'
  | 'quote'
  /** What the app wrote or quoted. */
  | 'facts'

/** Why a line that may be an action item could not be read as one. */
export type Unread = 'hidden' | 'quoted' | 'form' | 'beside'

/** What became of one line below a heading of the actions. */
export type ActionLine = { readonly line: number; readonly text: string } & LineVerdict

export type LineVerdict =
  | { readonly verdict: 'item' | 'done'; readonly why: null }
  | { readonly verdict: 'none'; readonly why: NoItem }
  | { readonly verdict: 'unread'; readonly why: Unread }

export function itemVerdict({ checked }: ActionItem): LineVerdict {
  return { verdict: checked ? 'done' : 'item', why: null }
}

export function none(why: NoItem): LineVerdict {
  return { verdict: 'none', why }
}

export function unread(why: Unread): LineVerdict {
  return { verdict: 'unread', why }
}
