/** What GitHub knows to belong to an issue. */
export interface IssueLinks {
  readonly number: number
  /** The pull requests whose merge would close it, at most ten. */
  readonly pulls: readonly LinkedPull[]
  /** What closed it last; `null` where a person did, or it is open. */
  readonly closer: Closer | null
  /** The issue here that it was marked a duplicate of. */
  readonly duplicateOf: number | null
}

export interface LinkedPull {
  readonly number: number
  readonly open: boolean
  /** ISO 8601 in UTC. */
  readonly updatedAt: string
}

/** `null` where it stands in another repository. */
export type Closer =
  | { readonly kind: 'pull'; readonly number: number | null }
  | { readonly kind: 'commit'; readonly sha: string | null }
