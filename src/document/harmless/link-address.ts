import { withoutEscapes } from '../../text/markdown/entities.ts'

/** What a link may lead to: pages, mail, chats. GitHub takes the others out; who shows the document elsewhere may not. */
const schemes = new Set(['http', 'https', 'mailto', 'xmpp'])

/**
 * Whether the address of a link, its entities read, leads to a page or to somebody's mailbox, or to a place in the same
 * repository. Browsers pass over blanks and controls in a scheme, so that one with any is none of the known ones.
 */
export function isSafeAddress(address: string): boolean {
  let read = address
  // Whoever reads entities twice would find a scheme in what is none yet.
  for (let again = 0; again <= 3; again += 1) {
    const scheme = /^([^/?#]*?):/.exec(read)?.[1]
    if (scheme !== undefined && !schemes.has(scheme.toLowerCase())) return false
    read = withoutEscapes(read)
  }
  return true
}
