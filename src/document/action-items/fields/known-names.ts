import type { ParsedDocument } from '../../../text/markdown/sections.ts'
import type { KnownNames } from './item-names.ts'
import { ownerParts } from './item-names.ts'
import { plainWords } from './item-words.ts'

const roles =
  /^[ \t>]{0,8}(?:[-*+|][ \t]{1,4})?[*_#]{0,6}[ \t]{0,2}(?:authors?|owners?|attendees|participants|involved|people involved|responders?|incident commander|incident lead|ic|lead|commander|scribe|facilitator|on[- ]?call|reviewers?|present|written by|reported by|team)[*_]{0,3}[ \t]{0,2}[:|][*_]{0,3}[ \t]{0,4}(\S.{1,300})$/i
const mention = /(?<![\w/.@+-])@([a-z\d](?:[a-z\d_]|-(?=[a-z\d])){0,38})(?![\w/-])/gi

/** Enough for any team, and for a name in each line of a hostile document. */
const most = 500

/** The names by which people and teams may be called in a document: those given, its mentions, and who stands after "Authors:" and the like. */
export function knownNames({ lines }: ParsedDocument, given: readonly string[]): KnownNames {
  const names = new Set(given.map(plainWords))
  for (const { text, kind } of lines) {
    if (names.size >= most) break
    if (kind === 'raw' || text.length > 400) continue
    if (text.includes('@')) for (const [, login = ''] of text.matchAll(mention)) names.add(plainWords(login))
    const listed = roles.exec(text)?.[1]
    if (listed === undefined) continue
    for (const part of ownerParts(listed))
      if (/^[\p{L}][\p{L}\p{N} .'’-]{1,40}$/u.test(part)) names.add(plainWords(part))
  }
  return names
}
