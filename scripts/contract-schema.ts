type Node = Readonly<Record<string, unknown>>

const silent = new Set([
  'description',
  'title',
  'example',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'externalDocs',
])
const lists = new Set(['allOf', 'anyOf', 'oneOf'])
const single = new Set(['items', 'not', 'additionalProperties'])

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A schema of OpenAPI 3.0 as JSON Schema (draft 7), without what explains it: `nullable` becomes a type or a choice,
 * references lead to `github#/definitions/<name>`.
 */
export function toJsonSchema(schema: unknown): unknown {
  if (!isNode(schema)) return schema
  const { $ref } = schema
  // Beside a reference OpenAPI 3.0 reads nothing.
  if (typeof $ref === 'string') return { $ref: `github#/definitions/${$ref.slice($ref.lastIndexOf('/') + 1)}` }
  const { nullable, ...rest } = schema
  const plain = Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => !silent.has(key) && !key.startsWith('x-'))
      // GitHub's choices overlap (one kind of error often fits another), so one or more of them has to fit.
      .map(([key, value]) => [key === 'oneOf' ? 'anyOf' : key, converted(key, value)]),
  )
  return nullable === true ? orNull(plain) : plain
}

function converted(key: string, value: unknown): unknown {
  if (lists.has(key) && Array.isArray(value)) return value.map(toJsonSchema)
  if (single.has(key)) return toJsonSchema(value)
  if (key === 'properties' && isNode(value))
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, toJsonSchema(schema)]))
  return value
}

function orNull(schema: Node): Node {
  const { type, enum: choices } = schema
  const nullToo = Array.isArray(choices) && !choices.includes(null) ? { enum: [...choices, null] } : {}
  if (typeof type === 'string' && ![...lists].some((key) => key in schema))
    return { ...schema, type: [type, 'null'], ...nullToo }
  return { anyOf: [schema, { type: 'null' }] }
}

/** The names of all component schemas that a converted schema, or anything that holds some, refers to. */
export function refsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isNode(value)) return []
  const { $ref } = value
  const own = typeof $ref === 'string' ? [$ref.slice($ref.lastIndexOf('/') + 1)] : []
  return [...own, ...Object.values(value).flatMap(refsIn)]
}
