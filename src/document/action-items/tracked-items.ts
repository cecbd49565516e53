import type { ActionItem } from '../../domain/action-item.ts'
import { referencesIn } from '../../text/markdown/references-in.ts'

/** Whether an item is left to do and has no issue of its own yet: what is nothing but a link to one is followed there. */
export function needsIssue(item: ActionItem): boolean {
  return !item.checked && soleReference(item) === null
}

/**
 * The issue or pull request where an item is tracked already, `#12`, `acme/shop#12` or an address: the one that it is nothing
 * but a link to, or that it names as its ticket; `null` for any other item.
 */
export function soleReference({
  source,
  text,
  references,
  ticket,
}: Pick<ActionItem, 'source' | 'text' | 'references' | 'ticket'>): string | null {
  if (ticket !== undefined) return ticket
  const [first] = references
  if (first === undefined || !isIssue(first)) return null
  return [source, text].some((words) => !/[\p{L}\p{N}]/u.test(withoutReferences(words, references))) ? first : null
}

/** The issue or pull request that a text is nothing but a reference to; `null` for any other text. */
export function ticketIn(text: string): string | null {
  const { references } = referencesIn(text)
  const [only] = references
  if (only === undefined || references.length > 1 || !isIssue(only)) return null
  return /[\p{L}\p{N}]/u.test(withoutReferences(text, references)) ? null : only
}

function isIssue(reference: string): boolean {
  return /#\d|\/(?:issues|pull)\/\d/.test(reference)
}

function withoutReferences(words: string, references: readonly string[]): string {
  return references.reduce((rest, one) => rest.replace(one, ''), words.replace(/\[#?[\w./ #-]{1,80}\]\(/g, '('))
}
