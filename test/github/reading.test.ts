import nock from 'nock'
import { describe, expect, it, vi } from 'vitest'
import type { Question } from '../../src/domain/question.ts'
import type { Reader } from '../../src/reconcile/ports.ts'
import {
  aSession,
  base,
  date,
  fakeGitHub,
  issue,
  onRepository,
  pull,
  repository,
  silentLog,
  withToken,
} from './answers.ts'

fakeGitHub()

const api = '/repos/acme/shop'
const sha = 'a'.repeat(40)

function contents(text: string | Uint8Array, more: object = {}): object {
  const content = Buffer.from(text).toString('base64')
  return { type: 'file', path: 'a.md', sha: 'blob', size: text.length, encoding: 'base64', content, ...more }
}

interface Row {
  readonly name: string
  readonly answers: readonly { readonly path: string; readonly status: number; readonly body?: nock.Body }[]
  readonly ask: (reader: Reader) => Promise<unknown>
  readonly gives: unknown
}

const issueAsked = { ask: 'issue', number: 5 } as const satisfies Question
const fileAsked = { ask: 'file', path: 'a.md', at: 'main' } as const satisfies Question
const roleOf = (login: string) => (reader: Reader) => reader.role({ ask: 'role', login })
const one = (path: string, status: number, body?: nock.Body) => [
  { path: `${api}${path}`, status, ...(body !== undefined && { body }) },
]

const rows: readonly Row[] = [
  {
    name: 'an issue by a deleted account is by ghost',
    answers: one('/issues/5', 200, issue(5, { user: null, body: null })),
    ask: (reader) => reader.issue(issueAsked),
    gives: {
      found: true,
      issue: expect.objectContaining({ author: { login: 'ghost', bot: false, appId: null }, body: '' }),
    },
  },
  {
    name: 'an issue written through an app names the app',
    answers: one(
      '/issues/5',
      200,
      issue(5, { user: { login: 'x[bot]', type: 'Bot' }, performed_via_github_app: { id: 42 } }),
    ),
    ask: (reader) => reader.issue(issueAsked),
    gives: { found: true, issue: expect.objectContaining({ author: { login: 'x[bot]', bot: true, appId: 42 } }) },
  },
  {
    name: 'a pull request among the issues says so',
    answers: one('/issues/5', 200, issue(5, { pull_request: { url: '' } })),
    ask: (reader) => reader.issue(issueAsked),
    gives: { found: true, issue: expect.objectContaining({ isPull: true }) },
  },
  {
    name: 'an issue that never was is missing',
    answers: one('/issues/5', 404, { message: 'Not Found' }),
    ask: (reader) => reader.issue(issueAsked),
    gives: { found: false, reason: 'missing' },
  },
  {
    name: 'a deleted issue is deleted',
    answers: one('/issues/5', 410, { message: 'This issue was deleted' }),
    ask: (reader) => reader.issue(issueAsked),
    gives: { found: false, reason: 'deleted' },
  },
  {
    name: 'an issue where issues are disabled says so',
    answers: one('/issues/5', 410, { message: 'Issues has been disabled in this repository.' }),
    ask: (reader) => reader.issue(issueAsked),
    gives: { found: false, reason: 'issues-disabled' },
  },
  {
    name: 'an issue where issues are disabled says so, in the words of before',
    answers: one('/issues/5', 410, { message: 'Issues are disabled for this repo' }),
    ask: (reader) => reader.issue(issueAsked),
    gives: { found: false, reason: 'issues-disabled' },
  },
  {
    name: 'a changed file of an unknown status is a changed file, beside the others',
    answers: one('/pulls/9/files?per_page=100', 200, [
      { filename: 'a.md', status: 'added' },
      { filename: 'b.md', status: 'teleported', previous_filename: null },
      { filename: 'c.md', status: null },
    ]),
    ask: (reader) => reader.pullFiles({ ask: 'pullFiles', number: 9 }),
    gives: [
      { path: 'a.md', status: 'added', previousPath: null },
      { path: 'b.md', status: 'changed', previousPath: null },
      { path: 'c.md', status: 'changed', previousPath: null },
    ],
  },
  {
    name: 'an issue of states and types of next year is an open one of a person, with null for what is left out',
    answers: one(
      '/issues/5',
      200,
      issue(5, {
        state: 'dormant',
        state_reason: 'boredom',
        user: { login: 'wes', type: null },
        labels: ['incident', { name: null }, { name: 'bug' }],
        locked: null,
        repository_url: null,
        assignees: [null, { login: 'mia', type: 'Mannequin' }],
      }),
    ),
    ask: (reader) => reader.issue(issueAsked),
    gives: {
      found: true,
      issue: expect.objectContaining({
        state: 'open',
        stateReason: null,
        author: { login: 'wes', bot: false, appId: null },
        labels: ['incident', 'bug'],
        locked: false,
        assignees: ['mia'],
      }),
    },
  },
  {
    name: 'an issue that answers from another repository was transferred',
    answers: [
      ...one('/issues/5', 200, issue(5, { repository_url: `${base}/repos/acme/elsewhere` })),
      ...one('', 200, repository),
      {
        path: '/repos/acme/elsewhere',
        status: 200,
        body: { ...repository, name: 'elsewhere', private: true, visibility: 'internal' },
      },
    ],
    ask: (reader) => reader.issue(issueAsked),
    gives: {
      found: false,
      reason: 'transferred',
      issue: expect.objectContaining({
        number: 5,
        elsewhere: { id: 7, owner: 'acme', repo: 'elsewhere', visibility: 'internal', covered: true },
      }),
    },
  },
  {
    name: 'an issue of a repository that was renamed is found',
    answers: [
      ...one('/issues/5', 200, issue(5, { repository_url: `${base}/repos/acme/store` })),
      ...one('', 200, { ...repository, name: 'store' }),
    ],
    ask: (reader) => reader.issue(issueAsked),
    gives: { found: true, issue: expect.objectContaining({ number: 5 }) },
  },
  {
    name: 'the comments of a deleted issue are none',
    answers: one('/issues/5/comments?per_page=100', 410, { message: 'This issue was deleted' }),
    ask: (reader) => reader.comments({ ask: 'comments', number: 5 }),
    gives: [],
  },
  {
    name: 'events leave out what the app does not follow',
    answers: one('/issues/5/events?per_page=100', 200, [
      { event: 'labeled', label: { name: 'incident' }, actor: { login: 'wes', type: 'User' }, created_at: 't1' },
      { event: 'subscribed', actor: { login: 'wes' }, created_at: 't2' },
      { event: 'assigned', actor: { login: 'wes' }, assignee: { login: 'mia' }, created_at: 't2' },
      { event: 'unlabeled', label: { name: 'incident' }, actor: null, created_at: 't3' },
    ]),
    ask: (reader) => reader.issueEvents({ ask: 'issueEvents', number: 5 }),
    gives: [
      { kind: 'labelled', label: 'incident', actor: { login: 'wes', bot: false, appId: null }, at: 't1' },
      { kind: 'assigned', login: 'mia', actor: { login: 'wes', bot: false, appId: null }, at: 't2' },
      { kind: 'unlabelled', label: 'incident', actor: null, at: 't3' },
    ],
  },
  {
    name: 'sub-issues are null where GitHub does not offer them',
    answers: [...one('/issues/5/sub_issues?per_page=100', 404, { message: 'Not Found' }), ...one('', 200, repository)],
    ask: (reader) => reader.subIssues({ ask: 'subIssues', number: 5 }),
    gives: null,
  },
  {
    name: 'sub-issues of other repositories are left out',
    answers: [
      ...one('/issues/5/sub_issues?per_page=100', 200, [
        issue(6),
        issue(7, { repository_url: `${base}/repos/acme/elsewhere` }),
      ]),
      ...one('', 200, repository),
    ],
    ask: (reader) => reader.subIssues({ ask: 'subIssues', number: 5 }),
    gives: [expect.objectContaining({ number: 6 })],
  },
  {
    name: 'lists of issues leave pull requests out',
    answers: one('/issues?labels=incident&sort=created&direction=asc&state=open&per_page=100', 200, [
      issue(5),
      issue(6, { pull_request: {} }),
    ]),
    ask: (reader) => reader.openItems({ ask: 'openItems', label: 'incident' }),
    gives: [expect.objectContaining({ number: 5 })],
  },
  {
    name: 'pull requests from forks are left out, also from deleted ones',
    answers: [
      ...one('/pulls?head=acme%3Apostmortem%2Fincident-1&state=all&sort=created&direction=desc&per_page=100', 200, [
        pull(9),
        pull(8, { head: { ref: 'postmortem/incident-1', sha: 'h', repo: { id: 8 } } }),
        pull(7, { head: { ref: 'postmortem/incident-1', sha: 'h', repo: null } }),
      ]),
      ...one('', 200, repository),
    ],
    ask: (reader) => reader.pullsFrom({ ask: 'pullsFrom', branch: 'postmortem/incident-1' }),
    gives: [expect.objectContaining({ number: 9 })],
  },
  {
    name: 'an open pull request has no merge commit yet',
    answers: one('/pulls/9', 200, pull(9)),
    ask: (reader) => reader.pull({ ask: 'pull', number: 9 }),
    gives: expect.objectContaining({
      merged: false,
      mergeCommit: null,
      author: { login: 'aftermath[bot]', bot: true },
    }),
  },
  {
    name: 'a merged pull request has its merge commit',
    answers: one('/pulls/9', 200, pull(9, { state: 'closed', merged_at: 't' })),
    ask: (reader) => reader.pull({ ask: 'pull', number: 9 }),
    gives: expect.objectContaining({ merged: true, mergedAt: 't', mergeCommit: 'abc', state: 'closed' }),
  },
  {
    name: 'a commit whose author GitHub does not know has none',
    answers: one('/pulls/9/commits?per_page=100', 200, [
      { sha: 'a', commit: { message: 'm' }, author: {} },
      { sha: 'b', commit: { message: 'm' }, author: null },
      {
        sha: 'c',
        commit: { message: 'm', committer: { date: '2026-03-02T12:00:00Z' } },
        author: { login: 'wes', type: 'User' },
      },
    ]),
    ask: (reader) => reader.pullCommits({ ask: 'pullCommits', number: 9 }),
    gives: [
      { sha: 'a', at: '', author: null, message: 'm' },
      { sha: 'b', at: '', author: null, message: 'm' },
      { sha: 'c', at: '2026-03-02T12:00:00Z', author: { login: 'wes', bot: false }, message: 'm' },
    ],
  },
  {
    name: 'a comparison with a side that does not exist is null',
    answers: one('/compare/main...postmortem/x?per_page=100', 404, { message: 'Not Found' }),
    ask: (reader) => reader.comparison({ ask: 'comparison', base: 'main', head: 'postmortem/x' }),
    gives: null,
  },
  {
    name: 'an empty repository has no branch',
    answers: one('/git/ref/heads/main', 409, { message: 'Git Repository is empty.' }),
    ask: (reader) => reader.branch({ ask: 'branch', name: 'main' }),
    gives: null,
  },
  {
    name: 'branches are matched to the letter',
    answers: one('/git/matching-refs/heads/postmortem?per_page=100', 200, [
      { ref: 'refs/heads/postmortem/incident-1', object: { sha: 's', type: 'commit' } },
      { ref: 'refs/heads/postmortems', object: { sha: 's', type: 'commit' } },
    ]),
    ask: (reader) => reader.branches({ ask: 'branches', prefix: 'postmortem/' }),
    gives: [{ name: 'postmortem/incident-1', sha: 's' }],
  },
  {
    name: 'a label that is not there is false',
    answers: one('/labels/a%2Fb', 404),
    ask: (reader) => reader.label({ ask: 'label', name: 'a/b' }),
    gives: false,
  },
  {
    name: 'triage shows in role_name only',
    answers: one('/collaborators/tia/permission', 200, { permission: 'read', role_name: 'triage' }),
    ask: roleOf('tia'),
    gives: 'triage',
  },
  {
    name: 'maintain shows in role_name only',
    answers: one('/collaborators/mia/permission', 200, { permission: 'write', role_name: 'maintain' }),
    ask: roleOf('mia'),
    gives: 'maintain',
  },
  {
    name: 'a custom role is read as its base',
    answers: one('/collaborators/mia/permission', 200, { permission: 'write', role_name: 'release-crew' }),
    ask: roleOf('mia'),
    gives: 'write',
  },
  {
    name: 'a stranger has no role',
    answers: one('/collaborators/eve/permission', 404),
    ask: roleOf('eve'),
    gives: 'none',
  },
  {
    name: 'a role that may not be read is none',
    answers: one('/collaborators/eve/permission', 403, { message: 'Resource not accessible by integration' }),
    ask: roleOf('eve'),
    gives: 'none',
  },
  {
    name: 'an assignable account is',
    answers: one('/assignees/wes', 204),
    ask: (reader) => reader.assignable({ ask: 'assignable', login: 'wes' }),
    gives: true,
  },
  {
    name: 'an account that is not assignable is not',
    answers: one('/assignees/eve', 404),
    ask: (reader) => reader.assignable({ ask: 'assignable', login: 'eve' }),
    gives: false,
  },
  {
    name: 'several accounts asked for at once are looked up in one list',
    answers: one('/assignees?per_page=100', 200, [{ login: 'Wes' }, { login: 'mia' }]),
    ask: (reader) => Promise.all(['wes', 'mia', 'eve'].map((login) => reader.assignable({ ask: 'assignable', login }))),
    gives: [true, true, false],
  },
  {
    name: 'a byte order mark survives',
    answers: one('/contents/a.md?ref=main', 200, contents('\uFEFFGröße')),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: true, path: 'a.md', sha: 'blob', text: '\uFEFFGröße' },
  },
  {
    name: 'a file that is not UTF-8 is no text',
    answers: one('/contents/a.md?ref=main', 200, contents(new Uint8Array([0x47, 0xf6, 0xdf]))),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: false, reason: 'not-text' },
  },
  {
    name: 'a file with NUL is no text',
    answers: one('/contents/a.md?ref=main', 200, contents('a\0b')),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: false, reason: 'not-text' },
  },
  {
    name: 'a file of 2 MB is too large, and is not fetched',
    answers: one('/contents/a.md?ref=main', 200, contents('', { size: 2_097_152, encoding: 'none' })),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: false, reason: 'too-large' },
  },
  {
    name: 'a file that GitHub will not even describe is too large',
    answers: one('/contents/a.md?ref=main', 403, {
      message: 'This API returns blobs up to 100 MB in size.',
      errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }],
    }),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: false, reason: 'too-large' },
  },
  {
    name: 'a directory is not a file',
    answers: one('/contents/a.md?ref=main', 200, [{ type: 'file', path: 'a.md/b' }]),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: false, reason: 'not-a-file' },
  },
  {
    name: 'a submodule is not a file',
    answers: one('/contents/a.md?ref=main', 200, contents('', { type: 'submodule' })),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: false, reason: 'not-a-file' },
  },
  {
    name: 'a file that is not there is missing',
    answers: one('/contents/a.md?ref=main', 404),
    ask: (reader) => reader.file(fileAsked),
    gives: { found: false, reason: 'missing' },
  },
  {
    name: 'a path that climbs out is missing, and is not asked for',
    answers: [],
    ask: (reader) => reader.file({ ask: 'file', path: '../../../user', at: 'main' }),
    gives: { found: false, reason: 'missing' },
  },
  {
    name: 'there is no installation with a personal token',
    answers: [],
    ask: (reader) => reader.installation({ ask: 'installation' }),
    gives: null,
  },
  {
    name: 'the configuration stands in the repository and in the owner’s',
    answers: [
      ...one('/contents/.github/postmortem.yml', 200, contents('enabled: true')),
      { path: '/repos/acme/.github/contents/.github/postmortem.yml', status: 200, body: contents('mode: observe') },
    ],
    ask: (reader) => reader.configuration({ ask: 'configuration' }),
    gives: {
      repository: { source: 'acme/shop/.github/postmortem.yml', text: 'enabled: true' },
      owner: { source: 'acme/.github/.github/postmortem.yml', text: 'mode: observe' },
    },
  },
  {
    name: 'a file of the owner’s repository comes with who may see it',
    answers: [
      { path: '/repos/acme/.github/contents/docs/x.md', status: 200, body: contents('shared') },
      {
        path: '/repos/acme/.github',
        status: 200,
        body: { ...repository, name: '.github', private: true, visibility: 'internal' },
      },
    ],
    ask: (reader) => reader.ownerFile({ ask: 'ownerFile', path: 'docs/x.md' }),
    gives: { found: true, source: 'acme/.github/docs/x.md', text: 'shared', visibility: 'internal' },
  },
  {
    name: 'a file of the owner’s that may not be read is missing',
    answers: [{ path: '/repos/acme/.github/contents/docs/x.md', status: 403, body: { message: 'no' } }],
    ask: (reader) => reader.ownerFile({ ask: 'ownerFile', path: 'docs/x.md' }),
    gives: { found: false, reason: 'missing' },
  },
  {
    name: 'configuration that may not be read is none',
    answers: [
      ...one('/contents/.github/postmortem.yml', 404),
      { path: '/repos/acme/.github/contents/.github/postmortem.yml', status: 403, body: { message: 'no' } },
    ],
    ask: (reader) => reader.configuration({ ask: 'configuration' }),
    gives: { repository: null, owner: null },
  },
]

describe('a 304 to what nobody asked for', () => {
  it('is no answer: a cache stands between', async () => {
    const { reader } = await aSession()
    onRepository().get('/repos/acme/shop/issues/1').reply(304)
    await expect(reader.issue({ ask: 'issue', number: 1 })).rejects.toMatchObject({
      fault: { kind: 'outcome-unknown' },
    })
  })
})

describe('the reader', () => {
  it.each(rows)('$name', async ({ answers, ask, gives }) => {
    const { reader } = await aSession()
    for (const { path, status, body } of answers) onRepository().get(path).reply(status, body)
    expect(await ask(reader)).toEqual(gives)
  })

  it('takes a redirect to another repository for a transfer, also where the token may not follow', async () => {
    const { reader } = await aSession()
    nock(base)
      .get(`${api}/issues/5`)
      .reply(301, { message: 'Moved' }, { location: `${base}/repositories/99/issues/1` })
    nock(base).get('/repositories/99/issues/1').reply(404, { message: 'Not Found' })
    nock(base).get(api).reply(200, repository)
    nock(base).get('/repositories/99').reply(404, { message: 'Not Found' })
    expect(await reader.issue(issueAsked)).toEqual({ found: false, reason: 'transferred', issue: null })
  })

  it('asks for the raw bytes of a file past 1 MB', async () => {
    const { reader } = await aSession()
    const text = 'é'.repeat(600_000)
    nock(base)
      .get(`${api}/contents/a.md?ref=main`)
      .reply(200, contents('', { size: 1_200_000, encoding: 'none' }))
    nock(base, { reqheaders: { accept: 'application/vnd.github.raw+json' } })
      .get(`${api}/contents/a.md?ref=main`)
      .reply(200, Buffer.from(text), { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' })
    expect(await reader.file(fileAsked)).toEqual({ found: true, path: 'a.md', sha: 'blob', text })
  })

  it('asks for a file at a commit once', async () => {
    const { reader } = await aSession()
    nock(base).get(`${api}/contents/a.md?ref=${sha}`).reply(200, contents('text'))
    const asked = { ask: 'file', path: 'a.md', at: sha } as const
    expect(await reader.file(asked)).toMatchObject({ text: 'text' })
    expect(await reader.file(asked)).toMatchObject({ text: 'text' })
  })

  it('reads all pages of a list, in order', async () => {
    const { reader } = await aSession()
    const path = `${api}/issues/5/comments`
    const comment = (id: number) => ({ id, body: '', user: null, created_at: 't', updated_at: 't', html_url: '' })
    const link = `<${base}${path}?page=2>; rel="next", <${base}${path}?page=3>; rel="last"`
    nock(base)
      .get(`${path}?per_page=100`)
      .reply(200, [comment(1)], { link })
    nock(base)
      .get(`${path}?per_page=100&page=2`)
      .reply(200, [comment(2)], { link: `<${base}${path}?page=3>; rel="next"` })
    nock(base)
      .get(`${path}?per_page=100&page=3`)
      .reply(200, [comment(3)], { link: `<${base}${path}?page=1>; rel="first"` })
    const comments = await reader.comments({ ask: 'comments', number: 5 })
    expect(comments.map(({ id }) => id)).toEqual([1, 2, 3])
  })

  it('follows a list whose pages cannot be counted', async () => {
    const { reader } = await aSession()
    const path = `${api}/issues/5/comments`
    const comment = (id: number) => ({ id, body: '', user: null, created_at: 't', updated_at: 't', html_url: '' })
    nock(base)
      .get(`${path}?per_page=100`)
      .reply(200, [comment(1)], { link: `<${base}${path}?after=xyz>; rel="next"` })
    nock(base)
      .get(`${path}?after=xyz`)
      .reply(200, [comment(2)])
    const comments = await reader.comments({ ask: 'comments', number: 5 })
    expect(comments.map(({ id }) => id)).toEqual([1, 2])
  })

  it('believes what is said of later pages as far as there is something on them', async () => {
    const { reader } = await aSession()
    const path = `${api}/issues/5/comments`
    const link = `<${base}${path}?page=2>; rel="next", <${base}${path}?page=3000000>; rel="last"`
    nock(base).get(`${path}?per_page=100`).reply(200, [], { link })
    expect(await reader.comments({ ask: 'comments', number: 5 })).toEqual([])
  })

  it('reads ten thousand entries of a list at most, whatever is said of its end', async () => {
    const { reader } = await aSession()
    const path = `${api}/issues/5/comments`
    const last = (page: number) =>
      `<${base}${path}?page=${page + 1}>; rel="next", <${base}${path}?page=9999999>; rel="last"`
    let pages = 0
    nock(base)
      .persist()
      .get(path)
      .query(true)
      .reply(() => {
        pages += 1
        const comment = { id: pages, body: '', user: null, created_at: 't', updated_at: 't', html_url: '' }
        return [200, [comment], { link: last(pages) }]
      })
    await reader.comments({ ask: 'comments', number: 5 })
    expect(pages).toBe(100)
    nock.cleanAll()
  })

  it('warns of what GitHub will remove in the log, not on the console', async () => {
    const console = vi.spyOn(globalThis.console, 'warn').mockReturnValue()
    const lines: string[] = []
    const log = { ...silentLog, warn: (_fields: object, message: string) => void lines.push(message) }
    const { reader } = await aSession(withToken({ log }))
    const headers = { deprecation: 'Tue, 10 Mar 2026 00:00:00 GMT', sunset: 'Fri, 10 Mar 2028 00:00:00 GMT' }
    nock(base).get(`${api}/pulls/9`).reply(200, pull(9), headers)
    await reader.pull({ ask: 'pull', number: 9 })
    expect(lines).toEqual(['GitHub will remove something that the app asks for'])
    expect(console).not.toHaveBeenCalled()
  })

  it('credits the one who assigned somebody, not the assignee, who stands as the actor', async () => {
    const { reader } = await aSession()
    const [wes, mia] = [
      { login: 'wes', type: 'User' },
      { login: 'mia', type: 'User' },
    ]
    const at = '2026-03-01T00:00:00Z'
    nock(base)
      .get(`${api}/issues/5/events?per_page=100`)
      .reply(200, [
        { event: 'assigned', actor: wes, assignee: wes, assigner: mia, created_at: at },
        { event: 'unassigned', actor: wes, assignee: wes, assigner: null, created_at: at },
        { event: 'closed', actor: mia, created_at: at },
        { event: 'an_event_of_next_year', actor: null, created_at: at },
      ])
    const events = await reader.issueEvents({ ask: 'issueEvents', number: 5 })
    expect(events.map(({ kind, actor }) => [kind, actor?.login])).toEqual([
      ['assigned', 'mia'],
      ['unassigned', 'wes'],
      ['closed', 'mia'],
    ])
  })

  it('takes a 410 of unknown words for nothing that was deleted: GitHub may take a part of its API away', async () => {
    const { reader } = await aSession()
    for (const path of ['issues/5', 'issues/5/comments?per_page=100', 'pulls/5'])
      nock(base).get(`${api}/${path}`).reply(410, { message: 'This endpoint is having a brownout.' })
    const asked = [
      reader.issue(issueAsked),
      reader.comments({ ask: 'comments', number: 5 }),
      reader.pull({ ask: 'pull', number: 5 }),
    ]
    for (const answer of asked)
      await expect(answer).rejects.toMatchObject({
        fault: { kind: 'outcome-unknown' },
        message: expect.stringContaining('HTTP 410: “This endpoint is having a brownout”'),
      })
  })

  it('sends its token to no other server', async () => {
    const { reader } = await aSession()
    nock(base)
      .get(`${api}/issues/5/comments?per_page=100`)
      .reply(200, [], { link: '<https://evil.test/?page=2>; rel="next"' })
    await expect(reader.comments({ ask: 'comments', number: 5 })).rejects.toMatchObject({
      fault: { kind: 'outcome-unknown' },
    })
  })

  it('takes an answer of an unknown shape for an unclear one', async () => {
    const { reader } = await aSession()
    nock(base).get(`${api}/pulls/9`).reply(200, '<html>a proxy</html>', { 'content-type': 'text/html' })
    await expect(reader.pull({ ask: 'pull', number: 9 })).rejects.toMatchObject({ fault: { kind: 'outcome-unknown' } })
  })

  it('tells the time by the latest answer, refusals included', async () => {
    const session = await aSession()
    expect(session.now()).toBe('')
    nock(base).get(`${api}/pulls/9`).reply(200, pull(9), { date })
    await session.reader.pull({ ask: 'pull', number: 9 })
    nock(base).get(`${api}/pulls/8`).reply(404, {}, { date: 'Mon, 02 Mar 2026 10:00:05 GMT' })
    await session.reader.pull({ ask: 'pull', number: 8 })
    nock(base).get(`${api}/pulls/7`).reply(404, {}, { date })
    await session.reader.pull({ ask: 'pull', number: 7 })
    expect(session.now()).toBe('2026-03-02T10:00:05Z')
    expect(session.requests()).toBe(3)
  })
})
