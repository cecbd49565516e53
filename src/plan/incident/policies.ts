import type { StatusMemory } from '../../domain/marker.ts'
import { track } from '../action-items/tracking.ts'
import type { CommandResult } from '../commands/comments/apply-commands.ts'
import { closedDraft } from '../draft/closed-draft.ts'
import { openDraft } from '../draft/open-draft.ts'
import { startPostmortem } from '../draft/starting.ts'
import type { IncidentPass } from '../pass.ts'
import { causesOf } from '../status/refused.ts'
import { admission } from './admission.ts'
import { isTracked } from './incident.ts'
import { inPhase, type Outcome } from './outcome.ts'
import { placeOfOrigin } from './transferred.ts'
import { unneededPhase } from './unneeded.ts'

/**
 * One rule for what becomes of an incident, given what its new commands came to. `null` passes on to the next policy;
 * `undefined` means that something is not read yet, and no later policy is asked before it is.
 */
export type Policy = (pass: IncidentPass, commands: CommandResult) => Outcome | null

/** The first that gives an outcome decides. Each may rely on what those above it have ruled out. */
const policies: readonly Policy[] = [
  // A pull request is no incident, whatever its labels say, so nothing below is asked of one.
  labelledPull,
  // What was promised at the merge is kept, whether or not the label, a decision or the configuration would start it today.
  mergedPostmortem,
  // From here on it matters which pull request there is: where that cannot be seen, a known one is left as it stands.
  unreadablePulls,
  // Before the label, which GitHub drops on the way when an issue is transferred.
  transferredHere,
  // Without the label nothing is opened, closed or renewed.
  withoutLabel,
  // An open draft is worked on, or closed where nobody needs it: it knows both, so it comes before what needs none.
  openDraft,
  // Before a closed draft and a start: what nobody needs is neither opened again nor begun.
  notNeeded,
  // Before a start: what people closed stays closed, and no second draft is opened beside it.
  closedDraft,
  // Nothing stands in the way, and nothing is there yet.
  startPostmortem,
]

/** What becomes of an incident: what the first policy says that has something to say. `undefined` while not read. */
export function decide(pass: IncidentPass, commands: CommandResult): Outcome {
  for (const policy of policies) {
    const outcome = policy(pass, commands)
    if (outcome !== null) return outcome
  }
  return undefined
}

/** People may merge a postmortem that is about no incident: then its items are followed on its pull request. */
function labelledPull(pass: IncidentPass, { memory }: CommandResult): Outcome | null {
  const { incident } = pass
  if (!incident.issue.isPull || incident.memory.adopted === incident.ref.number) return null
  if (!incident.labelled && !incident.statusComment) return { silent: 'A pull request is no incident.' }
  return unlessSilent(pass, memory, inPhase({ kind: 'not-an-issue' }, memory))
}

function mergedPostmortem(pass: IncidentPass, commands: CommandResult): Outcome | null {
  const { pull, baseBranch, memory } = pass.incident
  if (!pull?.merged) return null
  // A default branch renamed, or another one configured since, takes back nothing that was promised.
  const elsewhere = pull.base.ref !== baseBranch && !isTracked(pull, memory)
  return elsewhere ? inPhase({ kind: 'stopped', why: 'elsewhere' }, commands.memory) : track(pass, commands)
}

/** What the status comment shows of a known pull request is better than nothing. */
function unreadablePulls({ incident, refusals }: IncidentPass): Outcome | null {
  return incident.pullsUnreadable && incident.memory.pull !== null ? { silent: causesOf(refusals).join(' ') } : null
}

/** Its postmortem stayed behind in another repository, until somebody asks for one here. */
function transferredHere(pass: IncidentPass, { memory }: CommandResult): Outcome | null {
  const { pull, memory: before } = pass.incident
  const { origin } = before
  if (pull !== null || origin === undefined || memory.decision !== null) return null
  const there = placeOfOrigin(pass, origin)
  if (there === undefined) return undefined
  return inPhase({ kind: 'transferred', there, merged: origin.merged }, memory)
}

function withoutLabel({ incident }: IncidentPass, { memory }: CommandResult): Outcome | null {
  if (incident.labelled) return null
  if (!incident.statusComment) return { silent: 'The issue does not carry the incident label.' }
  return inPhase({ kind: 'stopped', why: 'label' }, memory)
}

function notNeeded(pass: IncidentPass, { memory }: CommandResult): Outcome | null {
  const { pull, statusComment } = pass.incident
  const unneeded = unneededPhase(pass, memory)
  if (unneeded === undefined || unneeded === null) return unneeded
  if (unneeded.kind === 'duplicate' && !statusComment) return { silent: 'Closed as a duplicate.' }
  // Whoever closed it, and even if the app died before it could note so: reopening it is a person's decision.
  const outcome = inPhase(unneeded, pull ? { ...memory, closedDraft: pull.number } : memory)
  return unneeded.kind === 'not-required' && !statusComment ? unlessSilent(pass, memory, outcome) : outcome
}

/** Nothing about labels from before the app's time; else `outcome`. */
function unlessSilent(pass: IncidentPass, memory: StatusMemory, outcome: Outcome): Outcome {
  const admitted = admission(pass, memory)
  if (admitted === undefined) return undefined
  return admitted.admit === 'silent' ? { silent: admitted.why } : outcome
}
