import { answerPages } from './answer-pages.ts'
import { atomFeed } from './atom-feed.ts'
import type { CleanHtml } from './clean-html.ts'
import { documentPages } from './document-pages.ts'
import { type Facet, facetPath, facetsOf } from './facets.ts'
import type { SiteHead } from './layout.ts'
import { browsePage, listPages } from './list-pages.ts'
import { searchIndex } from './search-index.ts'
import { similarEntries } from './similar-entries.ts'
import { byDay, type SiteEntry, type SiteUnit } from './site-entry.ts'

/** The document of an entry as HTML, in parts. */
export type RenderBody = (entry: SiteEntry) => readonly CleanHtml[]

/** All that a site consists of, but for its style and its script: the same entries in any order give the same bytes. */
export function* makeSite(site: SiteHead, all: readonly SiteEntry[], body: RenderBody): Generator<SiteUnit> {
  const entries = all.toSorted(byDay)
  const facets = facetsOf(entries)
  const similar = similarEntries(entries)
  const facetsByEntry = new Map(entries.map((entry): [SiteEntry, Facet[]] => [entry, []]))
  for (const facet of facets) for (const entry of facet.entries) facetsByEntry.get(entry)?.push(facet)
  for (const entry of entries) {
    const own = facetsByEntry.get(entry) ?? []
    const input = { site, entry, facets: own, similar: similar.get(entry) ?? [] }
    const shown = own.map(({ group, name, slug }) => [group, name, slug])
    yield {
      inputs: JSON.stringify([site, { ...entry, facts: { ...entry.facts, words: '' } }, shown, input.similar]),
      render: () => documentPages(input, body(entry)),
    }
  }
  yield* listUnits(site, entries, facets)
  yield* answerUnits(site, entries)
  const words = entries.map(({ page, digest }) => [page, digest])
  yield {
    inputs: JSON.stringify(['search', words]),
    render: () => [{ path: 'assets/search-index.js', text: searchIndex(entries) }],
  }
  yield {
    inputs: `feed ${JSON.stringify([site, words])}`,
    render: () => [{ path: 'feed.xml', text: atomFeed(site, entries) }],
  }
}

function* listUnits(site: SiteHead, entries: readonly SiteEntry[], facets: readonly Facet[]): Generator<SiteUnit> {
  const counted = (count: number) => `${count} ${count === 1 ? 'postmortem' : 'postmortems'}, the newest first.`
  const keys = (of: readonly SiteEntry[]) =>
    of.map(({ page, digest, facts }) => [page, digest, facts.items.map(({ state }) => state)])
  const values = facets.map(({ group, name, slug, entries: own }) => [group, name, slug, own.length])
  const none = 'There is no postmortem yet. The next one stands here.'
  yield {
    inputs: JSON.stringify(['list', site, keys(entries), values]),
    render: () =>
      listPages({
        site,
        path: 'index.html',
        title: site.title,
        description: entries.length === 0 ? none : counted(entries.length),
        entries,
        facets,
        script: 'search',
      }),
  }
  for (const facet of facets) {
    const { group, name, entries: own } = facet
    yield {
      inputs: JSON.stringify(['facet', site, group, name, keys(own)]),
      render: () =>
        listPages({
          site,
          path: facetPath(facet),
          title: `${facetTitles[group]}: ${name}`,
          description: counted(own.length),
          entries: own,
          facets: [],
          script: 'none',
        }),
    }
  }
  yield { inputs: JSON.stringify(['browse', site, values]), render: () => [browsePage(site, facets)] }
}

const facetTitles = {
  year: 'Year',
  service: 'Service',
  severity: 'Severity',
  kind: 'Kind of failure',
  tag: 'Tag',
} as const

function* answerUnits(site: SiteHead, entries: readonly SiteEntry[]): Generator<SiteUnit> {
  const questions = [
    {
      path: 'learnings.html',
      title: 'What we learned',
      description: 'What each postmortem says we learned, the newest first.',
      nothing: 'No postmortem says what was learned yet.',
      of: (entry: SiteEntry) => entry.lessons,
    },
    {
      path: 'went-well.html',
      title: 'What went well',
      description: 'What each postmortem says to keep, the newest first.',
      nothing: 'No postmortem says what went well yet.',
      of: (entry: SiteEntry) => entry.wentWell,
    },
  ]
  for (const { of, ...question } of questions) {
    const answers = entries.flatMap((entry) => (of(entry) === '' ? [] : [{ entry, html: of(entry) }]))
    yield {
      inputs: JSON.stringify([
        question,
        site,
        answers.map(({ entry, html }) => [entry.page, entry.facts.title, entry.facts.day, html]),
      ]),
      render: () => answerPages({ site, ...question, answers }),
    }
  }
}
