import { afterEach, describe, expect, it } from 'vitest'
import { deliver, labelled, repositoriesOnly } from '../entry/parts.ts'
import { startingServers } from '../entry/running.ts'
import { missing, type RunningEngine, startPostgres, startRedis } from './engines.ts'
import { until } from './stage.ts'

const engines = [
  { name: 'Redis', without: missing.redis, start: startRedis },
  { name: 'PostgreSQL', without: missing.postgres, start: startPostgres },
]

const about = (number: number) => ({ ...labelled, issue: { ...labelled.issue, number } })

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

describe.each(engines)('a server whose queue on $name goes away', ({ without, start }) => {
  const startServer = startingServers()

  it.skipIf(without !== null)(
    'refuses deliveries at once, says so, ends its passes in peace, and does what was missed when it is back',
    async () => {
      const engine: RunningEngine = await start()
      closers.push(engine.remove)
      const sweeps: number[] = []
      const github = repositoriesOnly([])
      const counted: typeof github = {
        ...github,
        repositories() {
          sweeps.push(performance.now())
          return github.repositories()
        },
      }
      const { server, log, hints, started, endAll } = await startServer(
        { github: counted },
        { queueUrl: engine.url, sweepInterval: 3_600_000 },
      )
      const ready = async () => (await fetch(`${server.url}/readyz`)).json()
      await until(async () => JSON.stringify(await ready()) === '{"status":"ready"}', ready)
      const begun = started()
      expect((await deliver(server.webhookUrl, about(1))).status).toBe(200)
      await begun

      await engine.kill()
      const from = performance.now()
      const refused = await deliver(server.webhookUrl, about(2))
      expect(refused.status).toBe(503)
      expect(performance.now() - from).toBeLessThan(1_500)
      expect(await ready()).toEqual({ status: 'not ready', waiting: ['queue'] })
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      await until(() => log.lines.some((line) => line.startsWith('error the queue does not answer')))
      endAll()

      const before = sweeps.length
      await engine.start()
      await until(async () => (await deliver(server.webhookUrl, about(3))).status === 200)
      await until(() => hints.some(({ ref }) => 'number' in ref && ref.number === 3))
      await until(() => sweeps.length > before)
      expect(await ready()).toEqual({ status: 'ready' })
      expect(log.lines.filter((line) => line.startsWith('info the queue answers again'))).toHaveLength(1)
      expect(JSON.stringify(log.lines)).not.toContain('crashed')
    },
  )
})
