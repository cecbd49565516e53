import type { AppFacts } from '../../github/access/checkup.ts'

/** Where the owner of the app changes it. */
export interface AppPages {
  /** The webhook's address and secret, the private keys. */
  readonly general: string
  readonly permissions: string
  /** The log of recent deliveries. */
  readonly deliveries: string
}

/** The settings pages of an app, on the server where its public page stands. */
export function settingsPages({ slug, owner, page }: AppFacts): AppPages {
  const accounts = {
    organization: `/organizations/${owner.login}`,
    enterprise: `/enterprises/${owner.login}`,
    user: '',
  }
  const general = `${new URL(page).origin}${accounts[owner.kind]}/settings/apps/${slug}`
  return { general, permissions: `${general}/permissions`, deliveries: `${general}/advanced` }
}
