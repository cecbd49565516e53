import type { Hint } from '../reconcile/ports.ts'

/** Two hints for one ref: the more urgent one gives reason and place, else the first; what either asks for is kept. */
export function joined(first: Hint, second: Hint): Hint {
  const leading = first.priority === 'sweep' && second.priority === 'interactive' ? second : first
  const { scope: _scope, admit: _admit, ...rest } = leading
  return {
    ...rest,
    ...([first.scope, second.scope].includes('all') && { scope: 'all' }),
    ...([first.admit, second.admit].includes('backfill') && { admit: 'backfill' }),
  }
}
