import { request } from 'node:http'
import { sign } from '@octokit/webhooks-methods'
import { afterEach, describe, expect, it } from 'vitest'
import type { Environment } from '../../src/entry/environment.ts'
import { type RunningServer, type ServerOverrides, startServer } from '../../src/entry/server.ts'
import { simulatedTimers } from '../queue/simulated-timers.ts'
import { appOnly, deliver, environment, heldPasses, keptLog, labelled, repositoriesOnly, secret } from './parts.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function start(overrides: ServerOverrides = {}, changes: Partial<Environment> = {}) {
  const api = await appOnly()
  const log = keptLog()
  const passes = heldPasses()
  const parts = { log, pass: passes.pass, github: repositoriesOnly([]), ...overrides }
  const server = await startServer({ ...environment, apiUrl: api.url, ...changes }, parts)
  closers.push(() => {
    passes.endAll()
    return Promise.all([server.stop(0), api.close()])
  })
  return { server, log, ...passes }
}

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
    expect(answer.status).toBe(400)
    expect(server.app?.queue.size()).toBe(0)
    expect(log.lines.at(-1)).toContain('warn refused a delivery {"status":400,"event":"issues"')
    expect(log.lines.join('\n')).not.toContain('Down')
  })

  it('without a signature is refused', async () => {
    const { server } = await start()
    const headers = { 'content-type': 'application/json', 'x-github-event': 'issues', 'x-github-delivery': '1' }
    const answer = await fetch(server.webhookUrl, { method: 'POST', body: JSON.stringify(labelled), headers })
    expect(answer.status).toBe(400)
  })

  it('of more than 25 MB is refused before it is read', async () => {
    const { server } = await start()
    expect(await post(server, { 'content-length': String(25 * 1024 * 1024 + 1) }, [])).toBe(413)
  })

  it('of more than 25 MB is refused when it does not tell its length', async () => {
    const { server } = await start()
    const chunk = Buffer.alloc(1024 * 1024, 'a')
    expect(await post(server, { 'transfer-encoding': 'chunked' }, Array(26).fill(chunk))).toBe(413)
  })

  it('in chunks is taken like any other', async () => {
    const { server, started } = await start()
    const begun = started()
    const body = JSON.stringify(labelled)
    const signature = await sign(secret, body)
    const status = await post(server, { 'transfer-encoding': 'chunked', 'x-hub-signature-256': signature }, [
      Buffer.from(body.slice(0, 40)),
      Buffer.from(body.slice(40)),
    ])
    expect(status).toBe(200)
    await begun
  })
})

/** Posts `chunks` to the webhook path and gives the status of the answer. */
function post(server: RunningServer, headers: Record<string, string>, chunks: readonly Buffer[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const all = {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': '1',
      'x-hub-signature-256': 'sha256=0',
      ...headers,
    }
    const sent = request(server.webhookUrl, { method: 'POST', headers: all }, (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.resume()
      sent.destroy()
    })
    // The server closes the connection while the body is still on its way.
    sent.on('error', reject)
    for (const chunk of chunks) sent.write(chunk)
    if (chunks.length === 0) sent.flushHeaders()
    else sent.end()
  })
}

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
    closers.push(api.close)
    const starting = startServer({ ...environment, apiUrl: api.url }, { log: keptLog() })
    await expect(starting).rejects.toThrow(/does not accept APP_ID 1 .* Check that both belong to the same app/)
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
