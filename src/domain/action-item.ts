/** Who an action item is for: accounts by login (no `@`), teams as `org/team`. */
export interface Owners {
  readonly logins: readonly string[]
  readonly teams: readonly string[]
}

/** A due date: a real calendar day (`yyyy-mm-dd`), or text that looks like one and is not. */
export type Due = { readonly valid: true; readonly day: string } | { readonly valid: false; readonly text: string }

/** An action item as one line of the document says it. */
export interface ActionItem {
  /** 1 for the first task of the action-items section, checked ones counted. */
  readonly ordinal: number
  /** 1-based line of the document. */
  readonly line: number
  /** Offset just past the last character of the item's text, where a link can be added. */
  readonly lineEnd: number
  readonly checked: boolean
  /** The text as written after the checkbox, wrapped lines joined by a space. Identity compares this. */
  readonly source: string
  /** `source` without owners, due date, priority and links to issues: the title of its issue. */
  readonly text: string
  readonly owners: Owners
  readonly due: Due | null
  readonly priority: 'P0' | 'P1' | 'P2' | 'P3' | null
  /** What is nested below the item, dedented Markdown; empty when there is nothing. */
  readonly notes: string
  /** Numbers of the issues that the text links (`/issues/57`, whatever the repository), in order. */
  readonly links: readonly number[]
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
