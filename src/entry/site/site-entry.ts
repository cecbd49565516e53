import type { LibraryDocument } from '../../document/library/library-document.ts'
import type { CleanHtml } from './clean-html.ts'

/** A document of the site, with all that other pages tell of it. */
export interface SiteEntry {
  /** Its file, with folders, by `/`; in a site of several repositories below the name of its own. */
  readonly source: string
  /** A digest of the text: another text has another one. */
  readonly digest: string
  readonly facts: LibraryDocument
  readonly lessons: CleanHtml
  readonly wentWell: CleanHtml
  /** The path of its page on the site. */
  readonly page: string
  /** Where people read the file itself; `null` where that is not known. */
  readonly address: string | null
}

/** A page as it is written. */
export interface SitePage {
  readonly path: string
  readonly text: string
}

/** Pages that are made together, of the same things: as long as `inputs` is the same, so are they. */
export interface SiteUnit {
  readonly inputs: string
  readonly render: () => readonly SitePage[]
}

/** Newest first; those without a day last, by title. */
export function byDay(one: SiteEntry, other: SiteEntry): number {
  const [day, otherDay] = [one.facts.day ?? '', other.facts.day ?? '']
  if (day !== otherDay) return day < otherDay ? 1 : -1
  return compareText(one.facts.title, other.facts.title) || compareText(one.source, other.source)
}

/** The same order on every machine, whatever its language. */
export function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
