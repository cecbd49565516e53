import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { events, operations } from './contract-operations.ts'
import { refsIn, toJsonSchema } from './contract-schema.ts'

/**
 * Makes `test/fixtures/contract.json`: GitHub's own description of the operations and webhooks in use, as JSON Schema.
 * Run it with Node 22.18 or later, or after `npm run build` from `dist`, in the root of the package:
 * `node dist/scripts/contract-fixture.js`. It fetches the package into a temporary folder; an unpacked
 * `api.github.com.json` can be named instead. The same version gives the same bytes.
 */
const name = '@octokit/openapi@23.0.2'
const file = 'generated/api.github.com.json'
const target = 'test/fixtures/contract.json'

const node = z.record(z.string(), z.unknown())
const description = z.object({
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), node),
  'x-webhooks': z.record(z.string(), z.object({ post: z.object({ operationId: z.string(), requestBody: node }) })),
  components: z.object({ schemas: node, parameters: node, responses: node }),
})
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(node).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content: z.record(z.string(), node) }).optional(),
  responses: z.record(z.string(), node),
})
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  schema: z.unknown(),
  'x-multi-segment': z.boolean().default(false),
})
const response = z.object({ content: z.record(z.string(), node).optional() })
type Description = z.infer<typeof description>

/** The description as its authors published it. */
function published(path: string | undefined): Description {
  if (path !== undefined) return description.parse(JSON.parse(readFileSync(path, 'utf8')))
  const folder = mkdtempSync(join(tmpdir(), 'contract-'))
  try {
    const [packed = ''] = execFileSync('npm', ['pack', '--silent', name], { cwd: folder, encoding: 'utf8' }).split('\n')
    execFileSync('tar', ['xzf', packed, `package/${file}`], { cwd: folder })
    return published(join(folder, 'package', file))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function resolved(from: Description, thing: Readonly<Record<string, unknown>>): unknown {
  const { $ref } = thing
  if (typeof $ref !== 'string') return thing
  const [, kind = '', key = ''] = /^#\/components\/(parameters|responses)\/(.+)$/.exec($ref) ?? []
  return (kind === 'parameters' ? from.components.parameters : from.components.responses)[key]
}

/** The schema of a JSON body; `null` where there is none. */
function bodySchema(content: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined): unknown {
  const json = content?.['application/json'] ?? content?.['application/scim+json']
  return json?.schema === undefined ? null : toJsonSchema(json.schema)
}

function operationIn(from: Description, line: string) {
  const [method = '', path = ''] = line.split(' ')
  const found = operation.safeParse(from.paths[path]?.[method.toLowerCase()])
  if (!found.success) throw new Error(`${name} knows no ${line}.`)
  const { operationId, parameters, requestBody, responses } = found.data
  return {
    method,
    path,
    operationId,
    parameters: parameters.map((one) => {
      const { schema, 'x-multi-segment': several, ...rest } = parameter.parse(resolved(from, one))
      return { name: rest.name, in: rest.in, required: rest.required, several, schema: toJsonSchema(schema) }
    }),
    body: requestBody ? { required: requestBody.required, schema: bodySchema(requestBody.content) } : null,
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, one]) => [
        status,
        bodySchema(response.parse(resolved(from, one)).content),
      ]),
    ),
  }
}

/** Schema by event and action, `push` with an action of no letters. */
function webhooksIn(from: Description) {
  const content = z.object({ content: z.record(z.string(), node) })
  const found = Object.values(from['x-webhooks']).flatMap(({ post }) => {
    const [said = '', action = ''] = post.operationId.split('/')
    const event = events.find((one) => one === said.replaceAll('-', '_'))
    const schema = bodySchema(content.parse(post.requestBody).content)
    return event === undefined ? [] : [{ event, action: action.replaceAll('-', '_'), schema }]
  })
  return found.sort((a, b) => (`${a.event} ${a.action}` < `${b.event} ${b.action}` ? -1 : 1))
}

/** All component schemas that `used` leads to, by name. */
function reached(from: Description, used: unknown): Record<string, unknown> {
  const found = new Map<string, unknown>()
  const open = [...refsIn(used), 'basic-error', 'validation-error', 'validation-error-simple']
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue
    const schema = toJsonSchema(from.components.schemas[key])
    found.set(key, schema)
    open.push(...refsIn(schema))
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function main(path: string | undefined): void {
  const from = published(path)
  const used = { operations: operations.map((line) => operationIn(from, line)), webhooks: webhooksIn(from) }
  const schemas = reached(from, used)
  const rows = (list: readonly unknown[]) => `[\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n]`
  const byName = Object.entries(schemas).map(([key, schema]) => `${JSON.stringify(key)}:${JSON.stringify(schema)}`)
  const text = `{
"source": ${JSON.stringify(`npm ${name}, ${file}`)},
"madeBy": "scripts/contract-fixture.ts",
"operations": ${rows(used.operations)},
"webhooks": ${rows(used.webhooks)},
"schemas": {\n${byName.join(',\n')}\n}
}
`
  writeFileSync(target, text)
  const count = `${used.operations.length} operations, ${used.webhooks.length} webhooks, ${byName.length} schemas`
  console.log(`${target}: ${count}, ${Math.round(text.length / 1024)} KB`)
}

main(process.argv[2])
