import type { Actor } from './issue.ts'

/** A deployment as GitHub keeps it. Times are ISO 8601 in UTC. */
export interface Deployment {
  readonly id: number
  readonly sha: string
  /** The branch, tag or commit that was asked for. */
  readonly ref: string
  readonly environment: string
  /** Whether the environment is made for a while only, such as a preview of a pull request. */
  readonly transient: boolean
  readonly creator: Actor
  readonly createdAt: string
}

/** One report of how a deployment went, such as `success` or `failure`. */
export interface DeploymentStatus {
  readonly state: string
  /** What whoever deployed says of it; empty for nothing. Untrusted. */
  readonly description: string
  readonly at: string
}

export interface Release {
  readonly tag: string
  /** The tag where it has no name. */
  readonly name: string
  readonly author: Actor
  readonly at: string
  readonly url: string
}

/** A run of a workflow that did not succeed. */
export interface FailedRun {
  readonly name: string
  readonly title: string
  readonly actor: Actor
  readonly at: string
  readonly url: string
}
