import { h } from 'hastscript'
import type { CleanHtml } from './clean-html.ts'
import { rawHtml, relativeTo, renderPage, type SiteHead } from './layout.ts'
import { pagePath, pager } from './list-pages.ts'
import { htmlOf, pagesOfHtml } from './paging.ts'
import type { SiteEntry, SitePage } from './site-entry.ts'

export interface AnswersInput {
  readonly site: SiteHead
  readonly path: string
  readonly title: string
  readonly description: string
  /** What stands there while no document answers. */
  readonly nothing: string
  readonly answers: readonly { readonly entry: SiteEntry; readonly html: CleanHtml }[]
}

/** What many documents say to one question, each below its title. */
export function answerPages({ site, path, title, description, nothing, answers }: AnswersInput): readonly SitePage[] {
  const pieces = answers.map(({ entry, html }) =>
    htmlOf([
      h('section', [
        h('h2', h('a', { href: relativeTo(path, entry.page), dir: 'auto' }, entry.facts.title)),
        ...(entry.facts.day === null
          ? []
          : [h('p', { className: ['about'] }, h('time', { dateTime: entry.facts.day }, entry.facts.day))]),
        rawHtml(html),
      ]),
    ]),
  )
  const parts = pagesOfHtml(pieces)
  return parts.map((part, index) => {
    const own = pagePath(path, index)
    const main = [
      h('h1', title),
      h('p', answers.length === 0 ? nothing : description),
      h('div', { className: ['document', 'answers'] }, [rawHtml(part)]),
      ...pager(path, index, parts.length),
    ]
    const named = index === 0 ? title : `${title}, page ${index + 1}`
    return {
      path: own,
      text: renderPage(site, { path: own, title: named, description, kind: 'website', script: 'none', main }),
    }
  })
}
