import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Slugger from 'github-slugger'
import type { MoreHeadings } from '../../document/headings/heading-question.ts'
import { readLibraryDocument } from '../../document/library/library-document.ts'
import { version } from '../package-root.ts'
import { loadSiteAssets } from './assets.ts'
import { type CleanHtml, cleanHtml } from './clean-html.ts'
import { documentHtml } from './document-html.ts'
import { slugOf } from './facets.ts'
import type { SiteHead } from './layout.ts'
import { makeSite } from './make-site.ts'
import { type CachedDocument, type CachedUnit, cacheName, parseSiteCache, type SiteCache } from './site-cache.ts'
import type { SiteEntry } from './site-entry.ts'
import type { SiteSource, SourceDocument } from './site-source.ts'
import { siteTargets } from './site-targets.ts'

export interface SiteJob {
  readonly site: SiteHead
  readonly source: SiteSource
  /** An empty folder, one that is not there yet, or one that a site was written to before. */
  readonly out: string
  /** A team's own headings. */
  readonly headings: MoreHeadings
  readonly progress: (text: string) => void
}

export interface SiteWritten {
  readonly pages: number
  /** Pages that are new or other than before. */
  readonly changed: number
}

/** Why a site cannot be written to a folder, as a sentence; `null` where it can. */
export function outputProblem(out: string): string | null {
  if (!existsSync(out)) return null
  if (!statSync(out).isDirectory()) return `${out} is a file. Name a folder.`
  const own = existsSync(join(out, cacheName)) && parseSiteCache(readFileSync(join(out, cacheName), 'utf8')) !== null
  if (own || readdirSync(out).length === 0) return null
  return `${out} holds other files, and none of them is touched. Name an empty folder, or one that a site was written to before.`
}

/**
 * Writes a site, and takes away the pages of the last one that are no more. Only what changed is made anew; the bytes are the
 * same as if all were. Throws what the file system throws.
 */
export function writeSite(job: SiteJob): SiteWritten {
  const assets = loadSiteAssets()
  const maker = digestOf(JSON.stringify([version, assets, job.headings, sample()]))
  const before = cacheOf(job.out, maker)
  const read = readAll(job, before)
  const entries = read.map(({ entry }) => entry)
  const output = new Output(job.out)
  output.begin()
  const targets = siteTargets(job.source, new Map(entries.map(({ source, page }) => [source, page])))
  const texts = new Map(job.source.documents.map((document) => [document.path, document.text]))
  const units: Record<string, CachedUnit> = {}
  let at = 0
  for (const unit of makeSite(job.site, entries, (entry) =>
    renderBody(entry, texts.get(entry.source) ?? '', targets),
  )) {
    at += 1
    job.progress(`Pages: ${at} of some ${entries.length + 10}`)
    const key = digestOf(unit.inputs)
    const known = before?.units[key]
    if (known !== undefined && targets.stillSo(known.asked) && known.pages.every((page) => output.holds(page))) {
      units[key] = known
      output.keep(known.pages)
    } else {
      targets.begin()
      const pages = unit.render()
      for (const { path, text } of pages) output.write(path, text)
      units[key] = { asked: targets.asked(), pages: pages.map(({ path, text }) => ({ path, digest: digestOf(text) })) }
    }
  }
  const { pages, changed } = output
  output.write('assets/style.css', assets.style)
  output.write('assets/search.js', assets.script)
  for (const [path, bytes] of targets.pictures()) output.write(path, bytes)
  const files = ['assets/search.js', 'assets/style.css', ...targets.pictures().keys()].sort()
  const documents = Object.fromEntries(read.map(({ kept, entry }) => [entry.source, kept]))
  output.finish({ maker, documents, units, files }, oldPaths(job.out))
  job.progress('')
  return { pages, changed }
}

function renderBody(
  { source, page, facts }: SiteEntry,
  text: string,
  targets: ReturnType<typeof siteTargets>,
): readonly CleanHtml[] {
  const { title } = facts
  return documentHtml(text, { title, topLevel: 2, ...targets.from({ source, page }) })
}

/** What this program makes of a document that has something of everything: another program makes something else of it. */
function sample(): unknown {
  const text =
    '---\ntitle: A\nstarted: 2026-01-01T00:00:00Z\nresolved: 2026-01-01T01:00:00Z\ntags: [b]\n---\n# A\n\n## Timeline\n\n- 00:10 UTC - One\n\n## Action items\n\n- [ ] Two @c (due 2026-02-01)\n\n## What else did we learn?\n\nMore <b>of</b> `it`, ![d](e.png) and [f](g.md).\n\n| h |\n| - |\n| i |\n'
  const document: SourceDocument = { path: 'a.md', text, address: 'https://example.com/a.md' }
  const source = { tracked: () => null }
  const entry = entryOf(document, cachedDocumentOf(document, {}), { page: 'postmortems/a.html', source })
  const site = { title: 'Postmortems', url: 'https://example.com/' }
  const body = () => documentHtml(text, { title: 'A', topLevel: 2, link: () => '#', picture: () => 'a.png' })
  return [...makeSite(site, [entry, { ...entry, page: 'postmortems/b.html', source: 'b.md' }], body)].map((unit) =>
    unit.render(),
  )
}

function cacheOf(out: string, maker: string): SiteCache | null {
  const file = join(out, cacheName)
  const cache = existsSync(file) ? parseSiteCache(readFileSync(file, 'utf8')) : null
  return cache?.maker === maker ? cache : null
}

/** The paths of all files that the last site wrote, whatever program made it. */
function oldPaths(out: string): readonly string[] {
  const file = join(out, cacheName)
  const cache = existsSync(file) ? parseSiteCache(readFileSync(file, 'utf8')) : null
  if (cache === null) return []
  return [...cache.files, ...Object.values(cache.units).flatMap(({ pages }) => pages.map(({ path }) => path))]
}

/** Each document as it is kept, with its entry. */
function readAll({ source, headings, progress }: SiteJob, before: SiteCache | null): readonly ReadDocument[] {
  const slugger = new Slugger()
  return source.documents.map((document, index) => {
    progress(`Reading: ${index + 1} of ${source.documents.length}: ${document.path}`)
    const page = `postmortems/${slugOf(slugger, document.path.replace(/\.[a-z]+$/i, ''))}.html`
    const known = before?.documents[document.path]
    const kept = known?.digest === digestOf(document.text) ? known : cachedDocumentOf(document, headings)
    return { kept, entry: entryOf(document, kept, { page, source }) }
  })
}

interface ReadDocument {
  readonly kept: CachedDocument
  readonly entry: SiteEntry
}

/** The same order of keys wherever it comes from: pages are told apart by the text of it. */
function entryOf(
  { path, address }: SourceDocument,
  { digest, facts, lessons, wentWell }: CachedDocument,
  { page, source }: { readonly page: string; readonly source: Pick<SiteSource, 'tracked'> },
): SiteEntry {
  const items = facts.items.map((item) => {
    const tracked = item.reference === null ? null : source.tracked(path, item.reference)
    return tracked === null ? item : { ...item, reference: tracked.address, state: tracked.state ?? item.state }
  })
  return { source: path, page, address, digest, facts: { ...facts, items }, lessons, wentWell }
}

function cachedDocumentOf({ path, text }: SourceDocument, headings: MoreHeadings): CachedDocument {
  const facts = readLibraryDocument(text, { path, headings })
  const answer = (markdown: string): CleanHtml => {
    const outside = { link: (target: string) => (/^https?:/i.test(target) ? target : null), picture: () => null }
    return cleanHtml.parse(documentHtml(markdown, { title: facts.title, topLevel: 3, ...outside })[0] ?? '')
  }
  const [lessons, wentWell] = [answer(facts.lessons), answer(facts.wentWell)]
  return { digest: digestOf(text), facts: { ...facts, lessons: '', wentWell: '' }, lessons, wentWell }
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32)
}

/** A folder to which a site is written, file by file. */
class Output {
  readonly #folder: string
  readonly #written = new Set<string>()
  pages = 0
  changed = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Marks the folder as a site's, so that one that was interrupted can be made again. */
  begin(): void {
    const file = join(this.#folder, cacheName)
    if (existsSync(file)) return
    mkdirSync(this.#folder, { recursive: true })
    const nothing: SiteCache = { maker: '', documents: {}, units: {}, files: [] }
    writeFileSync(file, JSON.stringify(nothing))
  }

  /** Whether a file is there as it was written. */
  holds({ path, digest }: { readonly path: string; readonly digest: string }): boolean {
    return this.#digest(path) === digest
  }

  keep(pages: readonly { readonly path: string }[]): void {
    for (const { path } of pages) this.#written.add(path)
    this.pages += pages.length
  }

  write(path: string, content: string | Uint8Array): void {
    this.#written.add(path)
    this.pages += 1
    if (this.#digest(path) === digestOf(content)) return
    const file = join(this.#folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    this.changed += 1
  }

  /** Takes away what the last site wrote and this one did not, then says what this one is made of. */
  finish(cache: SiteCache, old: readonly string[]): void {
    for (const path of old.filter((one) => !this.#written.has(one))) {
      const file = join(this.#folder, path)
      rmSync(file, { force: true })
      if (existsSync(dirname(file)) && readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file))
    }
    writeFileSync(join(this.#folder, cacheName), JSON.stringify(cache))
  }

  #digest(path: string): string | null {
    const file = join(this.#folder, path)
    return existsSync(file) ? digestOf(readFileSync(file)) : null
  }
}
