import nock from 'nock'
import { describe, expect, it } from 'vitest'
import type { Checkup } from '../../src/github/access/checkup.ts'
import { createGitHub } from '../../src/github/app.ts'
import { aSession, base, date, fakeGitHub, onRepository, privateKey, silentLog, withToken } from './answers.ts'

fakeGitHub()

function aCheckup(): Checkup {
  const credentials = { kind: 'app', appId: 42, privateKey: () => privateKey } as const
  const options = { baseUrl: base, trustedApps: [], log: silentLog, version: '1.2.3', pacing: 'none' } as const
  const { checkup } = createGitHub({ ...options, credentials })
  if (checkup === null) throw new Error('an app has one')
  return checkup
}

describe('a check-up of the app', () => {
  const app = {
    slug: 'aftermath',
    html_url: 'https://x/apps/aftermath',
    permissions: { issues: 'write' },
    events: ['push'],
  }

  it.each([
    [
      { login: 'acme', type: 'Organization' },
      { login: 'acme', kind: 'organization' },
    ],
    [
      { login: 'ada', type: 'User' },
      { login: 'ada', kind: 'user' },
    ],
    [
      { slug: 'big', type: 'Enterprise' },
      { login: 'big', kind: 'enterprise' },
    ],
  ])('knows that it belongs to %j', async (wire, owner) => {
    nock(base)
      .get('/app')
      .reply(200, { ...app, owner: wire }, { date })
    const checkup = aCheckup()
    expect(await checkup.app()).toEqual({
      slug: 'aftermath',
      owner,
      page: 'https://x/apps/aftermath',
      permissions: { issues: 'write' },
      events: ['push'],
    })
    expect(checkup.now()).toBe('2026-03-02T10:00:00Z')
  })

  it("knows GitHub's time from a refusal, too", async () => {
    // A 401 may be a slip: the app asks once more.
    nock(base).get('/app').times(2).reply(401, { message: 'Bad credentials' }, { date })
    const checkup = aCheckup()
    await expect(checkup.app()).rejects.toMatchObject({ fault: { kind: 'refused', status: 401 } })
    expect(checkup.now()).toBe('2026-03-02T10:00:00Z')
  })

  it.each([
    [
      { url: 'https://a.example/', content_type: 'json', insecure_ssl: '0', secret: '********' },
      { url: 'https://a.example/', contentType: 'json', verifiesTls: true, hasSecret: true },
    ],
    [
      { url: 'https://a.example/', content_type: 'form', insecure_ssl: 1 },
      { url: 'https://a.example/', contentType: 'form', verifiesTls: false, hasSecret: false },
    ],
    [{}, { url: '', contentType: 'form', verifiesTls: true, hasSecret: false }],
  ])('reads the webhook %j', async (wire, hook) => {
    nock(base).get('/app/hook/config').reply(200, wire)
    expect(await aCheckup().hook()).toEqual(hook)
  })

  it('lists every installation, the suspended ones and those of enterprises too', async () => {
    const wire = { created_at: '2026-01-01T00:00:00Z', permissions: {}, events: [], html_url: 'https://x/3' }
    nock(base)
      .get('/app/installations?per_page=100')
      .reply(200, [
        { ...wire, id: 3, account: { login: 'acme' }, suspended_at: null },
        { ...wire, id: 4, account: { slug: 'big' }, suspended_at: '2026-02-01T00:00:00Z' },
        { ...wire, id: 5, account: null },
      ])
    const found = await aCheckup().installations()
    expect(found.map(({ id, account, suspended }) => [id, account, suspended])).toEqual([
      [3, 'acme', 'no'],
      [4, 'big', 'yes'],
      [5, 'installation 5', 'no'],
    ])
  })

  it('is the app’s alone', () => {
    expect(withToken().checkup).toBeNull()
  })
})

describe('the surroundings of incidents', () => {
  const folder = '/repos/acme/shop/contents/.github/ISSUE_TEMPLATE'

  it.each([
    [
      'a folder',
      200,
      [
        { type: 'file', path: 'a/b.yml' },
        { type: 'dir', path: 'a/c' },
      ],
      ['a/b.yml'],
    ],
    ['a file in its place', 200, { type: 'file', path: 'a' }, []],
    ['nothing there', 404, { message: 'Not Found' }, []],
    ['no commits at all', 409, { message: 'Git Repository is empty.' }, []],
  ])('lists files: %s', async (_name, status, body, files) => {
    const { surroundings } = await aSession()
    onRepository().get(folder).reply(status, body)
    expect(await surroundings.files('.github/ISSUE_TEMPLATE')).toEqual(files)
  })

  it('names each type of rule once, also of a branch with a slash', async () => {
    const { surroundings } = await aSession()
    const rules = [{ type: 'creation' }, { type: 'pull_request' }, { type: 'creation' }]
    onRepository().get('/repos/acme/shop/rules/branches/postmortem%2Fincident-1?per_page=100').reply(200, rules)
    expect(await surroundings.rules('postmortem/incident-1')).toEqual(['creation', 'pull_request'])
  })

  it.each([403, 404])('knows no rules where GitHub answers %i', async (status) => {
    const { surroundings } = await aSession()
    onRepository().get('/repos/acme/shop/rules/branches/main?per_page=100').reply(status, { message: 'Upgrade' })
    expect(await surroundings.rules('main')).toEqual([])
  })

  it('does not take a fault of GitHub’s for an answer', async () => {
    const { surroundings } = await aSession()
    onRepository().get(folder).times(3).reply(502, {})
    await expect(surroundings.files('.github/ISSUE_TEMPLATE')).rejects.toMatchObject({
      fault: { kind: 'outcome-unknown' },
    })
  })
})
