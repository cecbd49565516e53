import type { Mutation } from '../../domain/mutation.ts'
import { mutationTraits } from '../../domain/mutation-traits.ts'
import { type IncidentRef, showRef } from '../../domain/ref.ts'
import { writeName } from '../../domain/refusal.ts'
import { answerTo, type Snapshot } from '../../domain/snapshot.ts'
import { causesOf } from '../../plan/status/refused.ts'
import { twinTraces } from '../../plan/status/twin-traces.ts'
import { crashOf, GitHubError } from '../../reconcile/ports.ts'
import { describeMutation } from '../commands/describe.ts'
import type { Look, LookResult } from '../commands/look.ts'
import { type CheckupFinding, type FindingSubject, problem, warning } from './finding.ts'

/** Who looks: the app, or somebody to whom its comments look like anybody's. */
export type Eyes = 'app' | 'stranger'

/** How many waiting writes are told one by one. */
const shownWrites = 3

/**
 * What is in the way of one incident, as a sweep would meet it; nothing when nothing is. `granted` are the app's
 * permissions there, `null` where they are not known.
 */
export function evaluateIncident(
  ref: IncidentRef,
  found: LookResult,
  granted: Readonly<Record<string, string>> | null,
  eyes: Eyes,
): readonly CheckupFinding[] {
  const about: FindingSubject = { check: 'incident', subject: showRef(ref) }
  if (found.seen === 'no') return [evaluateFault(about, found.fault)]
  const { snapshot, plan } = found.look
  const refused = evaluateRefusals(about, snapshot)
  const twins = evaluateTwins(about, found.look)
  if (refused.length > 0 || plan.mutations.length === 0 || eyes === 'stranger') return [...refused, ...twins]
  return [evaluateWaiting(about, found.look, blockOf(plan.mutations, snapshot, granted)), ...twins]
}

/** What a second process leaves behind. */
function evaluateTwins(about: FindingSubject, { snapshot, self }: Look): readonly CheckupFinding[] {
  const traces = self === undefined ? [] : twinTraces(snapshot, self)
  if (traces.length === 0) return []
  const message = `There are two of what there should be one: ${traces.join(', ')}.`
  const why = 'A second process seems to do, or to have done, the same work: issues and reminders come twice.'
  const todo = 'See that only one server runs with this app’s credentials, and no command writes beside it.'
  return [warning(about, message, { why, todo })]
}

/** Something that could not be looked at. */
export function evaluateFault(about: FindingSubject, fault: unknown): CheckupFinding {
  if (fault instanceof GitHubError && fault.fault.kind === 'limited')
    return evaluateLimit(about, fault.fault.retryAfter)
  if (fault instanceof GitHubError) {
    const why = 'Until it can be read, the app does nothing there.'
    return problem(about, fault.message, { why, todo: null })
  }
  const { error, stack } = crashOf(fault)
  const why = 'It is a fault of the program: no pass over it comes to an end.'
  const todo = 'Report it with this line; other incidents go on meanwhile.'
  return problem(about, `The app fails on it: ${error}${stack[0] === undefined ? '' : ` at ${stack[0]}`}.`, {
    why,
    todo,
  })
}

/** A limit is a matter of the account: told once, it stands for all that it keeps from being read. */
function evaluateLimit({ subject }: FindingSubject, seconds: number): CheckupFinding {
  const account = subject.split('/', 1)[0] ?? subject
  const message = 'GitHub’s rate limit is reached, so not everything here could be checked.'
  const why = 'The app itself waits, too; nothing is lost.'
  return warning({ check: 'rate-limit', subject: account }, message, {
    why,
    todo: `Run this again in ${seconds} seconds.`,
  })
}

/** What GitHub refuses to show, one finding a cause. */
export function evaluateRefusals(about: FindingSubject, snapshot: Snapshot): readonly CheckupFinding[] {
  const why = 'What GitHub does not show, the app cannot act on.'
  return causesOf(snapshot.refusals).map((sentence) => problem(about, sentence, { why }))
}

function evaluateWaiting(about: FindingSubject, { snapshot, plan }: Look, block: Block | null): CheckupFinding {
  const { mutations } = plan
  const page = pageOf(mutations, snapshot)
  const named = mutations
    .slice(0, shownWrites)
    .map((mutation) => `${describeMutation(mutation)} (${writeName(mutation)})`)
  const more = mutations.length > shownWrites ? `, and ${mutations.length - shownWrites} more` : ''
  const message = `${mutations.length === 1 ? '1 write waits' : `${mutations.length} writes wait`}: ${named.join(', ')}${more}.`
  if (block !== null) return problem(about, message, { why: block.why, todo: block.todo, page: block.page ?? page })
  const why = 'Either the server is about to write, or none runs, or GitHub refuses; then the status comment says why.'
  const todo = 'This writes now, or says what GitHub refuses:'
  return warning(about, message, { why, todo, command: `aftermath reconcile ${about.subject}`, page })
}

interface Block {
  readonly why: string
  readonly todo: string
  readonly page: string | null
}

/** Why GitHub will refuse some of these writes, as far as that can be seen without trying; `null` for nothing seen. */
function blockOf(
  mutations: readonly Mutation[],
  snapshot: Snapshot,
  granted: Readonly<Record<string, string>> | null,
): Block | null {
  const locked = lockedIn(snapshot).find(({ number }) => mutations.some((mutation) => talksOn(mutation) === number))
  if (locked) {
    const why = `GitHub refuses comments of apps on #${locked.number}: the conversation is locked.`
    return { why, todo: 'Unlock it, and the app goes on with the next sweep:', page: locked.url }
  }
  const lacking = mutations
    .flatMap((mutation) => mutationTraits[mutation.do].needs)
    .find((name) => granted !== null && granted[name] !== 'write')
  if (lacking === undefined) return null
  const why = `GitHub refuses: the permission “${lacking.replaceAll('_', ' ')}: write” is missing.`
  return { why, todo: 'Have an owner grant it: the problem of the account or the repository says where.', page: null }
}

function lockedIn({ answers }: Snapshot) {
  const looked = [...(answers.issue?.values() ?? [])].flatMap((lookup) => (lookup.found ? [lookup.issue] : []))
  const lists = [...(answers.subIssues?.values() ?? []), ...(answers.labelled?.values() ?? [])]
  return [...looked, ...lists.flatMap((list) => list ?? [])].filter(({ locked }) => locked)
}

/** The issue on which a mutation comments; `null` for one that does not. */
function talksOn(mutation: Mutation): number | null {
  if (mutation.do === 'open-postmortem') return 'body' in mutation.status ? mutation.incident : null
  const talks = mutation.do === 'post-status' || mutation.do === 'remind' || mutation.do === 'answer'
  return talks ? mutation.number : null
}

/** The status comment where there is one, else the issue. */
function pageOf(mutations: readonly Mutation[], { ref, answers }: Snapshot): string | null {
  if (ref.kind !== 'incident') return null
  const edited = mutations.flatMap((mutation) => (mutation.do === 'post-status' ? [mutation.comment] : []))
  const comments = answerTo<'comments'>(answers, { ask: 'comments', number: ref.number }) ?? []
  const issue = answerTo<'issue'>(answers, { ask: 'issue', number: ref.number })
  return comments.find(({ id }) => edited.includes(id))?.url ?? (issue?.found ? issue.issue.url : null)
}
