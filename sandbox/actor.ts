import type { Permissions } from './rules/roles.ts'

export interface Account {
  readonly id: number
  /** Changes only for an organisation that is renamed. */
  login: string
  readonly type: 'User' | 'Bot' | 'Organization'
  readonly name: string | null
}

/** Who makes a request. */
export type Requester =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly account: Account }
  | { readonly kind: 'app'; readonly account: Account }
  | {
      readonly kind: 'installation'
      /** Of this app, or of the one that GitHub has installed wherever workflows run. */
      readonly of: 'app' | 'workflows'
      readonly account: Account
      readonly permissions: Permissions
      readonly repositories: 'all' | ReadonlySet<number>
      /** Real time, milliseconds. */
      readonly expiresAt: number
    }
