const allowed = new Set(['details', 'summary', 'br', 'sub', 'sup', 'kbd'])
const empty = new Set(['br', 'hr', 'img', 'input', 'line', 'rect', 'path', 'circle'])
const piece = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi

/** Text made harmless between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/**
 * Raw HTML out of somebody's Markdown, made harmless: comments vanish, `details`, `summary`, `br`, `sub`, `sup` and
 * `kbd` stay without their attributes (`open` of `details` excepted), everything else shows as the text that it is.
 */
export function safeHtml(raw: string): string {
  let result = ''
  let at = 0
  for (const match of raw.matchAll(piece)) {
    result += escapeHtml(raw.slice(at, match.index)) + safePiece(match)
    at = match.index + match[0].length
  }
  return result + escapeHtml(raw.slice(at))
}

function safePiece(match: RegExpExecArray): string {
  const [whole, slash = '', tag, attributes = ''] = match
  if (tag === undefined) return ''
  const name = tag.toLowerCase()
  if (!allowed.has(name)) return escapeHtml(whole)
  const open = name === 'details' && /(^|\s)open(\s|=|$)/i.test(attributes) ? ' open' : ''
  return slash === '/' ? `</${name}>` : `<${name}${open}>`
}

/**
 * HTML of this renderer's own making with every tag closed in the order it was opened, and stray closing tags removed.
 * Without this a lone `</details>` in a comment would close an element of the page around it.
 */
export function balance(markup: string): string {
  const open: string[] = []
  const closed = markup.replace(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi, (whole: string, slash: string, tag: string) => {
    const name = tag.toLowerCase()
    if (empty.has(name)) return whole
    if (slash === '') {
      open.push(name)
      return whole
    }
    const depth = open.lastIndexOf(name)
    if (depth < 0) return ''
    // A tag written by hand never closes what the renderer opened above it.
    if (allowed.has(name) && open.slice(depth + 1).some((inner) => !allowed.has(inner))) return ''
    return open
      .splice(depth)
      .reverse()
      .map((inner) => `</${inner}>`)
      .join('')
  })
  return (
    closed +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  )
}

/** The address when it is safe to follow (http, https, mailto or relative), made absolute on `base` where given. */
export function safeLink(href: string, base: string | undefined): string | undefined {
  const decoded = href.replaceAll('&amp;', '&')
  const origin = 'http://relative.invalid'
  if (/&(?:colon|tab|newline|#\d|#x)/i.test(decoded)) return undefined
  try {
    const url = new URL(decoded, `${origin}${base ?? '/'}`)
    if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return undefined
    if (decoded.startsWith('#') || url.origin !== origin) return decoded
    return base === undefined ? decoded : `${url.pathname}${url.search}${url.hash}`
  } catch {
    return undefined
  }
}
