import type { Configuration } from '../config/schema/schema.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Repository } from '../domain/repository.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Context } from './context.ts'
import type { Incident } from './incident/incident.ts'
import { type Inquiry, inquire } from './inquiry.ts'

/**
 * What every rule of one pass is given, made once: it asks what is not read yet, and knows what GitHub refused, GitHub's time,
 * and what the planner was told besides.
 */
export interface Pass extends Inquiry {
  readonly context: Context
  /** What GitHub refused during this pass. */
  readonly refusals: readonly Refusal[]
  /** GitHub's clock, ISO 8601 in UTC; empty before its first answer. */
  readonly now: string
}

/** The same for the rules of one incident. */
export interface IncidentPass extends Pass {
  readonly incident: Incident
}

/** The same for the rules of a repository, by its configuration. */
export interface RepositoryPass extends Pass {
  readonly repository: Repository
  readonly configuration: Configuration
}

/** The pass over `snapshot`. Pure: the same snapshot and context give the same questions. */
export function startPass(snapshot: Snapshot, context: Context): Pass {
  const { refusals, now } = snapshot
  return { ...inquire(snapshot), context, refusals, now }
}

/** The same pass, over this incident. */
export function withIncident(pass: Pass, incident: Incident): IncidentPass {
  return { ...pass, incident }
}
