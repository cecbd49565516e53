import { linksOf } from '../review/links.ts'

const address =
  /https?:\/\/[^\s/()<>]{1,255}\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull)\/([1-9]\d{0,9})(?![\w-])/g

/** The path in the repository that a relative link of a document leads to; `null` for what leaves it. `from` is the document's. */
export function pathOfLink(target: string, from: string): string | null {
  const [written = ''] = target.split(/[?#]/, 1)
  const parts = written.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of decoded(written).split('/')) {
    if (part === '..' && parts.length === 0) return null
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.length === 0 ? null : parts.join('/')
}

/** The number of an issue of `repository` (`acme/shop`) that a reference names, `#12` or `acme/shop#12`; `null` for others. */
export function issueOfReference(target: string, repository: string): number | null {
  const [name, digits] = target.split('#')
  return name === '' || name?.toLowerCase() === repository.toLowerCase() ? Number(digits) : null
}

/** The issues of `repository` that a document refers to, by number or by address, once each; code holds none. */
export function issuesNamed(text: string, repository: string): readonly number[] {
  const references = linksOf(text).map((link) =>
    link.kind === 'issue' ? issueOfReference(link.target, repository) : null,
  )
  const addresses = Array.from(text.matchAll(address), ([, name = '', digits]) =>
    name.toLowerCase() === repository.toLowerCase() ? Number(digits) : null,
  )
  return [...new Set([...references, ...addresses].filter((number) => number !== null))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
