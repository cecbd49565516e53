import { createHmac } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { createReadingThread, type ReadingThread } from '../../src/entry/threads/reading.ts'
import { refsOf } from '../../src/triggers/deliveries.ts'
import { labelled } from './parts.ts'

/** By Node's own means, so that the library is held to it. */
const signature = (secret: string, body: Buffer) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

const bytesOf = (text: string) => Uint8Array.from(new TextEncoder().encode(text)).buffer
const padding = 'é'.repeat(300_000)

let thread: ReadingThread
afterEach(() => thread.close())

it.each([
  ['short', ''],
  ['long', padding],
])('a %s answer says what it says, wherever it is parsed', async (_length, more) => {
  thread = createReadingThread()
  const answer = { title: `Checkout${more}`, labels: ['incident', null], id: 7 }
  expect(await thread.parse(bytesOf(JSON.stringify(answer)))).toEqual(answer)
})

it.each([
  ['short', ''],
  ['long', padding],
])('a %s answer that is no JSON is refused', async (_length, more) => {
  thread = createReadingThread()
  await expect(thread.parse(bytesOf(`<html>${more}`))).rejects.toThrow()
})

const secrets = { current: 'a secret of some length', previous: 'the secret before that' }
const signed = (by: string, body: Buffer) => ({ event: 'issues', signature: signature(by, body), secrets })

it('a long delivery hints at the same as a short one, and its body stays as it was', async () => {
  thread = createReadingThread()
  const body = Buffer.from(JSON.stringify({ ...labelled, padding }))
  const self = { slug: 'aftermath' }
  const { signer, delivery } = await thread.readDelivery(body, { ...signed(secrets.current, body), self })
  expect(signer).toBe('current')
  expect(delivery?.hints).toEqual(refsOf('issues', labelled, self))
  expect(delivery?.hints.length).toBeGreaterThan(0)
  expect(delivery?.doer?.login).toBe(labelled.sender.login)
  expect(body.length).toBeGreaterThan(600_000)
})

it.each([
  { what: 'that is no object', by: secrets.previous, signer: 'previous' },
  { what: 'that nobody with a secret signed', by: 'another secret', signer: null },
])('a long delivery $what says nothing', async ({ by, signer }) => {
  thread = createReadingThread()
  const body = Buffer.from(signer === null ? JSON.stringify({ ...labelled, padding }) : `[${JSON.stringify(padding)}]`)
  const read = await thread.readDelivery(body, { ...signed(by, body), self: { slug: 'aftermath' } })
  expect(read).toEqual({ signer, delivery: null })
})
