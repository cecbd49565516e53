/** How people learn that GitHub refused something. */
export type Reporting =
  /** By a sentence in the status comment, one for all that the same cause keeps from being done. */
  | 'by-cause'
  /** The same, but each follow-up has a sentence of its own. */
  | 'each'
  /** Where it is missing, in words of its own: in another sentence of the status comment, or in the facts of the document. */
  | 'in-place'

/** The rules of the planner that want a write, for the log, and how it is told that GitHub refuses one of theirs. */
export const planRules = {
  'add-actions': 'by-cause',
  'add-to-document': 'by-cause',
  answer: 'by-cause',
  'answer-command': 'by-cause',
  'ask-participants': 'by-cause',
  'ask-for-proof': 'each',
  'ask-why-declined': 'each',
  'assign-lead': 'by-cause',
  'assign-writer': 'by-cause',
  'attach-item': 'by-cause',
  'ask-about-leavers': 'by-cause',
  'ask-about-pauses': 'each',
  'close-duplicate': 'by-cause',
  'close-unneeded-draft': 'by-cause',
  'complete-label': 'by-cause',
  'create-complete-label': 'by-cause',
  'create-item-label': 'by-cause',
  'create-severity-label': 'by-cause',
  'due-line-instead': 'each',
  'edit-item': 'each',
  escalate: 'each',
  'fold-reminder': 'in-place',
  'label-moved-item': 'each',
  'open-item': 'by-cause',
  // Then it is opened here, and a sentence says so.
  'open-item-elsewhere': 'in-place',
  'create-label-elsewhere': 'in-place',
  'open-postmortem': 'by-cause',
  'pin-status': 'in-place',
  'post-check': 'by-cause',
  publish: 'by-cause',
  'redraft-document': 'by-cause',
  'refresh-document': 'by-cause',
  remind: 'each',
  'remove-stray-status': 'by-cause',
  'reopen-pull': 'by-cause',
  'reopen-item': 'each',
  'request-review': 'by-cause',
  'set-severity': 'by-cause',
  status: 'by-cause',
  'tell-postponed': 'each',
  'tell-reverted': 'each',
  'take-leave': 'by-cause',
  'write-back': 'in-place',
} as const satisfies Readonly<Record<string, Reporting>>

export type PlanRule = keyof typeof planRules
