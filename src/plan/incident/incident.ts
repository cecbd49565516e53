import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { emptyPlan, type FollowUp, type Plan } from '../../domain/plan.ts'
import type { IncidentRef } from '../../domain/ref.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { track } from '../action-items/tracking.ts'
import { answers, withFailures } from '../commands/comments/answers.ts'
import { applyCommands, type CommandResult, noCommands } from '../commands/comments/apply-commands.ts'
import type { Context } from '../context.ts'
import { withChosenTemplate } from '../draft/document-template.ts'
import { severityOf, templateNotices } from '../draft/draft-document.ts'
import { drafting } from '../draft/drafting.ts'
import { start } from '../draft/starting.ts'
import { type Inquiry, inquire } from '../inquiry.ts'
import { misnamedConfiguration } from '../review/misnamed-configuration.ts'
import { noCheckNotices } from '../review/no-check.ts'
import { causesOf, isRefused } from '../status/refused.ts'
import { sayStuck, sayTrouble, speak, waiting } from '../status/speaking.ts'
import type { StatusContent } from '../status/status.ts'
import { admission, starterOf } from './admission.ts'
import { duplicateOf } from './duplicate.ts'
import { type IncidentFile, isTracked, openFile } from './incident-file.ts'
import type { Decided, Outcome } from './outcome.ts'
import { isRequired, requiredSince } from './required.ts'
import { handOver, placeOfOrigin, takeLeave } from './transferred.ts'

/** Plans a pass over one incident. Pure: the same snapshot and context give the same plan. */
export function planIncident(snapshot: Snapshot, ref: IncidentRef, context: Context): Plan {
  const inquiry = inquire(snapshot)
  const opened = openFile(snapshot, ref, inquiry, context)
  if (!opened.open && opened.waiting) return waiting(inquiry, snapshot)
  if (!opened.open) return takeLeave(ref, opened.why, snapshot.refusals, inquiry, context)
  const { file } = opened
  const handed = handOver(file, inquiry, context)
  if (handed !== null) return handed ?? waiting(inquiry, snapshot)
  if (!file.configuration.enabled) return { ...emptyPlan, notes: ['Switched off here: enabled is false.'] }
  if (context.trouble !== null) return sayTrouble(context.trouble, file, inquiry, snapshot, context)
  const pass = { file, inquiry, context }
  const isHeard = file.labelled || file.pull !== null || file.memory.origin !== undefined
  const applied = isHeard ? applyCommands(pass) : noCommands(file)
  // Whose commands count is read in one wave with what would be needed without them.
  const commandResult = applied ?? noCommands(file)
  const outcome = decide(
    withChosenTemplate(file, commandResult.memory),
    commandResult,
    snapshot.refusals,
    inquiry,
    context,
  )
  if (applied === undefined || outcome === undefined) return sayStuck(file, inquiry, snapshot, context)
  if ('silent' in outcome) return { ...emptyPlan, notes: [outcome.silent] }
  const worrying = snapshot.refusals.filter(({ kind, key }) => kind === 'read' || !outcome.overcome?.includes(key))
  const mutations = [
    ...outcome.mutations,
    ...commandResult.changes,
    ...answers(withFailures(commandResult.replies, outcome.failures ?? []), pass),
    ...(outcome.content === null ? [] : speak(file, outcome.content, worrying, context)),
  ].filter((mutation) => !isRefused(mutation, snapshot.refusals))
  const observing = file.configuration.mode === 'observe'
  return {
    questions: inquiry.open,
    mutations: observing ? [] : mutations,
    withheld: observing ? mutations : [],
    followUps: toReview(file, mutations),
    notes: outcome.notes ?? [],
    nextLook: outcome.nextLook ?? null,
  }
}

/** The app hears nothing of its own pushes: a head that it made, or a pull request that is new to it, is reviewed now. */
function toReview({ ref, pull, memory, branch }: IncidentFile, mutations: readonly Mutation[]): readonly FollowUp[] {
  if (pull?.state !== 'open') return []
  const moved = mutations.some((mutation) => mutation.do === 'write-file' && mutation.branch === branch)
  if (!moved && memory.pull === pull.number) return []
  return [{ ref: { ...ref, kind: 'review', number: pull.number }, fingerprint: null }]
}

function decide(
  file: IncidentFile,
  commandResult: CommandResult,
  refusals: readonly Refusal[],
  inquiry: Inquiry,
  context: Context,
): Outcome {
  const say = (phase: StatusContent['phase'], memory = commandResult.memory): Decided => ({
    mutations: [],
    content: { phase, notices: [], memory },
  })
  // People may merge a postmortem that is about no incident: then its items are followed on its pull request.
  if (file.issue.isPull && file.memory.adopted !== file.ref.number) {
    if (!file.labelled && !file.statusComment) return { silent: 'A pull request is no incident.' }
    const admitted = admission(file, commandResult.memory, inquiry, context)
    if (admitted === undefined) return undefined
    return admitted.admit === 'silent' ? { silent: admitted.why } : say({ kind: 'not-an-issue' })
  }
  const { pull } = file
  if (pull?.merged) {
    // A default branch renamed, or another one configured since, takes back nothing that was promised.
    if (pull.base.ref !== file.baseBranch && !isTracked(pull, file.memory))
      return say({ kind: 'stopped', why: 'elsewhere' })
    return track(file, commandResult, refusals, inquiry, context)
  }
  // What the status comment shows of a known pull request is better than nothing.
  if (file.blind && file.memory.pull !== null) return { silent: causesOf(refusals).join(' ') }
  const { origin } = file.memory
  if (pull === null && origin !== undefined && commandResult.memory.decision === null) {
    const there = placeOfOrigin(file, origin, inquiry)
    return there === undefined ? undefined : say({ kind: 'transferred', there, merged: origin.merged })
  }
  if (!file.labelled)
    return file.statusComment
      ? say({ kind: 'stopped', why: 'label' })
      : { silent: 'The issue does not carry the incident label.' }
  const unneeded = unneededPhase(file, commandResult, inquiry)
  if (unneeded === undefined) return undefined
  if (pull?.state === 'open') return draft(file, commandResult, unneeded, refusals, inquiry, context)
  if (unneeded) {
    if (unneeded.kind === 'duplicate' && !file.statusComment) return { silent: 'Closed as a duplicate.' }
    if (unneeded.kind === 'not-required' && !file.statusComment) {
      const admitted = admission(file, commandResult.memory, inquiry, context)
      if (admitted === undefined) return undefined
      if (admitted.admit === 'silent') return { silent: admitted.why }
    }
    // Whoever closed it, and even if the app died before it could note so: reopening it is a person's decision.
    return say(unneeded, pull ? { ...commandResult.memory, closedDraft: pull.number } : commandResult.memory)
  }
  if (pull) {
    const reopen: Mutation = { rule: 'reopen-pull', do: 'reopen-pull', number: pull.number }
    const phase = { kind: 'stopped', why: 'closed' } as const
    // An old command, read again because the status comment was deleted, does not undo a later closing.
    const wanted = commandResult.startedAt ?? (file.memory.closedDraft === pull.number ? requiredSince(file) : null)
    const asked =
      wanted !== null && wanted >= (pull.closedAt ?? '') ? true : isClosedByApp(file, pull, inquiry, context)
    if (asked === undefined) return undefined
    return asked ? { ...say(phase), mutations: [reopen] } : say(phase)
  }
  return start(file, commandResult, refusals, inquiry, context)
}

/**
 * Whether the app itself closed the draft, for a reason that is gone by now; `undefined` while that is not read. It is only
 * asked where the status comment tells of it, or the incident was reopened since, so that a draft that people closed costs no
 * request. What people closed stays closed.
 */
function isClosedByApp(file: IncidentFile, pull: Pull, inquiry: Inquiry, context: Context): boolean | undefined {
  const reopened = file.events.findLast(({ kind }) => kind === 'reopened')
  const since = reopened !== undefined && reopened.at >= (pull.closedAt ?? '')
  if (file.memory.closedDraft !== pull.number && !since) return false
  const question = { ask: 'issueEvents', number: pull.number } as const
  const events = inquiry.ask<'issueEvents'>(question)
  if (events === undefined) return inquiry.refused(question) ? false : undefined
  const closing = events.findLast(({ kind }) => kind === 'closed')
  return closing !== undefined && closing.actor !== null && isOwn(closing.actor, context.self)
}

/**
 * Why no postmortem is needed, `null` when one is: what people say, then what the configuration requires.
 * `/postmortem start` takes every such reason back. `undefined` while it is
 * not read what the incident doubles.
 */
function unneededPhase(file: IncidentFile, commandResult: CommandResult, inquiry: Inquiry) {
  const { decision } = commandResult.memory
  if (decision?.kind === 'skip') return { kind: 'skipped', reason: decision.reason, by: decision.by } as const
  if (decision?.kind === 'start') return null
  if (file.issue.stateReason !== 'duplicate')
    return isRequired(file) ? null : ({ kind: 'not-required', severity: severityOf(file) } as const)
  const of = duplicateOf(file, inquiry)
  return of === undefined ? undefined : ({ kind: 'duplicate', of } as const)
}

function draft(
  file: IncidentFile,
  commandResult: CommandResult,
  unneeded: Exclude<ReturnType<typeof unneededPhase>, undefined>,
  refusals: readonly Refusal[],
  inquiry: Inquiry,
  context: Context,
): Outcome {
  const { pull } = file
  if (pull === null) return undefined
  // Who started it matters once: when the pull request is new and nobody is assigned.
  const known = file.memory.pull === pull.number || pull.assignees.length > 0
  const starter = known ? null : starterOf(admission(file, commandResult.memory, inquiry, context))
  const wish = { starter: starter ?? null, unneeded: unneeded !== null }
  const drafted = drafting(file, pull, commandResult, wish, refusals, inquiry, context)
  const template = templateNotices(file, inquiry, context)
  const check = noCheckNotices(inquiry, context)
  const misnamed = misnamedConfiguration(file, inquiry, context)
  if (drafted === undefined || starter === undefined) return undefined
  if (template === undefined || check === undefined || misnamed === undefined) return undefined
  const phase = unneeded ?? ({ kind: pull.draft ? 'drafting' : 'reviewing' } as const)
  const memory: StatusMemory = { ...drafted.memory, misnamed: misnamed.misnamed }
  const { mutations, notices, writers, failures, news, noted, overcome } = drafted
  // A file is renamed, a template mended, and a permission granted, without any event of the incident's.
  const mendable = [...misnamed.notices, ...template, ...check]
  const nextLook = mendable.length > 0 ? file.now : drafted.nextLook
  const content = { phase, notices: [...notices, ...mendable], memory, writers, news, noted }
  return { mutations, content, nextLook, failures, overcome }
}
