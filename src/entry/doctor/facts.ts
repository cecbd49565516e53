import { GitHubError } from '../../reconcile/ports.ts'
import type { Fact } from './finding.ts'

/** What `read` gives, or why GitHub did not tell it. Other errors are thrown: they are faults of the program. */
export async function fact<T>(read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await read() }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const { fault } = error
    return { known: false, because: error.message, status: fault.kind === 'refused' ? fault.status : null }
  }
}

/** What `work` makes of each item, in their order, with at most `most` at work at a time. */
export async function several<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const done: R[] = []
  const left = items.entries()
  const worker = async () => {
    for (const [index, item] of left) done[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
  return done
}
