import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { aSession, base, fakeGitHub, pull, repository, shop, withToken } from './answers.ts'

fakeGitHub()

const api = '/repos/acme/shop'

describe('reads', () => {
  it('are repeated after a fault of GitHub’s and a lost connection', async () => {
    const { reader } = await aSession()
    nock(base).get(`${api}/pulls/9`).reply(502)
    nock(base).get(`${api}/pulls/9`).replyWithError('socket hang up')
    nock(base).get(`${api}/pulls/9`).reply(200, pull(9))
    expect(await reader.pull({ ask: 'pull', number: 9 })).toMatchObject({ number: 9 })
  })

  it('are repeated twice at most', async () => {
    const { reader } = await aSession()
    nock(base).get(`${api}/pulls/9`).times(3).reply(503)
    await expect(reader.pull({ ask: 'pull', number: 9 })).rejects.toMatchObject({
      fault: { kind: 'outcome-unknown' },
      message:
        'GitHub had a fault of its own (HTTP 503) when Aftermath tried to read the pull request #9; run the command again.',
    })
  })

  it.each([403, 429])('are not repeated at a limit (%i)', async (status) => {
    const { reader } = await aSession()
    nock(base).get(`${api}/pulls/9`).reply(status, {}, { 'retry-after': '3' })
    await expect(reader.pull({ ask: 'pull', number: 9 })).rejects.toMatchObject({
      fault: { kind: 'limited', retryAfter: 3 },
    })
  })

  it('name the program and the version of the API', async () => {
    const { reader } = await aSession()
    nock(base, { reqheaders: { 'user-agent': /^aftermath\/1\.2\.3/, 'x-github-api-version': '2022-11-28' } })
      .get(`${api}/pulls/9`)
      .reply(200, pull(9))
    await reader.pull({ ask: 'pull', number: 9 })
  })
})

describe('conditional requests', () => {
  it('send what is known, in every session, and take 304 for the same answer', async () => {
    const github = withToken()
    const first = await aSession(github)
    const second = await github.open(shop)
    nock(base).get(`${api}/pulls/9`).reply(200, pull(9), { etag: 'W/"one"' })
    const known = await first.reader.pull({ ask: 'pull', number: 9 })
    nock(base, { reqheaders: { 'if-none-match': 'W/"one"' } })
      .get(`${api}/pulls/9`)
      .reply(304, undefined, { date: 'Mon, 02 Mar 2026 10:00:00 GMT' })
    expect(await second.reader.pull({ ask: 'pull', number: 9 })).toEqual(known)
    expect(second.now()).toBe('2026-03-02T10:00:00Z')
    nock(base, { reqheaders: { 'if-none-match': 'W/"one"' } })
      .get(`${api}/pulls/9`)
      .reply(200, pull(9, { title: 'New' }), { etag: 'W/"two"' })
    expect(await first.reader.pull({ ask: 'pull', number: 9 })).toMatchObject({ title: 'New' })
    nock(base, { reqheaders: { 'if-none-match': 'W/"two"' } })
      .get(`${api}/pulls/9`)
      .reply(304)
    expect(await first.reader.pull({ ask: 'pull', number: 9 })).toMatchObject({ title: 'New' })
  })

  it('look behind a full page that did not change: what it says of later pages is old', async () => {
    const { reader } = await aSession()
    const path = `${api}/issues/5/comments?per_page=100`
    const comment = (id: number) => ({ id, body: '', user: null, created_at: 't', updated_at: 't', html_url: '' })
    const full = Array.from({ length: 100 }, (_, index) => comment(index + 1))
    nock(base).get(path).reply(200, full, { etag: '"full"' })
    expect(await reader.comments({ ask: 'comments', number: 5 })).toHaveLength(100)
    nock(base).get(path).reply(304)
    nock(base)
      .get(`${path}&page=2`)
      .reply(200, [comment(101)])
    expect(await reader.comments({ ask: 'comments', number: 5 })).toHaveLength(101)
  })
})

describe('shared answers', () => {
  it('are asked for once by all who ask at the same time, and again after a minute', async () => {
    let time = 0
    const github = withToken({ now: () => time })
    const first = await aSession(github)
    const second = await github.open(shop)
    const ask = { ask: 'repository' } as const
    nock(base).get(api).reply(200, repository, { etag: '"r"' })
    await Promise.all([first.reader.repository(ask), second.reader.repository(ask)])
    time = 59_000
    expect(await second.reader.repository(ask)).toMatchObject({ id: 7, owner: 'acme', defaultBranch: 'main' })
    time = 60_001
    nock(base, { reqheaders: { 'if-none-match': '"r"' } })
      .get(api)
      .reply(304)
    expect(await second.reader.repository(ask)).toMatchObject({ id: 7 })
  })

  it('are asked for again when they were forgotten', async () => {
    const github = withToken()
    const { reader } = await aSession(github)
    nock(base).get(api).reply(200, repository)
    await reader.repository({ ask: 'repository' })
    github.forget({ owner: 'Acme', repo: 'Shop' })
    nock(base)
      .get(api)
      .reply(200, { ...repository, default_branch: 'trunk' })
    expect(await reader.repository({ ask: 'repository' })).toMatchObject({ defaultBranch: 'trunk' })
  })

  it('are not kept when asking failed', async () => {
    const { reader } = await aSession()
    nock(base).get(api).reply(404)
    await expect(reader.repository({ ask: 'repository' })).rejects.toMatchObject({ fault: { reason: 'missing' } })
    nock(base).get(api).reply(200, repository)
    expect(await reader.repository({ ask: 'repository' })).toMatchObject({ id: 7 })
  })
})

describe('a personal token', () => {
  it('acts as its account, and trusts the former identities that were named', async () => {
    const { self } = await aSession(withToken({ trustedApps: [12, '34', 'old[bot]'] }))
    expect(self).toEqual({ login: 'ada', appIds: [12, 34], logins: ['old[bot]'] })
  })

  it('of a workflow is no account’s', async () => {
    nock(base).get('/user').reply(403, { message: 'Resource not accessible by integration' })
    expect((await withToken().open(shop)).self.login).toBe('github-actions[bot]')
  })

  it('that GitHub does not accept says what to check', async () => {
    nock(base).get('/user').reply(401, { message: 'Bad credentials' })
    await expect(withToken().open(shop)).rejects.toMatchObject({
      message:
        'Aftermath could not learn whose token this is, because GitHub does not accept the token; check GITHUB_TOKEN: it may have expired, or be one of another server than GITHUB_API_URL.',
    })
  })

  it('lists no repositories', async () => {
    const found: unknown[] = []
    for await (const one of withToken().repositories()) found.push(one)
    expect(found).toEqual([])
  })
})
