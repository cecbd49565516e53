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

/** What one pass is about. A delivery, a sweep or a person names one; it carries nothing else. */
export type Ref = IncidentRef | PullRef | RepositoryRef

/** The key by which the queue coalesces refs: equal for names that differ only in case, as GitHub treats them. */
export function refKey(ref: Ref): string {
  const repository = `${ref.owner}/${ref.repo}`.toLowerCase()
  return ref.kind === 'repository' ? `repository ${repository}` : `${ref.kind} ${repository}#${ref.number}`
}

/** The ref as a person would write it: `acme/shop#12`, `acme/shop` for a repository. */
export function showRef(ref: Ref): string {
  return ref.kind === 'repository' ? `${ref.owner}/${ref.repo}` : `${ref.owner}/${ref.repo}#${ref.number}`
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
