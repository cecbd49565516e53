import Slugger from 'github-slugger'
import { compareText, type SiteEntry } from './site-entry.ts'

/** What documents are told apart by. */
export const facetGroups = ['year', 'service', 'severity', 'kind', 'tag'] as const

/** One value by which documents are found, as the service `checkout`. */
export interface Facet {
  readonly group: (typeof facetGroups)[number]
  /** As it is written where it is written first. */
  readonly name: string
  readonly slug: string
  readonly entries: readonly SiteEntry[]
}

/** The page of a facet. */
export function facetPath({ group, slug }: Facet): string {
  return `${group}/${slug}.html`
}

/** The facets of documents, by group, the most frequent first; values that differ only in case are one. Years go backwards. */
export function facetsOf(entries: readonly SiteEntry[]): readonly Facet[] {
  return facetGroups.flatMap((group) => {
    const found = new Map<string, { readonly name: string; readonly entries: SiteEntry[] }>()
    for (const entry of entries) {
      for (const name of valuesOf(entry, group)) {
        const key = name.toLowerCase()
        const facet = found.get(key) ?? { name, entries: [] }
        found.set(key, facet)
        if (!facet.entries.includes(entry)) facet.entries.push(entry)
      }
    }
    const slugger = new Slugger()
    const byKey = [...found].sort(([one], [other]) => compareText(one, other))
    const facets = byKey.map(([, { name, entries: own }]) => ({
      group,
      name,
      slug: slugOf(slugger, name),
      entries: own,
    }))
    return facets.sort((one, other) =>
      group === 'year' ? compareText(other.name, one.name) : other.entries.length - one.entries.length,
    )
  })
}

function valuesOf({ facts }: SiteEntry, group: Facet['group']): readonly string[] {
  switch (group) {
    case 'year':
      return facts.day === null ? [] : [facts.day.slice(0, 4)]
    case 'service':
      return facts.services
    case 'severity':
      return facts.severity === null ? [] : [facts.severity]
    case 'kind':
      return facts.kinds
    case 'tag':
      return facts.tags
  }
}

/** A name of a file from any name: letters, digits, dashes. */
export function slugOf(slugger: Slugger, name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  return slugger.slug(plain === '' ? 'other' : plain)
}
