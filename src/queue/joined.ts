import type { Hint, Priority } from '../reconcile/ports.ts'

const urgency: Readonly<Record<Priority, number>> = { interactive: 2, outside: 1, sweep: 0 }

/** Whether somebody waits more for the first than for the second. */
export function isMoreUrgent(first: Priority, second: Priority): boolean {
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
    ...([first.scope, second.scope].includes('all') && { scope: 'all' }),
    ...([first.admit, second.admit].includes('backfill') && { admit: 'backfill' }),
    ...(wait > 0 && { wait }),
  }
}
