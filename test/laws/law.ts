import fc from 'fast-check'
import { afterAll, test } from 'vitest'

const { LAWS_SEED, EXHAUSTIVE } = process.env

/**
 * Another one each time: the same cases every day find nothing new. What fails is a fault of the code whenever it shows,
 * and the printed seed brings it back.
 */
const seed = LAWS_SEED === undefined ? Math.trunc(Math.random() * 0x7fffffff) : Number(LAWS_SEED)

type States = <T>(sentence: string, property: fc.IRawProperty<T, false>) => void

/** States one law: a test with a sentence for a name, and a property of fast-check that has to hold in every case. */
export interface Law extends States {
  /** A law whose cases cost milliseconds each: a tenth of them, and all with `npm run test:exhaustive`. */
  readonly costly: States
}

/** The laws of `subject`. Says after them how many cases were tried, and the seed that tries the same ones again. */
export function lawsOf(subject: string): Law {
  const tried: number[] = []
  afterAll(() => {
    const total = tried.reduce((sum, cases) => sum + cases, 0)
    console.log(
      `${subject}: ${total} cases of ${tried.length} laws (${tried.join(', ')}); LAWS_SEED=${seed} repeats them`,
    )
  })
  const stating =
    (cases: number): States =>
    (sentence, property) => {
      test(sentence, { timeout: 600_000 }, () => {
        tried.push(cases)
        fc.assert(property, { seed, numRuns: cases })
      })
    }
  return Object.assign(stating(10_000), { costly: stating(EXHAUSTIVE === '1' ? 10_000 : 1_000) })
}
