import { afterEach, expect, it } from 'vitest'
import { createReadingThread, type ReadingThread } from '../../src/entry/threads/reading.ts'
import { refsOf } from '../../src/triggers/deliveries.ts'
import { labelled } from './parts.ts'

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

it('a long delivery hints at the same as a short one, and its body stays as it was', async () => {
  thread = createReadingThread()
  const body = Buffer.from(JSON.stringify({ ...labelled, padding }))
  const read = await thread.readDelivery('issues', body, { slug: 'aftermath' })
  expect(read?.hints).toEqual(refsOf('issues', labelled, { slug: 'aftermath' }))
  expect(read?.hints.length).toBeGreaterThan(0)
  expect(read?.doer?.login).toBe(labelled.sender.login)
  expect(body.length).toBeGreaterThan(600_000)
  expect(await thread.readDelivery('issues', Buffer.from(`[${JSON.stringify(padding)}]`), { slug: null })).toBeNull()
})
