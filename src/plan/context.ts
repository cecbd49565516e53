import type { FollowUp } from '../domain/plan.ts'
import type { Self } from '../domain/self.ts'

/** The texts of `templates/`, by path without extension (`document/seven-questions`), sentences as `sentences/<name>`. */
export interface Templates {
  readonly [name: string]: string
}

/** What a planner is told besides the snapshot. */
export interface Context {
  readonly templates: Templates
  readonly self: Self
  /**
   * `backfill` starts an incident however old its label is; a person asked for that. `preview` takes the issue for labelled
   * just now by somebody with the role: only for showing a plan, never for a pass that writes.
   */
  readonly admit: 'normal' | 'backfill' | 'preview'
  /** `all` makes a sweep look at every incident ever, not only at what changed. */
  readonly scope: 'recent' | 'all'
  /** Whether the passes before this one met a fault of the program: then this one only says so. */
  readonly crashed: boolean
  /** What earlier passes of this process left settled: the sweep skips it while nothing changed. By `refKey`. */
  readonly settled: { get(key: string): Settled | undefined }
}

export interface Settled {
  readonly fingerprint: FollowUp['fingerprint']
  readonly nextLook: string | null
}
