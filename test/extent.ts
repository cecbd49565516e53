import { randomFrom, shuffled } from './story/stage/random.ts'

const { TEST_SEED, TEST_EXTENT } = process.env

/** What chose the samples of this run. It is printed; `TEST_SEED` in the environment chooses the same ones again. */
export const seed = TEST_SEED === undefined ? Math.trunc(Math.random() * 0x7fffffff) : Number(TEST_SEED)

/** `full` with `npm run test:all`, else `few`. */
export function extent<T>({ full, few }: { readonly full: T; readonly few: T }): T {
  return TEST_EXTENT === 'all' ? full : few
}

/** All of them with `npm run test:all`, else only `few`, others on each run, in the order in which they stand. */
export function sampled<T>(all: readonly T[], few: number): readonly T[] {
  const chosen = new Set(shuffled([...all.keys()], randomFrom(seed)).slice(0, few))
  return extent({ full: all, few: all.filter((_, index) => chosen.has(index)) })
}
