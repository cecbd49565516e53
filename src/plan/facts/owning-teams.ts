import { parseCodeOwners, teamsOf } from '../../document/code-owners.ts'
import type { IncidentFile } from '../incident-file.ts'
import type { Inquiry } from '../inquiry.ts'

/** Where GitHub looks for it, the first found counting. */
const [first, ...others] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const
/** More files of one incident say no more, and would take long. */
const mostFiles = 1_000
const mostTeams = 10

/**
 * The text of the repository's CODEOWNERS; empty where there is none, where GitHub refuses to show it, and while it is not
 * read. Each place costs a request, so the less usual ones are looked at only where there are `files` that it may tell of.
 */
export function codeOwners(file: IncidentFile, tellsOf: 'files' | 'nothing', inquiry: Inquiry): string {
  const ask = (path: string) => inquiry.ask<'file'>({ ask: 'file', path, at: file.repository.defaultBranch })
  const usual = ask(first)
  if (usual?.found) return usual.text
  const known = usual !== undefined || inquiry.refused({ ask: 'file', path: first, at: file.repository.defaultBranch })
  const elsewhere = known && tellsOf === 'files' ? others.map(ask) : []
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
