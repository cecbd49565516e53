import { createAppAuth } from '@octokit/auth-app'
import { Octokit } from '@octokit/rest'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'

const shop = { owner: 'acme', repo: 'shop' }
let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ now: '2026-01-05T09:00:00Z' })
})
afterEach(() => sandbox.close())

function as(login: string): Octokit {
  return new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens[login] })
}

async function asApp(): Promise<Octokit> {
  const auth = { appId: sandbox.env.APP_ID, privateKey: sandbox.env.PRIVATE_KEY }
  const app = new Octokit({ baseUrl: sandbox.url, authStrategy: createAppAuth, auth })
  const { data: installation } = await app.rest.apps.getRepoInstallation(shop)
  return new Octokit({
    baseUrl: sandbox.url,
    authStrategy: createAppAuth,
    auth: { ...auth, installationId: installation.id },
  })
}

test('an incident goes from its label to merged files on main', async () => {
  const app = await asApp()
  const ada = as('ada')
  const wes = as('wes')
  const { data: issue } = await ada.rest.issues.create({ ...shop, title: 'Checkout is down', labels: ['incident'] })
  const { data: main } = await app.rest.git.getRef({ ...shop, ref: 'heads/main' })
  const branch = `postmortem/incident-${issue.number}`
  await app.rest.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: main.object.sha })
  const path = 'postmortems/2026-01-05-1-checkout.md'
  const content = Buffer.from('# Draft\n').toString('base64')
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
    content: Buffer.from('# Written\n').toString('base64'),
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
