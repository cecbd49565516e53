import { Ajv, type ValidateFunction } from 'ajv'
import ajvFormats from 'ajv-formats'
import type { Description, Operation } from './published.ts'
import { isNoAddress, isOlderList } from './slips.ts'

/** One request with what came back. */
export interface Exchange {
  readonly method: string
  /** With its query, percent-encoded as sent. */
  readonly path: string
  /** The text sent; empty for none. */
  readonly sent: string
  readonly status: number
  readonly contentType: string
  readonly received: string
}

export interface Sent {
  readonly event: string
  /** The text that was signed. */
  readonly body: string
}

/** Validates what passes between clients and the sandbox against GitHub's description. Lists are empty where all fits. */
export interface Contract {
  checkExchange(exchange: Exchange): readonly string[]
  checkDelivery(delivery: Sent): readonly string[]
  /** `METHOD /path/{template}` to the statuses seen, with how often. */
  coverage(): ReadonlyMap<string, ReadonlyMap<number, number>>
  /** `event.action` to how often it was seen. */
  deliveries(): ReadonlyMap<string, number>
}

type Schema = Description['schemas'][string]
type Check = (value: unknown) => readonly string[]

interface Checkers {
  readonly checks: (schema: Schema) => Check
  /** Values in addresses are texts: what reads as a number is one. */
  readonly loose: (schema: Schema) => Check
  readonly holders: Map<Schema, Schema>
}

/** Compiling the schemas takes longer than all that is checked by them. */
const compiled = new WeakMap<Description, Checkers>()

function checkersOf(description: Description): Checkers {
  const known = compiled.get(description)
  if (known) return known
  const whole = { $id: 'github', definitions: description.schemas }
  const [checks, loose] = [checkerOn(whole, { coerceTypes: false }), checkerOn(whole, { coerceTypes: true })]
  const made = { checks, loose, holders: new Map<Schema, Schema>() }
  compiled.set(description, made)
  return made
}

/** The contract that a description states. Schemas are compiled when first needed, once for each description. */
export function contractOf(description: Description): Contract {
  const { checks, loose, holders } = checkersOf(description)
  const operations = description.operations.map((operation) => ({ operation, ...pattern(operation) })).sort(byLiterals)
  const seen = new Map<string, Map<number, number>>()
  const seenDeliveries = new Map<string, number>()

  function checkExchange(exchange: Exchange): readonly string[] {
    const { method, status } = exchange
    const url = new URL(exchange.path, 'http://contract.invalid')
    const path = url.pathname.replace(/^\/repositories\/\d+(?=\/|$)/, '/repos/by/id')
    const found = operations.find(({ operation, matches }) => operation.method === method && matches.test(path))
    if (!found) return [`${method} ${url.pathname}: GitHub's description knows no such operation`]
    const { operation, matches } = found
    const name = `${method} ${operation.path}`
    const statuses = seen.get(name) ?? new Map<number, number>()
    seen.set(name, statuses.set(status, (statuses.get(status) ?? 0) + 1))
    const values = matches.exec(path)?.groups ?? {}
    return [
      ...checkParameters(operation, 'path', Object.entries(values)),
      ...checkParameters(operation, 'query', [...url.searchParams]),
      // What GitHub refuses need not be well-formed.
      ...(status < 400 ? checkBody(operation, exchange.sent) : []),
      ...checkAnswer(operation, exchange),
    ].map((problem) => `${name}: ${problem}`)
  }

  function checkParameters(
    { parameters }: Operation,
    where: 'path' | 'query',
    given: readonly (readonly [string, string])[],
  ): readonly string[] {
    const known = parameters.filter((one) => one.in === where)
    const values = new Map(given.map(([name, value]) => [name, where === 'path' ? decodeURIComponent(value) : value]))
    const missing = known.filter(({ name, required }) => required && !values.has(name))
    return [
      ...missing.map(({ name }) => `${where} lacks ${name}`),
      ...[...values].flatMap(([name, value]) => {
        const parameter = known.find((one) => one.name === name)
        if (!parameter) return [`${where} has ${name}, which GitHub does not know`]
        return loose(holderOf(parameter.schema))({ value }).map((problem) => `${where} ${name}=${value}: ${problem}`)
      }),
    ]
  }

  /** A value is coerced where it stands, so it needs something to stand in. */
  function holderOf(schema: Schema): Schema {
    const holder = holders.get(schema) ?? { type: 'object', properties: { value: schema } }
    holders.set(schema, holder)
    return holder
  }

  function checkBody({ body }: Operation, sent: string): readonly string[] {
    if (sent === '') return body?.required ? ['the request lacks its body'] : []
    const value: unknown = JSON.parse(sent)
    if (!body?.schema) return Object.keys(Object(value)).length > 0 ? ['the request has a body'] : []
    const unknown = unknownFields(body.schema, value)
    return [
      ...checks(body.schema)(value).map((problem) => `request ${problem}`),
      ...unknown.map((field) => `request has ${field}, which GitHub does not know`),
    ]
  }

  function unknownFields(schema: Schema, value: unknown): readonly string[] {
    const names = fieldsOf(schema, description.schemas)
    if (names === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return []
    return Object.keys(value).filter((field) => !names.has(field))
  }

  function checkAnswer({ responses }: Operation, { status, contentType, received }: Exchange): readonly string[] {
    const documented = responses[String(status)]
    if (status === 304) return received === '' ? [] : ['304 has a body']
    if (documented === undefined && status < 400) return [`answers ${status}, which GitHub does not document`]
    if (/\braw\b/.test(contentType)) return []
    if (documented === null && status < 400) return received === '' ? [] : [`${status} has a body`]
    if (!contentType.startsWith('application/json')) return [`${status} comes as "${contentType}"`]
    const value: unknown = JSON.parse(received)
    if (status >= 400) return refusal(status, documented ?? null, value)
    return documented ? checks(documented)(value).map((problem) => `${status} ${problem}`) : []
  }

  /** GitHub documents few of its refusals: each must be one of its three kinds, and what is documented for the status. */
  function refusal(status: number, documented: Schema | null, value: unknown): readonly string[] {
    const kinds = status === 422 ? ['validation-error', 'validation-error-simple'] : ['basic-error']
    const problems = kinds.map((kind) => checks({ ...named(kind), required: ['message', 'documentation_url'] })(value))
    if (!problems.some((list) => list.length === 0)) return (problems[0] ?? []).map((one) => `${status} ${one}`)
    if (documented === null || status === 422) return []
    return checks(documented)(value).map((one) => `${status} ${one}`)
  }

  function named(name: string): Readonly<Record<string, unknown>> {
    const schema = description.schemas[name]
    if (typeof schema !== 'object') throw new Error(`The fixture lacks ${name}.`)
    return schema
  }

  return {
    checkExchange,
    checkDelivery({ event, body }) {
      const payload: unknown = JSON.parse(body)
      const said = typeof payload === 'object' && payload !== null && 'action' in payload ? String(payload.action) : ''
      const name = said === '' ? event : `${event}.${said}`
      const webhook = description.webhooks.find((one) => one.event === event && one.action === said)
      if (!webhook) return [`${name}: GitHub's description knows no such webhook`]
      seenDeliveries.set(name, (seenDeliveries.get(name) ?? 0) + 1)
      return checks(webhook.schema)(payload).map((problem) => `${name}: ${problem}`)
    },
    coverage: () => seen,
    deliveries: () => seenDeliveries,
  }
}

function checkerOn(whole: object, options: { readonly coerceTypes: boolean }): (schema: Schema) => Check {
  const ajv = new Ajv({ ...options, strict: false, allErrors: true, verbose: true })
  ajvFormats.default(ajv)
  // RFC 6570: what GitHub calls a template is an address once its braces are taken out.
  ajv.addFormat('uri-template', (text: string) => /^https?:\/\/[^\s<>"]+$/.test(text))
  ajv.addFormat('repo.nwo', /^[^/\s]+\/[^/\s]+$/)
  // Addresses of bots have brackets, which RFC 5322 wants in quotes and GitHub sends without.
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/)
  ajv.addSchema(whole)
  const compiled = new Map<Schema, ValidateFunction>()
  return (schema) => (value) => {
    const validate = compiled.get(schema) ?? ajv.compile(schema)
    compiled.set(schema, validate)
    if (validate(value)) return []
    const told = (validate.errors ?? []).filter((one) => !isOlderList(one) && !isNoAddress(one))
    return told.map(
      ({ instancePath, message, params }) => `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`,
    )
  }
}

/** All fields that a body may have; nothing for a body that may have any, or is no object. */
function fieldsOf(schema: Schema, schemas: Description['schemas']): ReadonlySet<string> | undefined {
  if (typeof schema === 'boolean') return undefined
  const { $ref, properties, oneOf, anyOf, allOf, additionalProperties } = schema
  if (typeof $ref === 'string') return fieldsOf(schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? true, schemas)
  if (additionalProperties === true || typeof additionalProperties === 'object') return undefined
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
  const below = [oneOf, anyOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []))
  return new Set([...own, ...below.flatMap((one) => [...(fieldsOf(one, schemas) ?? [])])])
}

function pattern({ path, parameters }: Operation): { readonly matches: RegExp; readonly literals: number } {
  const several = new Set(parameters.filter((one) => one.several).map(({ name }) => name))
  const source = path
    .split('/')
    .map((part) => {
      const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
      if (name === undefined) return part.replaceAll('.', '\\.')
      return `(?<${name}>${name === 'path' ? '.*' : several.has(name) ? '.+' : '[^/]+'})`
    })
    .join('/')
  return {
    matches: new RegExp(`^${source}$`),
    literals: path.split('/').filter((part) => !part.startsWith('{')).length,
  }
}

function byLiterals(one: { readonly literals: number }, other: { readonly literals: number }): number {
  return other.literals - one.literals
}
