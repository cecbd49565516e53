/** Who the app is in deliveries: `<slug>[bot]`. `null` while GitHub has not told yet. */
export interface DeliverySelf {
  readonly slug: string | null
  /** Logins that it used to have; none where it is left out. */
  readonly formerly?: readonly string[]
}

/** Whether an account is the app's own; of none it is not. */
export function isSelf(account: { readonly login: string } | null | undefined, self: DeliverySelf): boolean {
  return self.slug !== null && account?.login.toLowerCase() === `${self.slug.toLowerCase()}[bot]`
}

/**
 * Whether an account may have written in the app's name: an app, which is this one or a former one, or a login that it used to have.
 * What people write names nothing: a text that anybody may edit would ask for passes of whatever they name in it.
 */
export function mayBeSelf(account: { readonly login: string } | null | undefined, self: DeliverySelf): boolean {
  if (account == null) return false
  const login = account.login.toLowerCase()
  return login.endsWith('[bot]') || (self.formerly ?? []).some((known) => known.toLowerCase() === login)
}
