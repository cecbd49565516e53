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

/** Whether the app, or an identity that it used to have, wrote this. */
export function isOwn(actor: Pick<Actor, 'login' | 'appId'>, self: Self): boolean {
  if (actor.appId !== null && self.appIds.includes(actor.appId)) return true
  const login = actor.login.toLowerCase()
  return login === self.login.toLowerCase() || self.logins.some((known) => known.toLowerCase() === login)
}
