import { parseMarkers } from './markers.ts'
import { parseDocument } from './sections.ts'

/** Something that a document refers to, and the 1-based line where it does so first. */
export interface DocumentLink<T> {
  readonly to: T
  readonly line: number
}

export interface DocumentLinks {
  /** Paths in the repository that relative links lead to. */
  readonly paths: readonly DocumentLink<string>[]
  /** Numbers of issues and pull requests of this repository, as `#12` or by their address. */
  readonly issues: readonly DocumentLink<number>[]
}

const link = /\]\(<?([^()\s<>]{1,500})>?(?:[ \t]{1,4}"[^"]{0,300}")?\)/g
const issue = /(?<![\w/&#@.-])#([1-9]\d{0,9})(?![\w-])/g
const issueAddress =
  /https?:\/\/[^\s/()<>]{1,255}\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull)\/([1-9]\d{0,9})(?![\w-])/g
const codeSpan = /`[^`]*`/g

/**
 * What people's text in a document links within its repository, `acme/shop`: not in code, and not in the app's own facts.
 * `path` is the document's own. Empty for what cannot be read.
 */
export function documentLinks(text: string, path: string, repository: string): DocumentLinks {
  const parsed = parseDocument(text)
  if (!parsed.ok) return { paths: [], issues: [] }
  const facts = factSpans(text)
  const paths = new Map<string, number>()
  const issues = new Map<number, number>()
  let next = 0
  for (const line of parsed.document.lines) {
    while ((facts[next]?.end ?? Number.POSITIVE_INFINITY) <= line.start) next += 1
    if (line.kind === 'raw' || (facts[next]?.start ?? Number.POSITIVE_INFINITY) <= line.start) continue
    const shown = line.text.replace(codeSpan, (span) => ' '.repeat(span.length))
    for (const [, target = ''] of shown.matchAll(link)) {
      const to = resolved(target, path)
      if (to !== null && !paths.has(to)) paths.set(to, line.number)
    }
    const numbers = [
      ...Array.from(shown.matchAll(issue), ([, digits]) => Number(digits)),
      ...Array.from(shown.matchAll(issueAddress)).flatMap(([, name = '', digits]) =>
        name.toLowerCase() === repository.toLowerCase() ? [Number(digits)] : [],
      ),
    ]
    for (const number of numbers) if (!issues.has(number)) issues.set(number, line.number)
  }
  const listed = <T>(found: ReadonlyMap<T, number>) => [...found].map(([to, line]) => ({ to, line }))
  return { paths: listed(paths), issues: listed(issues) }
}

/** Where the app's own facts stand, in order. */
function factSpans(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = []
  let start: number | null = null
  for (const parsed of parseMarkers(text)) {
    if (!parsed.ok) continue
    if (parsed.marker.kind === 'facts') start = parsed.start
    if (parsed.marker.kind !== 'facts-end' || start === null) continue
    found.push({ start, end: parsed.end })
    start = null
  }
  return found
}

/** The path in the repository that a relative link leads to; `null` for addresses, anchors and what leaves it. */
function resolved(target: string, from: string): string | null {
  const [written = ''] = target.split(/[?#]/, 1)
  if (written === '' || written.startsWith('//') || /^[a-z][a-z0-9+.-]*:/i.test(written)) return null
  const parts = written.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of decoded(written).split('/')) {
    if (part === '..' && parts.length === 0) return null
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.length === 0 ? null : parts.join('/')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
