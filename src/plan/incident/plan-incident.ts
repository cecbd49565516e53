import type { Mutation } from '../../domain/mutation.ts'
import { emptyPlan, type FollowUp, type Plan } from '../../domain/plan.ts'
import type { IncidentRef } from '../../domain/ref.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { answers, withFailures } from '../commands/comments/answers.ts'
import { applyCommands, type CommandResult, noCommands } from '../commands/comments/apply-commands.ts'
import type { Context } from '../context.ts'
import { withChosenTemplate } from '../draft/document-template.ts'
import { type IncidentPass, startPass, withIncident } from '../pass.ts'
import { isRefused } from '../status/refused.ts'
import { planStatus, sayStuck, sayTrouble, waiting } from '../status/speaking.ts'
import type { Incident } from './incident.ts'
import { openIncident } from './open-incident.ts'
import type { Decided } from './outcome.ts'
import { decide } from './policies.ts'
import { redirectTransferred, stopFollowing } from './transferred.ts'

/** Plans a pass over one incident. Pure: the same snapshot and context give the same plan. */
export function planIncident(snapshot: Snapshot, ref: IncidentRef, context: Context): Plan {
  const started = startPass(snapshot, context)
  const opened = openIncident(started, ref)
  if (!opened.open) return opened.waiting ? waiting(started) : stopFollowing(started, ref, opened.why)
  const { incident } = opened
  const pass = withIncident(started, incident)
  const handed = redirectTransferred(pass)
  if (handed !== null) return handed ?? waiting(pass)
  if (!incident.configuration.enabled) return { ...emptyPlan, notes: ['Switched off here: enabled is false.'] }
  if (context.trouble !== null) return sayTrouble(pass, context.trouble)
  const takesCommands = incident.labelled || incident.pull !== null || incident.memory.origin !== undefined
  const applied = takesCommands ? applyCommands(pass) : noCommands(incident)
  // Whose commands count is read in one wave with what would be needed without them.
  const commands = applied ?? noCommands(incident)
  const outcome = decide(withIncident(pass, withChosenTemplate(incident, commands.memory)), commands)
  if (applied === undefined || outcome === undefined) return sayStuck(pass)
  if ('silent' in outcome) return { ...emptyPlan, notes: [outcome.silent] }
  return planOf(pass, commands, outcome)
}

/** What was decided as a plan: the writes that GitHub has not refused, the status comment last, since it tells of the others. */
function planOf(pass: IncidentPass, commands: CommandResult, outcome: Decided): Plan {
  const { incident, refusals } = pass
  const unresolved = refusals.filter(({ kind, key }) => kind === 'read' || !outcome.handledWrites?.includes(key))
  const mutations = [
    ...outcome.mutations,
    ...commands.changes,
    ...answers(withFailures(commands.replies, outcome.failures ?? []), pass),
    ...(outcome.content === null ? [] : planStatus(pass, outcome.content, unresolved)),
  ].filter((mutation) => !isRefused(mutation, refusals))
  const observing = incident.configuration.mode === 'observe'
  return {
    questions: pass.questions(),
    mutations: observing ? [] : mutations,
    withheld: observing ? mutations : [],
    followUps: toReview(incident, mutations),
    notes: outcome.notes ?? [],
    requeueAt: outcome.requeueAt ?? null,
  }
}

/** The app hears nothing of its own pushes: a head that it made, or a pull request that is new to it, is reviewed now. */
function toReview({ ref, pull, memory, branch }: Incident, mutations: readonly Mutation[]): readonly FollowUp[] {
  if (pull?.state !== 'open') return []
  const moved = mutations.some((mutation) => mutation.do === 'write-file' && mutation.branch === branch)
  if (!moved && memory.pull === pull.number) return []
  return [{ ref: { ...ref, kind: 'review', number: pull.number }, fingerprint: null }]
}
