import type { FollowThrough } from '../action-items/follow-through.ts'

/** Where an incident stands: derived on each pass, never stored. What the status comment says depends on it. */
export type Phase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'drafting' }
  | { readonly kind: 'adopted' }
  | { readonly kind: 'reviewing' }
  | { readonly kind: 'tracking'; readonly follow: FollowThrough }
  | { readonly kind: 'done'; readonly follow: FollowThrough }
  | { readonly kind: 'unread'; readonly follow: FollowThrough }
  | { readonly kind: 'skipped'; readonly reason: string; readonly by: string }
  | { readonly kind: 'duplicate'; readonly of: number | null }
  /** The configuration requires none for so severe an incident; `null` while it carries no severity. */
  | { readonly kind: 'not-required'; readonly severity: string | null }
  | { readonly kind: 'stopped'; readonly why: 'closed' | 'elsewhere' | 'label' }
  /** The incident came from another repository; `there` names its postmortem, empty where that must not be told. */
  | { readonly kind: 'transferred'; readonly there: string; readonly merged: boolean }
  | { readonly kind: 'waiting'; readonly who: string | null }
  | { readonly kind: 'foreign-branch' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'not-an-issue' }

/** The icon and the words of a phase, as the status comment's heading shows them. */
export const phaseNames: { readonly [K in Phase['kind']]: { readonly icon: string; readonly name: string } } = {
  opening: { icon: '📝', name: 'opening' },
  adopted: { icon: '🚧', name: 'tracking' },
  drafting: { icon: '📝', name: 'drafting' },
  reviewing: { icon: '🔎', name: 'reviewing' },
  tracking: { icon: '🚧', name: 'tracking' },
  done: { icon: '✅', name: 'done' },
  unread: { icon: '⚠️', name: 'held up' },
  skipped: { icon: '➖', name: 'not needed' },
  duplicate: { icon: '➖', name: 'not needed' },
  'not-required': { icon: '➖', name: 'not needed' },
  stopped: { icon: '⏸️', name: 'stopped' },
  transferred: { icon: '⏸️', name: 'stopped' },
  waiting: { icon: '✋', name: 'waiting for a maintainer' },
  'foreign-branch': { icon: '✋', name: 'waiting for a document' },
  refused: { icon: '⚠️', name: 'held up' },
  'not-an-issue': { icon: '✋', name: 'not an incident' },
}
