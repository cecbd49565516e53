import { createHash } from 'node:crypto'
import { Feed } from 'feed'
import { toHtml } from 'hast-util-to-html'
import { relativeTo, type SiteHead } from './layout.ts'
import type { SiteEntry } from './site-entry.ts'

const newest = 50
/** Stands for the site while its address is not known: the library takes whole addresses only. A reader resolves the rest by the feed's own. */
const nowhere = 'https://nowhere.invalid/'
/** Of what XML cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking controls out is what this is for
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * The newest documents as Atom (RFC 4287). A document's id follows from its file alone, so that it stays itself when the
 * site moves; it is as old as its incident, so that the same documents give the same bytes. Those without a day are left out.
 */
export function atomFeed(site: SiteHead, entries: readonly SiteEntry[]): string {
  const dated = entries.filter(({ facts }) => facts.day !== null).slice(0, newest)
  const feed = new Feed({
    id: `urn:uuid:${uuidOf(`site ${site.url ?? site.title}`)}`,
    title: asHtml(site.title),
    link: site.url ?? `${nowhere}index.html`,
    updated: dateOf(dated[0]?.facts.day ?? null),
    generator: 'Aftermath',
    ...(site.url === null ? {} : { feedLinks: { atom: `${site.url}feed.xml` } }),
  })
  for (const { facts, page, source } of dated) {
    feed.addItem({
      id: `urn:uuid:${uuidOf(source)}`,
      title: asHtml(facts.title),
      link: `${site.url ?? nowhere}${relativeTo('', page)}`,
      date: dateOf(facts.day),
      description: asHtml(facts.summary),
      author: [{ name: site.title.replace(unspeakable, '') }],
    })
  }
  return `${feed.atom1().trimEnd()}\n`.replaceAll(`href="${nowhere}`, 'href="')
}

/** The library marks titles and summaries as HTML. */
function asHtml(text: string): string {
  return toHtml({ type: 'text', value: text.replace(unspeakable, '') }).replaceAll('>', '&gt;')
}

function dateOf(day: string | null): Date {
  return new Date(`${day ?? '1970-01-01'}T00:00:00Z`)
}

/** A UUID in the form of version 8 (RFC 9562) that follows from a text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
