import { verify } from '@octokit/webhooks-methods'
import { expect, test } from 'vitest'
import { listener } from './listener.ts'
import { as, running, shop } from './setting.ts'

test('an opened issue with two labels is three signed deliveries with GUIDs of their own, in order', async () => {
  const { url, received } = await listener()
  const sandbox = await running({ webhookUrl: url })
  await as(sandbox, 'ada').rest.issues.create({ ...shop, title: 'one', labels: ['incident', 'bug'] })
  await sandbox.deliveries.idle()
  const payloads = received.map(({ body }) => JSON.parse(body))
  expect(payloads.map(({ action, label }) => [action, label?.name])).toEqual([
    ['opened', undefined],
    ['labeled', 'incident'],
    ['labeled', 'bug'],
  ])
  expect(new Set(received.map(({ headers }) => headers['x-github-delivery'])).size).toBe(3)
  for (const { headers, body } of received) {
    expect(await verify(sandbox.env.WEBHOOK_SECRET, body, String(headers['x-hub-signature-256']))).toBe(true)
    expect(headers).toMatchObject({ 'x-github-event': 'issues', 'content-type': 'application/json' })
    expect(String(headers['user-agent'])).toMatch(/^GitHub-Hookshot/)
  }
  expect(payloads[0]).toMatchObject({
    sender: { login: 'ada', type: 'User' },
    repository: { full_name: 'acme/shop', owner: { login: 'acme' } },
    organization: { login: 'acme' },
    installation: { id: expect.any(Number) },
    issue: { number: 1, labels: [{ name: 'incident' }, { name: 'bug' }] },
  })
  expect(sandbox.deliveries.list().map(({ status }) => status)).toEqual([200, 200, 200])
})

test('a failing or missing app loses its deliveries but not the record of them', async () => {
  const { url } = await listener(500)
  const sandbox = await running({ webhookUrl: url })
  const ada = as(sandbox, 'ada')
  await ada.rest.issues.create({ ...shop, title: 'one' })
  await sandbox.deliveries.idle()
  sandbox.setWebhookUrl('http://127.0.0.1:1/')
  await ada.rest.issues.create({ ...shop, title: 'two' })
  await sandbox.deliveries.idle()
  sandbox.setWebhookUrl(undefined)
  await ada.rest.issues.create({ ...shop, title: 'three' })
  expect(sandbox.deliveries.list().map(({ status }) => status)).toEqual([500, undefined, undefined])
})

test('nothing is sent from where the app is not installed, nor for what the seed made', async () => {
  const sandbox = await running({
    seed: {
      repositories: [
        { name: 'shop', installed: false },
        { name: 'other', issues: [{ title: 'x', author: 'ada' }] },
      ],
    },
  })
  await as(sandbox, 'ada').rest.issues.create({ ...shop, title: 'one' })
  expect(sandbox.deliveries.list()).toEqual([])
})

test('an edit carries the former text, and an edit without a change is silent', async () => {
  const sandbox = await running()
  const ada = as(sandbox, 'ada')
  await ada.rest.issues.create({ ...shop, title: 'one', body: 'b' })
  sandbox.deliveries.clear()
  await ada.rest.issues.update({ ...shop, issue_number: 1, title: 'two', body: 'b' })
  await ada.rest.issues.update({ ...shop, issue_number: 1, title: 'two' })
  expect(sandbox.deliveries.list().map(({ payload }) => payload.changes)).toEqual([{ title: { from: 'one' } }])
})

test('sub-issues tell both sides', async () => {
  const sandbox = await running()
  const ada = as(sandbox, 'ada')
  await ada.rest.issues.create({ ...shop, title: 'parent' })
  const { data: child } = await ada.rest.issues.create({ ...shop, title: 'child' })
  sandbox.deliveries.clear()
  await ada.request('POST /repos/acme/shop/issues/1/sub_issues', { sub_issue_id: child.id })
  expect(sandbox.deliveries.list().map(({ event, payload }) => [event, payload.action])).toEqual([
    ['sub_issues', 'sub_issue_added'],
    ['sub_issues', 'parent_issue_added'],
  ])
})
