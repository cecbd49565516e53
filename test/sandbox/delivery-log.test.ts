import { expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox/server.ts'
import { listener } from './listener.ts'
import { as, asApp, asJwt, running, shop, tell } from './setting.ts'

async function openIssues(sandbox: Sandbox, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) await as(sandbox, 'ada').rest.issues.create({ ...shop, title: `${i}` })
  await sandbox.deliveries.idle()
}

test('a failed delivery is found, shown with both sides, and redelivered under its GUID', async () => {
  const { url, received } = await listener(500, 200)
  const sandbox = await running({ webhookUrl: url })
  await openIssues(sandbox, 1)
  const { apps } = asJwt(sandbox).rest
  const [failed] = (await apps.listWebhookDeliveries()).data
  expect(failed).toMatchObject({
    status: 'Invalid HTTP Response: 500',
    status_code: 500,
    redelivery: false,
    event: 'issues',
    action: 'opened',
    delivered_at: '2026-01-05T09:00:00Z',
    guid: received[0]?.headers['x-github-delivery'],
  })
  const delivery_id = Number(failed?.id)
  expect((await apps.getWebhookDelivery({ delivery_id })).data).toMatchObject({
    url,
    request: { headers: { 'x-github-event': 'issues' }, payload: { issue: { title: '1' } } },
    response: { payload: 'said 500' },
  })
  expect((await apps.redeliverWebhookDelivery({ delivery_id })).status).toBe(202)
  await sandbox.deliveries.idle()
  const { data } = await apps.listWebhookDeliveries()
  expect(data.map(({ status, redelivery, guid }) => [status, redelivery, guid])).toEqual([
    ['OK', true, failed?.guid],
    ['Invalid HTTP Response: 500', false, failed?.guid],
  ])
  expect(received[1]?.body).toBe(received[0]?.body)
})

test('the log comes in pages by cursor, newest first, and by outcome', async () => {
  const { url } = await listener(200, 500, 200)
  const sandbox = await running({ webhookUrl: url })
  await openIssues(sandbox, 5)
  const app = asJwt(sandbox)
  const all = await app.paginate('GET /app/hook/deliveries', { per_page: 2 })
  const ids = all.map(({ id }) => Number(id))
  expect(ids).toHaveLength(5)
  expect(ids).toEqual([...ids].sort((a, b) => b - a))
  const { data: failures } = await app.rest.apps.listWebhookDeliveries({ status: 'failure' })
  expect(failures.map(({ status_code }) => status_code)).toEqual([500])
  const wrong = app.rest.apps.listWebhookDeliveries({ cursor: 'v1_0' })
  await expect(wrong).rejects.toMatchObject({ status: 422 })
})

test('the log forgets after three days of the story', async () => {
  const { url } = await listener(500)
  const sandbox = await running({ webhookUrl: url })
  await openIssues(sandbox, 1)
  const { apps } = asJwt(sandbox).rest
  const [failed] = (await apps.listWebhookDeliveries()).data
  sandbox.clock.advance(3 * 86_400_000 + 1_000)
  expect((await apps.listWebhookDeliveries()).data).toEqual([])
  const again = apps.redeliverWebhookDelivery({ delivery_id: Number(failed?.id) })
  await expect(again).rejects.toMatchObject({ status: 404 })
})

test('ids beyond 2^53 are numbers in JSON, and lead back to their delivery', async () => {
  const { url } = await listener(500)
  const sandbox = await running({ webhookUrl: url, largeDeliveryIds: true })
  await openIssues(sandbox, 2)
  const { data } = await asJwt(sandbox).request('GET /app/hook/deliveries')
  expect(data.map(({ id }) => id)).toEqual([9007199254740994n, 9007199254740993n])
  await asJwt(sandbox).request(`POST /app/hook/deliveries/${data[1]?.id}/attempts`)
  await sandbox.deliveries.idle()
  expect(sandbox.deliveries.list().at(-1)).toMatchObject({ redelivery: true, guid: data[1]?.guid })
})

test('an app that cannot be reached stands in the log without a status code', async () => {
  const sandbox = await running({ webhookUrl: 'http://127.0.0.1:1/' })
  await openIssues(sandbox, 1)
  const { data } = await asJwt(sandbox).rest.apps.listWebhookDeliveries()
  expect(data).toMatchObject([{ status: 'failed to connect to host', status_code: 0 }])
})

test('only the app itself may look, by JWT', async () => {
  const sandbox = await running({ webhookUrl: 'http://127.0.0.1:1/' })
  const { data } = await asJwt(sandbox).rest.apps.getWebhookConfigForApp()
  expect(data).toEqual({ content_type: 'json', insecure_ssl: '0', secret: '********', url: 'http://127.0.0.1:1/' })
  await expect((await asApp(sandbox)).rest.apps.listWebhookDeliveries()).rejects.toMatchObject({ status: 401 })
  expect(await tell(sandbox, sandbox.tokens.ada, ['GET', '/app/hook/config'])).toMatchObject({ status: 401 })
})
