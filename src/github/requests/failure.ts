import { z } from 'zod'
import { GitHubError } from '../../reconcile/ports.ts'

/** What an Octokit error says about the answer behind it. */
const failure = z.object({
  name: z.literal('HttpError'),
  status: z.number(),
  message: z.string(),
  response: z
    .object({ url: z.string().optional(), headers: z.record(z.string(), z.unknown()), data: z.unknown() })
    .optional(),
})

const entry = z.object({ message: z.unknown(), code: z.unknown(), field: z.unknown() }).partial()
const answerBody = z.object({ message: z.unknown(), errors: z.unknown() }).partial()

/**
 * GitHub's own words in the body of a refusal, each read by itself: the message, and the messages or the codes of its
 * `errors`, which may be a list of anything, one object or a plain string. Never a submitted value.
 */
export function answerWords(data: unknown): string {
  const { message } = answerBody.safeParse(data).data ?? {}
  const details = entriesOf(data).map((one) => {
    if (typeof one === 'string') return one
    const { message: said, field, code } = entry.safeParse(one).data ?? {}
    const named = [text(field), text(code)].filter((part) => part !== '').join(' ')
    return text(said) || named || listsIn(one).join(', ')
  })
  return [text(message), ...details].filter((part) => part !== '').join(': ')
}

/** The codes of the `errors` of a refusal: `already_exists`, `custom`. */
export function codesOf(data: unknown): readonly string[] {
  return entriesOf(data).flatMap((one) => text(entry.safeParse(one).data?.code) || [])
}

function entriesOf(data: unknown): readonly unknown[] {
  const { errors } = answerBody.safeParse(data).data ?? {}
  return [errors].flat(2)
}

/** What Rails says of each field: `{ base: ['is too long'] }`. */
function listsIn(one: unknown): readonly string[] {
  const lists = z.record(z.string(), z.unknown()).safeParse(one).data ?? {}
  return Object.values(lists).flatMap((list) => (Array.isArray(list) ? list.map(text) : []))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

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
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
  return new Failure({
    status: parsed.data.status,
    says: answerWords(response.data),
    headers: Object.fromEntries(headers),
    url: response.url ?? '',
  })
}
