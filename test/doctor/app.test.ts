import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { closeStages, tamper } from '../bad-input/stage.ts'
import { privateKey } from '../entry/parts.ts'
import { setStage, type Told } from './stage.ts'

afterEach(closeStages)

const grant = z.looseObject({ permissions: z.record(z.string(), z.string()), events: z.array(z.string()) })

function without({ events, ...rest }: z.infer<typeof grant>, event: string): object {
  return { ...rest, events: events.filter((name) => name !== event) }
}

/** What is not well; the repositories must have been looked at all the same. */
function ill(findings: readonly Told[]): readonly string[] {
  const shop = findings.filter(({ subject, mark }) => subject === 'acme/shop' && mark === 'ok')
  expect(shop.length).toBeGreaterThan(3)
  const told = findings.filter(({ mark }) => mark === 'warning' || mark === 'problem')
  return told.map(({ subject, mark, message }) => `${mark} ${subject}: ${message}`)
}

describe('what the app may do', () => {
  it('is compared with app.yml: what it asks for, and what each owner granted', async () => {
    const { told } = await setStage()
    tamper(/\/app(\/installations\?.*)?$/, (body) => {
      const installations = z.array(grant).safeParse(body)
      if (!installations.success) return without(grant.parse(body), 'issue_comment')
      return installations.data.map((one) => ({ ...one, permissions: { ...one.permissions, members: 'none' } }))
    })
    expect(ill((await told()).findings)).toEqual([
      'problem app: The app is not subscribed to the event “issue_comment”.',
      'warning acme: Not granted: “members: read”.',
    ])
  })

  it('is nothing while it is suspended', async () => {
    const { ada, doctor } = await setStage()
    await ada.send('POST', '/_sandbox/installation', { action: 'suspend' })
    const { code, out } = await doctor()
    expect(code).toBe(0)
    expect(out).toContain('warning  acme: The installation is suspended.\n')
    expect(out).toContain('1 warning. 0 repositories and 0 incidents checked.')
  })

  it('shows in what is left of its requests', async () => {
    const { told } = await setStage()
    tamper(/\/rate_limit$/, () => ({
      resources: { core: { limit: 5000, remaining: 12, used: 4988, reset: 1_772_417_640 } },
    }))
    expect(ill((await told()).findings)).toEqual(['warning acme: 12 of 5,000 requests are left until 02:14 UTC.'])
  })
})

describe('the webhook', () => {
  it('is asked with the secret of this environment', async () => {
    const { told } = await setStage()
    const wrong = ill((await told({ WEBHOOK_SECRET: 'another secret' })).findings)
    expect(wrong).toEqual([
      expect.stringMatching(/^problem webhooks: .* does not take a signature by WEBHOOK_SECRET\.$/),
    ])
    const unset = ill((await told({ WEBHOOK_SECRET: '' })).findings)
    expect(unset).toEqual([
      expect.stringMatching(/^warning webhooks: .* answers, but WEBHOOK_SECRET is not set here\.$/),
    ])
  })

  it('may be signed by either secret during a rotation', async () => {
    const { told, variables } = await setStage()
    const rotated = { WEBHOOK_SECRET: 'the next secret', WEBHOOK_SECRET_PREVIOUS: variables.WEBHOOK_SECRET ?? '' }
    expect(ill((await told(rotated)).findings)).toEqual([
      expect.stringMatching(/^warning webhooks: .* takes WEBHOOK_SECRET_PREVIOUS, but not WEBHOOK_SECRET\.$/),
    ])
  })

  it('needs an address where the server is', async () => {
    const { told, sandbox, server } = await setStage()
    sandbox.setWebhookUrl(`${server.webhookUrl}/typo`)
    const typo = ill((await told()).findings)
    expect(typo).toEqual([
      expect.stringContaining('problem webhooks: Aftermath runs at that server, but not at http://'),
    ])
    await server.stop(0)
    const stopped = ill((await told()).findings)
    expect(stopped).toEqual([expect.stringMatching(/cannot be reached from here: nothing listens there\.$/)])
    sandbox.setWebhookUrl(undefined)
    expect(ill((await told()).findings)).toEqual(['problem webhooks: The app has no webhook address.'])
  })

  it('must not lose deliveries', async () => {
    const { told, sandbox, ada, settle } = await setStage()
    sandbox.faults.add({ delivery: {}, effect: { kind: 'drop' } })
    await ada.send('POST', '/repos/acme/shop/issues', { title: 'A question' })
    await settle()
    const lost = ill((await told()).findings)
    expect(lost).toEqual([
      expect.stringMatching(/^problem webhooks: 1 delivery of 1 .* never arrived, .*: issues\.opened, /),
    ])
    await ada.send('POST', '/repos/acme/shop/issues', { title: 'Another' })
    await settle()
    const later = ill((await told()).findings)
    expect(later).toEqual([expect.stringMatching(/^warning webhooks: 1 delivery of 2 /)])
  })
})

describe('credentials', () => {
  it('that GitHub does not accept end the check-up', async () => {
    const { doctor } = await setStage()
    const { code, out } = await doctor([], { PRIVATE_KEY: privateKey })
    expect(code).toBe(1)
    expect(out).toMatch(/^problem {2}app: http:\S+ does not accept APP_ID \d+ with this private key\.$/m)
    expect(out).toContain('1 problem, 0 warnings. 0 repositories and 0 incidents checked.')
  })

  it('that are not set right are told by the words of the environment', async () => {
    const { doctor } = await setStage()
    const broken = await doctor([], { APP_ID: 'seven', WEBHOOK_SECRET: '', NODE_ENV: 'production' })
    expect(broken.code).toBe(1)
    expect(broken.out).toContain("problem  app: APP_ID is not a number: it stands on the app's settings page.\n")
    expect(broken.out).toContain('problem  app: WEBHOOK_SECRET is missing: ')
    const none = await doctor([], { APP_ID: '', PRIVATE_KEY: '', WEBHOOK_SECRET: '' })
    expect(none).toMatchObject({ code: 1, out: expect.stringContaining('There are no credentials') })
  })

  it('cannot be checked while GitHub does not answer', async () => {
    const { doctor } = await setStage()
    const { code, out } = await doctor([], { GITHUB_API_URL: 'http://127.0.0.1:9' })
    expect(code).toBe(1)
    expect(out).toContain('problem  app: http://127.0.0.1:9: GitHub did not answer')
  })
})

it('tells what could not be checked, and goes on', async () => {
  const { told, sandbox } = await setStage()
  const refused = { kind: 'refuse', status: 404, message: 'Not Found' } as const
  sandbox.faults.add({ request: { path: '^/app/hook/config' }, times: 9, effect: refused })
  sandbox.faults.add({ request: { path: '^/app/hook/deliveries' }, times: 9, effect: refused })
  sandbox.faults.add({ request: { path: '^/rate_limit' }, times: 9, effect: refused })
  expect(ill((await told()).findings)).toEqual([
    expect.stringContaining('warning webhooks: This could not be checked. The app could not read its webhook'),
    expect.stringContaining('warning webhooks: This could not be checked. The app could not read the log'),
    expect.stringContaining('warning acme: This could not be checked. The app could not read its rate limit'),
  ])
})
