import { inspect } from 'node:util'
import nock from 'nock'
import { describe, expect, it } from 'vitest'
import type { Writer } from '../../src/reconcile/ports.ts'
import { aSession, base, fakeGitHub, issue, onRepository, pull } from './answers.ts'

fakeGitHub()

const api = '/repos/acme/shop'

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Row {
  readonly name: string
  readonly on: readonly [Method, string]
  readonly status: number
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
  readonly write: (writer: Writer) => Promise<unknown>
  /** The fault, or `null` where the write counts as done. */
  readonly fault: object | null
  readonly sentence?: string
}

const createBranch = (writer: Writer) => writer.createBranch({ name: 'postmortem/incident-1', sha: 'abc' })
const writeFile = (writer: Writer) =>
  writer.writeFile({ branch: 'main', path: 'postmortems/a b.md', text: 'ü', message: 'Add', sha: 'old' })
const openPull = (writer: Writer) => writer.openPull({ title: 't', body: 'b', head: 'h', base: 'main', draft: false })
const createIssue = (writer: Writer) =>
  writer.createIssue({ title: 'Fix it', body: 'b', labels: [], assignees: ['eve'] })
const createLabel = (writer: Writer) => writer.createLabel({ name: 'l', colour: '#abcdef', description: 'd' })
const comment = (writer: Writer) => writer.createComment(5, 'text')

const refs = ['POST', `${api}/git/refs`] as const
const file = ['PUT', `${api}/contents/postmortems/a%20b.md`] as const
const pulls = ['POST', `${api}/pulls`] as const
const issues = ['POST', `${api}/issues`] as const
const comments = ['POST', `${api}/issues/5/comments`] as const
const archived = { message: 'Repository was archived so is read-only.' }
const invalid = (error: object) => ({ message: 'Validation Failed', errors: [error] })
const rules = { message: 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n' }

const rows: readonly Row[] = [
  {
    name: 'a branch that exists',
    on: refs,
    status: 422,
    body: { message: 'Reference already exists' },
    write: createBranch,
    fault: { kind: 'exists' },
  },
  {
    name: 'a branch in an empty repository',
    on: refs,
    status: 409,
    body: { message: 'Git Repository is empty.' },
    write: createBranch,
    fault: { kind: 'refused', status: 409, reason: 'empty-repository' },
  },
  {
    name: 'a branch from a commit that is gone',
    on: refs,
    status: 422,
    body: { message: 'Object does not exist' },
    write: createBranch,
    fault: { kind: 'stale' },
  },
  {
    name: 'a branch that a rule forbids',
    on: refs,
    status: 422,
    body: rules,
    write: createBranch,
    fault: { kind: 'refused', status: 422, reason: 'rules' },
  },
  {
    name: 'a file whose sha is old',
    on: file,
    status: 409,
    body: { message: 'postmortems/a b.md does not match old' },
    write: writeFile,
    fault: { kind: 'stale' },
  },
  {
    name: 'a file that appeared meanwhile',
    on: file,
    status: 422,
    body: { message: 'Invalid request.\n\n"sha" wasn\'t supplied.' },
    write: writeFile,
    fault: { kind: 'stale' },
  },
  {
    name: 'a file on a protected branch',
    on: file,
    status: 409,
    body: rules,
    write: writeFile,
    fault: { kind: 'refused', status: 409, reason: 'rules' },
    sentence:
      'The app could not write postmortems/a b.md on main, because a rule of this repository forbids it; let the app bypass that rule in the repository’s settings under “Rules” or “Branches”.',
  },
  ...[
    'Could not update file: Changes must be made through a pull request.',
    'Could not create file: Changes must be made through a pull request.',
    'Could not update file: Required status check "manifests" is expected.',
    'Could not update file: Changes must be made through a pull request. 2 of 2 required status checks are expected. At least 1 approving review is required by reviewers with write access.',
    'Could not delete file: Commits must have verified signatures.',
    'Could not update file: You are not authorized to push to this branch.',
  ].map(
    (message): Row => ({
      name: `classic protection: ${message}`,
      on: file,
      status: 409,
      body: { message },
      write: writeFile,
      fault: { kind: 'refused', status: 409, reason: 'rules' },
    }),
  ),
  ...[
    'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n',
    'Repository rule violations found\n\nBranch name must match a given regex pattern: ^feature/\n\n',
    'Cannot update ref due to updates being restricted.',
  ].map(
    (message): Row => ({
      name: `a ruleset: ${message.trim()}`,
      on: refs,
      status: 422,
      body: { message },
      write: createBranch,
      fault: { kind: 'refused', status: 422, reason: 'rules' },
    }),
  ),
  ...['docs/a.md does not match 3d21ec5', 'is at 5a9bdc2 but expected 3d21ec5', 'expected to be at 3d21ec5'].map(
    (message): Row => ({
      name: `a race: ${message}`,
      on: file,
      status: 409,
      body: { message },
      write: writeFile,
      fault: { kind: 'stale' },
    }),
  ),
  {
    name: 'a conflict in words that nobody knows',
    on: file,
    status: 409,
    body: { message: 'The stars are not right.' },
    write: writeFile,
    fault: { kind: 'outcome-unknown' },
    sentence:
      'The app did not write postmortems/a b.md on main, because GitHub answered HTTP 409: “The stars are not right”; the app tries again by itself; if that does not help, show this line to those who run the app.',
  },
  ...(
    [
      ['plain', 'Validation failed: A pull request already exists for acme:h.'],
      ['one object', { message: 'A pull request already exists for acme:h.' }],
      [
        'a list with fields of null',
        [{ field: null, code: null, message: 'A pull request already exists for acme:h.' }],
      ],
      ['a list with something else before it', [null, 7, ['x'], 'A pull request already exists for acme:h.']],
    ] as const
  ).map(
    ([name, errors]): Row => ({
      name: `errors that are ${name}`,
      on: pulls,
      status: 422,
      body: { message: 'Validation Failed', errors },
      write: openPull,
      fault: { kind: 'exists' },
    }),
  ),
  {
    name: 'a message that is none',
    on: pulls,
    status: 422,
    body: { message: null, errors: [{ code: 'already_exists', field: null }] },
    write: openPull,
    fault: { kind: 'exists' },
  },
  ...(
    [
      [
        'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
        'the organization lets in only the addresses on its IP allow list',
      ],
      [
        'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
        'the organization protects this with SAML single sign-on',
      ],
      ['Repository access blocked', 'GitHub has blocked the repository'],
      ['This repository has been disabled.', 'GitHub has blocked the repository'],
      [
        'Due to U.S. trade controls law restrictions, this GitHub repository has been disabled. You are limited to cloning.',
        'GitHub has disabled the repository for trade restrictions',
      ],
      [
        'Commenting is disabled on issues with more than 2500 comments',
        'the conversation has 2,500 comments, and GitHub takes no more',
      ],
      [
        'Interactions on this repository have been restricted to collaborators only.',
        'an interaction limit is in force in this repository',
      ],
      ['Unable to create comment because issue is locked.', 'the conversation is locked'],
      ['Must have admin rights to Repository.', 'GitHub forbids it: “Must have admin rights to Repository”'],
    ] as const
  ).map(
    ([message, because]): Row => ({
      name: `403: ${message}`,
      on: comments,
      status: 403,
      // GitHub names what would be enough with every refusal.
      headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
      body: { message },
      write: comment,
      fault: { kind: 'refused', status: 403 },
      sentence: because,
    }),
  ),
  {
    name: '451',
    on: comments,
    status: 451,
    body: { message: 'Repository access blocked' },
    write: comment,
    fault: { kind: 'refused', status: 451, reason: 'missing' },
    sentence: 'GitHub blocked it for legal reasons',
  },
  {
    name: 'a limit by 422',
    on: pulls,
    status: 422,
    body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'abuse', field: 'base' }] },
    write: openPull,
    fault: { kind: 'limited', retryAfter: 60 },
  },
  {
    name: 'a file in an archived repository',
    on: file,
    status: 403,
    body: archived,
    write: writeFile,
    fault: { kind: 'refused', status: 403, reason: 'archived' },
  },
  {
    name: 'a file without the permission',
    on: file,
    status: 403,
    body: { message: 'Resource not accessible by integration' },
    headers: { 'x-accepted-github-permissions': 'contents=write; contents=write,workflows=write' },
    write: writeFile,
    fault: { kind: 'refused', status: 403, reason: 'permission' },
    sentence:
      'The app could not write postmortems/a b.md on main, because the permission “contents: write” or “workflows: write” is missing; an owner can grant it in the account’s settings under “GitHub Apps”.',
  },
  {
    name: 'a pull request that exists',
    on: pulls,
    status: 422,
    body: invalid({ resource: 'PullRequest', code: 'custom', message: 'A pull request already exists for acme:h.' }),
    write: openPull,
    fault: { kind: 'exists' },
  },
  {
    name: 'a pull request without commits',
    on: pulls,
    status: 422,
    body: invalid({ resource: 'PullRequest', code: 'custom', message: 'No commits between main and h' }),
    write: openPull,
    fault: { kind: 'refused', status: 422, reason: 'invalid' },
    sentence:
      'The app could not open the pull request, because GitHub answered HTTP 422: “Validation Failed: No commits between main and h”; the app tries again by itself; if that does not help, show this line to those who run the app.',
  },
  {
    name: 'a pull request that workflows may not open',
    on: pulls,
    status: 403,
    body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
    write: openPull,
    fault: { kind: 'refused', status: 403, reason: 'permission' },
  },
  {
    name: 'reopening a pull request whose branch is gone',
    on: ['PATCH', `${api}/pulls/9`],
    status: 422,
    body: invalid({
      resource: 'PullRequest',
      code: 'invalid',
      field: 'state',
      message: 'state cannot be changed. The h branch has been deleted.',
    }),
    write: (writer) => writer.reopenPull(9),
    fault: { kind: 'refused', status: 422, reason: 'missing' },
  },
  {
    name: 'an issue for somebody who cannot be assigned',
    on: issues,
    status: 422,
    body: invalid({ resource: 'Issue', code: 'invalid', field: 'assignees', value: 'eve' }),
    write: createIssue,
    fault: { kind: 'refused', status: 422, reason: 'invalid' },
  },
  {
    name: 'an issue where issues are disabled',
    on: issues,
    status: 410,
    body: { message: 'Issues has been disabled in this repository.' },
    write: createIssue,
    fault: { kind: 'refused', status: 410, reason: 'issues-disabled' },
  },
  {
    name: 'a comment on a deleted issue',
    on: comments,
    status: 410,
    body: { message: 'This issue was deleted' },
    write: comment,
    fault: { kind: 'refused', status: 410, reason: 'missing' },
  },
  {
    name: 'a comment on an issue that is not there',
    on: comments,
    status: 404,
    body: { message: 'Not Found' },
    write: comment,
    fault: { kind: 'refused', status: 404, reason: 'missing' },
  },
  {
    name: 'editing a comment that was deleted',
    on: ['PATCH', `${api}/issues/comments/3`],
    status: 404,
    write: (writer) => writer.editComment(3, 't'),
    fault: { kind: 'stale' },
  },
  {
    name: 'removing a comment that was deleted',
    on: ['DELETE', `${api}/issues/comments/3`],
    status: 404,
    write: (writer) => writer.removeComment(3),
    fault: null,
  },
  {
    name: 'a label that exists',
    on: ['POST', `${api}/labels`],
    status: 422,
    body: invalid({ resource: 'Label', code: 'already_exists', field: 'name' }),
    write: createLabel,
    fault: null,
  },
  {
    name: 'taking off a label that is not set',
    on: ['DELETE', `${api}/issues/5/labels/a%20b`],
    status: 404,
    body: { message: 'Label does not exist' },
    write: (writer) => writer.removeLabel(5, 'a b'),
    fault: null,
  },
  {
    name: 'a reaction that is set already',
    on: ['POST', `${api}/issues/comments/3/reactions`],
    status: 200,
    body: {},
    write: (writer) => writer.react(3, 'eyes'),
    fault: null,
  },
  {
    name: 'a sub-issue where GitHub does not offer them',
    on: ['POST', `${api}/issues/5/sub_issues`],
    status: 404,
    write: (writer) => writer.attachSubIssue(5, 77),
    fault: null,
  },
  { name: 'a fault of GitHub’s', on: issues, status: 502, write: createIssue, fault: { kind: 'outcome-unknown' } },
  {
    name: 'a created thing that comes back in an unknown shape',
    on: issues,
    status: 201,
    body: { id: 'x' },
    write: createIssue,
    fault: { kind: 'outcome-unknown' },
  },
  {
    name: 'a secondary limit',
    on: comments,
    status: 403,
    body: { message: 'You have exceeded a secondary rate limit.' },
    headers: { 'retry-after': '17' },
    write: comment,
    fault: { kind: 'limited', retryAfter: 17 },
  },
  {
    name: 'a secondary limit that says no time',
    on: comments,
    status: 403,
    body: { message: 'You have exceeded a secondary rate limit.' },
    write: comment,
    fault: { kind: 'limited', retryAfter: 60 },
  },
  {
    name: 'a 429 without headers',
    on: comments,
    status: 429,
    write: comment,
    fault: { kind: 'limited', retryAfter: 60 },
  },
  {
    name: 'the primary limit, by GitHub’s clock',
    on: comments,
    status: 403,
    body: { message: 'API rate limit exceeded for installation.' },
    headers: {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.parse('2026-03-02T10:05:00Z') / 1000),
      date: 'Mon, 02 Mar 2026 10:00:00 GMT',
    },
    write: comment,
    fault: { kind: 'limited', retryAfter: 301 },
  },
]

describe('the writer', () => {
  it.each(rows)('$name', async ({ on: [method, path], status, body, headers, write, fault, sentence }) => {
    const { writer } = await aSession()
    onRepository().intercept(path, method).reply(status, body, headers)
    const done = write(writer)
    if (fault === null) {
      await expect(done).resolves.toBeUndefined()
      return
    }
    const error = await done.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ name: 'GitHubError', fault })
    expect(error instanceof Error ? error.message : '').toMatch(/^[^\n]+[^.]\.$/)
    if (sentence !== undefined) expect(error).toHaveProperty('message', expect.stringContaining(sentence))
  })

  it.each([
    [
      'above',
      [['/postmortem', [{ ref: 'refs/heads/postmortem' }, { ref: 'refs/heads/postmortem-old' }]]],
      'postmortem',
    ],
    [
      'below',
      [
        ['/postmortem', [{ ref: 'refs/heads/postmortem/incident-10' }]],
        [
          '/postmortem/incident-1',
          [{ ref: 'refs/heads/postmortem/incident-10' }, { ref: 'refs/heads/postmortem/incident-1/notes' }],
        ],
      ],
      'postmortem/incident-1/notes',
    ],
  ] as const)('names a branch %s the new one, which is in its way', async (_where, found, other) => {
    const { writer } = await aSession()
    nock(base).post(`${api}/git/refs`).reply(422, { message: 'Reference update failed' })
    for (const [start, refs] of found)
      nock(base)
        .get(`${api}/git/matching-refs/heads${start}?per_page=100`)
        .reply(200, [...refs])
    await expect(createBranch(writer)).rejects.toMatchObject({
      fault: { kind: 'refused', reason: 'invalid' },
      message: `The app could not create the branch postmortem/incident-1, because the branch ${other} is in the way: git keeps no branch below another one; rename or delete ${other} to let the app go on.`,
    })
  })

  it('sends what was asked for', async () => {
    const { writer } = await aSession()
    const sent: unknown[] = []
    nock(base)
      .persist()
      .intercept(/.*/, 'PUT')
      .reply(200, (_uri, body) => {
        sent.push(body)
        return {}
      })
      .intercept(/.*/, 'POST')
      .reply(200, (_uri, body) => {
        sent.push(body)
        return {}
      })
    await writeFile(writer)
    await createLabel(writer)
    const many = Array.from({ length: 12 }, (_, index) => `user-${index}`)
    await writer.assign(5, many)
    expect(sent).toEqual([
      { branch: 'main', message: 'Add', content: Buffer.from('ü').toString('base64'), sha: 'old' },
      { name: 'l', color: 'abcdef', description: 'd' },
      { assignees: many.slice(0, 10) },
    ])
  })

  it('opens a normal pull request where drafts are not supported', async () => {
    const { writer } = await aSession()
    const sent = { title: 't', body: 'b', head: 'h', base: 'main' }
    nock(base)
      .post(`${api}/pulls`, { ...sent, draft: true })
      .reply(422, { message: 'Draft pull requests are not supported in this repository.' })
    nock(base)
      .post(`${api}/pulls`, { ...sent, draft: false })
      .reply(201, pull(9, { draft: false }))
    expect(await writer.openPull({ ...sent, draft: true })).toMatchObject({ number: 9, draft: false })
  })

  it.each([
    { name: 'takes a sub-issue that is attached already for attached', attached: [issue(6, { id: 77 })], fails: false },
    { name: 'says so when an issue belongs to another parent', attached: [issue(7)], fails: true },
  ])('$name', async ({ attached, fails }) => {
    const { writer } = await aSession()
    const path = `${api}/issues/5/sub_issues`
    const message =
      'An error occurred while adding the sub-issue to the parent issue. Sub issue may only have one parent'
    nock(base).post(path, { sub_issue_id: 77 }).reply(422, { message })
    nock(base).get(`${path}?per_page=100`).reply(200, attached)
    const done = writer.attachSubIssue(5, 77)
    if (!fails) await expect(done).resolves.toBeUndefined()
    else
      await expect(done).rejects.toMatchObject({
        fault: { kind: 'refused', reason: 'invalid' },
        message:
          'The app could not attach an action item to #5, because its issue belongs to another one already; it stays listed in the status comment.',
      })
  })

  it.each([
    { name: 'a fault', answer: (scope: nock.Interceptor) => scope.reply(500) },
    { name: 'a conflict', answer: (scope: nock.Interceptor) => scope.reply(409) },
    { name: 'a lost connection', answer: (scope: nock.Interceptor) => scope.replyWithError('socket hang up') },
  ])('never repeats a write after $name', async ({ answer }) => {
    const { writer, requests } = await aSession()
    answer(nock(base).post(`${api}/issues/5/comments`))
    // Only one answer stands ready: a second request would find none and say so.
    const error = await comment(writer).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'GitHubError', message: expect.not.stringContaining('No match') })
    expect(requests()).toBe(1)
  })

  it('says nothing of what was sent, nor of the token, when something fails', async () => {
    const { writer } = await aSession()
    nock(base)
      .post(`${api}/issues/5/comments`)
      .reply(422, invalid({ field: 'body', code: 'invalid', value: 'hush' }))
    const error = await writer.createComment(5, 'hush').catch((thrown: unknown) => thrown)
    expect(inspect(error, { depth: 10 })).not.toMatch(/hush|secret/)
  })
})
