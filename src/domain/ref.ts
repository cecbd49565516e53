/** The name of a repository as people write it. For display and for requests; ids decide identity. */
export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

/** `acme/shop`. */
export function fullName({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`
}

/** The name in a text like `acme/shop`; `null` for any other text. */
export function parseFullName(text: string): RepositoryName | null {
  const [owner, repo, ...rest] = text.split('/')
  return owner && repo && rest.length === 0 ? { owner, repo } : null
}

export interface IncidentRef extends RepositoryName {
  readonly kind: 'incident'
  readonly number: number
}

export interface PullRef extends RepositoryName {
  readonly kind: 'pull'
  readonly number: number
}

export interface RepositoryRef extends RepositoryName {
  readonly kind: 'repository'
}

/** The review of a pull request: what the check on its head says. */
export interface ReviewRef extends RepositoryName {
  readonly kind: 'review'
  readonly number: number
}

/** The commit by which a merge queue tries to bring pull requests into the branch `base`. */
export interface MergeGroupRef extends RepositoryName {
  readonly kind: 'merge-group'
  readonly base: string
  readonly sha: string
}

/** What one pass is about. A delivery, a sweep or a person names one; it carries nothing else. */
export type Ref = IncidentRef | PullRef | ReviewRef | MergeGroupRef | RepositoryRef

/** The key by which the queue coalesces refs: equal for names that differ only in case, as GitHub treats them. */
export function refKey(ref: Ref): string {
  const repository = `${ref.owner}/${ref.repo}`.toLowerCase()
  switch (ref.kind) {
    case 'repository':
      return `repository ${repository}`
    case 'merge-group':
      return `merge-group ${repository}@${ref.sha}`
    case 'incident':
    case 'pull':
    case 'review':
      return `${ref.kind} ${repository}#${ref.number}`
  }
}

/** The ref as a person would write it: `acme/shop#12`, `acme/shop@<sha>` for a commit, `acme/shop` for a repository. */
export function showRef(ref: Ref): string {
  const repository = fullName(ref)
  switch (ref.kind) {
    case 'repository':
      return repository
    case 'merge-group':
      return `${repository}@${ref.sha}`
    case 'incident':
    case 'pull':
    case 'review':
      return `${repository}#${ref.number}`
  }
}

/** The branch that a merge queue works for, by the branch of a group: `gh-readonly-queue/<base>/pr-<n>-<sha>`. */
export function baseOfQueueBranch(branch: string): string | null {
  return /^gh-readonly-queue\/(\S{1,255})\/pr-\d{1,10}-[0-9a-f]{7,64}$/.exec(branch)?.[1] ?? null
}

/** The branch on which the postmortem of incident `number` is written: its name is the lock. */
export function postmortemBranch(number: number): string {
  return `postmortem/incident-${number}`
}

/** The incident whose postmortem stands on `branch`, or `null` when the branch is somebody else's. */
export function incidentOfBranch(branch: string): number | null {
  const digits = /^postmortem\/incident-([1-9]\d{0,9})$/.exec(branch)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The incident number in a document's name, `<yyyy-mm-dd>-<n>[-<slug>].md` in any directory; `null` for other files. */
export function incidentOfDocument(path: string): number | null {
  const digits = /(?:^|\/)\d{4}-\d{2}-\d{2}-([1-9]\d{0,9})(?:-[^/]*)?\.md$/.exec(path)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Equal for all refs of one account, and so of one installation of the app: an account has one. */
export function accountKey({ owner }: RepositoryName): string {
  return owner.toLowerCase()
}
