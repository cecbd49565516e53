import { type Case, casesOf, inputOf } from './cases.ts'
import type { Ending } from './ending.ts'
import { liveAndDie } from './killing.ts'
import { type Beat, type Life, live } from './life.ts'
import { evaluate } from './verdict.ts'

/** The undisturbed life, and all that can go wrong in it. */
export interface Trial {
  readonly undisturbed: Life
  readonly cases: readonly Case[]
  /** Lives with this one fault. Returns what is wrong at the end, a line each; nothing when the app survived. */
  run(one: Case): Promise<readonly string[]>
}

/** Plays the undisturbed life. */
export async function prepare(): Promise<Trial> {
  const beats: Beat[] = []
  const undisturbed = await live({ watch: (beat) => beats.push(beat) })

  function end(one: Case): Promise<Ending> {
    switch (one.at) {
      case 'request':
        return live({ fault: inputOf(one) })
      case 'delivery':
        return live({ fault: inputOf(one), post: 'http' })
      case 'death':
        return liveAndDie(one.happening, beats)
    }
  }

  return {
    undisturbed,
    cases: casesOf(undisturbed),
    async run(one) {
      try {
        return evaluate(await end(one), undisturbed)
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)]
      }
    },
  }
}
