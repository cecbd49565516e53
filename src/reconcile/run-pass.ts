import type { LRUCache } from 'lru-cache'
import type { Mutation } from '../domain/mutation.ts'
import { needsAnotherPass } from '../domain/mutation-traits.ts'
import type { Plan } from '../domain/plan.ts'
import type { Topic } from '../domain/question.ts'
import { type Ref, refKey, showRef } from '../domain/ref.ts'
import { type Refusal, writeName } from '../domain/refusal.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { topicTraits } from '../domain/topic-traits.ts'
import type { Situation } from '../plan/context.ts'
import { type TwinTrace, twinTraces } from '../plan/status/twin-traces.ts'
import { carryOut } from './carry-out.ts'
import { observe } from './observe.ts'
import type { GitHub, GitHubError, Hint, Log, PassPlace, PassResult, Planner, Queue, Session } from './ports.ts'
import type { RecentWrites } from './recent-writes.ts'
import type { OnUnknownOutcome } from './refusal.ts'
import type { SkipCache } from './skip-cache.ts'

/**
 * How often one pass plans anew because GitHub refused a write. Of each kind it tries three at most, so that no pass comes
 * here before its status comment said what is in the way.
 */
const mostRefusals = 30

export interface PassParts {
  readonly github: GitHub
  readonly planner: Planner
  readonly queue: Queue
  readonly log: Log
  readonly recent: RecentWrites
  readonly skipCache: SkipCache
  /** Told of each write that GitHub took. */
  readonly wrote?: (write: Mutation['do']) => void
}

/** With what the passes of one process remember. */
export interface RunningParts extends PassParts {
  /** Refs of which the log has said that a second process works on them. */
  readonly twins: LRUCache<string, true>
}

/** What is special about one pass. */
export interface PassMode {
  readonly onUnknownOutcome: OnUnknownOutcome
  readonly trouble: Situation['trouble']
  readonly place: PassPlace
  /** What the pass is called in requests: `17 of incident acme/shop#12`, counted since the process began. */
  readonly name: string
}

/** Runs one pass: observes, plans and writes, and plans anew for what GitHub refuses. Throws `GitHubError` and `PlanningLimit`. */
export async function runPass(
  hint: Hint,
  { onUnknownOutcome, trouble, place, name }: PassMode,
  parts: RunningParts,
): Promise<PassResult> {
  const { ref } = hint
  let refusals: readonly Refusal[] = []
  for (let round = 0; round <= mostRefusals; round += 1) {
    const session = await place.lendUntil(parts.github.open(ref, hint.priority, name))
    const situation = { ...(await situationOf(hint, session, parts)), trouble }
    const decide = (known: Snapshot) => parts.planner(known, situation, hint.priority)
    const refusedRead = (ask: Topic, error: GitHubError) => logRefusedRead(hint, ask, error, parts.log)
    const options = { refusals, onUnknownOutcome, place, refused: refusedRead }
    const { plan, snapshot } = await observe({ ref, session, recent: parts.recent }, decide, options)
    report(hint, plan, parts.log)
    tellOfTwins(hint, twinTraces(snapshot, session.self), parts)
    const refused = await carryOut(hint, plan.mutations, session, { ...parts, onUnknownOutcome, place })
    if (refused.length > 0) {
      refusals = [...refusals, ...refused]
      continue
    }
    await askForFollowUps(hint, plan, { ...parts, now: snapshot.now })
    const result = resultOf(plan, snapshot)
    if (result.next === 'done' && refusals.length === 0 && trouble === null)
      await parts.skipCache.settle(ref, { requeueAt: plan.requeueAt, at: snapshot.now })
    return result
  }
  return { next: 'back-off', reason: 'GitHub refused too many writes of one pass.' }
}

async function askForFollowUps(
  hint: Hint,
  { followUps }: Plan,
  { skipCache, queue, now }: PassParts & { readonly now: string },
): Promise<void> {
  for (const { ref, fingerprint, touchedAt } of followUps) {
    if (touchedAt !== undefined && (await isSettledSince(ref, touchedAt, { skipCache, now }))) continue
    if (fingerprint !== null) await skipCache.expect(ref, fingerprint)
    queue.enqueue({ ...hint, ref })
  }
}

/** Whether a pass of this process came after that, left nothing to do, and nothing is due by now. */
async function isSettledSince(
  ref: Ref,
  touchedAt: string,
  { skipCache, now }: { readonly skipCache: SkipCache; readonly now: string },
): Promise<boolean> {
  const settledAt = await skipCache.settledAt(ref)
  if (settledAt === null || settledAt < touchedAt) return false
  const known = (await skipCache.of(ref)).get(refKey(ref))
  return known !== undefined && (known.requeueAt === null || known.requeueAt > now)
}

function resultOf(plan: Plan, snapshot: Snapshot): PassResult {
  // GitHub may still be carrying out what it did not answer: nothing is repeated at once.
  const silence = snapshot.refusals.find(({ cause }) => cause.kind === 'outcome-unknown')
  if (silence !== undefined) return { next: 'back-off', reason: silence.sentence }
  return { next: plan.mutations.some(needsAnotherPass) ? 'again' : 'done' }
}

async function situationOf(
  hint: Hint,
  session: Session,
  { skipCache }: PassParts,
): Promise<Omit<Situation, 'trouble'>> {
  return {
    self: session.self,
    admit: hint.admit ?? 'normal',
    scope: hint.scope ?? 'recent',
    // Only the sweep of a repository asks for it.
    skippable: hint.ref.kind === 'repository' ? await skipCache.of(hint.ref) : new Map(),
  }
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
