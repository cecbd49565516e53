/** What a benchmark found, in the unit that it declares. `detail` explains the number; it is never compared. */
export interface Measurement {
  readonly value: number
  readonly detail: Readonly<Record<string, unknown>>
}

export interface Benchmark {
  readonly key: string
  /** What is measured, for the table. */
  readonly what: string
  readonly unit: string
  /** `null` where nothing was promised: the value is only told. */
  readonly budget: number | null
  /** Whether the value keeps the budget by staying at or below it, or by reaching it. */
  readonly keeps: 'at-most' | 'at-least'
  /** `background` ones mostly wait and may run beside others; `alone` ones measure time and run one after another. */
  readonly runs: 'alone' | 'background'
  /** Measures once. `say` shows what it is doing. */
  measure(say: (doing: string) => void): Promise<Measurement>
}

export interface Outcome extends Measurement {
  readonly benchmark: Benchmark
}

/** Whether a value keeps the budget of its benchmark. Without one there is nothing to miss. */
export function isKept({ benchmark: { budget, keeps }, value }: Outcome): boolean {
  if (budget === null) return true
  return keeps === 'at-most' ? value <= budget : value >= budget
}

/**
 * Runs the benchmarks: those that mostly wait start first and run beside the others, one after another. Outcomes come
 * in the order of `benchmarks`. Rejects with the first failure, named after its benchmark.
 */
export async function runAll(
  benchmarks: readonly Benchmark[],
  say: (key: string, doing: string) => void,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Outcome>()
  const run = async (benchmark: Benchmark): Promise<void> => {
    say(benchmark.key, 'starting')
    try {
      const measurement = await benchmark.measure((doing) => say(benchmark.key, doing))
      outcomes.set(benchmark.key, { ...measurement, benchmark })
    } catch (error) {
      throw new Error(`${benchmark.key} could not be measured`, { cause: error })
    }
  }
  const background = Promise.all(benchmarks.filter(({ runs }) => runs === 'background').map(run))
  // A failure is thrown by the await below; until then it must not count as unhandled.
  background.catch(() => undefined)
  for (const benchmark of benchmarks) if (benchmark.runs === 'alone') await run(benchmark)
  await background
  return benchmarks.flatMap(({ key }) => outcomes.get(key) ?? [])
}

/** The middle of some numbers, the mean of the middle two for an even count; NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  const [low, high] = sorted.length % 2 === 0 ? [sorted[middle - 1], sorted[middle]] : [sorted[middle], sorted[middle]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** The smallest number that `share` (0 to 1) of `numbers` do not exceed; NaN for none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** `value` to three significant digits, whole numbers as they are. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3))
}
