import { issueOfUrl } from './issue-url.ts'

const reference =
  /https?:\/\/[^\s<>()[\]"'`|\\]{3,500}|(?<![\w/&#@.-])(?:[a-z\d][\w-]{0,38}\/[\w.-]{1,100})?#[1-9]\d{0,9}(?![\w-])/gi
const labelledLink = /\[#?[^[\]]{0,80}\](?=\(https?:)/gi

/** What a text leads to, in order, once each, and the numbers of the issues among the addresses. The label of a link does not count. */
export function referencesIn(text: string): {
  readonly references: readonly string[]
  readonly links: readonly number[]
} {
  const shown = text.replace(labelledLink, '')
  const references = Array.from(shown.matchAll(reference), ([found]) => found.replace(/[.,;:!?]{1,5}$/, ''))
  const links = references.map(issueOfUrl).filter((number) => number !== null)
  return { references: [...new Set(references)], links: [...new Set(links)] }
}
