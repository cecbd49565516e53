import type { ElementContent, RootContentMap } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { CleanHtml } from './clean-html.ts'

/** What stands on all pages of a site. */
export interface SiteHead {
  readonly title: string
  /** The address where the site will stand, with a slash at its end; `null` where it is not known. */
  readonly url: string | null
}

export interface PageContent {
  /** The page's path within the site, by `/`. */
  readonly path: string
  readonly title: string
  /** One or two sentences for search engines and for previews of links. */
  readonly description: string
  readonly kind: 'website' | 'article'
  /** Whether the page asks for the search; without it, the page holds no script at all. */
  readonly script: 'search' | 'none'
  readonly main: readonly ElementContent[]
}

/** The address of `path` as seen from the page at `from`. */
export function relativeTo(from: string, path: string): string {
  const up = '../'.repeat(from.split('/').length - 1)
  return `${up}${path.split('/').map(encodeURIComponent).join('/')}`
}

/** Clean HTML where a page wants elements. */
export function rawHtml(value: CleanHtml): RootContentMap['raw'] {
  return { type: 'raw', value }
}

/** Parts of every site, in the order of its menu. */
const menu = [
  ['index.html', 'All'],
  ['learnings.html', 'What we learned'],
  ['went-well.html', 'What went well'],
  ['browse.html', 'Browse'],
] as const

/** A whole page. The same content gives the same bytes. */
export function renderPage(site: SiteHead, page: PageContent): string {
  const at = (path: string) => relativeTo(page.path, path)
  const title = page.title === site.title ? site.title : `${page.title} · ${site.title}`
  const head = [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'content-security-policy', content: policyOf(page.script) }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', title),
    ...previewOf(site, page),
    h('link', { rel: 'stylesheet', href: at('assets/style.css') }),
    h('link', { rel: 'alternate', type: 'application/atom+xml', title: site.title, href: at('feed.xml') }),
    ...(page.script === 'search' ? [h('script', { src: at('assets/search.js'), defer: true })] : []),
  ]
  const links = menu.map(([path, name]) =>
    h('li', h('a', { href: at(path), ...(path === page.path ? { ariaCurrent: 'page' } : {}) }, name)),
  )
  const body = [
    h('a', { className: ['skip'], href: '#main' }, 'Skip to content'),
    h('header', [
      h('p', { className: ['site'] }, h('a', { href: at('index.html'), dir: 'auto' }, site.title)),
      h('nav', { ariaLabel: 'Site' }, h('ul', links)),
    ]),
    h('main', { id: 'main', tabIndex: -1 }, [...page.main]),
    h('footer', h('p', [h('a', { href: at('feed.xml') }, 'Feed (Atom)'), ' · Made by Aftermath'])),
  ]
  const tree = h(null, [{ type: 'doctype' }, h('html', { lang: 'en' }, [h('head', head), h('body', body)])])
  return `${toHtml(tree, { allowDangerousHtml: true })}\n`
}

/** Nothing from elsewhere, no form, no frame; the search is the only script, and only where it is. */
function policyOf(script: PageContent['script']): string {
  const own = script === 'search' ? "script-src 'self'; " : ''
  return `default-src 'none'; ${own}style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'`
}

function previewOf(site: SiteHead, { path, title, description, kind }: PageContent): readonly ElementContent[] {
  const said = [
    h('meta', { property: 'og:title', content: title }),
    h('meta', { property: 'og:type', content: kind }),
    h('meta', { property: 'og:site_name', content: site.title }),
    h('meta', { name: 'twitter:card', content: 'summary' }),
  ]
  if (description !== '') {
    said.unshift(h('meta', { name: 'description', content: description }))
    said.push(h('meta', { property: 'og:description', content: description }))
  }
  if (site.url === null) return said
  const address = `${site.url}${relativeTo('', path)}`
  return [...said, h('link', { rel: 'canonical', href: address }), h('meta', { property: 'og:url', content: address })]
}
