import type { SiteEntry } from './site-entry.ts'

/** A document that resembles another one, with why. */
export interface SimilarEntry {
  readonly page: string
  readonly title: string
  readonly day: string | null
  /** What both have: the service, words that few others use. */
  readonly why: string
}

const mostSimilar = 3
/** A word in more than a tenth of all documents tells none apart, and one that three or fewer share alone is chance. */
const commonShare = 0.1
const fewestShared = 4
const mostWords = 80

/**
 * For each document those that resemble it most, at most three, by services and by words that few documents use; none in
 * doubt. The same for the same documents, and takes some 200 ms for a thousand.
 */
export function similarEntries(entries: readonly SiteEntry[]): ReadonlyMap<SiteEntry, readonly SimilarEntry[]> {
  const all = entries.map(({ facts }) => facts.words.split(' ').filter((word) => word.length >= 4 && !/^\d/.test(word)))
  const counts = new Map<string, number>()
  for (const words of all) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const most = Math.max(3, entries.length * commonShare)
  const telling = (word: string) => (counts.get(word) ?? 0) > 1 && (counts.get(word) ?? 0) <= most
  // The rarest words of a document come first; a log has no end of them.
  const rare = all.map((words) =>
    words
      .filter(telling)
      .sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0))
      .slice(0, mostWords),
  )
  const postings = new Map<string, number[]>()
  for (const [at, words] of rare.entries()) {
    for (const word of words) {
      const list = postings.get(word)
      if (list === undefined) postings.set(word, [at])
      else list.push(at)
    }
  }
  return new Map(entries.map((entry, at) => [entry, mostAlike(at, entries, { rare, postings })]))
}

interface RareWords {
  /** By document, the rarest first. */
  readonly rare: readonly (readonly string[])[]
  /** The documents of a word. */
  readonly postings: ReadonlyMap<string, readonly number[]>
}

function mostAlike(at: number, entries: readonly SiteEntry[], { rare, postings }: RareWords): readonly SimilarEntry[] {
  const own = entries[at]?.facts
  if (own === undefined) return []
  const scores = new Map<number, { score: number; readonly words: string[] }>()
  for (const word of rare[at] ?? []) {
    const list = postings.get(word) ?? []
    const weight = Math.log(entries.length / list.length)
    for (const other of list) {
      if (other === at) continue
      const found = scores.get(other) ?? { score: 0, words: [] }
      scores.set(other, found)
      found.score += weight
      found.words.push(word)
    }
  }
  const ranked = [...scores].sort(([one, { score }], [other, { score: second }]) => second - score || one - other)
  const alike = ranked.slice(0, 10).flatMap(([other, { words }]) => {
    const entry = entries[other]
    if (entry === undefined) return []
    const theirs = new Set(entry.facts.services.map((name) => name.toLowerCase()))
    const services = own.services.filter((name) => theirs.has(name.toLowerCase()))
    if (words.length < fewestShared && services.length === 0) return []
    const why = [
      ...services.slice(0, 1).map((name) => `same service, ${name}`),
      `both name ${words.slice(0, 3).join(', ')}`,
    ]
    return [{ page: entry.page, title: entry.facts.title, day: entry.facts.day, why: why.join('; ') }]
  })
  return alike.slice(0, mostSimilar)
}
