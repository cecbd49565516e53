import nock from 'nock'
import { beforeEach, describe, expect, it } from 'vitest'
import { createGitHub, type GitHubOptions } from '../../src/github/app.ts'
import { base, fakeGitHub, privateKey, pull, repository, shop, silentLog } from './answers.ts'

fakeGitHub()

const api = '/repos/acme/shop'
const wanted = { metadata: 'read', issues: 'write', pull_requests: 'write', contents: 'write' }
const inTheEnd = '2099-01-01T00:00:00Z'

/** auth-app shares what is under way by installation id across the process, so each test has its own. */
let id = 100

function installation(more: object = {}): object {
  return { id, created_at: '2026-02-01T00:00:00Z', suspended_at: null, permissions: wanted, ...more }
}

function anApp(options: Partial<GitHubOptions> = {}) {
  return createGitHub({
    baseUrl: base,
    credentials: { kind: 'app', appId: 42, privateKey: () => privateKey },
    trustedApps: [],
    log: silentLog,
    pacing: 'none',
    version: '1.2.3',
    ...options,
  })
}

const asApp = () => nock(base, { reqheaders: { authorization: /^bearer ey/ } })
const withToken = (token: string) => nock(base, { reqheaders: { authorization: `token ${token}` } })

function answerSelf(): void {
  asApp().get('/app').reply(200, { id: 42, slug: 'aftermath' })
}

function answerToken(token: string, body: nock.DataMatcherMap = { repositories: ['shop'], permissions: wanted }): void {
  asApp()
    .post(`/app/installations/${id}/access_tokens`, body)
    .reply(201, { token, expires_at: inTheEnd, permissions: {} })
}

async function opened(options: Partial<GitHubOptions> = {}) {
  const github = anApp(options)
  answerSelf()
  asApp().get(`${api}/installation`).reply(200, installation())
  answerToken('one')
  return { github, session: await github.open(shop) }
}

describe('as an app', () => {
  beforeEach(() => {
    id += 1
  })

  it('lets a limited installation wait, all its repositories, and others go on', async () => {
    let now = 0
    const { github, session } = await opened({ now: () => now })
    const wiki = { owner: 'acme', repo: 'wiki' }
    asApp().get('/repos/acme/wiki/installation').reply(200, installation())
    answerToken('two', { repositories: ['wiki'], permissions: wanted })
    const neighbour = await github.open(wiki)
    id += 1
    const other = { owner: 'zenith', repo: 'app' }
    asApp().get('/repos/zenith/app/installation').reply(200, installation())
    answerToken('three', { repositories: ['app'], permissions: wanted })
    const elsewhere = await github.open(other)

    const said = { message: 'You have exceeded a secondary rate limit.' }
    withToken('one').get(`${api}/issues/1`).reply(403, said, { 'retry-after': '60' })
    const first = session.reader.issue({ ask: 'issue', number: 1 })
    await expect(first).rejects.toMatchObject({ fault: { kind: 'limited', retryAfter: 60 } })
    now += 20_000
    // Nothing is sent: nock would refuse it.
    for (const { reader, writer } of [session, neighbour]) {
      const limited = { fault: { kind: 'limited', retryAfter: 40 } }
      await expect(reader.issue({ ask: 'issue', number: 2 })).rejects.toMatchObject(limited)
      await expect(writer.createComment(2, 'text')).rejects.toMatchObject(limited)
    }
    withToken('three').get('/repos/zenith/app/issues/1').reply(404)
    expect(await elsewhere.reader.issue({ ask: 'issue', number: 1 })).toMatchObject({ found: false })
    now += 40_000
    withToken('two').get('/repos/acme/wiki/issues/2').reply(404)
    expect(await neighbour.reader.issue({ ask: 'issue', number: 2 })).toMatchObject({ found: false })
  })

  it('asks for a token of one repository and only what a pass needs', async () => {
    const { session } = await opened({ trustedApps: [7, 'github-actions[bot]'] })
    expect(session.self).toEqual({ login: 'aftermath[bot]', appIds: [42, 7], logins: ['github-actions[bot]'] })
    expect(await session.reader.installation({ ask: 'installation' })).toEqual({
      createdAt: '2026-02-01T00:00:00Z',
      permissions: { contents: 'write', issues: 'write', metadata: 'read', pull_requests: 'write' },
    })
    withToken('one').get(`${api}/pulls/9`).reply(200, pull(9))
    expect(await session.reader.pull({ ask: 'pull', number: 9 })).toMatchObject({ number: 9 })
  })

  it('looks at what happened in another repository with one token for that, which may write nothing', async () => {
    const { session } = await opened()
    answerToken('list', { permissions: { metadata: 'read' } })
    const path = '/repos/acme/wiki'
    const wiki = {
      id: 2,
      name: 'wiki',
      owner: { login: 'acme' },
      default_branch: 'trunk',
      private: true,
      visibility: 'internal',
      has_issues: false,
      html_url: 'https://github.com/acme/wiki',
    }
    withToken('list').get(path).reply(200, wiki)
    asApp().get(`${path}/installation`).reply(200, installation())
    const reading = { metadata: 'read', pull_requests: 'read', contents: 'read' }
    answerToken('look', { repositories: ['wiki'], permissions: reading })
    withToken('look').get(`${path}/releases?per_page=100`).reply(200, [])
    withToken('look').get(`${path}/deployments?per_page=100`).reply(200, [])
    const [there] = await Promise.all([
      session.reader.serviceRepository({ ask: 'serviceRepository', name: 'acme/wiki' }),
      session.reader.releases({ ask: 'releases', in: 'acme/wiki' }),
      session.reader.deployments({ ask: 'deployments', in: 'acme/wiki' }),
    ])
    expect(there).toEqual({
      owner: 'acme',
      repo: 'wiki',
      defaultBranch: 'trunk',
      url: 'https://github.com/acme/wiki',
      visibility: 'internal',
      installed: true,
    })
  })

  it('knows of another repository without the app only what everybody sees', async () => {
    const { session } = await opened()
    answerToken('list', { permissions: { metadata: 'read' } })
    asApp().get('/repos/zenith/app/installation').reply(404)
    withToken('list').get('/repos/zenith/app').reply(404)
    const [there, releases] = await Promise.all([
      session.reader.serviceRepository({ ask: 'serviceRepository', name: 'zenith/app' }),
      session.reader.releases({ ask: 'releases', in: 'zenith/app' }),
    ])
    expect([there, releases]).toEqual([null, []])
  })

  it('opens again without any request while its token lasts', async () => {
    const { github } = await opened()
    const again = await github.open(shop)
    expect(again.requests()).toBe(0)
  })

  it('does without the permissions that the owner did not grant', async () => {
    const github = anApp()
    answerSelf()
    const permissions = { metadata: 'read', issues: 'write', contents: 'read' }
    asApp()
      .get(`${api}/installation`)
      .reply(200, installation({ permissions: { ...permissions, members: 'read' } }))
    answerToken('less', { repositories: ['shop'], permissions })
    await expect(github.open(shop)).resolves.toBeDefined()
  })

  it('looks at the grant anew when GitHub refuses a token', async () => {
    const github = anApp()
    answerSelf()
    const permissions = { metadata: 'read', issues: 'write' }
    asApp().get(`${api}/installation`).reply(200, installation())
    asApp()
      .post(`/app/installations/${id}/access_tokens`, { repositories: ['shop'], permissions: wanted })
      .reply(422, { message: 'The permissions requested are not granted to this installation.' })
    asApp().get(`${api}/installation`).reply(200, installation({ permissions }))
    answerToken('less', { repositories: ['shop'], permissions })
    await expect(github.open(shop)).resolves.toBeDefined()
  })

  it.each([
    {
      name: 'without an installation',
      status: 404,
      body: {},
      sentence: /^The app could not act in acme\/shop, because it is not installed there; an owner can install it/,
    },
    {
      name: 'with a suspended installation',
      status: 200,
      body: { suspended_at: '2026-02-02T00:00:00Z' },
      sentence: /because its installation is suspended; an owner can resume it/,
    },
  ])('says how to go on $name', async ({ status, body, sentence }) => {
    answerSelf()
    asApp().get(`${api}/installation`).reply(status, installation(body))
    await expect(anApp().open(shop)).rejects.toMatchObject({
      fault: { kind: 'refused', reason: 'not-installed' },
      message: expect.stringMatching(sentence),
    })
  })

  it('says so when the repository was taken out of the installation', async () => {
    answerSelf()
    asApp().get(`${api}/installation`).twice().reply(200, installation())
    asApp()
      .post(`/app/installations/${id}/access_tokens`, { repositories: ['shop'], permissions: wanted })
      .twice()
      .reply(422, {
        message:
          'There is at least one repository that does not exist or is not accessible to the parent installation.',
      })
    answerToken('list', { permissions: { metadata: 'read' } })
    withToken('list').get(api).reply(404)
    await expect(anApp().open(shop)).rejects.toMatchObject({ fault: { kind: 'refused', reason: 'not-installed' } })
  })

  it('goes on in a repository that was renamed, by its new name', async () => {
    answerSelf()
    asApp().get(`${api}/installation`).twice().reply(200, installation())
    asApp()
      .post(`/app/installations/${id}/access_tokens`, { repositories: ['shop'], permissions: wanted })
      .reply(422, { message: 'There is at least one repository that does not exist or is not accessible.' })
    answerToken('list', { permissions: { metadata: 'read' } })
    withToken('list')
      .get(api)
      .reply(200, { ...repository, name: 'store' })
    answerToken('new', { repositories: ['store'], permissions: wanted })
    const github = anApp()
    await github.open(shop)
    await expect(github.open(shop)).resolves.toBeDefined()
  })

  it('takes a new token when the old one was revoked, for a write too: 401 means that nothing was done', async () => {
    const { session } = await opened()
    withToken('one').patch(`${api}/pulls/9`).reply(401, { message: 'Bad credentials' })
    asApp().get(`${api}/installation`).reply(200, installation())
    answerToken('two')
    withToken('two').patch(`${api}/pulls/9`).reply(200, {})
    await session.writer.closePull(9)
    withToken('two').get(`${api}/pulls/9`).reply(200, pull(9))
    expect(await session.reader.pull({ ask: 'pull', number: 9 })).toMatchObject({ number: 9 })
  })

  it('asks once more as the app itself when GitHub did not accept its signature', async () => {
    answerSelf()
    asApp().get(`${api}/installation`).reply(401, { message: 'Bad credentials' })
    asApp().get(`${api}/installation`).reply(200, installation())
    answerToken('one')
    await expect(anApp().open(shop)).resolves.toBeDefined()
  })

  it('reads the owner’s configuration with a token of its own', async () => {
    const { session } = await opened()
    const content = { type: 'file', path: 'p', sha: 's', size: 4, encoding: 'base64', content: 'YTogMQ==' }
    withToken('one').get(`${api}/contents/.github/postmortem.yml`).reply(404)
    answerToken('owner', { repositories: ['.github'], permissions: wanted })
    withToken('owner').get('/repos/acme/.github/contents/.github/postmortem.yml').reply(200, content)
    expect(await session.reader.configuration({ ask: 'configuration' })).toEqual({
      repository: null,
      owner: { source: 'acme/.github/.github/postmortem.yml', text: 'a: 1' },
    })
  })

  it('lists repositories by installation: none of suspended ones, none archived, past one account’s trouble', async () => {
    const warned: string[] = []
    const github = anApp({ log: { ...silentLog, warn: (_fields, message) => warned.push(message) } })
    const [gone, here] = [id, id + 5000]
    const list = [installation({ id: 1, suspended_at: 't' }), installation({ id: gone }), installation({ id: here })]
    asApp().get('/app/installations?per_page=100').reply(200, list)
    asApp()
      .post(`/app/installations/${gone}/access_tokens`)
      .reply(403, { message: 'This installation has been suspended' })
    asApp()
      .post(`/app/installations/${here}/access_tokens`, { permissions: { metadata: 'read' } })
      .reply(201, { token: 'list', expires_at: inTheEnd, permissions: {} })
    const next = `<${base}/installation/repositories?page=2>; rel="next"`
    withToken('list')
      .get('/installation/repositories?per_page=100&page=1')
      .reply(200, { repositories: [repository, { ...repository, name: 'old', archived: true }] }, { link: next })
    withToken('list')
      .get('/installation/repositories?per_page=100&page=2')
      .reply(200, { repositories: [{ ...repository, name: 'store' }] })
    const found: unknown[] = []
    for await (const one of github.repositories()) found.push(one)
    expect(found).toEqual([shop, { owner: 'acme', repo: 'store' }])
    expect(warned).toEqual([expect.stringContaining('its installation is suspended')])
  })
})
