import { LRUCache } from 'lru-cache'
import { refKey, showRef } from '../domain/ref.ts'
import { crashOf, GitHubError, type Hint, type Log, type PassResult, PlanningLimit, type RunPass } from './ports.ts'
import { type PassMode, type PassParts, type RunningParts, runPass } from './run-pass.ts'

/**
 * From this many failures in a row on, a pass goes on without what GitHub does not answer, and without its own faults as
 * far as it can, so that the status comment says what is in the way. By then a minute has gone by.
 */
const toldAfter = 3

/**
 * A race that was lost is looked at again at once, but not this often in a row: then GitHub says no for a reason of its own,
 * in words that are taken for a race, and the ref backs off like any other that fails.
 */
const mostRaces = 3

/** Refs of which something is remembered; who falls out begins to count anew. */
const mostRemembered = 1_000

/**
 * Runs passes: observe, plan, apply. A pass stops at the first write that does not succeed; what GitHub refused for
 * good becomes a sentence in the status comment, what may pass is tried again later; what does not pass is told, too.
 */
export function createPass(given: PassParts): RunPass {
  const parts: RunningParts = { ...given, twins: new LRUCache({ max: mostRemembered }) }
  const races: Races = new LRUCache({ max: mostRemembered })
  let count = 0
  return async (hint, failures, place) => {
    count += 1
    const its = { place, name: `${count} of ${refKey(hint.ref)}` }
    const onUnknownOutcome = failures < toldAfter ? 'throw' : 'tell'
    try {
      const result = await runPass(hint, { onUnknownOutcome, trouble: null, ...its }, parts)
      if (result.next === 'done') races.delete(refKey(hint.ref))
      return result
    } catch (error) {
      if (error instanceof GitHubError) return resultOf(error, hint, { log: parts.log, races })
      if (error instanceof PlanningLimit) return await giveUp(hint, error, its, parts)
      if (onUnknownOutcome === 'tell') await tell(hint, 'crash', its, parts)
      throw error
    }
  }
}

/** Where one pass works, and what it is called. */
type OnePass = Pick<PassMode, 'place' | 'name'>

/** How many races in a row a ref has lost. */
type Races = LRUCache<string, number>

/** Of a race that is lost again and again, the same as of any fault that comes again and again. */
function resultOf(
  error: GitHubError,
  hint: Hint,
  { log, races }: { readonly log: Log; readonly races: Races },
): PassResult {
  const isRace = error.fault.kind === 'stale' || error.fault.kind === 'exists'
  const lost = isRace ? (races.get(refKey(hint.ref)) ?? 0) + 1 : 0
  races.set(refKey(hint.ref), lost)
  if (lost <= mostRaces) return resultOfFault(error, hint, log)
  log.warn({ where: showRef(hint.ref), hint: hint.reason, because: error.logged }, 'the same again, looking later')
  return { next: 'back-off', reason: 'GitHub says the same again and again' }
}

/** Another try would take as long: what people write next leads to one, and the next sweep. */
async function giveUp(hint: Hint, { limit }: PlanningLimit, its: OnePass, parts: RunningParts): Promise<PassResult> {
  parts.log.warn({ where: showRef(hint.ref), hint: hint.reason, limit }, 'too much text to read in one go')
  await tell(hint, 'too-much', its, parts)
  return { next: 'done' }
}

/** Says where people look what keeps passes from ending. Of a crash the queue logs the fault itself and tries again. */
async function tell(hint: Hint, trouble: 'crash' | 'too-much', its: OnePass, parts: RunningParts): Promise<void> {
  try {
    await runPass(hint, { onUnknownOutcome: 'tell', trouble, ...its }, parts)
  } catch (error) {
    const because = error instanceof GitHubError ? { because: error.logged } : crashOf(error)
    parts.log.warn({ where: showRef(hint.ref), trouble, ...because }, 'cannot say on GitHub that passes fail')
  }
}

function resultOfFault(error: GitHubError, hint: Hint, log: Log): PassResult {
  const where = { where: showRef(hint.ref), hint: hint.reason, because: error.logged }
  switch (error.fault.kind) {
    case 'refused':
      log.warn({ ...where, reason: error.fault.reason }, 'cannot go on')
      return { next: 'done' }
    case 'exists':
    case 'stale':
      log.info(where, 'somebody was first, looking again')
      return { next: 'again' }
    case 'outcome-unknown':
      // GitHub may still be carrying the write out: it gives up after 10 s, and no back-off is shorter than that.
      log.warn(where, 'the answer was onUnknownOutcome, looking again')
      return { next: 'back-off', reason: 'the answer was unclear' }
    case 'limited':
      log.warn({ ...where, seconds: error.fault.retryAfter }, 'GitHub limits requests, waiting')
      return { next: 'later', after: error.fault.retryAfter * 1_000 }
  }
}
