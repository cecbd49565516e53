import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, relative, resolve, sep } from 'node:path'
import type { ItemState } from '../../domain/action-item.ts'
import { textOfFile } from '../../domain/file-text.ts'

/** A file of Markdown from which a page is made. */
export interface SourceDocument {
  /** With its folders, by `/`. */
  readonly path: string
  readonly text: string
  /** Where people read the file itself; `null` where that is not known. */
  readonly address: string | null
}

/** Where an action item is tracked. */
export interface TrackedReference {
  readonly address: string
  /** What became of it; `null` where only the document says. */
  readonly state: ItemState | null
}

/** What a site is made of. */
export interface SiteSource {
  /** By path. */
  readonly documents: readonly SourceDocument[]
  /** Files of Markdown that are no postmortems by their name, or no text. */
  readonly leftOut: readonly string[]
  /** The bytes of a picture by its path from the source's top; `null` where there is none, or none that may be shown. */
  readonly picture: (path: string) => Uint8Array | null
  /** Where people find another file of the source; `null` where that is not known. */
  readonly address: (path: string) => string | null
  /** What a reference of the document at `path` leads to; `null` where that is not known. */
  readonly tracked: (path: string, reference: string) => TrackedReference | null
}

/** Names of files that stand beside postmortems and are none. */
const others = /^(?:readme|index|_index|contributing|changelog|licen[cs]e|security|code_of_conduct)$/i

/** Whether a path is that of a document, by its name. */
function namesDocument(path: string): boolean {
  const name = path.split('/').at(-1) ?? ''
  return /\.(?:md|markdown)$/i.test(name) && !/template/i.test(name) && !others.test(name.replace(/\.[a-z]+$/i, ''))
}

/** No SVG, which may act where it is opened by itself. */
const pictures: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif'])
const largestPicture = 5 * 1024 * 1024

/** Whether a path is that of a picture that a site shows. */
function isPicturePath(path: string): boolean {
  return pictures.has(extname(path).toLowerCase())
}

/**
 * The documents of a folder and of those in it, but for hidden ones, `node_modules` and the folder `out`. Links are not
 * followed: what they lead to may not be meant to be shown. Throws where the folder cannot be read.
 */
export function readFolder(folder: string, out: string): SiteSource {
  const top = realpathSync(folder)
  const documents: SourceDocument[] = []
  const leftOut: string[] = []
  for (const path of filesIn(top, '', resolve(out))) {
    if (!/\.(?:md|markdown)$/i.test(path)) continue
    const text = namesDocument(path) ? textOfFile(readFileSync(join(top, path))) : null
    if (text === null || text.trim() === '') leftOut.push(path)
    else documents.push({ path, text, address: null })
  }
  return { documents, leftOut, picture: (path) => pictureIn(top, path), address: () => null, tracked: () => null }
}

function filesIn(top: string, below: string, out: string): readonly string[] {
  const entries = readdirSync(join(top, below), { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'))
  return entries.sort(byName).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory())
      return entry.name === 'node_modules' || resolve(top, path) === out ? [] : filesIn(top, path, out)
    return entry.isFile() ? [path] : []
  })
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1
}

function pictureIn(top: string, path: string): Uint8Array | null {
  if (!isPicturePath(path)) return null
  try {
    const real = realpathSync(join(top, path))
    const inside = relative(top, real)
    if (inside.startsWith('..') || inside.startsWith(sep) || !isPicturePath(real)) return null
    const found = statSync(real)
    return found.isFile() && found.size <= largestPicture ? readFileSync(real) : null
  } catch {
    // There is none: the page says what the picture would have shown.
    return null
  }
}
