import { describe, expect, it } from 'vitest'
import { contractOf, type Exchange, type Sent } from './contract.ts'
import { readDescription } from './description.ts'
import { recorded } from './setting.ts'

interface Row {
  readonly name: string
  readonly change: (exchange: Exchange) => Exchange
  readonly finds: string
}

type Json = Readonly<Record<string, unknown>>

const answered = (change: (json: Json) => unknown) => (exchange: Exchange) => ({
  ...exchange,
  received: JSON.stringify(change(JSON.parse(exchange.received))),
})
const asked = (change: (json: Json) => unknown) => (exchange: Exchange) => ({
  ...exchange,
  sent: JSON.stringify(change(JSON.parse(exchange.sent))),
})
const without = (field: string) => (json: Json) =>
  Object.fromEntries(Object.entries(json).filter(([key]) => key !== field))

/** Each breaks one thing in a creation of an issue that fits. */
const rows: readonly Row[] = [
  { name: 'a required field is missing', change: answered(without('number')), finds: "required property 'number'" },
  {
    name: 'a field has another type',
    change: answered((json) => ({ ...json, title: 7 })),
    finds: '/title must be string',
  },
  {
    name: 'a null stands where none may',
    change: answered((json) => ({ ...json, url: null })),
    finds: '/url must be string',
  },
  {
    name: 'an address is none',
    change: answered((json) => ({ ...json, url: 'a b' })),
    finds: '/url must match format "uri"',
  },
  {
    name: 'something inside is missing',
    change: answered((json) => ({ ...json, labels: [], user: without('login')({ login: 'x', id: 1 }) })),
    finds: '/user must have required property',
  },
  { name: 'the answer is a list', change: answered((json) => [json]), finds: 'must be object' },
  { name: 'the status is another', change: (one) => ({ ...one, status: 200 }), finds: 'answers 200' },
  { name: 'a refusal says nothing', change: (one) => ({ ...one, status: 422, received: '{}' }), finds: "'message'" },
  {
    name: 'the answer is no JSON',
    change: (one) => ({ ...one, contentType: 'text/html' }),
    finds: 'comes as "text/html"',
  },
  {
    name: 'the operation is unknown',
    change: (one) => ({ ...one, path: `${one.path}/9/stars` }),
    finds: 'no such operation',
  },
  { name: 'the method is unknown', change: (one) => ({ ...one, method: 'DELETE' }), finds: 'no such operation' },
  {
    name: 'the query has an unknown part',
    change: (one) => ({ ...one, path: `${one.path}?sorted=up` }),
    finds: 'query has sorted',
  },
  {
    name: 'the request lacks a field',
    change: asked(without('title')),
    finds: "request the whole must have required property 'title'",
  },
  {
    name: 'the request has a wrong type',
    change: asked((json) => ({ ...json, labels: 'incident' })),
    finds: 'request /labels',
  },
  {
    name: 'the request has an unknown field',
    change: asked((json) => ({ ...json, label: 'x' })),
    finds: 'request has label',
  },
]

const deliveryRows = [
  { name: 'a required field is missing', change: without('sender'), finds: "required property 'sender'" },
  { name: 'a field has another type', change: (json: Json) => ({ ...json, issue: 7 }), finds: '/issue must be object' },
  { name: 'the action is unknown', change: (json: Json) => ({ ...json, action: 'mended' }), finds: 'no such webhook' },
]

interface Sample {
  readonly exchange: Exchange
  readonly delivery: Sent
}

let recordedOnce: Promise<Sample> | undefined

function sample(): Promise<Sample> {
  recordedOnce ??= makeSample()
  return recordedOnce
}

async function makeSample(): Promise<Sample> {
  const { recording, everyone } = await recorded()
  await everyone.ask('ada', 'POST', '/repos/acme/shop/issues', { title: 'Down', body: 'x' })
  const [exchange, delivery] = [recording.exchanges().at(-1), recording.deliveries()[0]]
  if (exchange === undefined || delivery === undefined) throw new Error('Nothing was recorded.')
  return { exchange, delivery }
}

describe('the contract test notices that', () => {
  const contract = contractOf(readDescription())

  it.each(rows)('$name', async ({ change, finds }) => {
    const { exchange } = await sample()
    expect(contract.checkExchange(exchange)).toEqual([])
    expect(contract.checkExchange(change(exchange)).join('\n')).toContain(finds)
  })

  it.each(deliveryRows)('in a webhook $name', async ({ change, finds }) => {
    const { delivery } = await sample()
    expect(contract.checkDelivery(delivery)).toEqual([])
    const changed = { ...delivery, body: JSON.stringify(change(JSON.parse(delivery.body))) }
    expect(contract.checkDelivery(changed).join('\n')).toContain(finds)
  })
})
