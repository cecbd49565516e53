import { crashOf, type Hint, type Log, type PassPlace, type PassResult, type RunPass } from '../reconcile/ports.ts'
import type { BackOff } from './after-pass.ts'

/** A pass that is about to run, and the name of its ref in the log. */
export interface StartedPass {
  readonly ref: string
  readonly hint: Hint
  /** How many passes of the ref failed in a row. */
  readonly failures: number
  readonly place: PassPlace
}

/** Runs a pass. One that throws is told with its stack and backs off: a fault of the program in one ref must not hurt the others. */
export async function resultOfPass(
  run: RunPass,
  { ref, hint, failures, place }: StartedPass,
  log: Log,
): Promise<PassResult> {
  try {
    return await run(hint, failures, place)
  } catch (fault) {
    log.error({ ref, hint: hint.reason, ...crashOf(fault) }, 'pass crashed')
    return { next: 'back-off', reason: 'the pass crashed' }
  }
}

/** Tells that a ref backs off, and why. */
export function logBackOff(
  { ref, hint }: Pick<StartedPass, 'ref' | 'hint'>,
  { failures, seconds, reason, diverging }: BackOff,
  log: Log,
): void {
  if (diverging !== null) log.error({ ref, hint: hint.reason, passes: diverging }, 'plan does not converge')
  log.warn({ ref, hint: hint.reason, failures, seconds, ...(reason !== null && { reason }) }, 'pass backs off')
}
