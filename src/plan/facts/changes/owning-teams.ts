import { parseCodeOwners, teamsOf } from '../../../document/files/code-owners.ts'
import type { FileLookup } from '../../../domain/repository.ts'
import type { Inquiry } from '../../inquiry.ts'
import { type FactsRepository, whereOf } from './places.ts'

/** Where GitHub looks for it, the first found counting. */
const [first, ...others] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const
/** More files of one repository say no more, and would take long. */
const mostFiles = 1_000
const mostTeams = 10

/** Files of one repository, and the text that says who owns them there; empty for none. */
export interface Owned {
  readonly files: readonly string[]
  readonly owners: string
}

/**
 * The text of a repository's CODEOWNERS; empty where there is none, where GitHub refuses to show it, and while it is not
 * read. Each place costs a request, so the less usual ones are looked at only where there are `files` that it may tell of;
 * elsewhere all at once, as nothing is known there before.
 */
export function codeOwners(
  place: Pick<FactsRepository, 'in' | 'defaultBranch'>,
  tellsOf: 'files' | 'nothing',
  inquiry: Inquiry,
): string {
  const question = (path: string) => ({ ask: 'file', path, at: place.defaultBranch, ...whereOf(place) }) as const
  const textIn = (paths: readonly string[]) =>
    paths.map((path) => inquiry.ask(question(path))).find((lookup) => lookup?.found)
  if (place.in !== undefined) return textOf(tellsOf === 'files' ? textIn([first, ...others]) : undefined)
  const usual = inquiry.ask(question(first))
  if (usual?.found) return usual.text
  const known = usual !== undefined || inquiry.refused(question(first))
  return textOf(known && tellsOf === 'files' ? textIn(others) : undefined)
}

function textOf(lookup: FileLookup | undefined): string {
  return lookup?.found ? lookup.text : ''
}

/** The teams that own these files, as `org/team`, those of most files first. */
export function owningTeams(all: readonly Owned[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { files, owners } of all) {
    const rules = parseCodeOwners(owners)
    for (const file of files.slice(0, mostFiles)) {
      for (const team of teamsOf(rules, file)) counts.set(team, (counts.get(team) ?? 0) + 1)
    }
  }
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one)
  return sorted.slice(0, mostTeams).map(([team]) => team)
}
