import { describe, expect, it } from 'vitest'
import { startServer } from '../../src/entry/server.ts'
import { simulatedTimers } from '../queue/simulated-timers.ts'
import { attempt } from '../triggers/attempts.ts'
import { fakeLog } from '../triggers/fake-log.ts'
import { appOnly, deliver, environment, keptLog, labelled, repositoriesOnly } from './parts.ts'
import { startingServers } from './running.ts'

const start = startingServers()

describe('a delivery', () => {
  it('is acknowledged while its pass still runs', async () => {
    const { server, hints, started } = await start()
    const begun = started()
    const answer = await deliver(server.webhookUrl, labelled)
    expect(answer.status).toBe(200)
    await begun
    expect(hints).toEqual([
      {
        ref: { kind: 'incident', owner: 'acme', repo: 'shop', number: 7 },
        reason: 'issues.labeled',
        priority: 'interactive',
      },
    ])
  })

  it('that the app itself caused asks for no pass', async () => {
    const { server, hints } = await start()
    const answer = await deliver(server.webhookUrl, { ...labelled, sender: { login: 'aftermath[bot]', type: 'Bot' } })
    expect(answer.status).toBe(200)
    expect(server.app?.queue.size()).toBe(0)
    expect(hints).toEqual([])
  })

  it('with a wrong signature is refused, and its payload stays out of the log', async () => {
    const { server, log } = await start()
    const answer = await deliver(server.webhookUrl, labelled, { by: 'guessed' })
    expect(answer.status).toBe(401)
    expect(server.app?.queue.size()).toBe(0)
    expect(log.lines.at(-1)).toContain('warn refused a delivery {"status":401,')
    expect(log.lines.join('\n')).not.toContain('Down')
  })
})

describe('the server', () => {
  it('tells its health and version', async () => {
    const { server } = await start()
    for (const path of ['/healthz', '/']) {
      const answer = await fetch(`${server.url}${path}`)
      expect(await answer.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
    }
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404)
  })

  it('listens at another webhook path when told', async () => {
    const { server } = await start({}, { webhookPath: '/hooks' })
    expect(server.webhookUrl).toBe(`${server.url}/hooks`)
    expect((await deliver(server.webhookUrl, labelled)).status).toBe(200)
    expect((await deliver(`${server.url}/api/github/webhooks`, labelled)).status).toBe(404)
  })

  it('says at its start where it listens, as which app, and against which API', async () => {
    const { server, log } = await start()
    expect(log.lines[0]).toContain(`info listening {"url":"${server.url}","webhooks":"/api/github/webhooks"`)
    expect(log.lines[0]).toContain('"app":"aftermath","api":"http://127.0.0.1:')
  })

  it('refuses to start when GitHub refuses the credentials, and says what to check', async () => {
    const api = await appOnly(401)
    const starting = startServer({ ...environment, apiUrl: api.url }, { log: keptLog() })
    await expect(starting).rejects.toThrow(/does not accept APP_ID 1 .* Check that both belong to the same app/)
    await api.close()
  })

  it('starts when GitHub cannot be reached', async () => {
    const { server, log } = await start({}, { apiUrl: 'http://127.0.0.1:9' })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(log.lines[0]).toContain('warn GitHub cannot be reached')
  })

  it('names a port that is taken', async () => {
    const { server } = await start()
    const port = Number(new URL(server.url).port)
    await expect(start({}, { port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken: set PORT to another one.`)
  })

  it('sweeps at its start and then regularly', async () => {
    const timers = simulatedTimers()
    const { server, hints, endAll } = await start(
      { timers, github: repositoriesOnly(['shop', 'web']) },
      { sweepInterval: 3_600_000 },
    )
    const seen = () => hints.map(({ ref, reason }) => `${reason} ${ref.repo}`)
    await timers.advance(0)
    expect(seen()).toEqual(['sweep shop', 'sweep web'])
    endAll()
    await timers.advance(3_600_000 * 1.1)
    expect(seen()).toEqual(['sweep shop', 'sweep web', 'sweep shop', 'sweep web'])
    endAll()
    await server.stop(0)
    expect(timers.pending()).toBe(0)
  })

  it('looks for missed deliveries at its start and then regularly', async () => {
    const timers = simulatedTimers()
    const deliveries = fakeLog(() => labelled)
    deliveries.attempts = [attempt('10:00')]
    const github = { ...repositoriesOnly([]), deliveries }
    const { server } = await start({ timers, github }, { redeliveryInterval: 600_000 })
    await timers.advance(0)
    expect(deliveries.asked).toEqual(['page', 'payload 10:00 a', 'redeliver 10:00 a'])
    await timers.advance(600_000 * 1.1)
    expect(deliveries.asked.filter((one) => one === 'page')).toHaveLength(2)
    await server.stop(0)
    expect(timers.pending()).toBe(0)
  })

  it('stops gracefully: the running pass ends first, and nothing more is taken', async () => {
    const { server, started, endAll } = await start()
    const begun = started()
    await deliver(server.webhookUrl, labelled)
    await begun
    const stopped = server.stop()
    endAll()
    expect(await stopped).toBe(true)
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  })

  it('says so when a pass did not end in time', async () => {
    const { server, started } = await start()
    const begun = started()
    await deliver(server.webhookUrl, labelled)
    await begun
    expect(await server.stop(1)).toBe(false)
  })
})
