import MiniSearch from 'minisearch'
import type { SiteEntry } from './site-entry.ts'

interface Indexed {
  readonly id: number
  readonly title: string
  readonly about: string
  readonly words: string
  readonly page: string
  readonly day: string
}

/** How the index is made; `templates/site/search.js` reads it by the same. */
const indexing = { fields: ['title', 'about', 'words'], storeFields: ['title', 'page', 'day'] }

/** The index of all words as a script, which a browser also loads from a disk: it leaves the index where the search looks. */
export function searchIndex(entries: readonly SiteEntry[]): string {
  const index = new MiniSearch<Indexed>(indexing)
  index.addAll(entries.map(({ facts, page }, id) => indexed(facts, page, id)))
  return `globalThis.aftermathIndex = ${JSON.stringify({ options: indexing, index })}\n`
}

function indexed(facts: SiteEntry['facts'], page: string, id: number): Indexed {
  const about = [facts.severity ?? '', ...facts.services, ...facts.tags, ...facts.kinds].join(' ')
  return { id, title: facts.title, about, words: facts.words, page, day: facts.day ?? '' }
}
