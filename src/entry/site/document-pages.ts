import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { LibraryItem } from '../../document/library/library-document.ts'
import type { CleanHtml } from './clean-html.ts'
import { type Facet, facetPath } from './facets.ts'
import { rawHtml, relativeTo, renderPage, type SiteHead } from './layout.ts'
import { timelineSection } from './phases-drawing.ts'
import type { SimilarEntry } from './similar-entries.ts'
import type { SiteEntry, SitePage } from './site-entry.ts'

export interface DocumentPageInput {
  readonly site: SiteHead
  readonly entry: SiteEntry
  readonly facets: readonly Facet[]
  readonly similar: readonly SimilarEntry[]
}

/** The pages of one document: the first with what is known of it, further ones for what is too long for one. */
export function documentPages(input: DocumentPageInput, parts: readonly CleanHtml[]): readonly SitePage[] {
  const { site, entry } = input
  const { title, summary } = entry.facts
  return parts.map((part, index) => {
    const path = partPath(entry.page, index)
    const main: ElementContent[] = [
      h('article', [
        h('h1', { dir: 'auto' }, index === 0 ? title : `${title} (part ${index + 1} of ${parts.length})`),
        ...(index === 0 ? aboveBody(input, path) : []),
        h('section', { className: ['document'], ariaLabel: 'The document' }, [rawHtml(part)]),
        ...partLinks(entry.page, index, parts.length),
        ...(index === parts.length - 1 ? belowBody(input, path) : []),
      ]),
    ]
    const text = renderPage(site, { path, title, description: summary, kind: 'article', script: 'none', main })
    return { path, text }
  })
}

function partPath(page: string, index: number): string {
  return index === 0 ? page : page.replace(/\.html$/, `.part-${index + 1}.html`)
}

function partLinks(page: string, index: number, count: number): readonly Element[] {
  if (count === 1) return []
  const links = [
    ...(index === 0
      ? []
      : [h('li', h('a', { href: relativeTo(page, partPath(page, index - 1)), rel: ['prev'] }, `Part ${index}`))]),
    ...(index === count - 1
      ? []
      : [h('li', h('a', { href: relativeTo(page, partPath(page, index + 1)), rel: ['next'] }, `Part ${index + 2}`))]),
  ]
  return [h('nav', { className: ['pager'], ariaLabel: 'Parts of the document' }, h('ul', links))]
}

function aboveBody({ entry, facets }: DocumentPageInput, path: string): readonly ElementContent[] {
  const { facts } = entry
  const items = itemsSection(facts.items)
  const timeline = timelineSection(facts)
  return [
    ...(facts.cites === null ? [] : [citation(facts.cites)]),
    factList(entry, facets, path),
    ...(timeline === null ? [] : [timeline]),
    ...(items === null ? [] : [items]),
  ]
}

function citation(cites: string): Element {
  return h('p', { className: ['note'] }, [
    h('strong', 'Book report.'),
    ' Somebody else’s incident, told after ',
    h(
      'a',
      { href: cites, rel: ['noopener', 'noreferrer', 'nofollow'] },
      cites.length > 90 ? `${cites.slice(0, 89)}…` : cites,
    ),
    '.',
  ])
}

const facetNames: Readonly<Record<Facet['group'], string>> = {
  service: 'Services',
  severity: 'Severity',
  kind: 'Kind of failure',
  tag: 'Tags',
  year: 'Year',
}

function factList({ facts, address }: SiteEntry, facets: readonly Facet[], path: string): Element {
  const rows: Element[] = []
  const add = (name: string, value: ElementContent[]) => rows.push(h('div', [h('dt', name), h('dd', value)]))
  if (facts.day !== null) add('Day', [h('time', { dateTime: facts.day }, facts.day)])
  for (const group of ['severity', 'service', 'kind', 'tag'] as const) {
    const own = facets.filter((facet) => facet.group === group)
    const links = own.flatMap((facet, index): ElementContent[] => [
      ...(index === 0 ? [] : [{ type: 'text' as const, value: ', ' }]),
      h('a', { href: relativeTo(path, facetPath(facet)), dir: 'auto' }, facet.name),
    ])
    if (links.length > 0) add(facetNames[group], links)
  }
  if (address !== null) add('Source', [h('a', { href: address, rel: ['noopener', 'noreferrer'] }, 'The file')])
  return h('dl', { className: ['facts'] }, rows)
}

const states: Readonly<Record<LibraryItem['state'], string>> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  declined: 'Declined',
}

interface ItemColumn {
  readonly name: string
  /** Whether it is shown where no item says anything in it. */
  readonly always: boolean
  readonly says: (item: LibraryItem) => boolean
  readonly cell: (item: LibraryItem) => ElementContent | string
}

const itemColumns: readonly ItemColumn[] = [
  {
    name: 'State',
    always: true,
    says: () => true,
    cell: ({ state }) => h('span', { className: ['state', `state-${state}`] }, states[state]),
  },
  {
    name: 'What',
    always: true,
    says: () => true,
    cell: ({ text }) => (text.length > 300 ? `${text.slice(0, 299)}…` : text),
  },
  {
    name: 'Who',
    always: false,
    says: ({ owners }) => owners.length > 0,
    cell: ({ owners }) => owners.join(', ').slice(0, 120),
  },
  { name: 'Due', always: false, says: ({ due }) => due !== null, cell: ({ due }) => (due ?? '').slice(0, 40) },
  {
    name: 'Where',
    always: false,
    says: ({ reference }) => reference !== null,
    cell: ({ reference }) => (reference === null ? '' : referenceLink(reference)),
  },
]

function itemsSection(items: readonly LibraryItem[]): Element | null {
  if (items.length === 0) return null
  const left = items.filter(({ state }) => state === 'open' || state === 'in-progress').length
  const shown = items.slice(0, 100)
  const columns = itemColumns.filter(({ always, says }) => always || shown.some((item) => says(item)))
  const rows = shown.map((item) =>
    h(
      'tr',
      columns.map(({ cell }) => h('td', { dir: 'auto' }, cell(item))),
    ),
  )
  const head = h(
    'thead',
    h(
      'tr',
      columns.map(({ name }) => h('th', { scope: 'col' }, name)),
    ),
  )
  const more = items.length > 100 ? [h('p', `And ${items.length - 100} more, in the document below.`)] : []
  return h('section', { ariaLabelledBy: 'follow-ups' }, [
    h('h2', { id: 'follow-ups' }, 'Follow-ups'),
    h('p', left === 0 ? 'Nothing is left to do.' : `${left} of ${items.length} left to do.`),
    h('div', { className: ['wide'], tabIndex: 0, role: 'group', ariaLabel: 'Follow-ups' }, [
      h('table', { className: ['items'] }, [head, h('tbody', rows)]),
    ]),
    ...more,
  ])
}

function referenceLink(reference: string): ElementContent {
  const [, repository, number] = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(reference) ?? []
  const href = /^https?:\/\//i.test(reference)
    ? reference
    : repository === undefined
      ? null
      : `https://github.com/${repository}/issues/${number}`
  const issue = /(?:#|\/(?:issues|pull)\/)(\d+)/.exec(reference)?.[1]
  const shown = issue === undefined ? 'Link' : `#${issue}`
  return href === null
    ? { type: 'text', value: reference.slice(0, 60) }
    : h('a', { href, rel: ['noopener', 'noreferrer', 'nofollow'] }, shown)
}

function belowBody({ similar }: DocumentPageInput, path: string): readonly Element[] {
  if (similar.length === 0) return []
  const items = similar.map(({ page, title, day, why }) =>
    h('li', [
      h('a', { href: relativeTo(path, page), dir: 'auto' }, title),
      day === null ? '' : ` (${day})`,
      h('span', { className: ['why'] }, `: ${why}`),
    ]),
  )
  return [
    h('section', { className: ['similar'], ariaLabelledBy: 'similar' }, [
      h('h2', { id: 'similar' }, 'Similar ones'),
      h('ul', items),
    ]),
  ]
}
