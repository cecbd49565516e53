/** Who the app is in deliveries: `<slug>[bot]`. `null` while GitHub has not told yet. */
export interface DeliverySelf {
  readonly slug: string | null
}

/** Whether an account is the app's own; of none it is not. */
export function isSelf(account: { readonly login: string } | null | undefined, self: DeliverySelf): boolean {
  return self.slug !== null && account?.login.toLowerCase() === `${self.slug.toLowerCase()}[bot]`
}
