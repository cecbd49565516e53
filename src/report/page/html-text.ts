import { stripHidden } from '../../text/markdown/hidden-characters.ts'

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Untrusted text as part of HTML, in an element or in a quoted attribute: it reads as written, without hidden characters. */
export function htmlText(text: string): string {
  return stripHidden(text).replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
}

/** A link to an address of the web; of any other address the text alone. */
export function linkHtml(text: string, url: string | null | undefined): string {
  const shown = `<bdi>${htmlText(text)}</bdi>`
  return url != null && /^https?:\/\//.test(url) ? `<a href="${htmlText(url)}">${shown}</a>` : shown
}
