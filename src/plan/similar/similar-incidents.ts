import MiniSearch from 'minisearch'
import { sameLabel } from '../../domain/issue.ts'
import { distinctWords, stemsOf } from './words.ts'

/** An incident, as far as likeness goes by it. */
export interface Likened {
  /** Names it among the others. */
  readonly key: string
  readonly title: string
  readonly text: string
  readonly services: readonly string[]
  readonly labels: readonly string[]
  /** The files that its changes or its action items touched. */
  readonly paths: readonly string[]
}

/** An earlier incident that resembles one, with why. */
export interface SimilarIncident {
  readonly key: string
  /** From 0 to 1: how much of the one is in the other. */
  readonly score: number
  readonly services: readonly string[]
  readonly paths: readonly string[]
  /** The words that both name and few others do, the rarest first. */
  readonly words: readonly string[]
}

/** More than three are a list that nobody reads at night. */
const mostSimilar = 3
/** Those that share most of its words are compared in full. */
const mostCompared = 25
/** Below this the words are shared by chance. */
const leastScore = 0.04
/** A word that so many of all incidents name tells nothing of one. */
const commonShare = 0.15

/**
 * The incidents among `others` that resemble `one`, at most three, the likest first. By words (BM25), services, labels and paths;
 * in doubt none: at least two words that few others name, or one with the service or a file in common. Pure.
 */
export function similarIncidents(one: Likened, others: readonly Likened[]): readonly SimilarIncident[] {
  const wanted = distinctWords(one)
  if (wanted.size === 0) return []
  const known = others.filter(({ key }) => key !== one.key).map((other) => ({ other, words: distinctWords(other) }))
  const frequency = countWords(wanted, known)
  const most = Math.max(3, Math.floor(known.length * commonShare))
  const rare = new Set([...wanted.keys()].filter((word) => (frequency.get(word) ?? 0) <= most))
  const candidates = known
    .map(({ other, words }) => ({ other, shared: [...rare].filter((word) => words.has(word)) }))
    .filter(({ shared }) => shared.length > 0)
    .toSorted((first, second) => second.shared.length - first.shared.length || compareKeys(first.other, second.other))
    .slice(0, mostCompared)
  const scores = scoresOf(
    one,
    candidates.map(({ other }) => other),
  )
  return candidates
    .map(({ other, shared }) =>
      likenessOf(one, other, { shared, wanted, score: scores.get(other.key) ?? 0, frequency }),
    )
    .filter((likeness) => isAlike(likeness))
    .toSorted((first, second) => weightOf(second) - weightOf(first) || compareKeys(first, second))
    .slice(0, mostSimilar)
}

function countWords(
  wanted: ReadonlyMap<string, string>,
  known: readonly { readonly words: ReadonlyMap<string, string> }[],
): ReadonlyMap<string, number> {
  return new Map([...wanted.keys()].map((word) => [word, known.filter(({ words }) => words.has(word)).length]))
}

/** By BM25, as a share of what the incident itself would get. */
function scoresOf(one: Likened, others: readonly Likened[]): ReadonlyMap<string, number> {
  const index = new MiniSearch<Likened>({
    idField: 'key',
    fields: ['title', 'text'],
    tokenize: (text) => [...stemsOf(text)],
    processTerm: (word) => word,
    searchOptions: { boost: { title: 1.5 } },
  })
  index.addAll([one, ...others])
  const found = index.search(`${one.title} ${one.text}`)
  const own = found.find(({ id }) => id === one.key)?.score ?? 0
  return new Map(own === 0 ? [] : found.map(({ id, score }) => [String(id), score / own]))
}

interface SharedWords {
  readonly shared: readonly string[]
  /** The incident's words by their stems. */
  readonly wanted: ReadonlyMap<string, string>
  readonly frequency: ReadonlyMap<string, number>
  readonly score: number
}

function likenessOf(one: Likened, other: Likened, found: SharedWords): SimilarIncident {
  const among = (mine: readonly string[], theirs: readonly string[]) =>
    mine.filter((name) => theirs.some((their) => sameLabel(name, their)))
  const often = (word: string) => found.frequency.get(word) ?? 0
  return {
    key: other.key,
    score: found.score,
    services: among(one.services, other.services),
    paths: among(one.paths, other.paths),
    words: found.shared
      .toSorted((first, second) => often(first) - often(second) || (first < second ? -1 : 1))
      .map((stem) => found.wanted.get(stem) ?? stem),
  }
}

function isAlike({ score, words, services, paths }: SimilarIncident): boolean {
  const place = services.length > 0 || paths.length > 0
  return score >= leastScore && (words.length >= 2 || (place && words.length >= 1))
}

function weightOf({ score, services, paths }: SimilarIncident): number {
  return score + (services.length > 0 ? 0.15 : 0) + (paths.length > 0 ? 0.2 : 0)
}

function compareKeys(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1
}
