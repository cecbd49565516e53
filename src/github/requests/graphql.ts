import { z } from 'zod'
import type { Calls } from './calls.ts'
import { refusedError } from './errors.ts'

/** What is asked of GitHub where its REST API has no words for it. `what` completes "The app could not ...". */
export interface GraphqlAsk<T> {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Of the `data`. */
  readonly schema: z.ZodType<T>
  readonly what: string
}

/**
 * One request to the GraphQL API. It answers 200 also where it says no: that is refused, unless it gave what it could.
 * https://docs.github.com/en/graphql/guides/forming-calls-with-graphql
 */
export async function askGraphql<T>(calls: Calls, { query, variables, schema, what }: GraphqlAsk<T>): Promise<T> {
  const envelope = z.object({
    data: schema.nullish(),
    errors: z.array(z.object({ type: z.string().nullish(), message: z.string().nullish() })).nullish(),
  })
  const path = calls.graphql
  const { data, errors } = await calls.write({
    method: 'POST',
    path,
    body: { query, variables },
    schema: envelope,
    what,
  })
  if (data != null) return data
  const [first] = errors ?? []
  const reason = first?.type === 'FORBIDDEN' ? 'permission' : first?.type === 'NOT_FOUND' ? 'missing' : 'invalid'
  const because = `GitHub answered “${(first?.message ?? 'nothing').replace(/\s+/g, ' ').slice(0, 200)}”`
  throw refusedError(what, { status: 422, reason, because, remedy: 'its next pass goes on without it' })
}
