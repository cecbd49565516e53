import type { Plan } from '../../domain/plan.ts'
import type { Ref } from '../../domain/ref.ts'
import type { Self } from '../../domain/self.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { SweepScope } from '../../domain/sweep-scope.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import type { Context } from '../../plan/context.ts'
import { plan as planFrom, underPresentName } from '../../plan/plan.ts'
import { observe } from '../../reconcile/observe.ts'
import { createRecentWrites } from '../../reconcile/recent-writes.ts'
import { loadTemplates } from '../templates.ts'

/** What one pass would do. */
export interface Look {
  readonly ref: Ref
  readonly snapshot: Snapshot
  readonly plan: Plan
  /** Who looked, and whose texts therefore are the app's own. */
  readonly self?: Self
}

export interface LookOptions {
  /** The instant to plan for, ISO 8601; GitHub's clock when `null`. */
  readonly now: string | null
  readonly scope: SweepScope
}

/**
 * Looks at a ref as a pass would, without a writer; `admit` is `normal` when left out. Throws `GitHubError` where GitHub
 * cannot be asked.
 */
export type LookAt = (ref: Ref, admit?: Context['admit']) => Promise<Look>

/** Looks at refs through `github`, all with the same options. */
export function createLooks(github: GitHubAdapter, options: LookOptions): LookAt {
  const templates = loadTemplates()
  const recent = createRecentWrites(() => 0)
  const look: LookAt = async (ref, admit = 'normal') => {
    const session = await github.open(ref)
    const context: Context = {
      templates,
      self: session.self,
      admit,
      scope: options.scope,
      trouble: null,
      skippable: new Map(),
    }
    const asked = options.now === null ? {} : { now: options.now }
    const { snapshot, plan } = await observe({ ref, session, recent }, async (known) => planFrom(known, context), {
      refusals: [],
      ...asked,
    })
    const present = underPresentName(snapshot)
    return present === null ? { ref, snapshot, plan, self: session.self } : look(present, admit)
  }
  return look
}

/** A look at a ref, or what came in its way: `GitHubError`, or a fault of the program. */
export type LookResult =
  | { readonly ref: Ref; readonly seen: 'yes'; readonly look: Look }
  | { readonly ref: Ref; readonly seen: 'no'; readonly fault: unknown }

/** Looks at `ref`, whatever happens: one that cannot be looked at hides no other. */
export async function attempt(look: LookAt, ref: Ref): Promise<LookResult> {
  try {
    return { ref, seen: 'yes', look: await look(ref) }
  } catch (fault) {
    return { ref, seen: 'no', fault }
  }
}
