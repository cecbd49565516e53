import type { Account } from './actor.ts'

/** What brings changes to the people who use a repository: deployments, releases and the runs of its workflows. */
export interface Shipping {
  readonly deployments: StoredDeployment[]
  readonly releases: StoredRelease[]
  readonly workflowRuns: StoredWorkflowRun[]
}

export const deploymentStates = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'] as const

export interface StoredDeployment {
  readonly id: number
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly environment: string
  readonly description: string | null
  /** Neither of these is made inactive by a later deployment. */
  readonly isTransient: boolean
  readonly isProduction: boolean
  readonly creator: Account
  readonly createdAt: string
  readonly statuses: StoredDeploymentStatus[]
}

export interface StoredDeploymentStatus {
  readonly id: number
  readonly state: (typeof deploymentStates)[number]
  readonly description: string
  readonly creator: Account
  readonly createdAt: string
}

export interface StoredRelease {
  readonly id: number
  readonly tag: string
  readonly target: string
  readonly name: string | null
  readonly body: string | null
  readonly draft: boolean
  readonly prerelease: boolean
  readonly author: Account
  readonly createdAt: string
}

export interface StoredWorkflowRun {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly branch: string
  readonly sha: string
  readonly event: string
  readonly conclusion: 'success' | 'failure' | 'cancelled' | 'timed_out'
  readonly actor: Account
  readonly createdAt: string
}

/** A repository's shipping before anything was shipped. */
export function noShipping(): Shipping {
  return { deployments: [], releases: [], workflowRuns: [] }
}
