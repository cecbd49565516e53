import { fromHtml } from 'hast-util-from-html'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import type { ForeignAccount } from '../../document/library/book-report.ts'
import { daysNamed } from '../../document/library/document-day.ts'
import { readLibraryDocument } from '../../document/library/library-document.ts'
import { plainText } from '../../document/library/plain-text.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { parseDocument } from '../../text/markdown/sections.ts'

const longestHeading = 200

/** What can be read of an account in HTML or Markdown. Never throws for what stands in it. */
export function readAccount(text: string, source: string): ForeignAccount {
  return /^\s*(?:<\?xml|<!doctype|<html|<head)/i.test(text) || /\.html?$/i.test(source)
    ? ofHtml(text, source)
    : ofMarkdown(text, source)
}

function ofMarkdown(text: string, source: string): ForeignAccount {
  const { title } = readLibraryDocument(text, { path: source })
  const parsed = parseDocument(text)
  const headings = parsed.ok ? parsed.document.sections.map(({ heading }) => plainText(heading)) : []
  return { title, source, publisher: null, published: null, headings: own(headings, title), days: daysNamed(text) }
}

/** Parts of a page that are not its account. */
const around: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'footer',
  'aside',
  'form',
  'svg',
])

function ofHtml(text: string, source: string): ForeignAccount {
  const page = fromHtml(text)
  const said = new Map<string, string>()
  const note = (name: string, value: unknown) => {
    if (typeof value === 'string' && oneLine(value) !== '' && !said.has(name))
      said.set(name, cutAt(oneLine(value), 300))
  }
  const headings: string[] = []
  const words: string[] = []
  visit(page, (node) => {
    if (node.type === 'text') words.push(node.value)
    if (node.type !== 'element') return undefined
    const { tagName, properties } = node
    if (tagName === 'meta') note(String(properties.property ?? properties.name ?? ''), properties.content)
    if (tagName === 'title') note('title', textOf(node))
    if (tagName === 'time') note('time', properties.dateTime)
    if (/^h[1-4]$/.test(tagName)) {
      headings.push(cutAt(oneLine(textOf(node)), longestHeading))
      if (tagName === 'h1') note('h1', textOf(node))
    }
    return around.has(tagName) || tagName === 'title' ? 'skip' : undefined
  })
  const title = said.get('og:title') ?? said.get('h1') ?? said.get('title') ?? source
  const published = dayOf(said.get('article:published_time') ?? said.get('date') ?? said.get('time'))
  const publisher = said.get('og:site_name') ?? said.get('author') ?? null
  return {
    title: cutAt(title, 200),
    source,
    publisher,
    published,
    headings: own(headings, title),
    days: daysNamed(words.join(' ')),
  }
}

function own(headings: readonly string[], title: string): readonly string[] {
  return headings.filter((one) => one !== '' && one !== title)
}

function dayOf(written: string | undefined): string | null {
  return written === undefined ? null : (daysNamed(written.slice(0, 10))[0] ?? daysNamed(written)[0] ?? null)
}
