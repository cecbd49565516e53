import { expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox/server.ts'
import { as, asApp, newBranch, putFile, running, shop, tell } from './setting.ts'

/** An open pull request 1 whose base merges by a queue that asks for the check `postmortem`. */
async function queued(): Promise<{ sandbox: Sandbox; sha: string; head: string }> {
  const rules = [{ branch: 'main', mergeQueue: true, requiredChecks: ['postmortem'] }]
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', rules }] } })
  const wes = as(sandbox, 'wes')
  await newBranch(wes, 'topic')
  const head = await putFile(wes, 'topic', 'a.md', 'a')
  await wes.rest.pulls.create({ ...shop, title: 'x', head: 'topic', base: 'main' })
  expect((await enqueue(sandbox)).status).toBe(422)
  await conclude(sandbox, head, 'success')
  const answer = await enqueue(sandbox)
  expect(answer.status).toBe(201)
  const { sha }: { sha: string } = Object(await answer.json())
  return { sandbox, sha, head }
}

function enqueue(sandbox: Sandbox): Promise<Response> {
  const body = JSON.stringify({ repository: 'acme/shop', number: 1, by: 'wes' })
  return fetch(`${sandbox.url}/_sandbox/merge-queue`, { method: 'POST', body })
}

async function conclude(sandbox: Sandbox, sha: string, conclusion: 'success' | 'failure'): Promise<void> {
  const app = await asApp(sandbox)
  await app.rest.checks.create({ ...shop, name: 'postmortem', head_sha: sha, conclusion })
}

const groups = (sandbox: Sandbox) =>
  sandbox.deliveries
    .list()
    .filter(({ event }) => event === 'merge_group')
    .map(({ payload }) => [payload.action, payload.reason])

test('a queued merge asks for checks of its own commit and lands when they pass', async () => {
  const { sandbox, sha, head } = await queued()
  const merge = await tell(sandbox, sandbox.tokens.ada, ['PUT', '/repos/acme/shop/pulls/1/merge'], {})
  expect(merge).toMatchObject({ status: 405, message: expect.stringContaining('through the merge queue') })
  expect(sha).not.toBe(head)
  expect((await sandbox.dump('acme', 'shop')).pulls[0]?.merged).toBe(false)
  await conclude(sandbox, sha, 'success')
  const { pulls, branches } = await sandbox.dump('acme', 'shop')
  expect(pulls[0]).toMatchObject({ merged: true, state: 'closed' })
  expect(branches.main).toMatchObject({ 'a.md': 'a' })
  expect(new Set(Object.keys(branches))).toEqual(new Set(['main', 'topic']))
  expect(groups(sandbox)).toEqual([
    ['checks_requested', undefined],
    ['destroyed', 'merged'],
  ])
})

test('a failed check takes a merge out of the queue and leaves its pull request open', async () => {
  const { sandbox, sha } = await queued()
  await conclude(sandbox, sha, 'failure')
  expect((await sandbox.dump('acme', 'shop')).pulls[0]).toMatchObject({ merged: false, state: 'open' })
  expect(groups(sandbox).at(-1)).toEqual(['destroyed', 'dequeued'])
  expect((await enqueue(sandbox)).status).toBe(201)
})
