import type { Plan } from '../domain/plan.ts'
import type { Question, QuestionOf, Topic } from '../domain/question.ts'
import { parseFullName, type Ref } from '../domain/ref.ts'
import { type Refusal, refusedRead } from '../domain/refusal.ts'
import { type Snapshot, withAnswer } from '../domain/snapshot.ts'
import { GitHubError, ownPlace, type PassPlace, type Session } from './ports.ts'
import { isCreated, withRecentWrites } from './recent-overlay.ts'
import type { RecentWrites } from './recent-writes.ts'
import { type OnUnknownOutcome, refusalOf } from './refusal.ts'

export interface Observation {
  readonly snapshot: Snapshot
  /** The decision: a plan without questions. */
  readonly plan: Plan
  /** Rounds of parallel requests that it took. */
  readonly waves: number
}

/** Where a snapshot is read. */
export interface Scene {
  readonly ref: Ref
  readonly session: Session
  /** Laid over answers that do not show it yet. */
  readonly recent: RecentWrites
}

export interface ObserveOptions {
  readonly refusals: readonly Refusal[]
  /** The instant to plan for, ISO 8601; GitHub's clock when left out. */
  readonly now?: string
  /** `throw` when left out. */
  readonly onUnknownOutcome?: OnUnknownOutcome
  /** Lent while GitHub answers, and while it is decided elsewhere; one of its own when left out. */
  readonly place?: PassPlace
  /** Is told of each read that GitHub refused, or did not answer, and that the pass goes on without. */
  readonly refused?: (ask: Topic, error: GitHubError) => void
}

/** More rounds than any plan needs: a planner that keeps asking is a fault of the program. */
const mostWaves = 12

/**
 * Reads what `plan` asks for, in parallel, wave by wave, until it has no more questions. What GitHub refuses to show
 * becomes a refusal in the snapshot; any other fault is thrown as `GitHubError`.
 */
export async function observe(
  scene: Scene,
  plan: (snapshot: Snapshot) => Promise<Plan>,
  options: ObserveOptions,
): Promise<Observation> {
  const { decided, ...observed } = await inquireUntil(scene, plan, options)
  return { ...observed, plan: decided }
}

/** The same for anything that is decided from a snapshot, and asks until it can be. */
export async function inquireUntil<Decision extends { readonly questions: readonly Question[] }>(
  scene: Scene,
  decide: (snapshot: Snapshot) => Decision | Promise<Decision>,
  options: ObserveOptions,
): Promise<{ readonly snapshot: Snapshot; readonly decided: Decision; readonly waves: number }> {
  const { onUnknownOutcome = 'throw', place = ownPlace } = options
  const { ref, session } = scene
  let snapshot: Snapshot = { ref, now: '', answers: {}, refusals: options.refusals }
  for (let waves = 0; waves <= mostWaves; waves += 1) {
    const decided = await place.lendUntil(Promise.resolve(decide(snapshot)))
    if (decided.questions.length === 0) return { snapshot, decided, waves }
    const asking = { ...scene, onUnknownOutcome, tell: options.refused }
    const answers = decided.questions.map((question) => answer(question, asking))
    const reads = await place.lendUntil(Promise.all(answers))
    snapshot = { ...reads.reduce((known, add) => add(known), snapshot), now: options.now ?? session.now() }
  }
  throw new Error('The plan asks for more and more: it does not come to a decision.')
}

interface Asking extends Scene {
  readonly onUnknownOutcome: OnUnknownOutcome
  readonly tell: ObserveOptions['refused']
}

type Addition = (snapshot: Snapshot) => Snapshot

async function answer<T extends Topic>(
  question: QuestionOf<T>,
  { ref, session, recent, onUnknownOutcome, tell }: Asking,
): Promise<Addition> {
  try {
    const elsewhere = 'in' in question ? parseFullName(String(question.in)) : null
    const read = await session.reader[question.ask](question)
    const answered = withRecentWrites<T>(question, read, await recent.in(elsewhere ?? ref))
    return (snapshot) => ({ ...snapshot, answers: withAnswer<T>(snapshot.answers, question, answered) })
  } catch (thrown) {
    const isNew = 'number' in question && isCreated(await recent.in(ref), question.number)
    const error = isNew ? notYetShown(thrown) : thrown
    const refused = refusalOf(error, onUnknownOutcome)
    if (refused === null) throw error
    if (error instanceof GitHubError) tell?.(question.ask, error)
    const refusal = refusedRead(question, refused)
    return (snapshot) => ({ ...snapshot, refusals: [...snapshot.refusals, refusal] })
  }
}

/** What the app has just made is not missing: GitHub's reads lag behind its writes, so that it looks again a little later. */
function notYetShown(error: unknown): unknown {
  if (!(error instanceof GitHubError) || error.fault.kind !== 'refused' || error.fault.reason !== 'missing')
    return error
  return new GitHubError(
    `${error.message} The app has made it just now.`,
    { kind: 'outcome-unknown' },
    { cause: error, logged: error.logged, because: error.because },
  )
}
