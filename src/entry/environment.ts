import { z } from 'zod'
import { shortestSecret, type WebhookSecrets } from './http/signature.ts'
import { type LogOptions, logLevels } from './log.ts'
import { type KeyReader, type KnownKey, parsePrivateKey } from './private-key.ts'

/** What the environment says, read once and checked. Nothing else reads the environment. */
export interface Environment {
  readonly app: AppCredentials | null
  /** A personal token, for reading only. */
  readonly token: string | null
  /** The base of GitHub's REST API, without a slash at its end. */
  readonly apiUrl: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly webhookPath: string
  /** Where GitHub reaches this server's webhooks when it cannot be told from the set-up page's address. */
  readonly webhookProxy: string | null
  /** The address by which people reach this server from outside, without a slash at its end. */
  readonly publicUrl: string | null
  readonly production: boolean
  readonly logLevel: (typeof logLevels)[number]
  readonly logFormat: LogOptions['format']
  /** Former identities whose markers count: app ids and logins. */
  readonly trustedApps: readonly (number | string)[]
  /** Milliseconds between sweeps; 0 for no sweep at all, not even at the start. */
  readonly sweepInterval: number
  /** Milliseconds between looks for missed deliveries; 0 for none at all. */
  readonly redeliveryInterval: number
  readonly pacing: 'github' | 'none'
  /** Where the queue is that several processes share; `null` for the one in memory. */
  readonly queueUrl: string | null
  /** `web` takes deliveries, `worker` runs passes, `all` does both. */
  readonly role: (typeof roles)[number]
  /** Where its numbers are served (port 0: a free one); `null` for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null
}

const roles = ['all', 'web', 'worker'] as const

export interface AppCredentials extends KnownKey {
  readonly id: number
  readonly webhookSecrets: WebhookSecrets
}

/** Each problem is a sentence that names the variable and says how to get it right. */
export type EnvironmentResult =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problems: readonly string[] }

/** What the process is: a server needs a webhook secret, a command does not. */
export type Purpose = 'server' | 'command'

type Variables = Readonly<Record<string, string | undefined>>

/** The webhook secret that Probot takes when there is none: everybody knows it. */
export const publicSecret = 'development'

/** Variables that are taken as they are: every other one is read without the blanks around it. */
const secrets: readonly string[] = ['PRIVATE_KEY', 'WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS']

const url = z
  .url({ protocol: /^https?$/, error: 'is not a URL: give one such as https://api.github.com' })
  .transform((text) => new URL(text))
  .refine(
    ({ username, password }) => username + password === '',
    'holds a name or password: leave out what stands before the @',
  )
  .transform(({ origin, pathname, search }) => `${origin}${pathname.replace(/(?<!\/)\/+$/, '')}${search}`)

/** An address that paths are put behind. As requests write it: names in small letters, no port that goes without saying. */
const base = url.refine((text) => !text.includes('?'), 'holds a question mark: leave out what stands behind it')

const wholeNumber = (most: number, hint: string) =>
  z
    .string()
    .regex(/^\d+$/, hint)
    .transform(Number)
    .refine((number) => number <= most, hint)

const port = wholeNumber(65_535, 'is not a port: give a number from 0 to 65535')

const minutes = wholeNumber(1440, 'is not a number of minutes from 0 to 1440')

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `is not one of ${values.join(', ')}` })

const queueSchemes = ['redis:', 'rediss:', 'postgres:', 'postgresql:']

/** May hold a password, so no message shows it. */
const queueUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false
  const { protocol, host } = new URL(text)
  return queueSchemes.includes(protocol) && host !== ''
}, 'is not the address of a queue: give one such as redis://localhost:6379, with redis://, rediss:// or postgres://')

const schema = z.object({
  APP_ID: wholeNumber(Number.MAX_SAFE_INTEGER, "is not a number: it stands on the app's settings page").optional(),
  GITHUB_TOKEN: z
    .string()
    .trim()
    .regex(
      /^[!-~]+$/,
      'is not a token: it holds white space or a character that no token has; copy it from GitHub again',
    )
    .optional(),
  GITHUB_API_URL: base.default('https://api.github.com'),
  HOST: z.string().default('localhost'),
  PORT: port.default(3000),
  WEBHOOK_PATH: z
    .string()
    .regex(/^\/[^\s?#]*$/, 'is not a path: it begins with /')
    .default('/api/github/webhooks'),
  WEBHOOK_PROXY_URL: url.optional(),
  PUBLIC_URL: base.optional(),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  /** Probot's own words. */
  LOG_FORMAT: oneOf(['json', 'pretty']).optional(),
  TRUSTED_APPS: z.string().default(''),
  SWEEP_INTERVAL: minutes.default(60),
  REDELIVERY_INTERVAL: minutes.default(10),
  WRITE_PACING: oneOf(['github', 'none']).default('github'),
  QUEUE_URL: queueUrl.nullable().default(null),
  ROLE: oneOf(roles).default('all'),
  METRICS_PORT: port.nullable().default(null),
  METRICS_HOST: z.string().optional(),
})

/**
 * Checks the environment's variables, all of them before it answers. An empty variable counts as absent. Without any of
 * the app's credentials `app` is `null`; with some, or in production, the missing ones are problems.
 */
export function parseEnvironment(variables: Variables, purpose: Purpose, readKey: KeyReader): EnvironmentResult {
  const present = Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => {
      const bare = secrets.includes(name) ? value : value?.trim()
      return value?.trim() ? [[name, bare]] : []
    }),
  )
  const parsed = schema.safeParse(present)
  const problems = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`)
  const key = parsePrivateKey(present, readKey)
  if (!key.ok) problems.push(key.problem)
  problems.push(...credentialProblems(present, purpose), ...addressProblems(present), ...roleProblems(present))
  if (!parsed.success || !key.ok || problems.length > 0) return { ok: false, problems }

  const values = parsed.data
  const complete = values.APP_ID !== undefined && key.pem !== null
  const app = complete
    ? {
        id: values.APP_ID ?? 0,
        privateKey: key.pem ?? '',
        privateKeyPath: present.PRIVATE_KEY === undefined ? (present.PRIVATE_KEY_PATH ?? null) : null,
        webhookSecrets: {
          current: present.WEBHOOK_SECRET ?? publicSecret,
          previous: present.WEBHOOK_SECRET_PREVIOUS ?? null,
        },
      }
    : null
  const production = values.NODE_ENV === 'production'
  return {
    ok: true,
    environment: {
      app,
      token: values.GITHUB_TOKEN ?? null,
      apiUrl: values.GITHUB_API_URL,
      host: values.HOST,
      port: values.PORT,
      webhookPath: values.WEBHOOK_PATH,
      webhookProxy: values.WEBHOOK_PROXY_URL ?? null,
      publicUrl: values.PUBLIC_URL ?? null,
      production,
      logLevel: values.LOG_LEVEL,
      logFormat: (values.LOG_FORMAT ?? (production ? 'json' : 'pretty')) === 'json' ? 'json' : 'plain',
      trustedApps: parseTrusted(values.TRUSTED_APPS),
      sweepInterval: values.SWEEP_INTERVAL * 60_000,
      redeliveryInterval: values.REDELIVERY_INTERVAL * 60_000,
      pacing: values.WRITE_PACING,
      queueUrl: values.QUEUE_URL,
      role: values.ROLE,
      metrics: metricsOf(values),
    },
  }
}

function metricsOf({ METRICS_PORT: port, METRICS_HOST: host, HOST }: z.output<typeof schema>): Environment['metrics'] {
  return port === null ? null : { host: host ?? HOST, port }
}

const howTo = {
  APP_ID: "APP_ID is missing: it is the number on the app's settings page.",
  PRIVATE_KEY:
    "PRIVATE_KEY (or PRIVATE_KEY_PATH) is missing: generate one on the app's settings page and give its text or its file.",
  WEBHOOK_SECRET:
    "WEBHOOK_SECRET is missing: make one with `openssl rand -hex 32` and enter the same on the app's settings page.",
} as const

function credentialProblems(present: Variables, purpose: Purpose): readonly string[] {
  const id = present.APP_ID !== undefined
  const key = present.PRIVATE_KEY !== undefined || present.PRIVATE_KEY_PATH !== undefined
  const production = present.NODE_ENV === 'production'
  const serving = purpose === 'server'
  const started = id || key || (serving && present.WEBHOOK_SECRET !== undefined)
  const problems: string[] = []
  if (!started && !(serving && production)) return problems
  if (!id) problems.push(howTo.APP_ID)
  if (!key) problems.push(howTo.PRIVATE_KEY)
  if (!serving || !production) return problems
  if (present.WEBHOOK_SECRET === undefined) problems.push(howTo.WEBHOOK_SECRET)
  if (present.WEBHOOK_SECRET === publicSecret) {
    problems.push(
      `WEBHOOK_SECRET is "${publicSecret}", which everybody knows: make one with \`openssl rand -hex 32\` and enter the same on the app's settings page.`,
    )
  }
  if (present.WEBHOOK_SECRET_PREVIOUS === publicSecret) {
    problems.push(`WEBHOOK_SECRET_PREVIOUS is "${publicSecret}", which everybody knows: remove it.`)
  }
  for (const name of ['WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS'] as const) {
    const secret = present[name]
    if (secret === undefined || secret === publicSecret || secret.trim().length >= shortestSecret) continue
    problems.push(
      `${name} is too short, so that it can be guessed from one delivery: make one of ${shortestSecret} characters or more with \`openssl rand -hex 32\` and enter the same on the app's settings page.`,
    )
  }
  return problems
}

function roleProblems({ ROLE: role = 'all', QUEUE_URL }: Variables): readonly string[] {
  if ((role !== 'web' && role !== 'worker') || QUEUE_URL !== undefined) return []
  return [
    `ROLE is ${role}, but QUEUE_URL is not set, so that no other process can do the rest: set it, or leave out ROLE.`,
  ]
}

/** Whoever stands between reads a token that goes by plain HTTP; within one machine, as to the sandbox, nobody does. */
function addressProblems({ NODE_ENV, GITHUB_API_URL = '' }: Variables): readonly string[] {
  if (!URL.canParse(GITHUB_API_URL)) return []
  // By the parser that the requests use, which takes more for an address than a look at its text shows.
  const { protocol, hostname } = new URL(GITHUB_API_URL)
  const clear = protocol !== 'https:' && !/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
  if (NODE_ENV !== 'production' || !clear) return []
  return ["GITHUB_API_URL begins with http://, so the app's tokens could be read on their way: give one with https://."]
}

function parseTrusted(text: string): readonly (number | string)[] {
  const names = text.split(',').map((name) => name.trim())
  return names.filter((name) => name !== '').map((name) => (/^\d+$/.test(name) ? Number(name) : name))
}
