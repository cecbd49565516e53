import type { StatusMemory } from '../../domain/marker.ts'
import { severityOf } from '../draft/draft-document.ts'
import type { IncidentPass } from '../pass.ts'
import { duplicateOf } from './duplicate.ts'
import type { Phase } from './phase.ts'
import { isPostmortemRequired } from './required.ts'

/** The phases in which an incident needs no postmortem. */
export type UnneededPhase = Extract<Phase, { kind: 'skipped' | 'duplicate' | 'not-required' }>

/**
 * Why no postmortem is needed, `null` when one is: what people say, then what the configuration requires.
 * `/postmortem start` takes every such reason back. `undefined` while it is not read what the incident doubles.
 */
export function unneededPhase(pass: IncidentPass, { decision }: StatusMemory): UnneededPhase | null | undefined {
  const { incident } = pass
  if (decision?.kind === 'skip') return { kind: 'skipped', reason: decision.reason, by: decision.by }
  if (decision?.kind === 'start') return null
  if (incident.issue.stateReason !== 'duplicate')
    return isPostmortemRequired(incident) ? null : { kind: 'not-required', severity: severityOf(incident) }
  const of = duplicateOf(pass)
  return of === undefined ? undefined : { kind: 'duplicate', of }
}
