const FIRST_BACK_OFF = 10_000
const LONGEST_BACK_OFF = 3_600_000

/** For this long (ms) no hint shortens a back-off: after a fault GitHub's reads may not show the last write yet. */
export const HELD = 10_000

/** How often a ref may ask to run again at once before its plan counts as one that does not converge. */
export const MOST_AGAIN = 20

/** Milliseconds to wait after the `failures`-th failure in a row (from 1): 10 s, 20 s, 40 s, ... at most an hour. */
export function backOffAfter(failures: number): number {
  return Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** Math.max(0, failures - 1))
}
