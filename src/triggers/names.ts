import { incidentOfBranch } from '../domain/ref.ts'

/** Where a repository's configuration stands; a change on the default branch concerns all its incidents. */
export const configurationPath = '.github/postmortem.yml'

/** The incident whose postmortem is written on `branch`, or whose links are offered there; `null` for other branches. */
export function incidentOfOwnBranch(branch: string): number | null {
  return incidentOfBranch(branch.replace(/^postmortem\/links-/, 'postmortem/'))
}
