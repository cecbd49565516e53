import type { Plan } from '../../domain/plan.ts'
import type { Ref } from '../../domain/ref.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import { observe } from '../../reconcile/observe.ts'
import { createRecent } from '../../reconcile/recent.ts'
import { loadTemplates } from '../templates.ts'

/** What one pass would do. */
export interface Look {
  readonly ref: Ref
  readonly snapshot: Snapshot
  readonly plan: Plan
}

export interface LookOptions {
  /** The instant to plan for, ISO 8601; GitHub's clock when `null`. */
  readonly now: string | null
  readonly scope: 'recent' | 'all'
}

/** Looks at refs as passes would, without a writer. Throws `GitHubError` where GitHub cannot be asked. */
export function createLooks(github: GitHubAdapter, options: LookOptions): (ref: Ref) => Promise<Look> {
  const templates = loadTemplates()
  const recent = createRecent(() => 0)
  return async (ref) => {
    const session = await github.open(ref)
    const context = {
      templates,
      self: session.self,
      admit: 'normal',
      scope: options.scope,
      settled: new Map(),
    } as const
    const asked = options.now === null ? {} : { now: options.now }
    const { snapshot, plan } = await observe(ref, session, recent, context, { refusals: [], ...asked })
    return { ref, snapshot, plan }
  }
}
