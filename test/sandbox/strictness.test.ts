import { describe, expect, test } from 'vitest'
import type { Sandbox, Seed } from '../../sandbox/server.ts'
import { as, asApp, base64, newBranch, putFile, running, shop, tell } from './setting.ts'

const accounts = [
  { login: 'ada', role: 'admin' },
  { login: 'wes', role: 'write' },
  { login: 'rex', role: 'read' },
  { login: 'stranger', role: 'none' },
] as const

const issue = { title: 'One', author: 'ada' }

const seed = {
  accounts: [...accounts],
  repositories: [
    {
      name: 'shop',
      files: { 'README.md': 'shop', 'big.txt': 'x'.repeat(1_100_000) },
      labels: ['bug'],
      issues: [issue],
    },
    { name: 'closed', archived: true, issues: [issue] },
    { name: 'quiet', hasIssues: false },
    { name: 'blank', empty: true },
    { name: 'guarded', rules: [{ branch: 'main', requirePullRequest: true }] },
    { name: 'free', drafts: false, subIssues: false, issues: [issue] },
    { name: 'secret', private: true, installed: false },
    { name: 'inner', visibility: 'internal', installed: false },
    { name: 'foreign', installed: false },
    { name: 'partial', permissions: { issues: 'read', checks: 'none' }, issues: [issue] },
  ],
} satisfies Seed

interface Row {
  readonly name: string
  /** An account, `app`, or nobody. */
  readonly by?: string
  readonly request: readonly [string, string]
  readonly body?: unknown
  readonly says: readonly [number, string?]
  readonly errors?: unknown
}

const content = { message: 'x', content: base64('x') }
const zero = '0'.repeat(40)

const rows: readonly Row[] = [
  { name: 'an unknown repository', by: 'ada', request: ['GET', '/repos/acme/nope'], says: [404, 'Not Found'] },
  {
    name: 'a private one, for a stranger',
    by: 'stranger',
    request: ['GET', '/repos/acme/secret'],
    says: [404, 'Not Found'],
  },
  {
    name: 'an internal one, for a stranger',
    by: 'stranger',
    request: ['GET', '/repos/acme/inner'],
    says: [404, 'Not Found'],
  },
  {
    name: 'an internal one without the app, for the app',
    by: 'app',
    request: ['GET', '/repos/acme/inner'],
    says: [404, 'Not Found'],
  },
  { name: 'an internal one, for a member', by: 'rex', request: ['GET', '/repos/acme/inner'], says: [200] },
  {
    name: 'a private one without the app, for the app',
    by: 'app',
    request: ['GET', '/repos/acme/secret'],
    says: [404, 'Not Found'],
  },
  {
    name: 'writing to a public one without the app, for the app',
    by: 'app',
    request: ['POST', '/repos/acme/foreign/issues'],
    body: { title: 'x' },
    says: [403, 'Resource not accessible by integration'],
  },
  {
    name: 'writing without a token',
    request: ['POST', '/repos/acme/shop/issues'],
    body: { title: 'x' },
    says: [401, 'Requires authentication'],
  },
  {
    name: 'broken JSON',
    by: 'ada',
    request: ['POST', '/repos/acme/shop/issues'],
    body: '{',
    says: [400, 'Problems parsing JSON'],
  },
  {
    name: 'a missing permission',
    by: 'app',
    request: ['POST', '/repos/acme/partial/issues/1/comments'],
    body: { body: 'x' },
    says: [403, 'Resource not accessible by integration'],
  },
  {
    name: 'a title of 257 characters',
    by: 'ada',
    request: ['POST', '/repos/acme/shop/issues'],
    body: { title: 'x'.repeat(257) },
    says: [422, 'Validation Failed'],
    errors: [
      { code: 'custom', field: 'title', message: 'title is too long (maximum is 256 characters)', resource: 'Issue' },
    ],
  },
  {
    name: 'a body of 65,537 characters',
    by: 'ada',
    request: ['POST', '/repos/acme/shop/issues'],
    body: { title: 'x', body: 'x'.repeat(65_537) },
    says: [422, 'Validation Failed'],
  },
  {
    name: 'an assignee without a role',
    by: 'app',
    request: ['POST', '/repos/acme/shop/issues'],
    body: { title: 'x', assignees: ['stranger'] },
    says: [422, 'Validation Failed'],
    errors: [{ code: 'invalid', field: 'assignees', resource: 'Issue', value: 'stranger' }],
  },
  {
    name: 'an assignee without a role, looked up',
    by: 'app',
    request: ['GET', '/repos/acme/shop/assignees/stranger'],
    says: [404, 'Not Found'],
  },
  {
    name: 'an assignee with a role, looked up',
    by: 'app',
    request: ['GET', '/repos/acme/shop/assignees/REX'],
    says: [204],
  },
  {
    name: 'issues switched off',
    by: 'ada',
    request: ['POST', '/repos/acme/quiet/issues'],
    body: { title: 'x' },
    says: [410, 'Issues has been disabled in this repository.'],
  },
  {
    name: 'an archived repository',
    by: 'app',
    request: ['POST', '/repos/acme/closed/issues/1/comments'],
    body: { body: 'x' },
    says: [403, 'Repository was archived so is read-only.'],
  },
  {
    name: 'an empty comment',
    by: 'ada',
    request: ['POST', '/repos/acme/shop/issues/1/comments'],
    body: { body: ' ' },
    says: [422, 'Validation Failed'],
  },
  {
    name: "editing another's issue with read only",
    by: 'rex',
    request: ['PATCH', '/repos/acme/shop/issues/1'],
    body: { title: 'x' },
    says: [403, 'Must have admin rights to Repository.'],
  },
  {
    name: 'a label that is there in another case',
    by: 'ada',
    request: ['POST', '/repos/acme/shop/labels'],
    body: { name: 'BUG' },
    says: [422, 'Validation Failed'],
    errors: [{ code: 'already_exists', field: 'name', resource: 'Label' }],
  },
  {
    name: 'removing a label that is not there',
    by: 'ada',
    request: ['DELETE', '/repos/acme/shop/issues/1/labels/bug'],
    says: [404, 'Label does not exist'],
  },
  {
    name: 'sub-issues where there are none',
    by: 'app',
    request: ['GET', '/repos/acme/free/issues/1/sub_issues'],
    says: [404, 'Not Found'],
  },
  {
    name: 'a ref that exists',
    by: 'app',
    request: ['POST', '/repos/acme/shop/git/refs'],
    body: { ref: 'refs/heads/main', sha: zero },
    says: [422, 'Reference already exists'],
  },
  {
    name: 'a ref to nothing',
    by: 'app',
    request: ['POST', '/repos/acme/shop/git/refs'],
    body: { ref: 'refs/heads/new', sha: zero },
    says: [422, 'Object does not exist'],
  },
  {
    name: 'a ref of another case',
    by: 'app',
    request: ['GET', '/repos/acme/shop/git/ref/heads/Main'],
    says: [404, 'Not Found'],
  },
  {
    name: 'a ref in an empty repository',
    by: 'app',
    request: ['GET', '/repos/acme/blank/git/ref/heads/main'],
    says: [409, 'Git Repository is empty.'],
  },
  {
    name: 'a new ref in an empty repository',
    by: 'app',
    request: ['POST', '/repos/acme/blank/git/refs'],
    body: { ref: 'refs/heads/x', sha: zero },
    says: [409, 'Git Repository is empty.'],
  },
  {
    name: 'a file that exists, without its sha',
    by: 'app',
    request: ['PUT', '/repos/acme/shop/contents/README.md'],
    body: content,
    says: [422, 'Invalid request.\n\n"sha" wasn\'t supplied.'],
  },
  {
    name: 'a file that exists, with another sha',
    by: 'app',
    request: ['PUT', '/repos/acme/shop/contents/README.md'],
    body: { ...content, sha: zero },
    says: [409, `README.md does not match ${zero}`],
  },
  {
    name: 'a branch that does not exist',
    by: 'app',
    request: ['PUT', '/repos/acme/shop/contents/a.md'],
    body: { ...content, branch: 'no' },
    says: [404, 'Branch no not found'],
  },
  {
    name: 'a path upwards',
    by: 'app',
    request: ['PUT', '/repos/acme/shop/contents/a%2F..%2Fb'],
    body: content,
    says: [422, 'path contains a malformed path component'],
  },
  {
    name: 'content that is not base64',
    by: 'app',
    request: ['PUT', '/repos/acme/shop/contents/a.md'],
    body: { message: 'x', content: '#' },
    says: [422, 'content is not valid Base64'],
  },
  {
    name: 'a direct commit on a guarded branch',
    by: 'app',
    request: ['PUT', '/repos/acme/guarded/contents/a.md'],
    body: content,
    says: [409, 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n'],
  },
  {
    name: 'a commit by a reader',
    by: 'rex',
    request: ['PUT', '/repos/acme/shop/contents/a.md'],
    body: content,
    says: [404, 'Not Found'],
  },
  {
    name: 'a pull request without commits',
    by: 'app',
    request: ['POST', '/repos/acme/shop/pulls'],
    body: { title: 'x', head: 'main', base: 'main' },
    says: [422, 'Validation Failed'],
    errors: [{ code: 'custom', message: 'No commits between main and main', resource: 'PullRequest' }],
  },
  {
    name: 'a pull request from nowhere',
    by: 'app',
    request: ['POST', '/repos/acme/shop/pulls'],
    body: { title: 'x', head: 'no', base: 'main' },
    says: [422, 'Validation Failed'],
    errors: [{ code: 'invalid', field: 'head', resource: 'PullRequest' }],
  },
  {
    name: 'a check run by a person',
    by: 'ada',
    request: ['POST', '/repos/acme/shop/check-runs'],
    body: { name: 'x', head_sha: zero },
    says: [403, 'You must authenticate via a GitHub App.'],
  },
]

describe('the sandbox answers as GitHub does to', () => {
  test.each(rows)('$name', async ({ by, request, body, says, errors }) => {
    const sandbox = await running({ seed })
    const token = by === undefined ? undefined : by === 'app' ? await appToken(sandbox) : sandbox.tokens[by]
    const told = await tell(sandbox, token, request, body)
    expect([told.status, told.message]).toEqual([says[0], says[1]])
    if (errors) expect(told.errors).toEqual(errors)
  })
})

async function appToken(sandbox: Sandbox): Promise<string> {
  const auth: { token?: string } = Object(await (await asApp(sandbox)).auth())
  return auth.token ?? ''
}

test('an unassignable login creates nothing', async () => {
  const sandbox = await running({ seed })
  const before = await sandbox.dump('acme', 'shop')
  await expect(
    as(sandbox, 'ada').rest.issues.create({ ...shop, title: 'x', assignees: ['stranger'] }),
  ).rejects.toThrow()
  expect(await sandbox.dump('acme', 'shop')).toEqual(before)
})

test('a missing permission names what would be accepted', async () => {
  const sandbox = await running({ seed })
  const app = await asApp(sandbox)
  const refusal = app.rest.issues.createComment({ owner: 'acme', repo: 'partial', issue_number: 1, body: 'x' })
  await expect(refusal).rejects.toMatchObject({
    response: { headers: { 'x-accepted-github-permissions': 'issues=write' } },
  })
})

test('a file over one megabyte comes without content, but raw', async () => {
  const sandbox = await running({ seed })
  const ada = as(sandbox, 'ada')
  const { data } = await ada.rest.repos.getContent({ ...shop, path: 'big.txt' })
  expect(data).toMatchObject({ content: '', encoding: 'none', size: 1_100_000 })
  const raw = await ada.rest.repos.getContent({ ...shop, path: 'big.txt', mediaType: { format: 'raw+json' } })
  expect(raw.data).toHaveLength(1_100_000)
})

test('a second pull request, a draft where there are none, and merging a draft are refused', async () => {
  const sandbox = await running({ seed })
  const ada = as(sandbox, 'ada')
  await newBranch(ada, 'topic')
  await putFile(ada, 'topic', 'a.md', 'a')
  const { data: pull } = await ada.rest.pulls.create({ ...shop, title: 'x', head: 'topic', base: 'main', draft: true })
  const again = await tell(sandbox, sandbox.tokens.ada, ['POST', '/repos/acme/shop/pulls'], {
    title: 'x',
    head: 'acme:topic',
    base: 'main',
  })
  expect(again.errors).toMatchObject([{ message: 'A pull request already exists for acme:topic.' }])
  const merge = await tell(sandbox, sandbox.tokens.ada, ['PUT', `/repos/acme/shop/pulls/${pull.number}/merge`], {})
  expect(merge).toMatchObject({ status: 405, message: 'Pull Request is still a draft' })
  const own = await tell(sandbox, sandbox.tokens.ada, ['POST', `/repos/acme/shop/pulls/${pull.number}/reviews`], {
    event: 'APPROVE',
  })
  expect(own).toMatchObject({ status: 422 })

  const free = { owner: 'acme', repo: 'free' }
  const { data: main } = await ada.rest.git.getRef({ ...free, ref: 'heads/main' })
  await ada.rest.git.createRef({ ...free, ref: 'refs/heads/topic', sha: main.object.sha })
  await ada.rest.repos.createOrUpdateFileContents({ ...free, branch: 'topic', path: 'a', message: 'a', content: '' })
  const draft = await tell(sandbox, sandbox.tokens.ada, ['POST', '/repos/acme/free/pulls'], {
    title: 'x',
    head: 'topic',
    base: 'main',
    draft: true,
  })
  expect(draft).toMatchObject({ status: 422, message: 'Draft pull requests are not supported in this repository.' })
})

test('sub-issues have one parent and appear once', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  const ada = as(sandbox, 'ada')
  const numbers: { number: number; id: number }[] = []
  for (const title of ['one', 'two', 'three']) numbers.push((await ada.rest.issues.create({ ...shop, title })).data)
  const [one, two, three] = numbers
  const attach = (parent: number | undefined, child: number | undefined) =>
    app.request('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues', {
      ...shop,
      issue_number: parent ?? 0,
      sub_issue_id: child ?? 0,
    })
  await attach(one?.number, three?.id)
  await expect(attach(one?.number, three?.id)).rejects.toMatchObject({ status: 422 })
  await expect(attach(two?.number, three?.id)).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('one parent'),
  })
  await expect(attach(three?.number, one?.id)).rejects.toMatchObject({ status: 422 })
  const parent = await app.request('GET /repos/{owner}/{repo}/issues/{issue_number}/parent', {
    ...shop,
    issue_number: 3,
  })
  expect(parent.data).toMatchObject({ number: 1, sub_issues_summary: { total: 1, completed: 0 } })
})
