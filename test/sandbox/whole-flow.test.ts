import { expect, test } from 'vitest'
import { as, asApp, base64, running, shop } from './setting.ts'

test('an incident goes from its label to merged files on main', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  const ada = as(sandbox, 'ada')
  const wes = as(sandbox, 'wes')
  const { data: issue } = await ada.rest.issues.create({ ...shop, title: 'Checkout is down', labels: ['incident'] })
  const { data: main } = await app.rest.git.getRef({ ...shop, ref: 'heads/main' })
  const branch = `postmortem/incident-${issue.number}`
  await app.rest.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: main.object.sha })
  const path = 'postmortems/2026-01-05-1-checkout.md'
  const content = base64('# Draft\n')
  const { data: put } = await app.rest.repos.createOrUpdateFileContents({
    ...shop,
    path,
    branch,
    content,
    message: 'Draft',
  })
  const { data: pull } = await app.rest.pulls.create({
    ...shop,
    title: 'Postmortem',
    head: branch,
    base: 'main',
    draft: true,
  })
  expect(pull.user?.login).toBe('aftermath[bot]')

  await wes.rest.repos.createOrUpdateFileContents({
    ...shop,
    path,
    branch,
    content: base64('# Written\n'),
    message: 'Write it',
    ...(put.content?.sha && { sha: put.content.sha }),
  })
  await app.graphql(
    'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { id } } }',
    { id: pull.node_id },
  )
  await ada.rest.pulls.createReview({ ...shop, pull_number: pull.number, event: 'APPROVE' })
  const merged = await ada.rest.pulls.merge({ ...shop, pull_number: pull.number })
  expect(merged.data.merged).toBe(true)

  const state = await sandbox.dump('acme', 'shop')
  expect(state.branches.main?.[path]).toBe('# Written\n')
  expect(state.pulls).toMatchObject([{ number: 2, state: 'closed', merged: true, draft: false, head: branch }])
  const events = sandbox.deliveries
    .list()
    .map(({ event, payload }) => `${event} ${String(payload.action ?? '')}`.trim())
  expect(events).toEqual([
    'issues opened',
    'issues labeled',
    'push',
    'push',
    'pull_request opened',
    'push',
    'pull_request synchronize',
    'pull_request ready_for_review',
    'pull_request_review submitted',
    'pull_request closed',
    'push',
  ])
})
