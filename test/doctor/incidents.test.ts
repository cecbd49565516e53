import { expect, it } from 'vitest'
import { aftermath } from '../entry/terminal.ts'
import { type Stage, setStage } from './stage.ts'

const incident = { title: 'Checkout is down', labels: ['incident'] }

/** Opens incidents of which the server hears nothing, so that their writes wait. */
async function unheard({ ada, sandbox, server }: Stage, ...repositories: readonly string[]): Promise<void> {
  sandbox.setWebhookUrl(undefined)
  for (const repository of repositories) await ada.send('POST', `/repos/acme/${repository}/issues`, incident)
  sandbox.setWebhookUrl(server.webhookUrl)
}

async function troubles({ told }: Stage) {
  const { findings, checked } = await told()
  const ill = findings.filter(({ check, mark }) => check.startsWith('incident') && mark !== 'ok')
  return { ill, checked }
}

it('names what waits, and the command that does it or says what is in the way', async () => {
  const stage = await setStage()
  await unheard(stage, 'shop')
  const { ill, checked } = await troubles(stage)
  expect(ill).toMatchObject([
    {
      subject: 'acme/shop#1',
      mark: 'warning',
      message: expect.stringMatching(
        /^1 write waits: open the draft pull request "Postmortem: Checkout is down" from postmortem\/incident-1 into main with postmortems\/.*\.md \(open-postmortem\)\.$/,
      ),
      command: 'aftermath reconcile acme/shop#1',
      page: expect.stringMatching(/\/acme\/shop\/issues\/1$/),
    },
  ])
  expect(checked).toEqual({ repositories: 2, incidents: 1 })
  expect((await stage.doctor()).code).toBe(0)
  await aftermath(stage.variables, ['reconcile', 'acme/shop#1'])
  expect((await troubles(stage)).ill).toEqual([])
})

it('says why GitHub refuses the status comment of a locked incident, and of no other', async () => {
  const stage = await setStage()
  await unheard(stage, 'shop', 'shop')
  await stage.ada.send('PUT', '/repos/acme/shop/issues/1/lock')
  const said = await aftermath(stage.variables, ['reconcile', 'acme/shop#1'])
  expect(said).toMatchObject({ code: 1, err: expect.stringContaining('the conversation is locked') })
  expect((await troubles(stage)).ill).toMatchObject([
    {
      subject: 'acme/shop#1',
      mark: 'problem',
      why: 'GitHub refuses comments of apps on #1: the conversation is locked.',
      todo: 'Unlock it, and the app goes on with the next sweep:',
    },
    { subject: 'acme/shop#2', mark: 'warning' },
  ])
  await stage.ada.send('DELETE', '/repos/acme/shop/issues/1/lock')
  await aftermath(stage.variables, ['sweep'])
  expect((await troubles(stage)).ill).toEqual([])
})

it('says which permission what waits is waiting for', async () => {
  const stage = await setStage({ permissions: { pull_requests: 'read' } })
  await unheard(stage, 'shop')
  expect((await troubles(stage)).ill).toMatchObject([
    {
      subject: 'acme/shop#1',
      mark: 'problem',
      why: 'GitHub refuses: the permission “pull requests: write” is missing.',
    },
  ])
})

it('shows what GitHub refuses, or does not answer, by its sentence', async () => {
  const stage = await setStage()
  await unheard(stage, 'shop', 'shop', 'wiki')
  const { faults } = stage.sandbox
  const refused = { kind: 'refuse', status: 403, message: 'Resource not accessible by integration' } as const
  faults.add({ request: { path: 'shop/issues/1/events' }, times: 99, effect: refused })
  faults.add({
    request: { path: 'shop/issues/2/comments' },
    times: 99,
    effect: { kind: 'fail', when: 'before', with: 502 },
  })
  expect((await troubles(stage)).ill).toMatchObject([
    {
      subject: 'acme/shop#1',
      mark: 'problem',
      message: expect.stringContaining('could not read the events of #1, because a permission is missing'),
    },
    {
      subject: 'acme/shop#2',
      mark: 'problem',
      message: expect.stringContaining(
        'GitHub had a fault of its own (HTTP 502) when the app tried to read the comments of #2',
      ),
    },
    { subject: 'acme/wiki#1', mark: 'warning' },
  ])
  expect((await stage.doctor()).code).toBe(1)
})

it('leaves alone what mode: observe holds back, and what a stranger to the app cannot judge', async () => {
  const stage = await setStage({ files: { '.github/postmortem.yml': 'mode: observe\n' } })
  await unheard(stage, 'shop')
  expect((await troubles(stage)).ill).toEqual([])
  await unheard(stage, 'wiki')
  const token = { APP_ID: '', PRIVATE_KEY: '', WEBHOOK_SECRET: '', GITHUB_TOKEN: stage.sandbox.tokens.ada ?? '' }
  expect(await stage.told(token, ['acme/wiki'])).toMatchObject({ ok: true, warnings: 0 })
  const known = await stage.told({ ...token, TRUSTED_APPS: 'aftermath[bot]' }, ['acme/wiki'])
  expect(known).toMatchObject({ ok: true, warnings: 1 })
})

it('tells a limit that is reached once, however much it keeps from being checked', async () => {
  const stage = await setStage()
  await unheard(stage, 'shop', 'shop', 'wiki')
  const limit = { kind: 'limit', limit: 'secondary', status: 403, retryAfter: 60 } as const
  stage.sandbox.faults.add({ request: { path: '/repos/acme/.*/comments' }, times: 99, effect: limit })
  const { findings, problems } = await stage.told()
  expect(problems).toBe(0)
  expect(findings.filter(({ mark }) => mark === 'warning')).toMatchObject([
    {
      check: 'rate-limit',
      subject: 'acme',
      message: 'GitHub’s rate limit is reached, so not everything here could be checked.',
      todo: expect.stringMatching(/^Run this again in \d+ seconds\.$/),
    },
  ])
})

it('looks at the incidents of a repository of which something cannot be read', async () => {
  const stage = await setStage()
  await unheard(stage, 'shop')
  const fail = { kind: 'fail', when: 'before', with: 500 } as const
  stage.sandbox.faults.add({ request: { path: 'shop/labels/incident' }, times: 99, effect: fail })
  const { findings, checked } = await stage.told()
  const ill = findings.filter(({ mark }) => mark === 'problem' || mark === 'warning')
  expect(ill).toMatchObject([
    { check: 'repository', subject: 'acme/shop', message: expect.stringContaining('look for the label “incident”') },
    { check: 'incident', subject: 'acme/shop#1' },
  ])
  expect(checked.incidents).toBe(1)
})
