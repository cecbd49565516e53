import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { renderMarker } from '../../src/document/markers/markers.ts'
import { aftermath } from './terminal.ts'

let github: Sandbox
let app: Record<string, string>
let token: Record<string, string>

beforeEach(async () => {
  github = await startSandbox()
  app = { ...github.env, WRITE_PACING: 'none' }
  token = { GITHUB_TOKEN: github.tokens.ada ?? '', GITHUB_API_URL: github.url }
})
afterEach(() => github.close())

async function call(method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' }
  const answer = await fetch(`${github.url}${path}`, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
}

const incident = (title: string): Promise<void> =>
  call('POST', '/repos/acme/shop/issues', { title, body: 'Cards are declined.', labels: ['incident'] })

const configure = (text: string): Promise<void> =>
  call('PUT', '/repos/acme/shop/contents/.github/postmortem.yml', {
    message: 'Configure',
    content: Buffer.from(text).toString('base64'),
  })

const writes = (): number =>
  github.requests.list().filter(({ method, path }) => !['GET', 'HEAD'].includes(method) && path.startsWith('/repos/'))
    .length

describe('why', () => {
  it('says which rule reminds of an item, what it counts from, when next and what would silence it', async () => {
    await incident('Checkout is down')
    const marker = renderMarker({ kind: 'item', repository: 1, incident: 1, pull: 2, ordinal: 1, source: 'Alert us' })
    const body = `${marker}\nAlert us\n\nDue: 2027-01-15\n`
    await call('POST', '/repos/acme/shop/issues', { title: 'Alert us', body, assignees: ['wes'] })
    const before = writes()
    const ran = await aftermath(token, ['why', 'acme/shop#2', '--now', '2027-01-10T12:00:00Z'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('Alert us\n  An item is first reminded of 2 days before its due date.\n')
    expect(ran.out).toContain('Counted from the due date, Friday, 15 January 2027')
    expect(ran.out).toContain('the next one comes on Wednesday, 13 January 2027')
    expect(writes()).toBe(before)
  })

  it('says that an issue is no action item', async () => {
    await incident('Checkout is down')
    const ran = await aftermath(token, ['why', 'acme/shop#1'])
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.err).toContain('acme/shop#1 is no issue of an action item')
  })
})

describe('plan', () => {
  it.each(['app', 'token'] as const)('shows with the credentials of the %s what would be written', async (kind) => {
    await incident('Checkout is down')
    const before = writes()
    const ran = await aftermath(kind === 'app' ? app : token, ['plan', 'acme/shop#1'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('would open the draft pull request "Postmortem: Checkout is down"')
    expect(ran.out).toContain('## 4. What went well?')
    expect(ran.out).toContain('Cards are declined.')
    expect(ran.out).not.toContain('aftermath:status-comment')
    expect(writes()).toBe(before)
  })

  it('says with a token whose comments it does not take for the app’s own', async () => {
    await incident('Checkout is down')
    await aftermath(app, ['reconcile', 'acme/shop#1'])
    const ran = await aftermath(token, ['plan', 'acme/shop#1'])
    expect(ran.out).toContain('aftermath[bot] keeps the status comment here, so nothing is done under this name.')
    expect(ran.out).toContain(`set TRUSTED_APPS=${github.env.APP_ID},aftermath[bot].`)
    const trusting = await aftermath({ ...token, TRUSTED_APPS: github.env.APP_ID }, ['plan', 'acme/shop#1'])
    expect(trusting).toMatchObject({ err: '', out: expect.stringContaining('Nothing to do.') })
  })

  it('prints no control characters that people wrote', async () => {
    await incident('Down \u001b]52;c;eA==\u0007\u001b[2J\u009b31m again')
    const backfill = await aftermath(app, ['backfill', 'acme/shop', '--since', '2020-01-01'])
    const plan = await aftermath(app, ['plan', 'acme/shop#1'])
    expect(backfill.out).toContain('Down ]52;c;eA==[2J31m again')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(backfill.out + plan.out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  })

  it('prints the plan as JSON', async () => {
    await incident('Checkout is down')
    const { out } = await aftermath(app, ['plan', 'acme/shop#1', '--json'])
    expect(JSON.parse(out)).toMatchObject({
      ref: { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 },
      mutations: [{ do: 'open-postmortem', branch: 'postmortem/incident-1' }],
      refusals: [],
    })
  })

  it('plans for another instant', async () => {
    await incident('Checkout is down')
    const { out } = await aftermath(app, ['plan', 'acme/shop#1', '--now', '2099-01-01'])
    expect(out).toContain('acme/shop#1 at 2099-01-01T00:00:00.000Z')
    expect(out.split('\n\n')[0]).not.toContain('would open the draft')
  })

  const heading = 'If somebody with the triage role labelled it `incident` now:'

  it.each(['app', 'token'] as const)(
    'previews an issue without the label, with the credentials of the %s',
    async (kind) => {
      await call('POST', '/repos/acme/shop/issues', { title: 'Search is slow', body: 'Results take a minute.' })
      const before = writes()
      const { code, out, err } = await aftermath(kind === 'app' ? app : token, ['plan', 'acme/shop#1'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const [reason, preview] = out.split(heading)
      expect(reason).toMatch(/^acme\/shop#1 at .*\n {2}The issue does not carry the incident label\.\n\n$/)
      expect(preview).toContain('would open the draft pull request "Postmortem: Search is slow"')
      expect(preview).toContain('Results take a minute.')
      expect(writes()).toBe(before)
    },
  )

  it('previews an incident whose label is too old', async () => {
    await incident('Checkout is down')
    const { out } = await aftermath(token, ['plan', 'acme/shop#1', '--now', '2099-01-01'])
    const [reason, preview] = out.split(heading)
    expect(reason).toContain('longer ago than start.within allows')
    expect(preview).toContain('would open the draft pull request')
  })

  it('names the configured label in the heading, and previews what mode: observe withholds', async () => {
    await configure('incident_label: sev1\nmode: observe\n')
    await incident('Checkout is down')
    const { out } = await aftermath(app, ['plan', 'acme/shop#1'])
    const [, preview] = out.split(heading.replace('incident', 'sev1'))
    expect(preview).toContain('would, but mode is observe: open the draft pull request')
  })

  it('has the preview in JSON, null where the incident starts anyway', async () => {
    await incident('Checkout is down')
    await call('POST', '/repos/acme/shop/issues', { title: 'Search is slow' })
    const json = async (target: string) => JSON.parse((await aftermath(app, ['plan', target, '--json'])).out)
    expect(await json('acme/shop#1')).toMatchObject({ preview: null })
    expect(await json('acme/shop#2')).toMatchObject({
      mutations: [],
      preview: { mutations: [{ do: 'open-postmortem', branch: 'postmortem/incident-2' }] },
    })
  })

  it('previews nothing for a postmortem that is skipped', async () => {
    await incident('Checkout is down')
    await call('POST', '/repos/acme/shop/issues/1/comments', { body: '/postmortem skip drill' })
    const { out } = await aftermath(app, ['plan', 'acme/shop#1'])
    expect(out).not.toContain(heading)
  })

  it('speaks of the token where GitHub does not accept it or shows nothing', async () => {
    const refused = await aftermath({ ...token, GITHUB_TOKEN: 'expired' }, ['plan', 'acme/shop#1'])
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toMatch(/^error: Aftermath could not .*does not accept the token; check GITHUB_TOKEN/)
    const missing = await aftermath(token, ['plan', 'acme/nowhere#1'])
    expect(missing.code).toBe(1)
    expect(missing.out).toMatch(
      /refused Aftermath could not .* GitHub shows no such thing to this token; check the name/,
    )
  })

  it('takes a postmortem for its incident', async () => {
    await incident('Checkout is down')
    await aftermath(app, ['reconcile', 'acme/shop#1'])
    const { code, out } = await aftermath(app, ['plan', 'acme/shop#2'])
    expect(code).toBe(0)
    expect(out).toMatch(/^acme\/shop#1 at .*\n {2}Nothing to do\.\n$/)
  })

  it('exits 1 for an issue that is not there', async () => {
    const { code, out } = await aftermath(app, ['plan', 'acme/shop#99'])
    expect(code).toBe(1)
    expect(out).toContain('There is no such issue')
  })

  it('exits 1 where the app is not installed, and says who can change that', async () => {
    const { code, err } = await aftermath(app, ['plan', 'acme/other#1'])
    expect(code).toBe(1)
    expect(err).toMatch(/^error: .*not installed there; an owner can install it/)
  })
})

describe('reconcile', () => {
  it('does what the plan says, tells each write, and leaves nothing to do', async () => {
    await incident('Checkout is down')
    const first = await aftermath(app, ['reconcile', 'acme/shop#1'])
    expect(first.code).toBe(0)
    expect(first.err).toContain('wrote write=open-postmortem')
    expect(first.out).toMatch(/^\d writes, nothing left to do\.\n$/)
    expect(await aftermath(app, ['reconcile', 'acme/shop#1'])).toEqual({
      code: 0,
      out: '0 writes, nothing left to do.\n',
      err: '',
    })
    expect(await aftermath(app, ['reconcile', 'acme/shop#2'])).toMatchObject({ code: 0, err: '' })
  })

  it('exits 1 where the app is not installed', async () => {
    expect((await aftermath(app, ['reconcile', 'acme/other#1'])).code).toBe(1)
  })
})

describe('sweep', () => {
  it('finds every incident that needs a pass', async () => {
    await incident('Checkout is down')
    await incident('Search is slow')
    const dry = await aftermath(app, ['sweep', '--dry-run'])
    expect(dry).toMatchObject({ code: 0, err: '' })
    expect(dry.out).toContain('acme/shop#2 at')
    expect(dry.out).toMatch(/\n1 repository, 2 incidents looked at, 2 to act on\.\n$/)
    const real = await aftermath(app, ['sweep'])
    expect(real.code).toBe(0)
    expect(real.err.match(/write=open-postmortem/g)).toHaveLength(2)
    expect((await aftermath(app, ['sweep', '--full', '--dry-run'])).out).toMatch(/ 0 to act on\.\n$/)
  })

  it('looks at named repositories with a personal token', async () => {
    await incident('Checkout is down')
    const ran = await aftermath(token, ['sweep', '--dry-run', 'acme/shop'])
    expect(ran.out).toMatch(/1 repository, 1 incident looked at, 1 to act on\.\n$/)
  })

  it('goes on after a repository that it cannot read, and exits 1', async () => {
    await incident('Checkout is down')
    const ran = await aftermath(app, ['sweep', '--dry-run', 'acme/gone', 'acme/shop'])
    expect(ran.code).toBe(1)
    expect(ran.err).toMatch(/^acme\/gone: /)
    expect(ran.out).toContain('acme/shop#1 at')
  })
})

describe('backfill', () => {
  it('lists what has no postmortem, and starts it when told, however old it is', async () => {
    const today = github.clock.now().slice(0, 10)
    await configure('start:\n  within: 1 hour\n')
    await incident('Checkout is down')
    github.clock.advance(40 * 24 * 3_600_000)
    expect((await aftermath(app, ['sweep', '--full'])).err).not.toContain('write=open-postmortem')

    const list = await aftermath(token, ['backfill', 'acme/shop', '--since', today])
    expect(list.out).toContain(`acme/shop#1  ${today}  Checkout is down\n`)
    expect(list).toMatchObject({ code: 0, err: '' })
    const applied = await aftermath(app, ['backfill', 'acme', '--since', today, '--apply'])
    expect(applied.err).toContain('write=open-postmortem')
    expect(applied.code).toBe(0)
    const again = await aftermath(app, ['backfill', 'acme', '--since', today])
    expect(again).toEqual({ code: 0, out: '0 incidents without a postmortem.\n', err: '' })
  })

  it('leaves out what was opened before', async () => {
    await incident('Checkout is down')
    const ran = await aftermath(app, ['backfill', 'acme', '--since', '2099-01-01'])
    expect(ran.out).toBe('0 incidents without a postmortem.\n')
  })
})

describe('config', () => {
  it('prints each value and where it comes from', async () => {
    await configure('directory: docs/postmortems\n')
    const ran = await aftermath(token, ['config', 'acme/shop'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(/^directory +"docs\/postmortems" +acme\/shop\/\.github\/postmortem\.yml$/m)
    expect(ran.out).toMatch(/^incident_label +"incident" +default$/m)
  })

  it('shows the keys of each service, and the overrides, of which a long list leaves the columns where they are', async () => {
    const many = Array.from({ length: 9 }, (_, n) => `  - { when: { labels: [l${n}] }, reminders: { hour: ${n} } }`)
    await configure(`services:\n  checkout: { team: acme/pay }\noverrides:\n${many.join('\n')}\n`)
    const ran = await aftermath(token, ['config', 'acme/shop'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(/^services\.checkout\.team +"@acme\/pay" +acme\/shop\//m)
    expect(ran.out).toMatch(/^services\.checkout\.label +"service:checkout" {2,50}default$/m)
    expect(ran.out).toMatch(/^overrides +\[\{"when":\{"labels":\["l0"\]\},"reminders":\{"hour":0\}\},/m)
  })

  it('points at each mistake by file, line and column, and exits 1', async () => {
    await configure('mode: act\ndirectroy: docs\n')
    const ran = await aftermath(app, ['config', 'acme/shop'])
    expect(ran.code).toBe(1)
    expect(ran.err).toMatch(/^acme\/shop\/\.github\/postmortem\.yml:2:1: directroy /)
    const json = JSON.parse((await aftermath(app, ['config', 'acme/shop', '--json'])).out)
    expect(json).toMatchObject({ problems: [{ line: 2, column: 1, key: 'directroy' }] })
  })
})
