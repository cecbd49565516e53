import type { Octokit } from '@octokit/rest'
import type { RepositoryName } from '../../domain/ref.ts'
import type { InstallationGrant } from '../../domain/repository.ts'
import type { DeliveryLog, Log } from '../../reconcile/ports.ts'
import type { Access, Calls } from '../requests/calls.ts'
import type { AnswerParts } from '../requests/create-calls.ts'
import type { Asker } from '../requests/exchange.ts'
import type { Octokits } from '../requests/octokit.ts'
import type { Checkup } from './checkup.ts'
import type { Reach } from './tokens.ts'

/** What both kinds of credentials are made into. */
export interface Credentials {
  /** The login under which it writes, and the app's id where it is one. */
  whoAmI(): Promise<{ readonly login: string; readonly appId: number | null }>
  /**
   * `reach` is `pass` when left out.
   * @throws GitHubError refused with `not-installed`
   */
  grant(name: RepositoryName, reach?: Reach): Promise<SessionGrant>
  repositories(): AsyncIterable<RepositoryName>
  /** `null` where there is none: the log is the app's alone. */
  readonly deliveries: DeliveryLog | null
  /** `null` where it is not the app that asks. */
  readonly checkup: Checkup | null
  /** Looks anew at what was granted for this repository. */
  forget(name: RepositoryName): void
}

/** What one session needs to speak with GitHub. */
export interface SessionGrant {
  readonly octokit: Octokit
  readonly access: Access
  /** `null` with a personal token, which has none. */
  readonly installation: InstallationGrant | null
  ownerCalls(asker?: Asker): Promise<Calls | null>
  /** Requests that see what all repositories of the account are called, and nothing else of them. */
  listing(): Calls
}

export interface AccessParts {
  readonly octokits: Octokits
  readonly answers: AnswerParts
  readonly now: () => number
  readonly log: Log
}
