import { afterEach } from 'vitest'
import type { Environment } from '../../src/entry/environment.ts'
import { type RunningServer, type ServerOverrides, startServer } from '../../src/entry/server.ts'
import { appOnly, environment, heldPasses, keptLog, type Lines, repositoriesOnly } from './parts.ts'

export interface Running extends ReturnType<typeof heldPasses> {
  readonly server: RunningServer
  readonly log: Lines
}

/** How a test file starts servers; all of them are stopped after each test. */
export function startingServers(): (overrides?: ServerOverrides, changes?: Partial<Environment>) => Promise<Running> {
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()))
  })
  return async (overrides = {}, changes = {}) => {
    const api = await appOnly()
    const log = keptLog()
    const passes = heldPasses()
    closers.push(api.close)
    const parts = { log, pass: passes.pass, github: repositoriesOnly([]), ...overrides }
    const server = await startServer({ ...environment, apiUrl: api.url, ...changes }, parts)
    closers.push(() => {
      passes.endAll()
      return server.stop(0)
    })
    return { server, log, ...passes }
  }
}
