import { bareWords, keptWords } from './frozen-items.ts'

/** Things that may be one and the same though they say it otherwise, paired one to one. */
export interface Likeness<A, B> {
  readonly pairs: ReadonlyMap<A, B>
  /** Those that share no word with anything that is left for them. */
  readonly strange: readonly B[]
}

type Said = { readonly source: string }

/**
 * Pairs each of `others` with the one of `ones` that shares the most words with it, those that are most alike first, of
 * equally alike ones in their order. What has no words at all is paired by position, since nothing tells it apart.
 */
export function pairAlike<A extends Said, B extends Said>(ones: readonly A[], others: readonly B[]): Likeness<A, B> {
  const left = new Map(ones.map((one) => [one, wordsOf(one)]))
  const lines = new Map(others.map((other) => [other, wordsOf(other)]))
  const found = [...lines].flatMap(([other, said]) =>
    [...left].flatMap(([one, words]) => {
      const shared = [...said].filter((word) => words.has(word)).length
      return shared === 0 ? [] : [{ one, other, alike: shared / Math.max(said.size, words.size) }]
    }),
  )
  const pairs = new Map<A, B>()
  const take = (one: A, other: B): void => {
    if (!left.has(one) || !lines.has(other)) return
    pairs.set(one, other)
    left.delete(one)
    lines.delete(other)
  }
  for (const { one, other } of found.toSorted((first, second) => second.alike - first.alike)) take(one, other)
  for (const [one, words] of left) {
    const next = [...lines].find(([, said]) => words.size === 0 || said.size === 0)
    if (next !== undefined) take(one, next[0])
  }
  return { pairs, strange: [...lines.keys()] }
}

/** Words that say nothing of what is to be done. */
const filler = new Set(
  'a all an and any are as at be by for from in into is it of on or our that the this to we with'.split(' '),
)
/** As many words as tell an item from others. */
const mostWords = 40
/** By dictionary where words stand without spaces between them. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** What a text says, a word cut to its stem as far as its first letters are one. */
function wordsOf({ source }: Said): ReadonlySet<string> {
  const said = bareWords(keptWords(source))
    .toLowerCase()
    .slice(0, mostWords * 10)
  const words = [...segmenter.segment(said)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
  const telling = words.filter((word) => !filler.has(word))
  return new Set((telling.length > 0 ? telling : words).slice(0, mostWords).map((word) => word.slice(0, 5)))
}
