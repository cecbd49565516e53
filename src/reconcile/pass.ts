import { LRUCache } from 'lru-cache'
import type { Mutation } from '../domain/mutation.ts'
import { needsAnotherPass, standsAlone } from '../domain/mutation-traits.ts'
import type { Plan } from '../domain/plan.ts'
import type { Topic } from '../domain/question.ts'
import { refKey, showRef } from '../domain/ref.ts'
import { type Refusal, refusedWrite, writeName } from '../domain/refusal.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { topicTraits } from '../domain/topic-traits.ts'
import type { Situation } from '../plan/context.ts'
import { type TwinTrace, twinTraces } from '../plan/status/twin-traces.ts'
import { apply } from './apply.ts'
import { observe } from './observe.ts'
import {
  crashOf,
  type GitHub,
  GitHubError,
  type Hint,
  type Log,
  type PassResult,
  type Place,
  type Planner,
  PlanningLimit,
  type Queue,
  type RunPass,
  type Session,
} from './ports.ts'
import type { Recent } from './recent.ts'
import { refusalOf, type Unclear } from './refusal.ts'
import type { SettledRefs } from './settled.ts'

export interface PassParts {
  readonly github: GitHub
  readonly planner: Planner
  readonly queue: Queue
  readonly log: Log
  readonly recent: Recent
  readonly settled: SettledRefs
}

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
 * How often one pass plans anew because GitHub refused a write. Of each kind it tries three at most, so that no pass comes
 * here before its status comment said what is in the way.
 */
const mostRefusals = 30

/**
 * Runs passes: observe, plan, apply. A pass stops at the first write that does not succeed; what GitHub refused for
 * good becomes a sentence in the status comment, what may pass is tried again later; what does not pass is told, too.
 */
export function createPass(given: PassParts): RunPass {
  const parts: RunningParts = { ...given, twins: new LRUCache({ max: mostRemembered }) }
  const races = new LRUCache<string, number>({ max: mostRemembered })
  return async (hint, failures, place) => {
    const unclear = failures < toldAfter ? 'throw' : 'tell'
    const key = refKey(hint.ref)
    try {
      const result = await runPass(hint, { unclear, trouble: null, place }, parts)
      if (result.next === 'done') races.delete(key)
      return result
    } catch (error) {
      if (error instanceof GitHubError) {
        const isRace = error.fault.kind === 'stale' || error.fault.kind === 'exists'
        const lost = isRace ? (races.get(key) ?? 0) + 1 : 0
        races.set(key, lost)
        return lost > mostRaces ? repeated(error, hint, parts) : resultOf(error, hint, parts)
      }
      if (error instanceof PlanningLimit) return await giveUp(hint, error, place, parts)
      if (unclear === 'tell') await tell(hint, 'crash', place, parts)
      throw error
    }
  }
}

function repeated(error: GitHubError, hint: Hint, { log }: PassParts): PassResult {
  log.warn({ where: showRef(hint.ref), hint: hint.reason, because: error.logged }, 'the same again, looking later')
  return { next: 'back-off', reason: 'GitHub says the same again and again' }
}

/** Another try would take as long: what people write next leads to one, and the next sweep. */
async function giveUp(hint: Hint, { limit }: PlanningLimit, place: Place, parts: RunningParts): Promise<PassResult> {
  parts.log.warn({ where: showRef(hint.ref), hint: hint.reason, limit }, 'too much text to read in one go')
  await tell(hint, 'too-much', place, parts)
  return { next: 'done' }
}

/** Says where people look what keeps passes from ending. Of a crash the queue logs the fault itself and tries again. */
async function tell(hint: Hint, trouble: 'crash' | 'too-much', place: Place, parts: RunningParts): Promise<void> {
  try {
    await runPass(hint, { unclear: 'tell', trouble, place }, parts)
  } catch (error) {
    const because = error instanceof GitHubError ? { because: error.logged } : crashOf(error)
    parts.log.warn({ where: showRef(hint.ref), trouble, ...because }, 'cannot say on GitHub that passes fail')
  }
}

/** With what the passes of one process remember. */
interface RunningParts extends PassParts {
  /** Refs of which the log has said that a second process works on them. */
  readonly twins: LRUCache<string, true>
}

interface Manner {
  readonly unclear: Unclear
  readonly trouble: Situation['trouble']
  readonly place: Place
}

async function runPass(hint: Hint, { unclear, trouble, place }: Manner, parts: RunningParts): Promise<PassResult> {
  const { ref } = hint
  let refusals: readonly Refusal[] = []
  for (let round = 0; round <= mostRefusals; round += 1) {
    const session = await place.lendUntil(parts.github.open(ref, hint.priority))
    const situation = { ...situationOf(hint, session, parts), trouble }
    const decide = (known: Snapshot) => parts.planner(known, situation, hint.priority)
    const refusedRead = (ask: Topic, error: GitHubError) => logRefusedRead(hint, ask, error, parts.log)
    const options = { refusals, unclear, place, refused: refusedRead }
    const { plan, snapshot } = await observe(ref, session, parts.recent, decide, options)
    report(hint, plan, parts.log)
    tellOfTwins(hint, twinTraces(snapshot, session.self), parts)
    const refused = await carryOut(hint, plan.mutations, session, { ...parts, unclear, place })
    if (refused.length > 0) {
      refusals = [...refusals, ...refused]
      continue
    }
    for (const { ref: followUp, fingerprint } of plan.followUps) {
      if (fingerprint !== null) parts.settled.expect(followUp, fingerprint)
      parts.queue.enqueue({ ...hint, ref: followUp })
    }
    // GitHub may still be carrying out what it did not answer: nothing is repeated at once.
    const silence = snapshot.refusals.find(({ cause }) => cause.kind === 'unclear')
    if (silence !== undefined) return { next: 'back-off', reason: silence.sentence }
    if (plan.mutations.some(needsAnotherPass)) return { next: 'again' }
    if (refusals.length === 0 && trouble === null)
      parts.settled.settle(ref, { nextLook: plan.nextLook, at: snapshot.now })
    return { next: 'done' }
  }
  return { next: 'back-off', reason: 'GitHub refused too many writes of one pass.' }
}

/** What an incident cannot do without; of the rest the document or the status comment says that it is missing. */
function logRefusedRead(hint: Hint, ask: Topic, error: GitHubError, log: Log): void {
  if (topicTraits[ask].need !== 'vital') return
  const where = { where: showRef(hint.ref), hint: hint.reason, read: ask }
  log.warn({ ...where, because: error.logged }, 'GitHub refused a read')
}

/** Once an incident: what was made twice stays there. */
function tellOfTwins(hint: Hint, traces: readonly TwinTrace[], { log, twins }: RunningParts): void {
  const key = refKey(hint.ref)
  if (traces.length === 0 || twins.has(key)) return
  twins.set(key, true)
  log.warn({ where: showRef(hint.ref), twice: traces }, 'a second process seems to do the same work: run only one')
}

function situationOf(hint: Hint, session: Session, { settled }: PassParts): Omit<Situation, 'trouble'> {
  return {
    self: session.self,
    admit: hint.admit ?? 'normal',
    scope: hint.scope ?? 'recent',
    // Only the sweep of a repository asks for it.
    settled: hint.ref.kind === 'repository' ? settled.of(hint.ref) : new Map(),
  }
}

/**
 * Carries the writes out in order, up to the first that GitHub refuses; those that stand alone hold up no other. Returns
 * what was refused, nothing when all are done.
 */
async function carryOut(
  hint: Hint,
  mutations: readonly Mutation[],
  session: Session,
  { recent, log, unclear, place }: PassParts & Pick<Manner, 'unclear' | 'place'>,
): Promise<readonly Refusal[]> {
  const { owner, repo } = hint.ref
  const refusals: Refusal[] = []
  for (const mutation of mutations) {
    const what = { write: mutation.do, where: placeOf(hint, mutation), rule: writeName(mutation), hint: hint.reason }
    try {
      await place.lendUntil(apply(mutation, { repository: { owner, repo }, writer: session.writer, recent }))
      log.info(what, 'wrote')
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error
      const refused = refusalOf(error, unclear)
      if (refused === null) throw error
      log.warn({ ...what, reason: refused.cause.kind, because: error.logged }, 'GitHub refused a write')
      refusals.push(refusedWrite(mutation, refused))
      if (!standsAlone(mutation)) return refusals
    }
  }
  return refusals
}

/** Where a write goes: `acme/shop#12`, with the branch or comment when it names one. */
function placeOf(hint: Hint, mutation: Mutation): string {
  const { owner, repo } = hint.ref
  const number = 'number' in mutation ? mutation.number : 'incident' in mutation ? mutation.incident : null
  const at = number === null ? showRef(hint.ref) : `${owner}/${repo}#${number}`
  return 'branch' in mutation ? `${at} ${mutation.branch}` : at
}

function report(hint: Hint, plan: Plan, log: Log): void {
  const where = showRef(hint.ref)
  for (const note of plan.notes) log.info({ where, hint: hint.reason, note }, 'nothing to do')
  for (const mutation of plan.withheld) {
    log.info(
      { where, hint: hint.reason, write: mutation.do, rule: writeName(mutation) },
      'would write, but mode is observe',
    )
  }
}

function resultOf(error: GitHubError, hint: Hint, { log }: PassParts): PassResult {
  const where = { where: showRef(hint.ref), hint: hint.reason, because: error.logged }
  switch (error.fault.kind) {
    case 'refused':
      log.warn({ ...where, reason: error.fault.reason }, 'cannot go on')
      return { next: 'done' }
    case 'exists':
    case 'stale':
      log.info(where, 'somebody was first, looking again')
      return { next: 'again' }
    case 'unclear':
      // GitHub may still be carrying the write out: it gives up after 10 s, and no back-off is shorter than that.
      log.warn(where, 'the answer was unclear, looking again')
      return { next: 'back-off', reason: 'the answer was unclear' }
    case 'limited':
      log.warn({ ...where, seconds: error.fault.retryAfter }, 'GitHub limits requests, waiting')
      return { next: 'later', after: error.fault.retryAfter * 1_000 }
  }
}
