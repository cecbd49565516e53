import type { Job, Queue, Worker } from 'bullmq'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { SharedStore } from '../memory/store.ts'

/** The name of the one queue. */
export const queueName = 'passes'

/** The queue as who adds to it sees it. */
export type Jobs = Pick<Queue, 'add' | 'getJob' | 'getJobCounts'>

export type PassJob = Pick<Job, 'id' | 'data' | 'moveToDelayed'>

/** What takes jobs and carries them out. */
export type JobWorker = Pick<Worker, 'close'>

/** What becomes of jobs, by their ids. */
export interface JobEvents {
  /** It was carried out here and is over. */
  over(id: string): void
  /** They are taken for dead, and somebody else may take them, while they are carried out here. */
  lost(ids: readonly string[]): void
  /** It was found without a replica that carries it out, and waits again. */
  abandoned(id: string): void
}

export interface WorkerOptions {
  /** Jobs of this process at a time. */
  readonly concurrency: number
  /** A job whose replica has not been heard of for so long (ms) is given to another one. */
  readonly lockDuration: number
  /** How often (ms) that is looked at. */
  readonly stalledInterval: number
  readonly events: JobEvents
}

/** So many points in so many seconds, for each key. */
export interface WindowOptions {
  readonly name: string
  readonly points: number
  readonly seconds: number
}

/** Redis, Valkey or PostgreSQL, connected. */
export interface Engine {
  /** As people know it, without a password: `redis://cache.example:6379`. */
  readonly address: string
  readonly jobs: Jobs
  readonly store: SharedStore
  work(run: (job: PassJob, token: string) => Promise<void>, options: WorkerOptions): JobWorker
  /** Counts in the store, and in this process while the store does not answer. */
  window(options: WindowOptions): RateLimiterAbstract
  /** Hears of faults of the connections, which mend themselves. */
  onFault(hear: (fault: Error) => void): void
  close(): Promise<void>
}

/** What is needed of a worker of BullMQ's to hear of its jobs, whatever its engine. */
interface Heard {
  on(event: 'completed', hear: (job: PassJob) => void): unknown
  on(event: 'lockRenewalFailed', hear: (ids: string[]) => void): unknown
  on(event: 'stalled', hear: (id: string) => void): unknown
}

/** Lets `events` hear of the jobs of `worker`. */
export function listenToJobs(worker: Heard, { over, lost, abandoned }: JobEvents): void {
  worker.on('completed', ({ id = '' }) => over(id))
  worker.on('lockRenewalFailed', lost)
  worker.on('stalled', abandoned)
}

/** What goes wrong with an engine's connections, for all who asked to hear of it. */
export interface EngineFaults {
  hear(fault: Error): void
  onFault(hear: (fault: Error) => void): void
}

/** Nobody hears of faults yet. */
export function createEngineFaults(): EngineFaults {
  const listeners: ((fault: Error) => void)[] = []
  return {
    hear(fault) {
      for (const one of listeners) one(fault)
    },
    onFault(one) {
      listeners.push(one)
    },
  }
}
