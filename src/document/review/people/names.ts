import { isGivenName } from '../../action-items/data/given-names.ts'
import { Phrases, wordsIn } from '../phrases.ts'
import type { Reading } from '../reading.ts'

/** The names of the people who took part, as words of a sentence. */
export type Names = Pick<Phrases, 'lengthAt'>

/** First names that are words, too. */
export const alsoWords: ReadonlySet<string> = new Set(
  `will may mark art bill rob pat grant dean chase drew faith grace hope joy rose sky summer april june august rich frank max per
  sue ray sid jan austin virginia georgia madison jordan jasmine heather leo jack norman`.split(/\s+/),
)

/**
 * The names to look for: `participants` (logins and names), the authors, who the answer to the first question lists, and the
 * given names that the text holds. Of a full name the first counts alone, too.
 */
export function documentNames(reading: Reading, authors: readonly string[], participants: readonly string[]): Names {
  const names = new Set<string>()
  for (const name of [...participants, ...authors, ...listed(reading)]) {
    const words = wordsIn(name.replace(/^@/, '')).map((word) => word.replace(/^@/, ''))
    const [first = ''] = words
    if (words.length > 3 || first.length < 3) continue
    names.add(words.join(' '))
    if (!alsoWords.has(first)) names.add(first)
  }
  for (const name of givenIn(reading)) names.add(name)
  return new Phrases([...names])
}

/** Common given names, in lower case, that somebody wrote with a capital. */
function* givenIn({ document }: Reading): Generator<string> {
  for (const { text, kind } of document.lines) {
    if (kind === 'raw') continue
    for (const [word] of text.matchAll(/\p{Lu}\p{Ll}{2,20}/gu)) {
      const name = word.toLowerCase()
      if (isGivenName(word) && !alsoWords.has(name)) yield name
    }
  }
}

/** Short items below "Who was involved", without what stands beside the name. */
function listed(reading: Reading): readonly string[] {
  return reading.passages.flatMap(({ meaning, lines }) => {
    if (meaning.answers !== 'who') return []
    return lines.flatMap(({ text, kind }) => {
      const item =
        kind === 'raw'
          ? null
          : /^\s{0,10}[-*+] {1,4}(?:\[[ xX]\] )?@?(\p{L}[\p{L}\p{N} .'-]{2,40})(?:$|[,(:]| [-–—] )/u.exec(text)
      const name = item?.[1]?.trim() ?? ''
      return /^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u.test(name) || /^[a-z\d-]{3,20}$/.test(name) ? [name] : []
    })
  })
}
