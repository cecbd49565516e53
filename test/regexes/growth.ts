import { type Attack, inputOf } from './attacks.ts'

/** Milliseconds of the processor's time, which a busy machine does not stretch, that a search takes, or with the flag `g` all searches to the end of the text. Keeps nothing found. */
function timeOf(regex: RegExp, text: string): number {
  regex.lastIndex = 0
  const from = process.cpuUsage()
  for (let last = 0; regex.test(text) && regex.global; last = regex.lastIndex) {
    if (regex.lastIndex === last) regex.lastIndex += 1
  }
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
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

export interface Worst {
  readonly attack: Attack
  /** How many times as long it takes for an input ten times as long. Infinite for one that does not get there. */
  readonly growth: number
}

/** The attack that takes longest, and how the time grows from 10 to 100 KB of it. Throws where there is no attack. */
export function worstOf(regex: RegExp, attacks: readonly Attack[]): Worst {
  let worst: { readonly attack: Attack; readonly time: number } | null = null
  for (const attack of attacks) {
    const time = climb(regex, attack)
    if (time === null) return { attack, growth: Number.POSITIVE_INFINITY }
    if (worst === null || time > worst.time) worst = { attack, time }
  }
  if (worst === null) throw new Error(`There is no attack on ${String(regex)}.`)
  return { attack: worst.attack, growth: growthOf(regex, worst.attack) }
}

/** How long the small input takes; `null` when it is not worth waiting for. */
function climb(regex: RegExp, attack: Attack): number | null {
  let time = 0
  for (const length of ladder) {
    const text = inputOf(attack, length)
    time = timeOf(regex, text)
    if (time > tooLong && bestTimeOf(regex, text, 3) > tooLong) return null
  }
  return time
}

/** Times below this are the clock's and the machine's, not the expression's. */
const floor = 1

function growthOf(regex: RegExp, attack: Attack): number {
  const before = bestTimeOf(regex, inputOf(attack, small), 5)
  return bestTimeOf(regex, inputOf(attack, large), 5) / Math.max(before, floor)
}
