import { describe, expect, it } from 'vitest'
import { evaluateCredentials, evaluateEnvironment } from '../../src/entry/doctor/evaluate-credentials.ts'
import { evaluateDeliveries, heardLately } from '../../src/entry/doctor/evaluate-deliveries.ts'
import { evaluateApp, evaluateInstallation } from '../../src/entry/doctor/evaluate-grants.ts'
import { evaluateRate } from '../../src/entry/doctor/evaluate-rate.ts'
import { evaluateHook, evaluateProbe } from '../../src/entry/doctor/evaluate-webhooks.ts'
import { settingsPages } from '../../src/entry/doctor/pages.ts'
import type { Probe } from '../../src/entry/doctor/probe.ts'
import { wantedGrant } from '../../src/entry/http/manifest.ts'
import type { AppFacts, HookFacts, InstallationFacts } from '../../src/github/access/checkup.ts'
import type { DeliveryAttempt } from '../../src/reconcile/ports.ts'

const wanted = wantedGrant()
const app: AppFacts = {
  slug: 'aftermath',
  owner: { login: 'acme', kind: 'organization' },
  page: 'https://github.com/apps/aftermath',
  ...wanted,
}
const pages = settingsPages(app)
const settings = 'https://github.com/organizations/acme/settings/apps/aftermath'

describe('the settings pages of an app', () => {
  it.each([
    [{}, settings],
    [{ owner: { login: 'ada', kind: 'user' } }, 'https://github.com/settings/apps/aftermath'],
    [{ owner: { login: 'big', kind: 'enterprise' } }, 'https://github.com/enterprises/big/settings/apps/aftermath'],
    [{ page: 'https://git.acme.example/github-apps/aftermath' }, settings.replace('github.com', 'git.acme.example')],
  ] as const)('%j: %s', (change, general) => {
    expect(settingsPages({ ...app, ...change })).toMatchObject({ general, permissions: `${general}/permissions` })
  })
})

describe('credentials', () => {
  const known = { known: true, value: app } as const
  const refused = { known: false, because: 'The app could not …', status: 401 } as const
  const silent = { known: false, because: 'GitHub did not answer when …', status: null } as const
  const evaluate = (fact: typeof known | typeof refused | typeof silent, ahead: number | null) =>
    evaluateCredentials({ app: fact, appId: 7, api: 'https://api.github.com', ahead })

  it.each([
    ['known, clocks agree', known, 900, [['ok', 'GitHub knows app 7 as aftermath.', null]]],
    [
      'known, this clock is ahead',
      known,
      7 * 60_000,
      [
        ['ok', 'GitHub knows app 7 as aftermath.', null],
        ['warning', "The clock of this machine is 7.0 minutes ahead of GitHub's.", 'timedatectl set-ntp true'],
      ],
    ],
    [
      'refused, clocks agree',
      refused,
      0,
      [['problem', 'https://api.github.com does not accept APP_ID 7 with this private key.', null]],
    ],
    [
      'refused, this clock is behind',
      refused,
      -3 * 86_400_000,
      [
        [
          'problem',
          'https://api.github.com does not accept APP_ID 7 with this private key.',
          'timedatectl set-ntp true',
        ],
      ],
    ],
    ['no answer', silent, null, [['problem', 'https://api.github.com: GitHub did not answer when …', null]]],
  ] as const)('%s', (_name, fact, ahead, told) => {
    expect(evaluate(fact, ahead).map(({ mark, message, command }) => [mark, message, command])).toEqual(told)
  })

  it('name the clock as the reason where it is off', () => {
    expect(evaluate(refused, -3 * 86_400_000)[0]?.why).toBe("The clock of this machine is 3.0 days behind GitHub's.")
    expect(evaluate(refused, 0)[0]?.why).toContain('belong to two apps')
  })

  it('are told about by the sentences of the environment', () => {
    const told = evaluateEnvironment(['APP_ID is missing: …', 'PORT is not a port: …'])
    expect(told.map(({ mark, message }) => [mark, message])).toEqual([
      ['problem', 'APP_ID is missing: …'],
      ['problem', 'PORT is not a port: …'],
    ])
  })
})

describe('permissions and events', () => {
  const { members: _members, ...withoutMembers } = wanted.permissions
  const { actions: _actions, ...withoutActions } = wanted.permissions
  const { merge_queues: _queues, ...withoutQueues } = wanted.permissions
  const { checks: _checks, ...withoutChecks } = wanted.permissions
  const installation: InstallationFacts = {
    id: 3,
    createdAt: '2026-01-01T00:00:00Z',
    account: 'acme',
    page: 'https://github.com/organizations/acme/settings/installations/3',
    suspended: 'no',
    ...wanted,
  }

  it.each([
    ['all are asked for', {}, ['ok', 'ok'], null],
    [
      'an urgent one is missing',
      { permissions: { ...wanted.permissions, contents: 'read' } },
      ['problem', 'ok'],
      'The app does not ask for “contents: write”.',
    ],
    [
      'one for later is missing',
      { permissions: withoutMembers },
      ['warning', 'ok'],
      'The app does not ask for “members: read”.',
    ],
    [
      'one for facts is missing',
      { permissions: withoutActions },
      ['warning', 'ok'],
      'The app does not ask for “actions: read”.',
    ],
    [
      'more than needed',
      { permissions: { ...wanted.permissions, administration: 'write' } },
      ['ok', 'note', 'ok'],
      'The app asks for more than it needs: “administration: write”.',
    ],
    [
      'an urgent event is missing',
      { events: wanted.events.filter((name) => name !== 'issues') },
      ['ok', 'problem'],
      'The app is not subscribed to the event “issues”.',
    ],
    [
      'an event for later is missing',
      { events: wanted.events.filter((name) => name !== 'release') },
      ['ok', 'warning'],
      'The app is not subscribed to the event “release”.',
    ],
  ] as const)('of the app: %s', (_name, change, marks, message) => {
    const told = evaluateApp({ ...app, ...change }, wanted)
    expect(told.map(({ mark }) => mark)).toEqual(marks)
    const trouble = told.find(({ mark }) => mark !== 'ok')
    expect(trouble?.message ?? null).toBe(message)
    if (trouble) expect(trouble.page).toBe(`${settings}/permissions`)
  })

  it.each([
    ['all are granted', {}, {}, 'ok', null],
    [
      'several are missing',
      { permissions: { metadata: 'read', issues: 'read' } },
      {},
      'problem',
      'Without “issues: write” there is no status comment, no issue for an action item and no reminder. Without “pull requests: write” no postmortem can be opened. Without “contents: write” no document can be written',
    ],
    ['one for later is missing', { permissions: withoutMembers }, {}, 'warning', 'This version works without'],
    [
      'that of the check is missing',
      { permissions: withoutChecks },
      {},
      'problem',
      'Without “checks: write” no check can tell what is unanswered in a postmortem.',
    ],
    [
      'that of merge queues is missing',
      { permissions: withoutQueues },
      {},
      'problem',
      'Without “merge queues: read” the check cannot answer in a merge queue.',
    ],
    [
      'one for facts is missing',
      { permissions: withoutActions },
      {},
      'warning',
      'Only facts are left out: Without “actions: read” the timeline and the changes near the start of an incident leave out failed workflow runs.',
    ],
    ['one that the app does not ask for', { permissions: withoutMembers }, { permissions: withoutMembers }, 'ok', null],
    ['suspended', { suspended: 'yes' }, {}, 'warning', 'While it is, the app does nothing in this account.'],
  ] as const)('of an installation: %s', (_name, change, asked, mark, why) => {
    const given = { ...app, ...asked }.permissions
    const told = evaluateInstallation({ ...installation, ...change }, given, wanted.permissions)
    expect(told).toMatchObject({ mark, subject: 'acme' })
    if (why !== null) expect(told).toMatchObject({ why: expect.stringContaining(why), page: installation.page })
  })
})

describe('the webhook', () => {
  const hook: HookFacts = { url: 'https://a.example/hooks', contentType: 'json', verifiesTls: true, hasSecret: true }

  it.each([
    [{}, ['ok GitHub sends deliveries to https://a.example/hooks.']],
    [{ url: 'https://ada:pw@a.example/hooks?token=x' }, ['ok GitHub sends deliveries to https://a.example/hooks.']],
    [{ url: '' }, ['problem The app has no webhook address.']],
    [{ url: 'http://a.example/hooks' }, ['warning http://a.example/hooks is not encrypted.']],
    [{ url: 'http://127.0.0.1:3000/' }, ['ok GitHub sends deliveries to http://127.0.0.1:3000/.']],
    [{ hasSecret: false }, ['problem The webhook has no secret.']],
    [{ contentType: 'form' }, ['problem Deliveries are sent as forms.']],
    [
      { hasSecret: false, verifiesTls: false },
      ['problem The webhook has no secret.', 'warning GitHub does not check the certificate of the server.'],
    ],
  ])('as GitHub has it: %j', (change, told) => {
    expect(evaluateHook({ ...hook, ...change }, pages).map(({ mark, message }) => `${mark} ${message}`)).toEqual(told)
  })

  const rows: readonly (readonly [Probe, 'own' | 'shared', string])[] = [
    [{ answer: 'accepted', signed: 'current' }, 'own', 'ok {} took a ping signed with WEBHOOK_SECRET.'],
    [{ answer: 'accepted', signed: 'current' }, 'shared', 'problem {} runs without a WEBHOOK_SECRET of its own.'],
    [
      { answer: 'accepted', signed: 'previous' },
      'own',
      'warning {} takes WEBHOOK_SECRET_PREVIOUS, but not WEBHOOK_SECRET.',
    ],
    [{ answer: 'none', code: 'ECONNREFUSED' }, 'own', 'problem {} cannot be reached from here: nothing listens there.'],
    [{ answer: 'none', code: 'EWHATEVER' }, 'own', 'problem {} cannot be reached from here: EWHATEVER.'],
    [{ answer: 'redirected', status: 301 }, 'own', 'problem {} redirects (HTTP 301).'],
    [
      { answer: 'refused', status: 401, aftermath: 'here' },
      'own',
      'problem {} does not take a signature by WEBHOOK_SECRET.',
    ],
    [
      { answer: 'refused', status: 401, aftermath: 'here' },
      'shared',
      'warning {} answers, but WEBHOOK_SECRET is not set here.',
    ],
    [
      { answer: 'refused', status: 404, aftermath: 'here' },
      'own',
      'problem Aftermath runs at that server, but not at {}.',
    ],
    [
      { answer: 'refused', status: 404, aftermath: 'elsewhere' },
      'own',
      'problem Something answers at {} with HTTP 404, and it is not Aftermath.',
    ],
    [{ answer: 'refused', status: 502, aftermath: 'elsewhere' }, 'own', 'problem {} answers HTTP 502 to a ping.'],
  ]
  it.each(rows)('asked from here: %j with a secret that is %s', (probe, secret, told) => {
    const { mark, message, why } = evaluateProbe({ url: `${hook.url}?token=x`, probe, secret, heard: null }, pages)
    expect(`${mark} ${message}`).toBe(told.replace('{}', hook.url))
    expect(why === null).toBe(mark === 'ok')
  })
})

describe('a server that cannot be reached from here', () => {
  const attempt = { id: '1', guid: 'a', event: 'push', action: null, redelivery: false, status: 'OK', statusCode: 200 }
  const at = (deliveredAt: string, outcome: 'delivered' | 'failed'): DeliveryAttempt => ({
    ...attempt,
    deliveredAt,
    outcome,
  })

  it.each([
    ['GitHub got through lately', [at('2026-03-02T11:30:00Z', 'delivered')], 'warning'],
    ['GitHub got through long ago', [at('2026-03-02T10:30:00Z', 'delivered')], 'problem'],
    ['GitHub failed since', [at('2026-03-02T11:40:00Z', 'failed'), at('2026-03-02T11:30:00Z', 'delivered')], 'problem'],
    ['nothing was sent', [], 'problem'],
  ] as const)('and %s', (_name, attempts, mark) => {
    const heard = heardLately(attempts, '2026-03-02T12:00:00Z')
    const probe: Probe = { answer: 'none', code: 'timeout' }
    const told = evaluateProbe({ url: 'https://a.example/', probe, secret: 'own', heard }, pages)
    expect(told).toMatchObject({
      mark,
      message: expect.stringContaining('cannot be reached from here: no answer within 5'),
    })
    if (mark === 'warning') expect(told.why).toContain('GitHub reached it at 2026-03-02 11:30 UTC')
  })
})

describe('deliveries', () => {
  const attempt = (guid: string, statusCode: number, more: Partial<DeliveryAttempt> = {}): DeliveryAttempt => ({
    id: `${guid}-${statusCode}`,
    guid,
    event: 'issues',
    action: 'labeled',
    deliveredAt: '2026-03-02T02:14:31Z',
    redelivery: false,
    outcome: statusCode === 200 ? 'delivered' : 'failed',
    status: statusCode === 0 ? 'timed out' : statusCode === 200 ? 'OK' : 'Invalid HTTP Response',
    statusCode,
    ...more,
  })
  const evaluate = (attempts: readonly DeliveryAttempt[], extent: 'all' | 'newest' = 'all') =>
    evaluateDeliveries({ attempts, extent, server: 'silent' }, pages)

  it.each([
    ['none', [], 'note', 'GitHub sent nothing in the last three days'],
    ['all arrived', [attempt('b', 200), attempt('a', 200)], 'ok', 'All deliveries arrived, 2 in the last three days.'],
    [
      'one arrived when it was sent again',
      [attempt('a', 200, { redelivery: true }), attempt('a', 502)],
      'ok',
      'All deliveries arrived, 1 in the last three days.',
    ],
    [
      'an older one is lost',
      [attempt('b', 200), attempt('a', 502)],
      'warning',
      '1 delivery of 2 in the last three days never arrived, the last one at 2026-03-02 02:14 UTC: issues.labeled, HTTP 502.',
    ],
    [
      'only an older one keeps failing',
      [attempt('a', 500, { redelivery: true }), attempt('b', 200), attempt('a', 500)],
      'warning',
      '1 delivery of 2 in the last three days never arrived',
    ],
    [
      'the newest are lost',
      [attempt('c', 0, { event: 'push', action: null }), attempt('b', 0), attempt('b', 0), attempt('a', 200)],
      'problem',
      '2 deliveries of 3 in the last three days never arrived, the last one at 2026-03-02 02:14 UTC: push, timed out.',
    ],
  ])('%s', (_name, attempts, mark, message) => {
    expect(evaluate(attempts)).toMatchObject({ mark, message: expect.stringContaining(message) })
  })

  it('does not send to start a server that answers', () => {
    const told = evaluateDeliveries({ attempts: [attempt('a', 0)], extent: 'all', server: 'answers' }, pages)
    expect(told).toMatchObject({ mark: 'problem', todo: expect.stringContaining('The server answers to this machine') })
  })

  it('says that it read only the newest', () => {
    expect(evaluate([attempt('b', 200)], 'newest').message).toBe('All deliveries arrived, the newest 1.')
  })

  it.each([
    [0, 'GitHub does not reach the server'],
    [401, 'enter its WEBHOOK_SECRET there'],
    [415, 'choose application/json there'],
    [404, 'The address leads nowhere'],
    [500, 'the log of the server at that time'],
  ])('lost with status %i leads to the right page', (status, todo) => {
    expect(evaluate([attempt('a', status)])).toMatchObject({ mark: 'problem', todo: expect.stringContaining(todo) })
  })
})

describe('the rate limit', () => {
  it.each([
    [5000, 'ok'],
    [1000, 'ok'],
    [999, 'warning'],
    [0, 'warning'],
  ])('%i requests left of 5,000: %s', (remaining, mark) => {
    const told = evaluateRate('acme', { limit: 5000, remaining, resetAt: '2026-03-02T02:14:00Z' })
    expect(told).toMatchObject({
      mark,
      message: `${remaining.toLocaleString('en-US')} of 5,000 requests are left until 02:14 UTC.`,
    })
  })
})
