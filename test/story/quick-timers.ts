import { vi } from 'vitest'

const { setTimeout: real } = globalThis

/**
 * Octokit's queues give the event loop back some six times a request, by timers of 0 ms that last 1 ms or more each: on
 * loopback that would be most of a story. Here such timers fire at once; every other one keeps its time.
 */
vi.stubGlobal('setTimeout', (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
  ms === undefined || ms < 1 ? setImmediate(run, ...args) : real(run, ms, ...args),
)
