import type { Leak, PublicationKnowledge } from './leak.ts'
import { NameSearch } from './name-search.ts'
import type { PublicText } from './public-text.ts'

/** Names of customers from the list, in code and addresses as well, also where a name goes on over a line break. */
export function customerLeaks({ text, lines }: PublicText, { customers }: PublicationKnowledge): readonly Leak[] {
  const names = new NameSearch(customers)
  const breaks = [...text.matchAll(/\r\n|\n|\r/g)].map(({ index }) => index)
  let line = 0
  return names.in(text).map(({ from, to }) => {
    while (line < breaks.length && (breaks[line] ?? from) < from) line += 1
    return { kind: 'customer', line: lines[line]?.number ?? 1, text: text.slice(from, to) }
  })
}
