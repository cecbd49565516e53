import { afterEach, describe, expect, it } from 'vitest'
import type { RequestEffect } from '../../sandbox/faults/fault.ts'
import { parseEnvironment } from '../../src/entry/environment.ts'
import type { ServerOverrides } from '../../src/entry/server.ts'
import { crashOf } from '../../src/reconcile/ports.ts'
import { privateKey, repositoriesOnly } from '../entry/parts.ts'
import { startingServers } from '../entry/running.ts'
import { person } from '../story/stage/script.ts'
import { hear, type Story, tell } from '../story/stage/story.ts'
import { dial, goodBody, type Headers, headOf, signatureOf } from './wire.ts'

/** What stands wherever people and strangers can write, and must stand in no line of the log. */
const canary = 'canary'
const start = startingServers()

/** A parser that shows what it could not read. */
function quoteIt(): never {
  JSON.parse(`{ "${canary}`)
  throw new Error('That is no JSON.')
}

describe('the log says nothing of what a stranger sends', () => {
  const everywhere: Headers = {
    'x-github-event': `${canary}-event`,
    'x-github-delivery': `${canary}-id`,
    'user-agent': canary,
    authorization: `token ${canary}`,
    cookie: `session=${canary}`,
    'x-forwarded-for': canary,
  }
  const pathWith = `POST /api/github/webhooks?token=${canary}`
  const body = goodBody.replace('Down', canary).replace('"ada"', `"${canary}"`)
  const push = JSON.stringify({
    ref: 'refs/heads/main',
    commits: [{ added: ['.github/postmortem.yml'], message: canary }],
    repository: { id: 1, name: 'shop', owner: { login: 'acme' }, default_branch: 'main' },
  })
  const [event, id] = ['issues', '72d3162e-cc78-11e3-81ab-4c9367dc0958']
  const good: Headers = { ...everywhere, 'x-github-event': event, 'x-github-delivery': id }

  it.each<{ when: string; status: number; sent?: string; headers?: Headers; first?: string; parts?: ServerOverrides }>([
    { when: 'it has no signature', status: 401, headers: { ...good, 'x-hub-signature-256': canary } },
    { when: 'its signature is wrong', status: 401, headers: { ...good, 'x-hub-signature-256': signatureOf(canary) } },
    { when: 'its event and id are none', status: 400 },
    { when: 'it is a form', status: 415, headers: { ...good, 'content-type': 'application/x-www-form-urlencoded' } },
    { when: 'its type is its own', status: 415, headers: { ...good, 'content-type': `text/${canary}` } },
    { when: 'it is too large', status: 413, headers: { ...good, 'content-length': '99999999' } },
    { when: 'it goes elsewhere', status: 404, first: `POST /${canary}` },
    { when: 'it is no request', status: 400, first: `${canary} /` },
    { when: 'it is no JSON', status: 400, sent: `{"${canary}`, headers: good },
    { when: 'it is no object', status: 400, sent: `"${canary}"`, headers: good },
    { when: 'it ends before its time', status: 408, headers: { ...good, 'content-length': '5000' } },
    { when: 'its pass crashes', status: 200, headers: good, parts: { pass: async () => quoteIt() } },
    {
      when: 'the program fails over it',
      status: 500,
      sent: push,
      headers: { ...good, 'x-github-event': 'push' },
      parts: { github: { ...repositoriesOnly([]), forget: quoteIt } },
    },
  ])('when $when ($status)', async ({ status, sent = body, headers = everywhere, first = pathWith, parts = {} }) => {
    const limits = { headers: 400, request: 400, check: 50 }
    const { server, log } = await start({ limits, ...parts })
    const wire = await dial(server.url)
    wire.send(headOf(sent, { connection: 'close', ...headers }, first) + sent)
    expect(await wire.status()).toBe(status)
    wire.end()
    await server.app?.queue.idle()
    expect(log.lines.filter((line) => line.includes(canary))).toEqual([])
  })

  it('many times: one line a minute for each reason', async () => {
    const { server, log } = await start()
    for (let n = 0; n < 50; n += 1) {
      const answer = await fetch(server.webhookUrl, { method: 'POST', body, headers: { 'content-type': canary } })
      expect(answer.status).toBe(401)
    }
    expect(log.lines.filter((line) => line.startsWith('warn'))).toHaveLength(1)
  })
})

describe('a crash', () => {
  const told = (fault: unknown) => JSON.stringify(crashOf(fault))

  function thrown(act: () => unknown): unknown {
    try {
      return act()
    } catch (fault) {
      return fault
    }
  }

  it('is logged by its kind and its place', () => {
    const { error, stack } = crashOf(thrown(quoteIt))
    expect(error).toBe('SyntaxError')
    expect(stack.join('\n')).toContain('quoteIt')
  })

  it.each<{ what: string; fault: unknown }>([
    { what: 'its message', fault: thrown(quoteIt) },
    { what: 'a message that looks like a stack', fault: new Error(`x\n    at ${canary} (file:///x.ts:1:1)`) },
    {
      what: 'its cause and what hangs on it',
      fault: Object.assign(new Error('x', { cause: canary }), { body: canary }),
    },
    {
      what: 'a message that was changed later',
      fault: Object.assign(new Error(`${canary}\n    at ${canary}`), { message: 'x' }),
    },
    { what: 'what was thrown instead of an error', fault: canary },
  ])('is logged without $what', ({ fault }) => {
    expect(told(fault)).not.toContain(canary)
  })
})

describe('the environment', () => {
  it.each([
    ['APP_ID', canary],
    ['PRIVATE_KEY', canary],
    ['PRIVATE_KEY_PATH', `-----BEGIN RSA PRIVATE KEY-----\n${canary}`],
    ['PRIVATE_KEY_PATH', Buffer.from(canary.repeat(100)).toString('base64')],
    ['GITHUB_TOKEN', `${canary} ${canary}`],
    ['GITHUB_API_URL', `https://ada:${canary}@github.example`],
    ['WEBHOOK_PROXY_URL', `https://${canary}@proxy.example`],
    ['PORT', canary],
    ['LOG_LEVEL', canary],
  ])('repeats nothing of a wrong %s', (name, value) => {
    const variables = { APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 's', [name]: value }
    if (name === 'PRIVATE_KEY_PATH') Object.assign(variables, { PRIVATE_KEY: '' })
    const parsed = parseEnvironment(variables, 'server', () => {
      throw new Error(`ENOENT: ${value}`)
    })
    const problems = parsed.ok ? [] : parsed.problems
    expect(problems).toHaveLength(1)
    expect(problems.filter((problem) => problem.includes(value) || problem.includes(canary))).toEqual([])
  })
})

describe('the log says nothing of what people write, nor of credentials', () => {
  let story: Story
  afterEach(() => story.close())

  const wes = person('wes')
  const mia = person('mia')

  it('in a whole life', async () => {
    story = await tell({ network: 'none', configuration: `labels: ${canary}\n${canary}: [1\n` })
    await story.play(
      wes.opens(`${canary} is down`, { body: `${canary} <!-- aftermath ${canary} -->` }),
      mia.says(`/postmortem skip ${canary}`),
      mia.says('/postmortem start'),
      mia.says(`/postmortem ${canary}`),
      wes.writes(`- [ ] ${canary} @tia (due 2026-03-20)\n- [ ] ${canary} @${canary} (due ${canary})`),
      wes.closes(1),
      wes.marksReady(),
      mia.merges(),
    )
    await story.days(20)
    expect(story.writes().length).toBeGreaterThan(10)
    expectSilence()
  })

  it.each<RequestEffect>([
    { kind: 'fail', when: 'before', with: 502 },
    { kind: 'fail', when: 'after', with: 'reset' },
    { kind: 'limit', limit: 'primary', status: 403, retryAfter: 1 },
    { kind: 'unauthorized' },
    { kind: 'refuse', status: 403, message: 'Resource not accessible by integration' },
    { kind: 'refuse', status: 422, message: 'Validation Failed' },
  ])('while GitHub answers with %j', async (effect) => {
    story = await tell({ network: 'none' })
    for (let skip = 0; skip < 5; skip += 1) {
      await wes.opens(`${canary} ${skip} is down`, { body: `${canary}\n\n/postmortem ${canary}` }).act(story)
      story.sandbox.faults.add({ request: { actor: 'app' }, effect, skip: skip * 3, times: 3 })
      await hear(story.world, story.app)
    }
    await story.sweep()
    expect(story.sandbox.faults.list().some(({ struck }) => struck > 0)).toBe(true)
    expectSilence()
  })

  function expectSilence(): void {
    const { PRIVATE_KEY, WEBHOOK_SECRET } = story.sandbox.env
    const secrets = [canary, WEBHOOK_SECRET, PRIVATE_KEY.slice(100, 140), 'ghs_', 'eyJ', 'BEGIN']
    const lines = story.app.log.map((line) => JSON.stringify(line))
    expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([])
  }
})
