import { z } from 'zod'
import { GitHubError } from '../reconcile/ports.ts'

/** What an Octokit error says about the answer behind it. */
const failure = z.object({
  name: z.literal('HttpError'),
  status: z.number(),
  message: z.string(),
  response: z
    .object({ url: z.string().optional(), headers: z.record(z.string(), z.unknown()), data: z.unknown() })
    .optional(),
})

const answerBody = z.object({
  message: z.string().optional(),
  errors: z
    .array(
      z.union([
        z.string(),
        z.object({ message: z.string().optional(), code: z.string(), field: z.string() }).partial(),
      ]),
    )
    .optional(),
})

/** An answer of GitHub's that is no success, without anything of the request. */
export class Failure extends Error {
  readonly status: number
  /** GitHub's own words: the message and the codes and messages of its `errors`, never a submitted value. */
  readonly says: string
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Where the answer came from, after redirects. */
  readonly url: string

  constructor(answer: Pick<Failure, 'status' | 'says' | 'headers' | 'url'>) {
    super(`HTTP ${answer.status}: ${answer.says}`)
    this.name = 'Failure'
    this.status = answer.status
    this.says = answer.says
    this.headers = answer.headers
    this.url = answer.url
  }
}

/** Whether `error` comes from a request of Octokit's, answered or not. */
export function isOctokitError(error: unknown): boolean {
  return failure.safeParse(error).success
}

/** GitHub's answer behind `error`, Octokit's or `GitHubError`; `null` when no answer came. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof GitHubError) return error.cause instanceof Failure ? error.cause : failureOf(error.cause)
  const parsed = failure.safeParse(error)
  const response = parsed.data?.response
  if (!parsed.success || response === undefined) return null
  const body = answerBody.safeParse(response.data).data ?? {}
  const details = (body.errors ?? []).map((detail) =>
    typeof detail === 'string' ? detail : (detail.message ?? [detail.field, detail.code].filter(Boolean).join(' ')),
  )
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
  return new Failure({
    status: parsed.data.status,
    says: [body.message ?? '', ...details].filter((part) => part !== '').join(': '),
    headers: Object.fromEntries(headers),
    url: response.url ?? '',
  })
}
