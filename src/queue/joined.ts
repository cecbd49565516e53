import type { Hint, PassPriority } from '../reconcile/ports.ts'

const urgency: Readonly<Record<PassPriority, number>> = { interactive: 2, outside: 1, sweep: 0 }

/** Whether somebody waits more for the first than for the second. */
export function isMoreUrgent(first: PassPriority, second: PassPriority): boolean {
  return urgency[first] > urgency[second]
}

/**
 * Two hints for one ref: the more urgent one gives reason and place, else the first; what either asks for is kept, and the
 * shorter wait counts.
 */
export function joined(first: Hint, second: Hint): Hint {
  const leading = isMoreUrgent(second.priority, first.priority) ? second : first
  const { scope: _scope, admit: _admit, wait: _wait, ...rest } = leading
  const wait = Math.min(first.wait ?? 0, second.wait ?? 0)
  return {
    ...rest,
    ...wider(first.scope, second.scope),
    ...([first.admit, second.admit].includes('backfill') && { admit: 'backfill' }),
    ...(wait > 0 && { wait }),
  }
}

/** What looks at more: everything, else what is recent, else what was touched since the earlier moment. */
function wider(first: Hint['scope'], second: Hint['scope']): Pick<Hint, 'scope'> {
  if (first === 'all' || second === 'all') return { scope: 'all' }
  if (typeof first !== 'object' || typeof second !== 'object') return {}
  return { scope: first.since < second.since ? first : second }
}
