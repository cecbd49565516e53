import { dayInName } from '../../../report/rows/document-rows.ts'
import { isWithin } from '../../../report/rows/incident-rows.ts'

/** Markdown that stands beside postmortems and is none. */
const companion = /(?:^|\/)(?:readme|index|template|contributing|changelog|_[^/]*)\.(?:md|markdown)$|template/i
const usual = /(?:^|\/)(?:post-?_?mortems?|incident-?_?reports?)\//i

/**
 * The documents among the files of a repository, the newest by name first: those below `wanted`, a folder or a file, else below
 * the folders of the configuration, else below every folder that is called as postmortems are. One whose name tells a day
 * outside of the time span is left out.
 */
export function documentPaths(
  files: readonly string[],
  directories: readonly string[],
  { wanted, since, until }: { readonly wanted: string | null; readonly since: string; readonly until: string },
): readonly string[] {
  const texts = files.filter(
    (path) => /\.(?:md|markdown)$/i.test(path) && !path.split('/').some((part) => part.startsWith('.')),
  )
  const below = (folder: string) => texts.filter((path) => path === folder || path.startsWith(`${folder}/`))
  const own = directories.flatMap((directory) => (directory === '' ? [] : below(directory)))
  const found = wanted === null ? (own.length > 0 ? own : texts.filter((path) => usual.test(path))) : below(wanted)
  return [...new Set(found)]
    .filter((path) => path === wanted || !companion.test(path))
    .filter((path) => {
      const day = dayInName(path)
      return day === null || isWithin(day, { since, until })
    })
    .toSorted((one, other) => (dayInName(other) ?? '').localeCompare(dayInName(one) ?? '') || (one < other ? -1 : 1))
}
