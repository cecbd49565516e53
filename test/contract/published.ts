import { z } from 'zod'

const schema = z.union([z.record(z.string(), z.unknown()), z.boolean()])
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  /** Whether it may hold slashes. */
  several: z.boolean(),
  schema,
})
const operation = z.object({
  method: z.string(),
  path: z.string(),
  operationId: z.string(),
  parameters: z.array(parameter),
  body: z.object({ required: z.boolean(), schema: schema.nullable() }).nullable(),
  /** By status; `null` where an answer has no JSON. */
  responses: z.record(z.string(), schema.nullable()),
})
/** The shape of the committed fixture. */
export const description = z.object({
  source: z.string(),
  madeBy: z.string(),
  operations: z.array(operation),
  webhooks: z.array(z.object({ event: z.string(), action: z.string(), schema })),
  schemas: z.record(z.string(), schema),
})

export type Operation = z.infer<typeof operation>
/** GitHub's own description of itself, cut to what is in use: `test/fixtures/contract.json`. */
export type Description = z.infer<typeof description>
