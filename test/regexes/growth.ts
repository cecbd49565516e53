import { processorTime } from '../processor-time.ts'
import { type Attack, inputOf } from './attacks.ts'

/** Milliseconds of the processor's time, which a busy machine does not stretch, that a search takes, or with the flag `g` all searches to the end of the text. Keeps nothing found. */
function timeOf(regex: RegExp, text: string): number {
  regex.lastIndex = 0
  return processorTime(() => {
    for (let last = 0; regex.test(text) && regex.global; last = regex.lastIndex) {
      if (regex.lastIndex === last) regex.lastIndex += 1
    }
  })
}

/** The shortest of several times: whatever else the machine does only makes one longer. */
function bestTimeOf(regex: RegExp, text: string, times: number): number {
  return Math.min(...Array.from({ length: times }, () => timeOf(regex, text)))
}

const small = 10_000
const large = 100_000

/** Up to the small input in steps, as two to the power of the length would never come back from it. */
const ladder = [16, 20, 25, 31, 39, 49, 61, 76, 95, 119, 149, 186, 232, 291, 364, 512, 1024, 2048, 4096, small]

/** As much as no linear expression needs for the small input, by far. */
const tooLong = 50

/** The last step at which a quadratic search, of a thousand times as many tries as the text is long, shows for certain. */
const halfWay = 2048

export interface Worst {
  readonly attack: Attack
  /** How many times as long it takes for an input ten times as long. Infinite for one that does not get there. */
  readonly growth: number
}

/**
 * The attack that takes longest, and how the time grows from 10 to 100 KB of it. Throws where there is no attack. Only
 * the `finalists` that took longest half-way climb to the top.
 */
export function worstOf(regex: RegExp, attacks: readonly Attack[], finalists = attacks.length): Worst {
  const begun = climbAll(
    regex,
    attacks,
    ladder.filter((length) => length <= halfWay),
  )
  const stuck = begun.find(({ time }) => time === Number.POSITIVE_INFINITY)
  // It would never come back from a longer one.
  if (stuck !== undefined) return { attack: stuck.attack, growth: Number.POSITIVE_INFINITY }
  const ended = climbAll(
    regex,
    begun.slice(0, finalists).map(({ attack }) => attack),
    ladder.filter((length) => length > halfWay),
  )
  const [worst] = ended
  if (worst === undefined) throw new Error(`There is no attack on ${String(regex)}.`)
  const { attack, time } = worst
  return { attack, growth: time === Number.POSITIVE_INFINITY ? time : growthOf(regex, attack) }
}

interface Climb {
  readonly attack: Attack
  /** How long the last of the steps took; infinite when it is not worth waiting for. */
  readonly time: number
}

/** The slowest first; nothing but the one that gets stuck, if one does. */
function climbAll(regex: RegExp, attacks: readonly Attack[], steps: readonly number[]): readonly Climb[] {
  const climbs: Climb[] = []
  for (const attack of attacks) {
    const time = climb(regex, attack, steps)
    if (time === Number.POSITIVE_INFINITY) return [{ attack, time }]
    climbs.push({ attack, time })
  }
  return climbs.sort((one, other) => other.time - one.time)
}

/** How long the last of these inputs takes; infinite when it is not worth waiting for. */
function climb(regex: RegExp, attack: Attack, steps: readonly number[]): number {
  let time = 0
  for (const length of steps) {
    const text = inputOf(attack, length)
    time = timeOf(regex, text)
    if (time > tooLong && bestTimeOf(regex, text, 3) > tooLong) return Number.POSITIVE_INFINITY
  }
  return time
}

/** Times below this are the clock's and the machine's, not the expression's. */
const floor = 1

function growthOf(regex: RegExp, attack: Attack): number {
  const before = bestTimeOf(regex, inputOf(attack, small), 5)
  return bestTimeOf(regex, inputOf(attack, large), 5) / Math.max(before, floor)
}
