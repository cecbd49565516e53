import type { FollowUp } from '../domain/plan.ts'
import type { Self } from '../domain/self.ts'
import type { SweepScope } from '../domain/sweep-scope.ts'

/** The texts of `templates/`, by path without extension (`document/seven-questions`), sentences as `sentences/<name>`. */
export interface Templates {
  readonly [name: string]: string
}

/** What a planner is told of a pass besides the snapshot: plain data, which can be told to another thread. */
export interface Situation {
  readonly self: Self
  /**
   * `backfill` starts an incident however old its label is; a person asked for that. `preview` takes the issue for labelled
   * just now by somebody with the role: only for showing a plan, never for a pass that writes.
   */
  readonly admit: 'normal' | 'backfill' | 'preview'
  readonly scope: SweepScope
  /**
   * What ended the passes before this one, so that this one only says so: a fault of the program, or more text than is
   * read in one go; `null` for nothing.
   */
  readonly trouble: 'crash' | 'too-much' | null
  /** What earlier passes of this process left settled: the sweep skips it while nothing changed. By `refKey`. */
  readonly skippable: ReadonlyMap<string, SkippableRef>
}

/** What a planner decides by besides the snapshot. */
export interface Context extends Situation {
  readonly templates: Templates
}

export interface SkippableRef {
  readonly fingerprint: FollowUp['fingerprint']
  readonly requeueAt: string | null
}
