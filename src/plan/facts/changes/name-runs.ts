/** Fewer names are written out. */
const shortestRun = 3

const byNumber = new Intl.Collator('en', { numeric: true })

/**
 * Names as people list them: sorted, numbers by their value, and three or more that count on as one piece, `smars-1 … smars-7`.
 * Where a number is left out a new piece begins, so nothing is said of a name that is not there.
 */
export function nameRuns(names: readonly string[]): readonly string[] {
  const runs: string[][] = []
  for (const name of names.toSorted(byNumber.compare)) {
    const run = runs.at(-1)
    if (run !== undefined && name === nextOf(run.at(-1) ?? '')) run.push(name)
    else runs.push([name])
  }
  return runs.flatMap((run) => (run.length < shortestRun ? run : [`${run.at(0)} … ${run.at(-1)}`]))
}

/** The name with its last number one higher, as wide as before: `web-10` for `web-09`. `null` for one without a number. */
function nextOf(name: string): string | null {
  const [, before = '', digits, after = ''] = /^(.*?)(\d{1,9})(\D*)$/s.exec(name) ?? []
  return digits === undefined ? null : `${before}${String(Number(digits) + 1).padStart(digits.length, '0')}${after}`
}
