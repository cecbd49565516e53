import { type Actor, mayCommand, sameLabel } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../pass.ts'
import type { Incident } from './incident.ts'

/** Whether an incident may start now. */
export type Admission =
  | { readonly admit: 'yes'; readonly starter: string | null }
  /** Old labels and foreign ones: the app stays silent, so that installing it writes nothing. */
  | { readonly admit: 'silent'; readonly why: string }
  /** Somebody without the role set the label (`null`: an account that is gone): one comment asks a maintainer. */
  | { readonly admit: 'ask'; readonly who: string | null }

/**
 * Decides whether a labelled issue without a pull request starts: its label was set after the installation, within
 * `start.within`, by a bot or by somebody with triage or more. `/postmortem start` and a backfill lift the age;
 * a preview lifts everything.
 * `undefined` while something is not read.
 */
export function admission(pass: IncidentPass, memory: StatusMemory): Admission | undefined {
  const { incident, context } = pass
  if (context.admit === 'preview') return { admit: 'yes', starter: null }
  const set = lastSet(incident)
  const actor = set.actor
  if (memory.decision?.kind === 'start') return { admit: 'yes', starter: memory.decision.by }
  const installation = pass.ask({ ask: 'installation' })
  const role = actor === null || actor.bot ? 'none' : pass.ask({ ask: 'role', login: actor.login })
  const ask = { ask: 'branch', name: incident.branch } as const
  // Where branches may not be read, an old label is still an old label: then the app stays silent about that, too.
  const branch = pass.refused(ask) ? null : pass.ask(ask)
  if (installation === undefined || role === undefined || branch === undefined) return undefined

  const started = branch !== null || incident.statusComment !== null || context.admit === 'backfill'
  if (!started && installation !== null && Date.parse(set.at) < Date.parse(installation.createdAt)) {
    return { admit: 'silent', why: 'The label was set before the app was installed.' }
  }
  if (!started && set.at < plusHours(incident.now, -incident.configuration.start.withinHours)) {
    return { admit: 'silent', why: 'The label was set longer ago than start.within allows.' }
  }
  if (actor?.bot) return { admit: 'yes', starter: null }
  if (actor !== null && mayCommand(role)) return { admit: 'yes', starter: actor.login }
  if (context.admit === 'backfill') return { admit: 'yes', starter: null }
  return { admit: 'ask', who: actor?.login ?? null }
}

/** The setting of the label that counts. An issue opened with it may lack the event: then its author set it. */
function lastSet(incident: Incident): { readonly actor: Actor | null; readonly at: string } {
  const { incidentLabel } = incident.configuration
  const sets = incident.events.filter((event) => event.kind === 'labelled' && sameLabel(event.label, incidentLabel))
  return sets.at(-1) ?? { actor: incident.issue.author, at: incident.issue.createdAt }
}

/** Who started it; `null` where nobody may, or nobody is known. */
export function starterOf(admitted: Admission | undefined): string | null | undefined {
  return admitted === undefined ? undefined : admitted.admit === 'yes' ? admitted.starter : null
}
