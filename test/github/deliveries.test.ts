import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { createGitHub } from '../../src/github/app.ts'
import type { DeliveryAttempt, DeliveryLog } from '../../src/reconcile/ports.ts'
import { base, date, fakeGitHub, privateKey, silentLog, withToken } from './answers.ts'

fakeGitHub()

const path = '/app/hook/deliveries'
const asApp = () => nock(base, { reqheaders: { authorization: /^bearer ey/ } })
const json = { 'content-type': 'application/json', date }

function aLog(): DeliveryLog {
  const credentials = { kind: 'app', appId: 42, privateKey: () => privateKey } as const
  const github = createGitHub({
    baseUrl: base,
    credentials,
    trustedApps: [],
    log: silentLog,
    pacing: 'none',
    version: '1',
  })
  if (github.deliveries === null) throw new Error('an app has a log')
  return github.deliveries
}

/** An attempt as GitHub shows it; `id` is text, since JSON knows numbers that JavaScript does not. */
function attempt(id: string, more: object = {}): string {
  const rest = {
    guid: `guid-${id}`,
    delivered_at: '2026-03-02T09:00:00Z',
    redelivery: false,
    duration: 0.03,
    status: 'OK',
    status_code: 200,
    event: 'issues',
    action: 'labeled',
    installation_id: 1,
    repository_id: 2,
    ...more,
  }
  return `{"id":${id},${JSON.stringify(rest).slice(1)}`
}

async function allOf(log: DeliveryLog): Promise<DeliveryAttempt[]> {
  const attempts: DeliveryAttempt[] = []
  for await (const page of log.pages()) attempts.push(...page)
  return attempts
}

describe('the log of deliveries', () => {
  it('gives attempts as the app reads them, and the time of the answer', async () => {
    const failed = { status: 'timed out', status_code: 0, redelivery: true, event: 'push', action: null }
    asApp()
      .get(`${path}?per_page=100`)
      .reply(200, `[${attempt('12', failed)},${attempt('11')}]`, json)
    const log = aLog()
    expect(await allOf(log)).toEqual([
      {
        id: '12',
        guid: 'guid-12',
        event: 'push',
        action: null,
        deliveredAt: '2026-03-02T09:00:00Z',
        redelivery: true,
        outcome: 'failed',
        status: 'timed out',
        statusCode: 0,
      },
      expect.objectContaining({ id: '11', action: 'labeled', outcome: 'delivered', statusCode: 200 }),
    ])
    expect(log.now()).toBe('2026-03-02T10:00:00Z')
  })

  it('follows the cursor to the end, and no further than it is read', async () => {
    const link = `<${base}${path}?per_page=100&cursor=v1_12>; rel="next"`
    const first = () =>
      asApp()
        .get(`${path}?per_page=100`)
        .reply(200, `[${attempt('12')}]`, { ...json, link })
    first()
    asApp()
      .get(`${path}?per_page=100&cursor=v1_12`)
      .reply(200, `[${attempt('11')}]`, json)
    expect((await allOf(aLog())).map(({ id }) => id)).toEqual(['12', '11'])
    first()
    for await (const page of aLog().pages()) {
      expect(page).toHaveLength(1)
      break
    }
  })

  it('sends the app’s key nowhere else, whatever the cursor says', async () => {
    const link = `<https://elsewhere.test${path}?cursor=v1_12>; rel="next"`
    asApp()
      .get(`${path}?per_page=100`)
      .reply(200, `[${attempt('12')}]`, { ...json, link })
    await expect(allOf(aLog())).rejects.toMatchObject({ fault: { kind: 'outcome-unknown' } })
  })

  it('keeps ids beyond 2^53 whole, also in an answer that is asked for again', async () => {
    const id = '9007199254740993'
    const again = { ...json, etag: '"one"' }
    asApp()
      .get(`${path}?per_page=100`)
      .reply(200, `[${attempt(id)}]`, again)
    nock(base, { reqheaders: { 'if-none-match': '"one"' } })
      .get(`${path}?per_page=100`)
      .reply(304)
    asApp()
      .get(`${path}/${id}`)
      .reply(200, attempt(id, { request: { headers: {}, payload: { issue: { number: 7 } } } }), again)
    asApp().post(`${path}/${id}/attempts`).reply(202, {})
    const log = aLog()
    for (const _ of ['asked', 'remembered']) expect(await allOf(log)).toMatchObject([{ id }])
    expect(await log.payload(id)).toEqual({ issue: { number: 7 } })
    await log.redeliver(id)
  })

  it('does not remember payloads, and takes one with numbers beyond 2^53, which name nothing', async () => {
    const body = `{"id":5,"request":{"headers":null,"payload":{"id":9007199254740993}}}`
    for (const _ of [1, 2]) {
      nock(base, { badheaders: ['if-none-match'] })
        .get(`${path}/5`)
        .reply(200, body, { ...json, etag: '"five"' })
    }
    const log = aLog()
    for (const _ of [1, 2]) expect(await log.payload('5')).toEqual({ id: expect.any(Number) })
  })

  it('never repeats a redelivery whose answer was unclear', async () => {
    asApp().post(`${path}/5/attempts`).reply(502)
    await expect(aLog().redeliver('5')).rejects.toMatchObject({ fault: { kind: 'outcome-unknown' } })
  })

  it.each([
    [404, { message: 'Not Found' }, { kind: 'refused', status: 404 }],
    [429, { message: 'Slow down' }, { kind: 'limited' }],
  ])('tells %i as what it is', async (status, body, fault) => {
    asApp().get(`${path}?per_page=100`).reply(status, body)
    await expect(allOf(aLog())).rejects.toMatchObject({ fault })
  })

  it('is the app’s alone: a personal token has none', () => {
    expect(withToken().deliveries).toBeNull()
  })
})
