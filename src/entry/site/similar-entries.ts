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

/**
 * For each document those that resemble it most, at most three, by services and by words that few documents use; none in
 * doubt. The same for the same documents, and takes some 100 ms for a thousand.
 */
export function similarEntries(entries: readonly SiteEntry[]): ReadonlyMap<SiteEntry, readonly SimilarEntry[]> {
  const postings = new Map<string, number[]>()
  for (const [at, { facts }] of entries.entries()) {
    for (const word of facts.words.split(' ')) {
      if (word.length < 4 || /^\d/.test(word)) continue
      const list = postings.get(word)
      if (list === undefined) postings.set(word, [at])
      else list.push(at)
    }
  }
  const most = Math.max(3, entries.length * commonShare)
  const weights = new Map<string, number>()
  for (const [word, list] of postings) {
    if (list.length > 1 && list.length <= most) weights.set(word, Math.log(entries.length / list.length))
  }
  return new Map(entries.map((entry, at) => [entry, mostAlike(at, entries, { postings, weights })]))
}

interface Words {
  readonly postings: ReadonlyMap<string, readonly number[]>
  readonly weights: ReadonlyMap<string, number>
}

function mostAlike(at: number, entries: readonly SiteEntry[], { postings, weights }: Words): readonly SimilarEntry[] {
  const scores = new Map<number, number>()
  const own = entries[at]?.facts
  if (own === undefined) return []
  const words = own.words.split(' ').filter((word) => weights.has(word))
  for (const word of words) {
    const weight = weights.get(word) ?? 0
    for (const other of postings.get(word) ?? []) if (other !== at) scores.set(other, (scores.get(other) ?? 0) + weight)
  }
  const ranked = [...scores].sort(([one, score], [other, otherScore]) => otherScore - score || one - other).slice(0, 10)
  const shared = ranked.flatMap(([other]) => {
    const entry = entries[other]
    if (entry === undefined) return []
    const theirs = new Set(entry.facts.words.split(' '))
    const both = words
      .filter((word) => theirs.has(word))
      .sort((one, two) => (weights.get(two) ?? 0) - (weights.get(one) ?? 0))
    const services = own.services.filter((name) =>
      entry.facts.services.some((one) => one.toLowerCase() === name.toLowerCase()),
    )
    if (both.length < fewestShared && services.length === 0) return []
    const why = [
      ...(services.length > 0 ? [`same service, ${services[0]}`] : []),
      `both name ${both.slice(0, 3).join(', ')}`,
    ]
    return [{ page: entry.page, title: entry.facts.title, day: entry.facts.day, why: why.join('; ') }]
  })
  return shared.slice(0, mostSimilar)
}
