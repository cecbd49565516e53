import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { relativeTo } from './layout.ts'
import type { BodyOptions } from './readable-body.ts'
import type { SiteSource } from './site-source.ts'

/** Where the links and pictures of documents lead on a site, and what a page was told of it: as long as that is so, the page is, too. */
export interface SiteTargets {
  /** For the page of one document. */
  readonly from: (document: { readonly source: string; readonly page: string }) => Pick<BodyOptions, 'link' | 'picture'>
  /** Forgets what was asked. */
  readonly begin: () => void
  /** What was asked since then, and what was told. */
  readonly asked: () => [string, string | null][]
  readonly stillSo: (asked: readonly (readonly [string, string | null])[]) => boolean
  /** The pictures that are shown, by their path on the site. */
  readonly pictures: () => ReadonlyMap<string, Uint8Array>
}

/** `pages` are the pages of documents by their files. */
export function siteTargets(source: SiteSource, pages: ReadonlyMap<string, string>): SiteTargets {
  const shown = new Map<string, Uint8Array>()
  const asked = new Map<string, string | null>()
  const lookUp = (question: string): string | null => {
    const told = question.startsWith('picture ')
      ? picture(question.slice('picture '.length))
      : page(question.slice('file '.length))
    asked.set(question, told)
    return told
  }
  const picture = (path: string): string | null => {
    const bytes = source.picture(path)
    if (bytes === null) return null
    const name = createHash('sha256').update(bytes).digest('hex').slice(0, 20)
    const own = `assets/pictures/${name}${posix.extname(path).toLowerCase()}`
    shown.set(own, bytes)
    return own
  }
  const page = (path: string): string | null => pages.get(path) ?? source.address(path)
  return {
    from: (document) => ({
      link: (target) => linkOf(target, document, lookUp),
      picture: (target) => pictureOf(target, document, lookUp),
    }),
    begin: () => asked.clear(),
    asked: () => [...asked],
    stillSo: (before) => before.every(([question, told]) => lookUp(question) === told),
    pictures: () => shown,
  }
}

type LookUp = (question: string) => string | null
type Place = { readonly source: string; readonly page: string }

function linkOf(target: string, { source, page }: Place, lookUp: LookUp): string | null {
  if (/^(?:https?:\/\/|mailto:)/i.test(target)) return target
  const path = pathOf(target, source)
  const told = path === null ? null : lookUp(`file ${path}`)
  return told === null || /^https?:/.test(told) ? told : relativeTo(page, told)
}

function pictureOf(target: string, { source, page }: Place, lookUp: LookUp): string | null {
  const path = pathOf(target, source)
  const told = path === null ? null : lookUp(`picture ${path}`)
  return told === null ? null : relativeTo(page, told)
}

/** The file that a relative address names, from the top of the source; `null` for any other address, and for one that leads out. */
function pathOf(target: string, source: string): string | null {
  const [written = ''] = target.split(/[?#]/, 1)
  if (written === '' || /^[a-z][a-z\d+.-]*:/i.test(written) || written.startsWith('//')) return null
  const path = posix.normalize(
    written.startsWith('/') ? decoded(written).slice(1) : posix.join(posix.dirname(source), decoded(written)),
  )
  return path.startsWith('..') || path.includes('\0') ? null : path
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}
