import type { ActionItem } from '../../../domain/action-item.ts'
import { isToDo } from '../data/action-verbs.ts'

const statement = /^(?:[\p{L}\p{N}'’/"`-]{1,30} ){1,7}(?:is|are|has|have|was|were)\b/u
/** "Stakeholders notified", "Retrospective scheduled (date …)". */
const ticked = /^(?:[\p{L}\p{N}'’/&-]{1,30} ){1,6}(?:\p{L}{2,20}ed|written|sent|done|met)(?: \([^()]{0,80}\))?\.?$/u
const ofDocument =
  /\b(?:incident|sections?|report|post-?mortem|retro(?:spective)?|timeline|root cause|action(?:able)? items?|actions|follow[- ]?ups?|title|summary|progress|stakeholders|owners?)\b/i

/**
 * Whether boxes are what the authors of a document tick for themselves: every one of them states how something should be,
 * none says what to do, and one of them speaks of the document.
 */
export function isAuthorsChecklist(items: readonly ActionItem[]): boolean {
  return (
    items.length > 1 &&
    items.every(({ kind, text }) => kind === 'checkbox' && isTicked(text)) &&
    items.some(({ text }) => ofDocument.test(text))
  )
}

/** Whether a text states how something should be, and not what to do: "All sections are filled out". */
export function isTicked(text: string): boolean {
  return (statement.test(text) || ticked.test(text)) && !isToDo(text)
}
