import type { Replicas } from '../replicas/replicas.ts'
import type { App } from './app.ts'
import type { Environment } from './environment.ts'
import type { RegularWork } from './regularly.ts'

/** What a server waits for before it is ready, in words for who asks; empty when it is. */
export type Awaited = readonly ('GitHub' | 'queue' | 'first sweep')[]

/** Whether a server can do its work. */
export interface Readiness {
  awaited(): Promise<Awaited>
  /** The same work; that the sweep has been done is noted. */
  noting(work: RegularWork): RegularWork
}

/**
 * A server is ready once GitHub has accepted its credentials, its queue answers, and the first sweep is over: its own, or
 * that of any replica. It stays so while its queue answers.
 */
export function createReadiness(
  app: Pick<App, 'self'>,
  { sweepInterval }: Environment,
  replicas: Pick<Replicas, 'work'> | null,
): Readiness {
  let swept = sweepInterval === 0

  async function isQueueThere(): Promise<boolean> {
    if (replicas === null) return true
    try {
      const done = await replicas.work.isDone('sweep')
      swept ||= done
      return true
    } catch {
      return false
    }
  }

  return {
    async awaited() {
      const queue = await isQueueThere()
      return [
        ...(app.self.slug === null ? (['GitHub'] as const) : []),
        ...(queue ? [] : (['queue'] as const)),
        ...(swept ? [] : (['first sweep'] as const)),
      ]
    },
    noting(work) {
      if (work.name !== 'sweep') return work
      return {
        ...work,
        async run() {
          await work.run()
          swept = true
        },
      }
    },
  }
}
