import { incidentOfDocument } from '../../domain/ref.ts'
import type { ChangedFile } from '../../domain/repository.ts'

/** Markdown that stands beside postmortems and is none. */
const companion = /(?:^|\/)(?:readme|index|template|_[^/]*)\.md$/i

/** Where postmortems are looked for, and which of them is wanted. */
export interface WantedDocument {
  readonly directories: readonly string[]
  readonly known: string | null
  readonly incident: number | null
}

/**
 * The path of the postmortem among the changed files of a branch, `null` for none: Markdown that it adds. The one that is
 * known already, wherever the directories are configured to be now; else the one in them whose name tells the incident; else
 * the first there.
 */
export function documentIn(files: readonly ChangedFile[], wanted: WantedDocument): string | null {
  const added = addedIn(files)
  const there = inDirectories(added, wanted)
  const known = added.find((path) => path === wanted.known)
  const named = there.find((path) => wanted.incident !== null && incidentOfDocument(path) === wanted.incident)
  return known ?? named ?? there.find((path) => !companion.test(path)) ?? null
}

/** The other postmortems among the changed files: one pull request has one document, so these are read by nobody. */
export function otherDocuments(files: readonly ChangedFile[], wanted: WantedDocument, path: string): readonly string[] {
  return inDirectories(addedIn(files), wanted).filter((other) => other !== path && !companion.test(other))
}

function addedIn(files: readonly ChangedFile[]): readonly string[] {
  return files
    .filter(({ path, status }) => path.endsWith('.md') && (status === 'added' || status === 'renamed'))
    .map(({ path }) => path)
}

function inDirectories(paths: readonly string[], { directories }: WantedDocument): readonly string[] {
  return paths.filter((path) => directories.some((directory) => path.startsWith(`${directory}/`)))
}
