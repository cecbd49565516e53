import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { type Facet, facetGroups, facetPath } from './facets.ts'
import { type PageContent, rawHtml, relativeTo, renderPage, type SiteHead } from './layout.ts'
import { htmlOf, pagesOfHtml } from './paging.ts'
import type { SiteEntry, SitePage } from './site-entry.ts'

const groupNames: Readonly<Record<Facet['group'], string>> = {
  year: 'By year',
  service: 'By service',
  severity: 'By severity',
  kind: 'By kind of failure',
  tag: 'By tag',
}

export interface ListInput {
  readonly site: SiteHead
  /** The path of the first page. */
  readonly path: string
  readonly title: string
  readonly description: string
  readonly entries: readonly SiteEntry[]
  /** By what the list can be narrowed, on its first page; none where it is narrowed already. */
  readonly facets: readonly Facet[]
  readonly script: PageContent['script']
}

/** A list of documents on as many pages as it needs. */
export function listPages({ site, path, title, description, entries, facets, script }: ListInput): readonly SitePage[] {
  const parts = pagesOfHtml(entries.map((entry) => htmlOf([rowOf(entry, path)])))
  return parts.map((part, index) => {
    const own = pagePath(path, index)
    const main: ElementContent[] = [
      h('h1', { dir: 'auto' }, title),
      h('p', index === 0 ? description : `Page ${index + 1} of ${parts.length}.`),
      ...(script === 'search' && index === 0 ? [searchField()] : []),
      ...(index === 0 && facets.length > 0 ? [browsing(facets, own, 8)] : []),
      ...(entries.length === 0 ? [] : [h('ol', { className: ['list'], id: 'list' }, [rawHtml(part)])]),
      ...pager(path, index, parts.length),
    ]
    const shown = index === 0 ? script : 'none'
    return {
      path: own,
      text: renderPage(site, {
        path: own,
        title: index === 0 ? title : `${title}, page ${index + 1}`,
        description,
        kind: 'website',
        script: shown,
        main,
      }),
    }
  })
}

/** The path of a list's page, from 0. */
export function pagePath(path: string, index: number): string {
  return index === 0 ? path : path.replace(/\.html$/, `.page-${index + 1}.html`)
}

/** The way to the pages before and after. */
export function pager(path: string, index: number, count: number): readonly Element[] {
  if (count < 2) return []
  const to = (at: number, name: string, rel: string) =>
    h('li', h('a', { href: relativeTo(path, pagePath(path, at)), rel: [rel] }, name))
  const links = [
    ...(index === 0 ? [] : [to(index - 1, 'Page before', 'prev')]),
    h('li', { ariaCurrent: 'page' }, `${index + 1} of ${count}`),
    ...(index === count - 1 ? [] : [to(index + 1, 'Next page', 'next')]),
  ]
  return [h('nav', { className: ['pager'], ariaLabel: 'Pages' }, h('ul', links))]
}

/** Shown by the script alone: without it there is nothing to type for. */
function searchField(): Element {
  return h('div', { id: 'search', role: 'search', hidden: true }, [
    h('label', { htmlFor: 'words' }, 'Search in all documents'),
    h('input', { id: 'words', type: 'search', autoComplete: 'off', spellCheck: 'false' }),
    h('p', { id: 'found', role: 'status' }),
    h('ol', { id: 'results', className: ['list'], hidden: true }),
  ])
}

function rowOf({ facts, page }: SiteEntry, path: string): Element {
  const { title, day, severity, services, summary, cites, items } = facts
  const left = items.filter(({ state }) => state === 'open' || state === 'in-progress').length
  const said = [
    ...(cites === null ? [] : [h('span', { className: ['badge'] }, 'Book report')]),
    ...(day === null ? [] : [h('time', { dateTime: day }, day)]),
    ...(severity === null ? [] : [h('span', { dir: 'auto' }, severity)]),
    ...services.slice(0, 3).map((name) => h('span', { dir: 'auto' }, name)),
    ...(items.length === 0
      ? []
      : [h('span', left === 0 ? `all ${items.length} follow-ups done` : `${left} of ${items.length} follow-ups open`)]),
  ]
  const short = summary.length > 180 ? `${summary.slice(0, 180).replace(/\s+\S*$/, '')} …` : summary
  return h('li', [
    h('a', { href: relativeTo(path, page), dir: 'auto' }, title),
    ...(said.length === 0 ? [] : [h('p', { className: ['about'] }, said)]),
    ...(short === '' ? [] : [h('p', { className: ['summary'], dir: 'auto' }, short)]),
  ])
}

/** The values by which documents are found, `most` of a group. */
function browsing(facets: readonly Facet[], path: string, most: number): Element {
  const groups = facetGroups.flatMap((group) => {
    const own = facets.filter((facet) => facet.group === group)
    if (own.length === 0) return []
    const links = own
      .slice(0, most)
      .map((facet) =>
        h('li', [
          h('a', { href: relativeTo(path, facetPath(facet)), dir: 'auto' }, facet.name),
          ` (${facet.entries.length})`,
        ]),
      )
    const rest = own.length - most
    const more =
      rest > 0 && path !== 'browse.html'
        ? [h('li', h('a', { href: relativeTo(path, 'browse.html') }, `${rest} more`))]
        : []
    const cut = rest > 0 && path === 'browse.html' ? [h('li', `and ${rest} more, which the search finds`)] : []
    return [h('div', [h('h2', groupNames[group]), h('ul', [...links, ...more, ...cut])])]
  })
  return h('nav', { className: ['browse'], ariaLabel: 'Browse' }, groups)
}

/** The page of all values by which documents are found. */
export function browsePage(site: SiteHead, facets: readonly Facet[]): SitePage {
  const path = 'browse.html'
  const main = [
    h('h1', 'Browse'),
    facets.length === 0
      ? h('p', 'No document names a day, a service, a severity, a kind of failure or a tag.')
      : browsing(facets, path, 100),
  ]
  const description = 'All postmortems by year, service, severity, kind of failure and tag.'
  return { path, text: renderPage(site, { path, title: 'Browse', description, kind: 'website', script: 'none', main }) }
}
