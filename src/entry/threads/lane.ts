import type { Piscina } from 'piscina'
import { type AccountPriority, createFairLine } from '../../queue/fair-line.ts'
import { threadFile } from '../package-root.ts'

/** What one task of a lane may take. */
export interface LaneLimits {
  /** In milliseconds, from when its turn has come. */
  readonly time: number
  /** Of its thread's heap, in MiB. */
  readonly memory: number
}

/** A task was ended because it took more than its lane allows. */
export class LaneLimit extends Error {
  readonly limit: keyof LaneLimits
  constructor(limit: LaneLimit['limit']) {
    super(`A task took more ${limit} than it may.`)
    this.name = 'LaneLimit'
    this.limit = limit
  }
}

/** A thread that carries out one task after another, beside the process's own. */
export interface Lane<Task, Result> {
  /**
   * Resolves to what the task gives; rejects with `LaneLimit`, or with what it threw. Both ways it is copied, but for the
   * buffers in `moved`, which are empty here afterwards. `standing` says when its turn comes.
   */
  run(task: Task, standing: AccountPriority, moved?: readonly ArrayBuffer[]): Promise<Result>
  /** Ends the thread, whatever it is doing. */
  close(): Promise<void>
}

/** How long a thread waits for its next task, in milliseconds: starting one costs a fraction of a second, keeping it memory. */
const patience = 60_000

/** Small, so that a thread costs little memory: it is emptied more often. In MiB. */
const youngGeneration = 8

/**
 * A lane whose tasks are calls of the function `run` that `module` (`planning-thread`) exports. Accounts take turns. Its
 * thread is started for the first task, and ended a minute after the last.
 */
export function createLane<Task, Result>(module: string, { time, memory }: LaneLimits): Lane<Task, Result> {
  let pool: Piscina<Task, Result> | null = null
  const line = createFairLine<() => Promise<void>>()
  let busy = false
  let closed = false
  /** Ends the task that waits for a thread which cannot even start. */
  let fail: (fault: unknown) => void = () => undefined

  async function open(): Promise<Piscina<Task, Result>> {
    const opened = await openPool<Task, Result>(module, memory)
    opened.on('error', (fault: unknown) => fail(fault))
    return opened
  }

  async function start(task: Task, moved: readonly ArrayBuffer[]): Promise<Result> {
    if (!closed) pool ??= await open()
    if (pool === null || closed) throw new Error('The server is stopping.')
    const signal = AbortSignal.timeout(time)
    try {
      const failed = new Promise<never>((_, reject) => {
        fail = reject
      })
      return await Promise.race([pool.run(task, { signal, transferList: [...moved] }), failed])
    } catch (fault) {
      if (signal.aborted) throw new LaneLimit('time')
      throw isOutOfMemory(fault) ? new LaneLimit('memory') : fault
    }
  }

  async function next(): Promise<void> {
    if (busy) return
    busy = true
    for (let go = line.take(); go !== undefined; go = line.take()) await go()
    busy = false
  }

  return {
    run(task, standing, moved = []) {
      return new Promise((resolve, reject) => {
        // The time of a task counts from its turn, so that nobody's is used up by those before it.
        line.add(standing, () => start(task, moved).then(resolve, reject))
        void next()
      })
    },
    async close() {
      closed = true
      await pool?.destroy()
    },
  }
}

async function openPool<Task, Result>(module: string, memory: number): Promise<Piscina<Task, Result>> {
  const { Piscina: Pool } = await import('piscina')
  return new Pool<Task, Result>({
    filename: threadFile(module),
    name: 'run',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: patience,
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: youngGeneration },
  })
}

function isOutOfMemory(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
