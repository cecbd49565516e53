import { incidentOfDocument } from '../domain/ref.ts'
import type { ChangedFile } from '../domain/repository.ts'

/** Markdown that stands beside postmortems and is none. */
const companion = /(?:^|\/)(?:readme|index|template|_[^/]*)\.md$/i

/**
 * The path of the postmortem among the changed files of a branch, `null` for none: Markdown that it adds. The one that is
 * known already, wherever the directories are configured to be now; else the one in them whose name tells the incident; else
 * the first there.
 */
export function documentIn(
  files: readonly ChangedFile[],
  wanted: { readonly directories: readonly string[]; readonly known: string | null; readonly incident: number | null },
): string | null {
  const added = files
    .filter(({ path, status }) => path.endsWith('.md') && (status === 'added' || status === 'renamed'))
    .map(({ path }) => path)
  const there = added.filter((path) => wanted.directories.some((directory) => path.startsWith(`${directory}/`)))
  const known = added.find((path) => path === wanted.known)
  const named = there.find((path) => wanted.incident !== null && incidentOfDocument(path) === wanted.incident)
  return known ?? named ?? there.find((path) => !companion.test(path)) ?? null
}
