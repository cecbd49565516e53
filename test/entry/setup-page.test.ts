import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readEnvFile, withEnvFile, writeEnvFile } from '../../src/entry/env-file.ts'
import { type Listening, listen } from '../../src/entry/http/http.ts'
import { grantFor, wantedGrant } from '../../src/entry/http/manifest.ts'
import { readPackageFile } from '../../src/entry/package-root.ts'
import { type RunningServer, startServer } from '../../src/entry/server.ts'
import { siteOf } from '../../src/github/access/site.ts'
import { environment, keptLog, type Lines, privateKey } from './parts.ts'

const folder = mkdtempSync(join(tmpdir(), 'aftermath-'))
const file = join(folder, '.env')

const registered = {
  id: 7,
  slug: 'aftermath-acme',
  name: 'Aftermath of Acme',
  html_url: 'https://github.com/apps/aftermath-acme',
  owner: { login: 'acme' },
}
const given = { ...registered, pem: privateKey, webhook_secret: 'a secret that GitHub made' }

let github: Listening
let asked: string[] = []
let server: RunningServer
let log: Lines
/** What happens at GitHub before it answers; `false` for no answer. */
let meanwhile: () => boolean

beforeEach(async () => {
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
  asked = []
  meanwhile = () => true
  github = await listen(
    (request, response) => {
      asked.push(`${request.method} ${request.url}`)
      if (!meanwhile()) {
        response.destroy()
        return
      }
      const conversion = request.url === '/app-manifests/good/conversions'
      const known = conversion || request.url === '/app'
      response.writeHead(conversion ? 201 : known ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(conversion ? given : known ? registered : { message: 'Not Found' }))
    },
    { host: '127.0.0.1', port: 0 },
  )
  log = keptLog()
  server = await startServer({ ...environment, app: null, apiUrl: github.url }, { log })
})
afterEach(async () => {
  await Promise.all([server.stop(), github.close()])
  rmSync(file, { force: true, recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The address that the log tells. */
function printed(): string {
  return /"url":"([^"]+)"/.exec(log.lines[0] ?? '')?.[1] ?? ''
}

const secret = () => new URL(printed()).searchParams.get('secret') ?? ''

/** A request with headers that `fetch` keeps for itself: `host`, `origin`. */
function ask(path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, server.url), { method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

const page = async (headers: Record<string, string> = {}) => (await ask(printed(), { headers })).text

const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

function manifestOf(html: string): Record<string, unknown> {
  return JSON.parse(unescaped(/id="manifest" value='(.*?)' >/s.exec(html)?.[1] ?? ''))
}

/** The state that the page gave GitHub to bring back. */
async function state(): Promise<string> {
  return /state=([\w-]+)/.exec(await page())?.[1] ?? ''
}

function imported(fields: Readonly<Record<string, string>> = {}, headers: Record<string, string> = {}) {
  const form = { appId: '7', webhookSecret: 'a secret of sixteen', privateKey, secret: secret(), ...fields }
  const body = new URLSearchParams(form).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded', origin: server.url, ...headers }
  return ask('/probot/import', { method: 'POST', headers: type, body })
}

describe('without credentials', () => {
  it('the server prints an address with a secret, which shows the set-up page', async () => {
    const answer = await ask('/')
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe(`${server.url}/probot`)
    expect(secret().length).toBeGreaterThan(30)
    expect(await page()).toContain('https://github.com/settings/apps/new?state=')
    expect(log.lines[0]).toContain('no credentials yet: open this address to register the app')
  })

  it('the page registers what app.yml says, with the path where the server listens', async () => {
    const manifest = manifestOf(await page())
    const yml = load(readPackageFile('app.yml'))
    expect(manifest).toMatchObject({
      name: 'Aftermath',
      default_permissions: { issues: 'write', contents: 'write', merge_queues: 'read' },
      hook_attributes: { url: `${server.url}/api/github/webhooks`, active: true },
      redirect_url: `${server.url}/probot/setup`,
    })
    expect(manifest.default_events).toEqual(
      yml && typeof yml === 'object' && 'default_events' in yml && yml.default_events,
    )
  })

  it('the page registers for an organization that is named', async () => {
    const { text } = await ask(`${printed()}&organization=acme`)
    expect(text).toContain('action="https://github.com/organizations/acme/settings/apps/new?state=')
    expect((await ask(`${printed()}&organization=a/../b`)).text).toContain(
      'action="https://github.com/settings/apps/new',
    )
  })

  it('deliveries are not taken', async () => {
    expect((await fetch(server.webhookUrl, { method: 'POST', body: '{}' })).status).toBeGreaterThanOrEqual(400)
    expect(server.app).toBeNull()
  })
})

describe('the app that GitHub registered', () => {
  it('is written to .env, and the page says whose it is before it is installed', async () => {
    const { status, text } = await ask(`/probot/setup?code=good&state=${await state()}`)
    expect(status).toBe(200)
    expect(text).toContain('<strong>@acme</strong>')
    expect(text).toContain('https://github.com/apps/aftermath-acme/installations/new')
    expect(readEnvFile(file)).toEqual({
      APP_ID: '7',
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: 'a secret that GitHub made',
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('is not taken from a link of somebody else’s: its state was given to no page', async () => {
    for (const query of ['code=good', 'code=good&state=', 'code=good&state=guessed', `code=good&secret=${secret()}`]) {
      expect((await ask(`/probot/setup?${query}`)).status).toBe(403)
    }
    expect(asked).toEqual([])
    expect(readEnvFile(file)).toEqual({})
  })

  it('counts once: a code that GitHub does not know uses the state up', async () => {
    const used = await state()
    expect((await ask(`/probot/setup?code=bad&state=${used}`)).status).toBe(502)
    expect((await ask(`/probot/setup?code=good&state=${used}`)).status).toBe(403)
    expect(readEnvFile(file)).toEqual({})
  })

  it('stays: nothing is written once it is registered, and every page says so', async () => {
    const [first, second] = [await state(), await state()]
    expect((await ask(`/probot/setup?code=good&state=${first}`)).status).toBe(200)
    const before = readFileSync(file, 'utf8')
    expect((await ask(`/probot/setup?code=good&state=${second}`)).status).toBe(410)
    expect((await imported({ appId: '8' })).status).toBe(410)
    expect((await ask(printed())).status).toBe(410)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('is one, also when two registrations end at the same moment', async () => {
    const states = [await state(), await state()]
    const answers = await Promise.all(states.map((one) => ask(`/probot/setup?code=good&state=${one}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('does not replace credentials that stand in .env', async () => {
    writeFileSync(file, 'APP_ID=1\nPRIVATE_KEY=x\n')
    expect((await ask(`/probot/setup?code=good&state=${await state()}`)).status).toBe(409)
    expect(readFileSync(file, 'utf8')).toBe('APP_ID=1\nPRIVATE_KEY=x\n')
  })
})

describe('what goes wrong while an app is registered', () => {
  it('is told without a promise to look again, and what to do', async () => {
    const { status, text } = await ask(`/probot/setup?code=bad&state=${await state()}`)
    expect(status).toBe(502)
    expect(text).toContain('GitHub does not know the code that it led here with')
    expect(text).not.toContain('the app looks again')
  })

  it('by a lost answer costs nothing: the same page can be loaded again', async () => {
    const path = `/probot/setup?code=good&state=${await state()}`
    meanwhile = () => false
    const { status, text } = await ask(path)
    expect(status).toBe(502)
    expect(unescaped(text)).toContain('GitHub did not answer when Aftermath tried to take over the registered app')
    expect(text).toContain('; load this page again.')
    meanwhile = () => true
    expect((await ask(path)).status).toBe(200)
    expect(readEnvFile(file).APP_ID).toBe('7')
  })

  it('is seen before GitHub gives credentials that it gives only once, where .env cannot be written', async () => {
    mkdirSync(file)
    const { status, text } = await ask(`/probot/setup?code=good&state=${await state()}`)
    expect([status, asked]).toEqual([409, []])
    expect(text).toContain('The server cannot write .env in its working directory (EISDIR)')
    expect((await imported()).status).toBe(409)
  })

  it('after that says which app exists without its credentials, and what to do', async () => {
    meanwhile = () => {
      mkdirSync(file)
      return true
    }
    const { status, text } = await ask(`/probot/setup?code=good&state=${await state()}`)
    expect(status).toBe(500)
    expect(text).toContain(
      'The app Aftermath of Acme (id 7) exists on GitHub, but its credentials could not be written',
    )
    expect(log.lines.join('')).not.toMatch(/BEGIN|secret that GitHub made/)
  })

  it('by a restart is told to who comes back from GitHub', async () => {
    const old = await state()
    await server.stop()
    server = await startServer({ ...environment, app: null, apiUrl: github.url }, { log: keptLog() })
    const { status, text } = await ask(`/probot/setup?code=good&state=${old}`)
    expect([status, asked]).toEqual([403, []])
    expect(text).toContain('or has forgotten since it was started again')
  })

  it.each(['WEBHOOK_SECRET=mine of old\n', 'PRIVATE_KEY_PATH=key.pem\n', 'PORT=1\nAPP_ID="1"\n'])(
    'by a part of credentials in .env leaves them as they are: %j',
    async (text) => {
      writeFileSync(file, text)
      expect((await ask(`/probot/setup?code=good&state=${await state()}`)).status).toBe(409)
      expect((await imported()).status).toBe(409)
      expect([readFileSync(file, 'utf8'), asked]).toEqual([text, []])
    },
  )
})

describe('an app that exists already', () => {
  it('is taken from the page’s own form, once GitHub has said whose it is', async () => {
    const { status, text } = await imported()
    expect(status).toBe(200)
    expect(text).toContain('<strong>@acme</strong>')
    expect(readEnvFile(file)).toEqual({ APP_ID: '7', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret of sixteen' })
  })

  it.each([
    ['a form on another page', {}, { origin: 'https://evil.example' }],
    ['a page that hides where it stands', {}, { origin: 'null' }],
    ['a page of another server on this machine', {}, { origin: 'http://127.0.0.1:1' }],
    ['what the browser calls cross-site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['who does not know the secret', { secret: 'guessed' }, {}],
    ['who gives no secret', { secret: '' }, {}],
  ])('is not taken from %s', async (_, fields, headers) => {
    expect((await imported(fields, headers)).status).toBe(403)
    expect(asked).toEqual([])
    expect(readEnvFile(file)).toEqual({})
  })

  it('is not taken as JSON without an origin, as Probot’s own page took it', async () => {
    const body = JSON.stringify({ appId: '7', pem: privateKey, webhook_secret: 'a secret of sixteen' })
    const headers = { 'content-type': 'text/plain' }
    expect((await ask('/probot/import', { method: 'POST', headers, body })).status).toBe(403)
    expect(readEnvFile(file)).toEqual({})
  })

  it.each([
    ['an id that is no number', { appId: '7\nPORT=1' }],
    ['a short webhook secret', { webhookSecret: 'short' }],
    ['a webhook secret that begins another variable', { webhookSecret: 'a secret of sixteen"\nNODE_OPTIONS=x' }],
    ['a webhook secret of blanks', { webhookSecret: ' '.repeat(16) }],
    ['a webhook secret that blanks make long', { webhookSecret: ` short${' '.repeat(16)}` }],
    ['a webhook secret that no .env file gives back', { webhookSecret: `a 'secret' of "many" \`quotes\`` }],
    ['something else than a key', { privateKey: 'no key' }],
  ])('is refused with a sentence for %s', async (_, fields) => {
    expect((await imported(fields)).status).toBe(400)
    expect(readEnvFile(file)).toEqual({})
  })
})

describe('who else can reach the page', () => {
  it.each(['/probot', '/probot?secret=', '/probot?secret=guessed'])('is not shown it at %s', async (path) => {
    const { status, text } = await ask(path)
    expect(status).toBe(403)
    expect(text).not.toContain(secret())
    expect(text).not.toContain('manifest')
  })

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', '[::2]', 'a b'])(
    'comes by another name than the server’s (%s), and is refused even with the secret',
    async (host) => {
      const { port } = new URL(server.url)
      for (const headers of [
        { host: host.includes(':') || host.includes(' ') ? host : `${host}:${port}` },
        { 'x-forwarded-host': host },
      ]) {
        expect((await ask(printed(), { headers })).status).toBeGreaterThanOrEqual(400)
      }
    },
  )

  it('comes by another name that a page may put aside with a header (DNS rebinding), and is refused', async () => {
    const { port, host } = new URL(server.url)
    for (const told of [host, `localhost:${port}`, `localhost:${port}, evil.example`, '', 'localhost'])
      for (const path of [printed(), '/probot/import', '/'])
        expect((await ask(path, { headers: { host: `evil.example:${port}`, 'x-forwarded-host': told } })).status).toBe(
          421,
        )
  })

  it.each([
    ['HEAD', '/probot'],
    ['OPTIONS', '/probot/import'],
    ['PUT', '/probot/import'],
    ['POST', '/probot'],
    ['POST', '/probot/setup'],
    ['GET', '//probot'],
    ['GET', '/probot/'],
    ['GET', '/%70robot'],
    ['GET', '/x/../probot/import'],
    ['GET', '/probot/%2e%2e/probot/import'],
  ])('finds nothing by %s %s, even with the secret', async (method, path) => {
    const sent = { method, headers: { origin: server.url } }
    const { status, text, headers } = await new Promise<Answered>((resolve, reject) => {
      const { hostname, port } = new URL(server.url)
      const asking = request({ hostname, port, path: `${path}?secret=${secret()}`, ...sent }, (answer) => {
        let body = ''
        answer.on('data', (chunk) => {
          body += String(chunk)
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: body }))
      })
      asking.on('error', reject).end()
    })
    expect(status).toBe(404)
    expect(text).not.toContain(secret())
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('finds none of Probot’s own pages', async () => {
    for (const path of ['/probot/import', '/probot/success', '/ping', '/probot/static/primer.css']) {
      expect((await ask(path)).status).toBe(404)
    }
  })

  it('learns the secret from no header, and frames no page', async () => {
    const { headers } = await ask(printed())
    expect(headers['referrer-policy']).toBe('strict-origin')
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-frame-options']).toBe('DENY')
  })
})

describe('the public address', () => {
  it('is the one that PUBLIC_URL names, behind whatever tunnel', async () => {
    const outside = 'https://postmortems.example'
    const shown = keptLog()
    const other = await startServer({ ...environment, app: null, publicUrl: outside }, { log: shown })
    const address = /"url":"([^"]+)"/.exec(shown.lines[0] ?? '')?.[1] ?? ''
    expect(address).toMatch(/^https:\/\/postmortems\.example\/probot\?secret=/)
    const headers = { 'x-forwarded-host': 'postmortems.example' }
    const { text } = await ask(`${other.url}/probot${new URL(address).search}`, { headers })
    expect(manifestOf(text).hook_attributes).toMatchObject({ url: `${outside}/api/github/webhooks` })
    // Also where somebody comes by the machine's own name, which GitHub refuses to reach, or a proxy names the port.
    const local = await ask(`${other.url}/probot${new URL(address).search}`)
    expect(manifestOf(local.text).hook_attributes).toMatchObject({ url: `${outside}/api/github/webhooks` })
    const named = { 'x-forwarded-host': 'postmortems.example:443, inner.example' }
    expect((await ask(`${other.url}/probot${new URL(address).search}`, { headers: named })).status).toBe(200)
    await other.stop()
  })

  it('may have a path, below which a proxy serves the page', async () => {
    const publicUrl = 'https://tools.example/postmortems'
    const shown = keptLog()
    const other = await startServer({ ...environment, app: null, publicUrl }, { log: shown })
    const address = /"url":"([^"]+)"/.exec(shown.lines[0] ?? '')?.[1] ?? ''
    const { text } = await ask(`${other.url}/probot${new URL(address).search}`, { headers: { host: 'tools.example' } })
    expect(text).toContain(`action="${publicUrl}/probot/import"`)
    expect(manifestOf(text).redirect_url).toBe(`${publicUrl}/probot/setup`)
    await other.stop()
  })

  it('may be this machine’s address, however it is written', async () => {
    const shown = keptLog()
    const other = await startServer({ ...environment, app: null, host: '::1' }, { log: shown })
    const { port } = new URL(other.url)
    for (const host of [`[::1]:${port}`, `[0:0:0:0:0:0:0:1]:${port}`, `LOCALHOST:${port}`])
      expect((await ask(`${other.url}/probot`, { headers: { host } })).status).toBe(403)
    for (const host of [`[::2]:${port}`, `localhost.:${port}`, `localhost:99999`, `[::1%25eth0]:${port}`])
      expect((await ask(`${other.url}/probot`, { headers: { host } })).status).toBe(421)
    await other.stop()
  })
})

describe('other GitHubs', () => {
  it.each([
    ['https://api.github.com', 'github.com', 'https://github.com'],
    ['https://api.acme.ghe.com', 'ghe.com', 'https://acme.ghe.com'],
    ['https://git.acme.example/api/v3', 'enterprise-server', 'https://git.acme.example'],
    ['https://api.evil.example', 'github.com', 'https://github.com'],
  ])('%s is %s, with its pages at %s', (apiUrl, kind, origin) => {
    expect(siteOf(apiUrl)).toEqual({ kind, origin })
  })

  it.each([
    [null, ['merge_group', 'sub_issues']],
    ['3.11.4', ['merge_group', 'sub_issues']],
    ['3.14.0', ['sub_issues']],
    ['3.20.1', []],
    ['4.0.0', []],
  ])('GitHub Enterprise Server %s is not asked for events that it refuses with the whole manifest', (version, left) => {
    const { events, permissions } = grantFor(version)
    expect(wantedGrant().events.filter((event) => !events.includes(event))).toEqual(left)
    expect('merge_queues' in permissions).toBe(!left.includes('merge_group'))
  })
})

describe('the .env file', () => {
  it('keeps what it held, takes a key with line breaks, and is for its owner only', () => {
    const path = join(folder, '.env')
    writeFileSync(path, 'PORT=4000\nNAME="two words"\n')
    writeEnvFile(path, { APP_ID: '7', PRIVATE_KEY: `"${privateKey}"` })
    expect(readEnvFile(path)).toEqual({ PORT: '4000', NAME: 'two words', APP_ID: '7', PRIVATE_KEY: privateKey })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(5)
  })

  it.each(['a "quoted" secret', "it's `one`", 'two\nlines', 'x="1"\nPORT=1', '#no comment', 'a\\nb c'])(
    'gives back %j, which begins no other variable',
    (value) => {
      const path = join(folder, '.env')
      writeEnvFile(path, { SECRET: value, PORT: '4000' })
      const { SECRET, PORT, ...others } = readEnvFile(path)
      expect({ PORT, others }).toEqual({ PORT: '4000', others: {} })
      if (!(value.includes('\n') && value.includes('"'))) expect(SECRET).toBe(value)
    },
  )

  it('keeps its comments and lines, and its variables where a quote was left open', () => {
    const path = join(folder, '.env')
    writeFileSync(path, '# The port of old\nPORT=4000 # ours\nNAME="it is\ntwo lines"')
    writeEnvFile(path, { APP_ID: '7', PRIVATE_KEY: privateKey })
    expect(readFileSync(path, 'utf8')).toContain(
      '# The port of old\nPORT=4000 # ours\nNAME="it is\ntwo lines"\nAPP_ID=7\n',
    )
    expect(readEnvFile(path)).toMatchObject({ PORT: '4000', APP_ID: '7', PRIVATE_KEY: privateKey })
    writeFileSync(path, 'PORT=4000\nNAME="left open\n')
    writeEnvFile(path, { APP_ID: '7', PRIVATE_KEY: privateKey })
    expect(readEnvFile(path)).toMatchObject({ PORT: '4000', APP_ID: '7', PRIVATE_KEY: privateKey })
  })

  it('may be a link, which stays one', () => {
    const path = join(folder, '.env')
    const target = join(folder, 'kept-elsewhere')
    symlinkSync(target, path)
    writeEnvFile(path, { APP_ID: '7' })
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect([readFileSync(target, 'utf8'), statSync(target).mode & 0o777]).toEqual(['APP_ID=7\n', 0o600])
  })

  it('is not hidden by empty variables of the process, which containers set for what is not given', () => {
    const path = join(folder, '.env')
    writeFileSync(path, 'APP_ID=7\nPORT=4000\n')
    expect(withEnvFile(path, { APP_ID: '', PORT: '5000', HOST: undefined })).toEqual({ APP_ID: '7', PORT: '5000' })
  })

  it('may be absent', () => {
    expect(readEnvFile(join(folder, 'none'))).toEqual({})
  })
})

describe('app.yml', () => {
  it('asks for exactly the permissions and events that the app needs from its first release on', () => {
    expect(load(readPackageFile('app.yml'))).toMatchObject({
      default_permissions: {
        metadata: 'read',
        issues: 'write',
        pull_requests: 'write',
        contents: 'write',
        checks: 'write',
        members: 'read',
        deployments: 'read',
        actions: 'read',
        merge_queues: 'read',
      },
      default_events: [
        'issues',
        'issue_comment',
        'pull_request',
        'pull_request_review',
        'push',
        'check_run',
        'merge_group',
        'deployment_status',
        'release',
        'sub_issues',
      ],
    })
  })
})
