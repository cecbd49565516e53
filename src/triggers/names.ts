import { incidentOfBranch } from '../domain/ref.ts'

/** Where a repository's configuration stands; a change on the default branch concerns all its incidents. */
export const configurationPath = '.github/postmortem.yml'

/** The incident number in a document's name, `<yyyy-mm-dd>-<n>[-<slug>].md` in any directory; `null` for other files. */
export function incidentOfDocument(path: string): number | null {
  const digits = /(?:^|\/)\d{4}-\d{2}-\d{2}-([1-9]\d{0,9})(?:-[^/]*)?\.md$/.exec(path)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The incident whose postmortem is written on `branch`, or whose links are offered there; `null` for other branches. */
export function incidentOfOwnBranch(branch: string): number | null {
  return incidentOfBranch(branch.replace(/^postmortem\/links-/, 'postmortem/'))
}
