/** What the app remembers in the status comment. A cache: people's edits elsewhere always win. */
export interface StatusMemory {
  /** The pull request that the comment showed last. */
  readonly pull: number | null
  /** The merge commit at which `path` was verified; `null` before merging. */
  readonly mergeCommit: string | null
  /** A draft that the app closed once; it never closes the same one twice. */
  readonly closedDraft: number | null
  /** Path of the document on its branch or the base, as last seen. */
  readonly path: string | null
  /** Highest id of a command comment already answered. */
  readonly handled: number
  /** The last accepted `/postmortem skip` or `/postmortem start`. */
  readonly decision: Decision | null
  /** Whether the links were written back to the document; `refused` is not tried again. */
  readonly writeBack: 'pending' | 'done' | 'refused'
  readonly items: readonly RememberedItem[]
  /** The `/postmortem refresh` comment answered last, else 0. */
  readonly refreshed: number
  /** Set while a file stands that people most likely meant as the configuration. */
  readonly misnamed?: true | undefined
  /** The last comments with a time that somebody typed behind a command, and that was obeyed. */
  readonly times?: readonly number[] | undefined
  /** The comments whose `/action` waits to be added to the document. */
  readonly actions?: readonly number[] | undefined
  /** The template that somebody chose by `/postmortem template`. */
  readonly template?: string | undefined
  /** What stays out of the document since push protection refused it; left out where nothing does. */
  readonly leftOut?: LeftOut | undefined
  /** The pull request for which reviewers were asked, or nobody was there to ask. */
  readonly reviewers?: number | undefined
  /** The pull request on which those who took part were asked how they saw the incident. */
  readonly participants?: number | undefined
  /** Paths of further postmortems that the merged pull request added, which nobody reads. */
  readonly others?: readonly string[] | undefined
  /** A merged pull request by which people added the document by hand: that one counts. */
  readonly adopted?: number | undefined
  /** Set once the comment was to be pinned: whoever takes the pin away has decided. */
  readonly pinned?: true | undefined
  /** Where the incident was transferred from, if its postmortem stayed behind there. */
  readonly origin?: TransferOrigin | undefined
  /** The items of the merged document, as they were when the app first read it. */
  readonly frozen?: FrozenList | undefined
}

/**
 * Which lines of a merged document were its items, decided once: no later reader or configuration adds to it, takes from it or
 * renumbers it.
 */
export interface FrozenList {
  /** The commit at which the document was read. */
  readonly at: string
  readonly items: readonly FrozenItem[]
}

export interface FrozenItem {
  readonly ordinal: number
  /** Where its line begins in the document at that commit, from 1; 0 where nobody knows. */
  readonly line: number
  /** The fingerprint of its words, by which its line is known again. */
  readonly words: string
  /** Whether it was left to do, so that it gets an issue. */
  readonly open: boolean
  /** Its words, cut where there is no room for all; empty in the marker of an issue. */
  readonly text: string
}

/** The timeline alone, or the incident's own text as well. */
export type LeftOut = 'timeline' | 'timeline-and-summary'

/** A postmortem that stands in another repository (by database id), since its incident was transferred. */
export interface TransferOrigin {
  readonly repository: number
  readonly pull: number
  readonly merged: boolean
}

export interface Decision {
  readonly kind: 'skip' | 'start'
  readonly reason: string
  readonly by: string
  readonly comment: number
}

export interface RememberedItem {
  readonly ordinal: number
  /** The number of its issue, here or where `in` says. */
  readonly issue: number
  /** Another repository, by its database id, in which the issue was opened; left out for here. */
  readonly in?: number | undefined
  /** The last reminder slot that was posted, `<due date or none>/<n>`; `null` when none is known. */
  readonly slot: string | null
  /** When that reminder was posted. */
  readonly remindedAt: string | null
  /** Whether `issue` was transferred, and has been seen where it stands now. */
  readonly moved?: true | undefined
  /** Highest id of a command comment on its issue that was answered. */
  readonly handled?: number | undefined
  /** How many comments its issue had when they were last read for commands. */
  readonly heard?: number | undefined
  /** That it was closed as not planned and somebody was asked why, or that a reason stands there. */
  readonly why?: 'asked' | 'said' | undefined
  /** Since when nobody is reminded of it, and for how long that was so before. */
  readonly paused?: PausedDays | undefined
  /** Whether what its text wants to be true was seen to be so, or somebody was asked. */
  readonly proof?: 'seen' | 'asked' | undefined
  /** By what it was closed, once GitHub told. */
  readonly closed?: RememberedClosure | undefined
}

export interface RememberedClosure {
  /** When it was closed (ISO 8601): of another time, something else is to be told. */
  readonly at: string
  readonly by: 'pull' | 'commit' | 'duplicate' | 'hand'
  /**
   * Of a pull request its number, of a commit the beginning of its hash, of a duplicate the number of the issue that stays. Empty
   * where it stands in another repository, and for what was done by hand.
   */
  readonly name: string
}

export interface PausedDays {
  /** In pauses that are over. */
  readonly days: number
  /** When the pause of now began (ISO 8601); left out where there is none. */
  readonly since?: string | undefined
  /** Whether those above were asked about it. */
  readonly asked?: true | undefined
}

/** What people decided on an action item's issue by commands. Its body says the same in words. */
export interface ItemDecisions {
  /** Highest id of a comment whose commands count in it. */
  readonly handled: number
  readonly snoozed?: Snooze | undefined
  /** The comments that put it off, oldest first. */
  readonly postponed?: readonly number[] | undefined
  readonly closed?: ItemClosing | undefined
}

export interface Snooze {
  /** `2026-12-01`: from then on the app speaks again. */
  readonly until: string
  readonly by: string
  /** Empty for none. */
  readonly reason: string
}

export interface ItemClosing {
  readonly as: 'done' | 'declined'
  /** `2026-12-01`. */
  readonly on: string
  readonly by: string
  /** Why it was declined, or what shows that it is done; empty for nothing. */
  readonly reason: string
}

export const factNames = ['people', 'communication', 'timeline', 'durations', 'changes'] as const

/** The facts that stand in a document, each in a block of its own. */
export type FactName = (typeof factNames)[number]

/**
 * The app's own data inside a hidden HTML comment. Markers are validated hints that grant nothing, and count only in
 * text whose author is trusted.
 */
export type Marker =
  | {
      readonly kind: 'status'
      /** The repository's database id: numbers mean something else after a transfer. */
      readonly repository: number
      readonly incident: number
      readonly memory: StatusMemory
    }
  | {
      readonly kind: 'item'
      readonly repository: number
      readonly incident: number
      readonly pull: number
      readonly ordinal: number
      /** Its words; empty where more people see the issue than its document. */
      readonly source: string
      /** The fingerprint of the words that its line had at the merge, where `source` is what a later reader makes of them. */
      readonly words?: string | undefined
      /** The day that an issue field was given, in place of a line `Due:`. */
      readonly due?: string | undefined
      /** Where its issue was to be opened and could not be: `acme/billing`. */
      readonly wanted?: string | undefined
      /** All items of its document, so that they are known even when the status comment is lost. */
      readonly frozen?: FrozenList | undefined
    }
  | { readonly kind: 'reminder'; readonly slot: string }
  /** Around what an item's issue says of its state. */
  | ({ readonly kind: 'item-state' } & ItemDecisions)
  | { readonly kind: 'item-state-end' }
  /** Below a comment with commands; `to` is who was told that commands need a role, `null` for every other answer. */
  | { readonly kind: 'answer'; readonly comment: number; readonly to: string | null }
  /** The last word on a pull request whose incident is gone. */
  | { readonly kind: 'stopped'; readonly why: 'deleted' | 'transferred' }
  /** Around what the app wrote of the facts into a document; `digest` is of the text between the two. */
  | { readonly kind: 'facts'; readonly name: FactName; readonly digest: string }
  | { readonly kind: 'facts-end'; readonly name: FactName }
