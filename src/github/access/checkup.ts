import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import type { Calls } from '../requests/calls.ts'
import { type Installation, toInstallation, wireInstallation } from './installations.ts'

/** What GitHub says of the app itself, for a check-up of it; no pass reads this. All throw `GitHubError`. */
export interface Checkup {
  app(): Promise<AppFacts>
  /** https://docs.github.com/en/rest/apps/webhooks#get-a-webhook-configuration-for-an-app */
  hook(): Promise<HookFacts>
  /** All of them, the suspended ones too. */
  installations(): Promise<readonly InstallationFacts[]>
  /** Those of one installation that the app may act in: not archived. */
  repositories(installation: InstallationFacts): Promise<readonly RepositoryName[]>
  /** Asking costs nothing. https://docs.github.com/en/rest/rate-limit/rate-limit */
  rate(installation: InstallationFacts): Promise<RateFacts>
  /** The latest `Date` header of an answer to the app itself, refusals included; empty before the first one. */
  now(): string
}

export interface AppFacts {
  readonly slug: string
  readonly owner: { readonly login: string; readonly kind: 'organization' | 'user' | 'enterprise' }
  /** The app's public page. */
  readonly page: string
  /** What it asks owners for, as `{ issues: 'write' }`. */
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
}

export interface HookFacts {
  /** Empty where the app has none. */
  readonly url: string
  readonly contentType: string
  readonly verifiesTls: boolean
  /** GitHub never tells the secret itself. */
  readonly hasSecret: boolean
}

export interface InstallationFacts extends Installation {
  readonly account: string
  /** Its settings page, for owners. */
  readonly page: string
  readonly events: readonly string[]
  readonly suspended: 'yes' | 'no'
}

/** Requests an hour. */
export interface RateFacts {
  readonly limit: number
  readonly remaining: number
  /** When the hour ends, ISO 8601 in UTC. */
  readonly resetAt: string
}

/** A check-up by `app`'s calls and those of each installation. */
export function createCheckup(parts: {
  readonly app: Calls
  readonly listing: (installation: Installation) => Calls
  readonly repositoriesOf: (installation: Installation) => AsyncIterable<RepositoryName>
}): Checkup {
  const { app, listing } = parts
  return {
    async app() {
      const { data } = await app.read({ path: '/app', schema: wireApp, what: 'learn who it is' })
      return toAppFacts(data)
    },
    async hook() {
      const { data } = await app.read({ path: '/app/hook/config', schema: wireHook, what: 'read its webhook' })
      return {
        url: data.url ?? '',
        contentType: data.content_type ?? 'form',
        verifiesTls: String(data.insecure_ssl ?? '0') === '0',
        hasSecret: Boolean(data.secret),
      }
    },
    async installations() {
      const what = 'list its installations'
      const wires = await app.readAll({ path: '/app/installations', schema: wireInstallationFacts, what })
      return wires.map(toInstallationFacts)
    },
    async repositories(installation) {
      const names: RepositoryName[] = []
      for await (const name of parts.repositoriesOf(installation)) names.push(name)
      return names
    },
    async rate(installation) {
      const what = 'read its rate limit'
      const { data } = await listing(installation).read({ path: '/rate_limit', schema: wireRate, what })
      const { limit, remaining, reset } = data.resources.core
      return { limit, remaining, resetAt: `${new Date(reset * 1000).toISOString().slice(0, 19)}Z` }
    },
    now: app.now,
  }
}

const permissions = z.record(z.string(), z.string())
/** Enterprises have no login. */
const account = z.object({ login: z.string().nullish(), slug: z.string().optional(), type: z.string().optional() })

const wireApp = z.object({
  slug: z.string(),
  owner: account.nullish(),
  html_url: z.string(),
  permissions,
  events: z.array(z.string()),
})

const wireHook = z.object({
  url: z.string().nullish(),
  content_type: z.string().nullish(),
  insecure_ssl: z.union([z.string(), z.number()]).nullish(),
  secret: z.string().nullish(),
})

const wireInstallationFacts = wireInstallation.extend({
  account: account.nullish(),
  html_url: z.string(),
  events: z.array(z.string()),
})

const wireRate = z.object({
  resources: z.object({ core: z.object({ limit: z.number(), remaining: z.number(), reset: z.number() }) }),
})

function toAppFacts({ slug, owner, html_url, ...asked }: z.infer<typeof wireApp>): AppFacts {
  const login = owner?.login
  const kind = login === undefined ? 'enterprise' : owner?.type === 'Organization' ? 'organization' : 'user'
  return { slug, owner: { login: login ?? owner?.slug ?? '', kind }, page: html_url, ...asked }
}

function toInstallationFacts(wire: z.infer<typeof wireInstallationFacts>): InstallationFacts {
  const { account: owner, html_url: page, events } = wire
  return {
    ...toInstallation(wire),
    account: owner?.login ?? owner?.slug ?? `installation ${wire.id}`,
    page,
    events,
    suspended: wire.suspended_at ? 'yes' : 'no',
  }
}
