import { parseCodeOwners, teamsOf } from '../../document/code-owners.ts'
import type { FileLookup } from '../../domain/repository.ts'
import type { IncidentFile } from '../incident-file.ts'
import type { Inquiry } from '../inquiry.ts'

/** Where GitHub looks for it, the first found counting. */
const [first, ...others] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const
/** More files of one incident say no more, and would take long. */
const mostFiles = 1_000
const mostTeams = 10

/**
 * The text of the repository's CODEOWNERS; empty where there is none or GitHub refuses to show it. `undefined` while it
 * is not read. Asked for at `.github` first, since each place costs a request.
 */
export function codeOwners(file: IncidentFile, inquiry: Inquiry): string | undefined {
  const ask = (path: string): FileLookup | undefined => {
    const question = { ask: 'file', path, at: file.repository.defaultBranch } as const
    const missing = { found: false, reason: 'missing' } as const
    return inquiry.ask<'file'>(question) ?? (inquiry.refused(question) ? missing : undefined)
  }
  const usual = ask(first)
  if (usual === undefined) return undefined
  if (usual.found) return usual.text
  const elsewhere = others.map(ask)
  if (elsewhere.includes(undefined)) return undefined
  return elsewhere.flatMap((lookup) => (lookup?.found ? [lookup.text] : []))[0] ?? ''
}

/** The teams that own these files, as `org/team`, those of most files first. */
export function owningTeams(owners: string, files: readonly string[]): readonly string[] {
  const rules = parseCodeOwners(owners)
  const counts = new Map<string, number>()
  for (const file of files.slice(0, mostFiles)) {
    for (const team of teamsOf(rules, file)) counts.set(team, (counts.get(team) ?? 0) + 1)
  }
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one)
  return sorted.slice(0, mostTeams).map(([team]) => team)
}
