import { describe, expect, test } from 'vitest'
import type { Sandbox, Seed } from '../../sandbox/server.ts'
import { as, asApp, base64, newBranch, putFile, running, shop, tell } from './setting.ts'

type Rule = NonNullable<NonNullable<Seed['repositories']>[number]['rules']>[number]

/** A sandbox whose main has this rule, with an open pull request 1 of wes's. */
async function ruled(rule: Omit<Rule, 'branch'>): Promise<{ sandbox: Sandbox; head: string }> {
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', rules: [{ branch: 'main', ...rule }] }] } })
  const wes = as(sandbox, 'wes')
  await newBranch(wes, 'topic')
  const head = await putFile(wes, 'topic', 'a.md', 'a')
  await wes.rest.pulls.create({ ...shop, title: 'x', head: 'topic', base: 'main' })
  return { sandbox, head }
}

const merge = (sandbox: Sandbox) => tell(sandbox, sandbox.tokens.ada, ['PUT', '/repos/acme/shop/pulls/1/merge'], {})

const through = 'Changes must be made through a pull request.'
const direct: readonly [string, Omit<Rule, 'branch'>, readonly [number, string], readonly [number, string]][] = [
  [
    'a ruleset',
    { requirePullRequest: true },
    [409, `Repository rule violations found\n\n${through}\n\n`],
    [422, `Repository rule violations found\n\n${through}\n\n`],
  ],
  [
    'classic protection',
    { requiredReviews: 1, classic: true },
    [409, `Could not create file: ${through}`],
    [422, through],
  ],
  [
    'classic protection that misses several things',
    { requiredReviews: 1, requiredChecks: ['ci', 'lint'], classic: true },
    [
      409,
      `Could not create file: ${through} Required status check "ci" is expected. Required status check "lint" is expected.`,
    ],
    [422, `${through} Required status check "ci" is expected. Required status check "lint" is expected.`],
  ],
]

test.each(direct)('%s refuses direct commits in its own words', async (_name, rule, contents, refs) => {
  const { sandbox, head } = await ruled(rule)
  const write = { message: 'x', content: base64('x') }
  const put = await tell(sandbox, sandbox.tokens.ada, ['PUT', '/repos/acme/shop/contents/b.md'], write)
  expect([put.status, put.message]).toEqual(contents)
  const moved = await tell(sandbox, sandbox.tokens.ada, ['PATCH', '/repos/acme/shop/git/refs/heads/main'], {
    sha: head,
  })
  expect([moved.status, moved.message]).toEqual(refs)
})

test('a ruleset is listed for its branch, classic protection is not', async () => {
  const { sandbox } = await ruled({ requiredReviews: 2, requiredChecks: ['build'] })
  const listed = await as(sandbox, 'wes').rest.repos.getBranchRules({ ...shop, branch: 'main' })
  expect(listed.data).toMatchObject([
    { type: 'pull_request', parameters: { required_approving_review_count: 2 } },
    { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'build' }] } },
  ])
  const classic = await ruled({ classic: true })
  const silent = await as(classic.sandbox, 'wes').rest.repos.getBranchRules({ ...shop, branch: 'main' })
  expect(silent.data).toEqual([])
  const { data } = await as(classic.sandbox, 'wes').rest.repos.getBranch({ ...shop, branch: 'main' })
  expect(data.protected).toBe(true)
})

describe('a merge waits', () => {
  test('for approvals by people who may write, of whom the last word counts', async () => {
    const { sandbox } = await ruled({ requiredReviews: 1 })
    const review = (login: string, event: 'APPROVE' | 'REQUEST_CHANGES') =>
      as(sandbox, login).rest.pulls.createReview({ ...shop, pull_number: 1, event, body: 'x' })
    await review('rex', 'APPROVE')
    await review('mia', 'APPROVE')
    await review('mia', 'REQUEST_CHANGES')
    expect(await merge(sandbox)).toMatchObject({
      status: 405,
      message: expect.stringContaining('At least 1 approving review is required by reviewers with write access.'),
    })
    const { data } = await as(sandbox, 'ada').rest.pulls.get({ ...shop, pull_number: 1 })
    expect(data.mergeable_state).toBe('blocked')
    await review('mia', 'APPROVE')
    expect(await merge(sandbox)).toMatchObject({ status: 200 })
  })

  test('for required checks to pass on the head', async () => {
    const { sandbox, head } = await ruled({ requiredChecks: ['postmortem'], classic: true })
    const app = await asApp(sandbox)
    const check = (conclusion: 'failure' | 'success') =>
      app.rest.checks.create({ ...shop, name: 'postmortem', head_sha: head, conclusion })
    expect(await merge(sandbox)).toMatchObject({
      status: 405,
      message: 'Required status check "postmortem" is expected.',
    })
    await check('failure')
    expect(await merge(sandbox)).toMatchObject({ message: 'Required status check "postmortem" is failing.' })
    await check('success')
    expect(await merge(sandbox)).toMatchObject({ status: 200 })
  })
})

describe('push protection', () => {
  const rows: readonly [string, string][] = [
    ['an AWS key', `AKIA${'ABCDEFGH'.repeat(2)}`],
    ['a GitHub token', `ghp_${'a1B2'.repeat(9)}`],
  ]
  test.each(rows)('refuses %s and commits nothing', async (_name, secret) => {
    const sandbox = await running()
    const before = await sandbox.dump('acme', 'shop')
    const write = { message: 'x', content: base64(`key: ${secret}\n`) }
    const told = await tell(sandbox, sandbox.tokens.wes, ['PUT', '/repos/acme/shop/contents/b.md'], write)
    expect(told).toMatchObject({
      status: 409,
      message: 'Repository rule violations found\n\nSecret detected in content\n\n',
    })
    expect(await sandbox.dump('acme', 'shop')).toEqual(before)
  })

  test('is off where a seed says so', async () => {
    const sandbox = await running({ seed: { repositories: [{ name: 'shop', pushProtection: false }] } })
    await putFile(as(sandbox, 'wes'), 'main', 'b.md', `AKIA${'ABCDEFGH'.repeat(2)}`)
  })
})

test('a missing permission can look like a missing repository', async () => {
  const permissions = { issues: 'read' } as const
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', permissions, masked: true }] } })
  const app = await asApp(sandbox)
  await app.rest.issues.listForRepo(shop)
  await expect(app.rest.issues.create({ ...shop, title: 'x' })).rejects.toMatchObject({ status: 404 })
})

test('a shortened sha names its commit', async () => {
  const sandbox = await running()
  const wes = as(sandbox, 'wes')
  const sha = await putFile(wes, 'main', 'b.md', 'b')
  expect((await wes.rest.repos.getCommit({ ...shop, ref: sha.slice(0, 7) })).data.sha).toBe(sha)
  const other = sha.startsWith('0000000') ? 'fffffff' : '0000000'
  await expect(wes.rest.repos.getCommit({ ...shop, ref: other })).rejects.toMatchObject({ status: 422 })
})
