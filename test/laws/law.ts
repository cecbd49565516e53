import fc from 'fast-check'
import { afterAll, test } from 'vitest'
import { extent, seed } from '../extent.ts'

type States = <T>(sentence: string, property: fc.IRawProperty<T, false>) => void

/**
 * States one law: a test with a sentence for a name, and a property of fast-check that has to hold in every case.
 * 10,000 cases with `npm run test:all`, a twentieth of them in `npm test`. Each night has a seed of its own.
 */
export interface Law extends States {
  /** A law whose cases cost milliseconds each: 4,000 with `npm run test:all`, and few in `npm test`. */
  readonly costly: States
  /** A law whose cases are whole lives, of dozens of plans each: 1,000 with `npm run test:all`. */
  readonly lived: States
  /** A law that rare cases break: five times as many as others with `npm run test:all`. */
  readonly often: States
}

/** The laws of `subject`. Says after them how many cases were tried, and the seed that tries the same ones again. */
export function lawsOf(subject: string): Law {
  const tried: number[] = []
  afterAll(() => {
    const total = tried.reduce((sum, cases) => sum + cases, 0)
    console.log(
      `${subject}: ${total} cases of ${tried.length} laws (${tried.join(', ')}); TEST_SEED=${seed} repeats them`,
    )
  })
  const stating =
    (cases: number): States =>
    (sentence, property) => {
      test(sentence, { timeout: 7_200_000 }, () => {
        tried.push(cases)
        fc.assert(property, { seed, numRuns: cases })
      })
    }
  return Object.assign(stating(extent({ full: 10_000, few: 250 })), {
    costly: stating(extent({ full: 4_000, few: 50 })),
    lived: stating(extent({ full: 1_000, few: 15 })),
    often: stating(extent({ full: 50_000, few: 250 })),
  })
}
