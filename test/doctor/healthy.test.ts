import { expect, it } from 'vitest'
import { setStage } from './stage.ts'

it('says in a few lines that all is well', async () => {
  const { ada, settle, doctor, told } = await setStage()
  await ada.send('POST', '/repos/acme/shop/issues', { title: 'Checkout is down', labels: ['incident'] })
  await settle()
  expect(await doctor()).toEqual({
    code: 0,
    err: '',
    out: `ok       app: credentials, permissions, events
ok       webhooks: webhook address, webhook answer, deliveries
ok       acme: permissions, rate limit
ok       2 repositories: permissions, label, configuration, base branch, incidents

All is well. 2 repositories and 1 incident checked.
`,
  })
  expect(await told()).toMatchObject({
    ok: true,
    problems: 0,
    warnings: 0,
    checked: { repositories: 2, incidents: 1 },
  })
})

it('gives each check a line when asked to', async () => {
  const { doctor } = await setStage()
  const { out } = await doctor(['--verbose', 'acme/shop'])
  expect(out).toMatch(/^ok {7}app: GitHub knows app \d+ as aftermath\.$/m)
  expect(out).toMatch(/^ok {7}webhooks: http:.* took a ping signed with WEBHOOK_SECRET\.$/m)
  expect(out).toMatch(/^ok {7}acme: [\d,]+ of 1,000,000 requests are left until \d\d:\d\d UTC\.$/m)
  expect(out).toContain('ok       acme/shop: The label “incident” exists.\n')
  expect(out).not.toContain('acme/wiki')
})

it('writes nothing to GitHub, and causes no pass', async () => {
  const { sandbox, server, doctor } = await setStage()
  sandbox.requests.clear()
  await doctor()
  expect(server.app?.queue.size()).toBe(0)
  const writes = sandbox.requests
    .list()
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('access_tokens'))
  expect(writes).toEqual([])
})

it('checks with a personal token what that can see, and says what it cannot', async () => {
  const { sandbox, doctor } = await setStage()
  const token = { APP_ID: '', PRIVATE_KEY: '', WEBHOOK_SECRET: '', GITHUB_TOKEN: sandbox.tokens.ada ?? '' }
  const ran = await doctor(['acme/shop'], token)
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(ran.out).toContain('ok       acme/shop: label, configuration, base branch, workflows, incidents\n')
  expect(ran.out).toContain(
    'note     app: With a personal token it cannot be seen what the app was granted, its webhooks and limits, nor, without TRUSTED_APPS, which writes wait in incidents.\n',
  )
  expect(await doctor([], token)).toMatchObject({
    code: 2,
    err: expect.stringContaining('aftermath doctor owner/repo'),
  })
})
