import { randomBytes, verify } from 'node:crypto'
import { z } from 'zod'
import type { Permissions } from '../rules/roles.ts'
import type { Account, Requester, Store, StoredApp, StoredRepository } from '../store.ts'
import { workflowBot } from '../workflows.ts'
import { HttpRefusal } from './refusal.ts'

const hour = 3_600_000

const claims = z.object({ iss: z.union([z.string(), z.number()]), iat: z.number().optional(), exp: z.number() })

/**
 * Who sent a request with this `Authorization` header: nobody without one. Tokens and JWTs live in real time, not in
 * the story's.
 * @throws HttpRefusal 401 for a token that is unknown or expired, or a JWT that GitHub would refuse
 */
export function authenticate(store: Store, header: string | undefined): Requester {
  if (!header) return { kind: 'anonymous' }
  const [scheme = '', value = ''] = header.split(/\s+/, 2)
  const credential = scheme.toLowerCase() === 'basic' ? passwordOf(value) : value
  const known = store.tokens.get(credential)
  if (known?.kind === 'installation' && known.expiresAt <= Date.now()) {
    store.tokens.delete(credential)
    throw new HttpRefusal(401, 'Bad credentials')
  }
  if (known) return known
  if (credential.split('.').length !== 3) throw new HttpRefusal(401, 'Bad credentials')
  checkJwt(store.app, credential)
  return { kind: 'app', account: store.app.bot }
}

function passwordOf(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString().split(':')[1] ?? ''
}

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function checkJwt(app: StoredApp, jwt: string): void {
  const [head = '', payload = '', signature = ''] = jwt.split('.')
  const unreadable = new HttpRefusal(401, 'A JSON web token could not be decoded')
  const header = z.object({ alg: z.literal('RS256') }).safeParse(decode(head))
  const parsed = claims.safeParse(decode(payload))
  if (!header.success || !parsed.success) throw unreadable
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), app.publicKey, Buffer.from(signature, 'base64url')))
    throw unreadable
  const { iss, iat, exp } = parsed.data
  const now = Date.now() / 1000
  if (String(iss) !== String(app.id) && iss !== app.clientId)
    throw new HttpRefusal(401, "'Issuer' claim ('iss') must be an Integer")
  if (exp <= now)
    throw new HttpRefusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  if (exp > now + 660) throw new HttpRefusal(401, "'Expiration time' claim ('exp') is too far in the future")
  if (iat !== undefined && iat > now + 60)
    throw new HttpRefusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    )
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** A new personal token for an account; it does not expire. */
export function personalToken(store: Store, account: Account): string {
  const token = `ghp_${randomBytes(18).toString('hex')}`
  store.tokens.set(token, { kind: 'user', account })
  return token
}

/** A new installation token with its end, one hour of real time away. */
export function installationToken(
  store: Store,
  permissions: Permissions,
  repositories: 'all' | ReadonlySet<number>,
): { token: string; expiresAt: string } {
  const token = `ghs_${randomBytes(18).toString('hex')}`
  const expiresAt = Date.now() + hour
  store.tokens.set(token, {
    kind: 'installation',
    of: 'app',
    account: store.app.bot,
    permissions,
    repositories,
    expiresAt,
  })
  return { token, expiresAt: `${new Date(expiresAt).toISOString().slice(0, 19)}Z` }
}

/** A token as the run of a workflow of a repository has it: the bot's of all workflows, with what `permissions:` says. */
export function workflowToken(store: Store, repository: StoredRepository, permissions: Permissions): string {
  const token = `ghs_${randomBytes(18).toString('hex')}`
  const account = store.accounts.get(workflowBot.login) ?? workflowBot
  store.accounts.set(account.login, account)
  const repositories = new Set([repository.id])
  const granted = { metadata: 'read', ...permissions } as const
  const expiresAt = Date.now() + hour
  store.tokens.set(token, {
    kind: 'installation',
    of: 'workflows',
    account,
    permissions: granted,
    repositories,
    expiresAt,
  })
  return token
}

/** The login under which an actor appears in the request log. */
export function actorName(actor: Requester): string {
  if (actor.kind === 'anonymous') return 'anonymous'
  return actor.kind === 'app' ? `${actor.account.login} (jwt)` : actor.account.login
}
