/** Who an action item is for: accounts by login (no `@`), teams as `org/team`, anybody else by the name as written. */
export interface Owners {
  readonly logins: readonly string[]
  readonly teams: readonly string[]
  readonly names: readonly string[]
}

/** How an item is written: a task, a list item, a row of a table, a line of its own, or a sentence. */
export type ItemKind = 'checkbox' | 'bullet' | 'numbered' | 'table' | 'plain' | 'prose'

/** What the document says has become of an item. */
export type ItemState = 'open' | 'in-progress' | 'done' | 'declined'

/** Whether a state leaves nothing to do. */
export function isClosed(state: ItemState | null): boolean {
  return state === 'done' || state === 'declined'
}

export type ItemPriority = 'P0' | 'P1' | 'P2' | 'P3' | 'high' | 'medium' | 'low'

/** What an item is to do about the next incident. */
export type ItemType = 'prevent' | 'detect' | 'mitigate' | 'process' | 'repair'

/** A due date: a real calendar day (`yyyy-mm-dd`), or text that looks like one and is not. */
export type Due = { readonly valid: true; readonly day: string } | { readonly valid: false; readonly text: string }

/** An action item as one line of the document says it. */
export interface ActionItem {
  readonly kind: ItemKind
  /** 1 for the first item of the document, finished ones counted. */
  readonly ordinal: number
  /** 1-based line of the document. */
  readonly line: number
  /** Offset just past the last character of the item's text, where a link can be added. */
  readonly lineEnd: number
  /** Whether nothing is left to do: a ticked box, or a state that says so. */
  readonly checked: boolean
  /** What a box, a word, a sign, a column or a heading says; `null` where nothing does. */
  readonly state: ItemState | null
  /** The text as written after the checkbox, wrapped lines joined by a space. Identity compares this. */
  readonly source: string
  /** `source` without owners, due date, priority and links to issues: the title of its issue. */
  readonly text: string
  readonly owners: Owners
  readonly due: Due | null
  readonly priority: ItemPriority | null
  readonly type: ItemType | null
  /** What is nested below the item, dedented Markdown; empty when there is nothing. */
  readonly notes: string
  /** Numbers of the issues that the text links (`/issues/57`, whatever the repository), in order. */
  readonly links: readonly number[]
  /** Every issue, pull request and page that the item leads to: `#12`, `owner/repo#12`, or an address. */
  readonly references: readonly string[]
  /** The issue or pull request that stands beside the text as its ticket, in a column or on a line of its own; left out for none. */
  readonly ticket?: string
  /** Where its issue is to stand, as the line names it: `billing`, `acme/billing`; left out for where the incident is. */
  readonly repository?: string
  /** The title of its issue where more people see that than the document; left out where the line says none. */
  readonly publicTitle?: string
}

/** The identity of an action item, frozen at merge. Ordinals past the merged document's count are later lines. */
export interface ActionItemIdentity {
  readonly pull: number
  readonly ordinal: number
}

/** `<pull>:<ordinal>`, as markers and logs show it. */
export function showIdentity(identity: ActionItemIdentity): string {
  return `${identity.pull}:${identity.ordinal}`
}
