import { expect, test } from 'vitest'
import { as, asApp, newBranch, putFile, running, shop } from './setting.ts'

const lines = (...changed: [number, string][]) =>
  Array.from({ length: 12 }, (_, i) => changed.find(([at]) => at === i)?.[1] ?? `line ${i}`).join('\n')

async function world() {
  const sandbox = await running()
  const ada = as(sandbox, 'ada')
  await putFile(ada, 'main', 'doc.md', lines())
  await newBranch(ada, 'topic')
  return { sandbox, ada }
}

test.each(['merge', 'squash', 'rebase'] as const)('%s brings two sides together line by line', async (merge_method) => {
  const { sandbox, ada } = await world()
  await putFile(ada, 'topic', 'doc.md', lines([1, 'theirs']))
  await putFile(ada, 'topic', 'more/new.md', 'new')
  await putFile(ada, 'main', 'doc.md', lines([10, 'ours']))
  const { data: pull } = await ada.rest.pulls.create({ ...shop, title: 'Both', head: 'topic', base: 'main' })
  expect(pull).toMatchObject({ mergeable: true, commits: 2, changed_files: 2 })
  const { data } = await ada.rest.pulls.merge({ ...shop, pull_number: pull.number, merge_method })
  const { branches } = await sandbox.dump('acme', 'shop')
  expect(branches.main).toMatchObject({ 'doc.md': lines([1, 'theirs'], [10, 'ours']), 'more/new.md': 'new' })
  const { data: commit } = await ada.rest.git.getCommit({ ...shop, commit_sha: data.sha })
  expect(commit.parents).toHaveLength(merge_method === 'merge' ? 2 : 1)
  const { data: merged } = await ada.rest.pulls.get({ ...shop, pull_number: pull.number })
  expect(merged).toMatchObject({
    merged: true,
    merge_commit_sha: data.sha,
    merged_by: { login: 'ada' },
    state: 'closed',
  })
})

test('a conflict is told and not merged', async () => {
  const { ada } = await world()
  await putFile(ada, 'topic', 'doc.md', lines([1, 'theirs']))
  await putFile(ada, 'main', 'doc.md', lines([1, 'ours']))
  const { data: pull } = await ada.rest.pulls.create({ ...shop, title: 'Both', head: 'topic', base: 'main' })
  expect(pull).toMatchObject({ mergeable: false, mergeable_state: 'dirty' })
  await expect(ada.rest.pulls.merge({ ...shop, pull_number: pull.number })).rejects.toMatchObject({ status: 405 })
})

test("a pull request's head follows its branch, and the branch's deletion closes it", async () => {
  const { ada } = await world()
  await putFile(ada, 'topic', 'a.md', 'a')
  const { data: pull } = await ada.rest.pulls.create({ ...shop, title: 'A', head: 'topic', base: 'main' })
  const sha = await putFile(ada, 'topic', 'a.md', 'b')
  const get = async () => (await ada.rest.pulls.get({ ...shop, pull_number: pull.number })).data
  expect((await get()).head.sha).toBe(sha)
  await ada.rest.git.deleteRef({ ...shop, ref: 'heads/topic' })
  expect(await get()).toMatchObject({ state: 'closed', merged: false, head: { sha } })
})

test('compare lists what changed, renames by likeness, and how far each side is', async () => {
  const { ada } = await world()
  const { data: old } = await ada.rest.repos.getContent({ ...shop, path: 'doc.md', ref: 'topic' })
  if (Array.isArray(old)) throw new Error('doc.md is a file')
  await putFile(ada, 'topic', 'docs/doc.md', lines([3, 'changed on the way']))
  await ada.rest.repos.deleteFile({ ...shop, branch: 'topic', path: 'doc.md', sha: old.sha, message: 'Move' })
  await putFile(ada, 'main', 'other.md', 'other')
  const { data } = await ada.rest.repos.compareCommitsWithBasehead({ ...shop, basehead: 'main...topic' })
  expect(data).toMatchObject({ status: 'diverged', ahead_by: 2, behind_by: 1 })
  expect(data.files).toMatchObject([
    { filename: 'docs/doc.md', status: 'renamed', previous_filename: 'doc.md', additions: 1, deletions: 1 },
  ])
  expect(data.files?.[0]?.patch).toBe(
    '@@ -1,7 +1,7 @@\n line 0\n line 1\n line 2\n-line 3\n+changed on the way\n line 4\n line 5\n line 6',
  )
})

test("a commit carries its maker's account and the story's time; the app's is verified", async () => {
  const { sandbox, ada } = await world()
  sandbox.clock.set('2026-02-01T10:00:00Z')
  await putFile(await asApp(sandbox), 'topic', 'a.md', 'a')
  await putFile(ada, 'topic', 'b.md', 'b')
  const { data } = await ada.rest.repos.listCommits({ ...shop, sha: 'topic', per_page: 2 })
  expect(data).toMatchObject([
    { author: { login: 'ada' }, commit: { verification: { verified: false } } },
    {
      author: { login: 'aftermath[bot]' },
      commit: { author: { date: '2026-02-01T10:00:00Z' }, verification: { verified: true } },
    },
  ])
  const { data: ofFile } = await ada.rest.repos.listCommits({ ...shop, sha: 'topic', path: 'a.md' })
  expect(ofFile).toHaveLength(1)
})

test('refs are found by their beginning and told apart by case', async () => {
  const { ada } = await world()
  for (const name of ['postmortem/incident-1', 'postmortem/incident-12', 'Postmortem/x']) await newBranch(ada, name)
  const { data } = await ada.rest.git.listMatchingRefs({ ...shop, ref: 'heads/postmortem/' })
  expect(data.map(({ ref }) => ref)).toEqual(['refs/heads/postmortem/incident-1', 'refs/heads/postmortem/incident-12'])
  const { data: branch } = await ada.rest.repos.getBranch({ ...shop, branch: 'postmortem/incident-1' })
  expect(branch.name).toBe('postmortem/incident-1')
})

test('bytes that are not UTF-8 come back as they went in', async () => {
  const { ada, sandbox } = await world()
  const bytes = Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x0a])
  await ada.rest.repos.createOrUpdateFileContents({
    ...shop,
    path: 'odd.md',
    message: 'odd',
    content: bytes.toString('base64'),
  })
  const answer = await fetch(`${sandbox.url}/repos/acme/shop/contents/odd.md`, {
    headers: { accept: 'application/vnd.github.raw+json' },
  })
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
})

test('a merge that says so closes issues of the default branch', async () => {
  const { ada, sandbox } = await world()
  await ada.rest.issues.create({ ...shop, title: 'one' })
  await ada.rest.issues.create({ ...shop, title: 'two' })
  await putFile(ada, 'topic', 'a.md', 'a')
  const body = 'Closes #1. Postmortem for #2.'
  const { data: pull } = await ada.rest.pulls.create({ ...shop, title: 'A', head: 'topic', base: 'main', body })
  await ada.rest.pulls.merge({ ...shop, pull_number: pull.number })
  const { issues } = await sandbox.dump('acme', 'shop')
  expect(issues.map(({ state }) => state)).toEqual(['closed', 'open'])
})

test('a file of two megabytes of short lines can be compared, its patch left out', async () => {
  const { ada } = await world()
  await putFile(ada, 'topic', 'large.md', '- [ ] x\n'.repeat(260_000))
  const { data: pull } = await ada.rest.pulls.create({ ...shop, title: 'Large', head: 'topic', base: 'main' })
  const { data } = await ada.rest.pulls.listFiles({ ...shop, pull_number: pull.number })
  expect(data).toMatchObject([{ filename: 'large.md', status: 'added', additions: 260_000 }])
  expect(data[0]).not.toHaveProperty('patch')
})

test('commits that arrive together all stay', async () => {
  const { ada, sandbox } = await world()
  const paths = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md']
  await Promise.all(paths.map((path) => putFile(ada, 'topic', path, path)))
  const { branches } = await sandbox.dump('acme', 'shop')
  expect(Object.keys(branches.topic ?? {})).toEqual(expect.arrayContaining(paths))
})
