import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { type CleanHtml, cleanHtml } from './clean-html.ts'

/** What is left of a page's 100 KB beside what stands around a list. */
const roomOfPage = 60_000
const mostOfPage = 100

/** Elements as HTML: their texts are escaped. */
export function htmlOf(elements: readonly ElementContent[]): CleanHtml {
  return cleanHtml.parse(elements.map((element) => toHtml(element, { allowDangerousHtml: true })).join(''))
}

/** Pieces joined to pages, each as large as a page may be; one empty page for none. */
export function pagesOfHtml(pieces: readonly CleanHtml[]): readonly CleanHtml[] {
  const pages: string[][] = []
  let size = 0
  for (const piece of pieces) {
    const bytes = Buffer.byteLength(piece)
    const open = pages.at(-1)
    if (open === undefined || size + bytes > roomOfPage || open.length >= mostOfPage) {
      pages.push([piece])
      size = bytes
    } else {
      open.push(piece)
      size += bytes
    }
  }
  return (pages.length === 0 ? [['']] : pages).map((page) => cleanHtml.parse(page.join('\n')))
}
