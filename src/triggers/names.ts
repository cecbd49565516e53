import { incidentOfBranch } from '../domain/ref.ts'

/** The incident whose postmortem is written on `branch`, or whose links are offered there; `null` for other branches. */
export function incidentOfOwnBranch(branch: string): number | null {
  return incidentOfBranch(branch.replace(/^postmortem\/links-/, 'postmortem/'))
}
