/** Why an engine cannot be used. */
export type EngineProblem =
  | { readonly is: 'away'; readonly because: string }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'old'; readonly found: string; readonly wanted: string }
  | { readonly is: 'unprivileged'; readonly grant: string }
  | { readonly is: 'unusable'; readonly because: string }

/** The queue cannot be used; the message says why and what to do, without the password. */
export class EngineUnusable extends Error {
  readonly problem: EngineProblem
  constructor(address: string, problem: EngineProblem) {
    super(sentenceOf(address, problem))
    this.name = 'EngineUnusable'
    this.problem = problem
  }
}

/** One sentence for who starts the server. */
export function sentenceOf(address: string, problem: EngineProblem): string {
  switch (problem.is) {
    case 'away':
      return `QUEUE_URL leads to ${address}, where nothing answers (${problem.because}): start the server there, or correct the address.`
    case 'refused':
      return `QUEUE_URL leads to ${address}, which refuses the name or password (${problem.because}): correct them in QUEUE_URL.`
    case 'old':
      return `QUEUE_URL leads to ${address}, which is ${problem.found}: Aftermath needs ${problem.wanted} or later.`
    case 'unprivileged':
      return `QUEUE_URL leads to ${address}, where its user may not create tables: let an owner of the database run \`${problem.grant}\`; once the tables are there, the right may go.`
    case 'unusable':
      return `QUEUE_URL leads to ${address}, which cannot be used (${problem.because}): check what runs there.`
  }
}

const codeOf = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : ''

const unreachable = /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/

/** What a fault while connecting means. A message that is not known is told by its code or kind: it may quote what was sent. */
export function problemOf(fault: unknown): EngineProblem {
  const inner = fault instanceof AggregateError ? fault.errors[0] : fault
  const code = codeOf(inner)
  const message = inner instanceof Error ? inner.message : ''
  if (unreachable.test(code)) return { is: 'away', because: code }
  if (/^(?:57P03|08\w{3})$/.test(code) || /^LOADING /.test(message))
    return { is: 'away', because: 'it is still starting' }
  if (/timed? ?out|timeout expired|Connection (?:is closed|terminated)/i.test(message))
    return { is: 'away', because: 'no answer in time' }
  const word = /^(WRONGPASS|NOAUTH|NOPERM)\b/.exec(message)?.[1]
  if (word !== undefined) return { is: 'refused', because: word }
  if (/^ERR (?:invalid password|AUTH )/.test(message)) return { is: 'refused', because: 'AUTH failed' }
  if (/^28/.test(code)) return { is: 'refused', because: code }
  if (/SASL|password must be a string/.test(message)) return { is: 'refused', because: 'it asks for a password' }
  if (code === '3D000') return { is: 'unusable', because: 'there is no such database' }
  if (/SSL|TLS|EPROTO|CERT/i.test(code + message))
    return { is: 'unusable', because: `TLS failed, ${code || 'no TLS there'}` }
  return { is: 'unusable', because: code || (inner instanceof Error ? inner.name : typeof inner) }
}

/** Whether what runs there is older than what Aftermath needs; `null` where it is not. `info` is what Redis or Valkey says of itself. */
export function redisTooOld(info: string): EngineProblem | null {
  // Valkey calls itself Redis 7.2, too.
  if (/^valkey_version:\d/m.test(info)) return null
  const redis = /^redis_version:(\d{1,5})\.([\d.]{1,20})/m.exec(info)
  if (redis === null || Number(redis[1]) >= 7) return null
  return { is: 'old', found: `Redis ${redis[1]}.${redis[2]}`, wanted: 'Redis 7, Valkey 7.2' }
}

/** The same of PostgreSQL's number of its version, `150004` for 15.4. */
export function postgresTooOld(number: number): EngineProblem | null {
  if (number >= 130_000) return null
  const [major, minor] = [Math.floor(number / 10_000), number % 10_000]
  return { is: 'old', found: `PostgreSQL ${major}.${minor}`, wanted: 'PostgreSQL 13' }
}
