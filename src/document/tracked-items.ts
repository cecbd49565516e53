import type { ActionItem } from '../domain/action-item.ts'

/** Whether an item is left to do and has no issue of its own yet: what is nothing but a link to one is followed there. */
export function needsIssue(item: ActionItem): boolean {
  return !item.checked && soleReference(item) === null
}

/** The issue or pull request that an item is nothing but a link to: `#12`, `acme/shop#12` or an address; `null` for any other item. */
export function soleReference({
  source,
  text,
  references,
}: Pick<ActionItem, 'source' | 'text' | 'references'>): string | null {
  const [first] = references
  if (first === undefined || !/#\d|\/(?:issues|pull)\/\d/.test(first)) return null
  return [source, text].some((words) => !/[\p{L}\p{N}]/u.test(withoutReferences(words, references))) ? first : null
}

function withoutReferences(words: string, references: readonly string[]): string {
  return references.reduce((rest, one) => rest.replace(one, ''), words.replace(/\[#?[\w./ #-]{1,80}\]\(/g, '('))
}
