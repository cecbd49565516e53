import type { Actor } from './issue.ts'

/**
 * Who the app is to itself. Markers count in text by `login`, by an app in `appIds`, or by a login in `logins`
 * (former identities). A personal token has no app: then `appIds` holds only what `TRUSTED_APPS` names.
 */
export interface Self {
  readonly login: string
  readonly appIds: readonly number[]
  readonly logins: readonly string[]
}

/**
 * Whether the app, or an identity that it used to have, wrote this. A person who writes by way of an app, which anybody may
 * where its device flow is on, shows its id as well, and is a person.
 */
export function isOwn(actor: Actor, self: Self): boolean {
  if (actor.bot && actor.appId !== null && self.appIds.includes(actor.appId)) return true
  const login = actor.login.toLowerCase()
  return login === self.login.toLowerCase() || self.logins.some((known) => known.toLowerCase() === login)
}
