import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { frontMatterSpan, type ParsedDocument } from '../../text/markdown/sections.ts'
import { loadYaml } from '../../text/yaml/yaml-entries.ts'
import type { FrontMatter } from '../front-matter/front-matter-schema.ts'
import { plainText } from './plain-text.ts'

/** What the head of a document says of the incident as a whole, by front matter or by lines such as `**Severity**: SEV2`. */
export interface DocumentHead {
  readonly severity: string | null
  readonly services: readonly string[]
  readonly tags: readonly string[]
  readonly kinds: readonly string[]
  readonly cites: string | null
  /** The first lines of the document, which may name the day. */
  readonly lines: readonly string[]
}

/** How many lines are the head of a document. */
const headLines = 60
const longestName = 60
/** More names than these are no help to who looks for one. */
const mostNames = 12

/** Reads what stands in front; a key that is missing, or is no text, says nothing. Never throws. */
export function readDocumentHead(
  text: string,
  frontMatter: FrontMatter,
  document: ParsedDocument | null,
): DocumentHead {
  const keys = ownKeys(text)
  const lines = (document?.lines ?? []).filter(({ kind }) => kind === 'text').slice(0, headLines)
  const head = lines.map((line) => line.text)
  const severity = frontMatter.severity ?? labelled(head, /^(?:incident )?(?:severity|sev|priority)(?: level)?$/i)
  return {
    severity: severity === null ? null : nameOf(severity),
    services: names(
      frontMatter.services ??
        list(labelled(head, /^(?:(?:affected|impacted) )?(?:services?|systems?)(?: (?:affected|impacted))?$/i)),
    ),
    tags: names(texts(keys.tags) ?? list(labelled(head, /^tags?$/i))),
    kinds: names(
      texts(keys.kind) ?? texts(keys.category) ?? list(labelled(head, /^(?:kind of failure|incident type|category)$/i)),
    ),
    cites: citation(keys.source),
    lines: head,
  }
}

/** The front matter's keys that are the team's own, in any form. */
function ownKeys(text: string): Readonly<Record<string, unknown>> {
  const span = frontMatterSpan(text)
  if (span === null || span.yamlEnd - span.yamlStart > 65_536) return {}
  try {
    const loaded = loadYaml(text.slice(span.yamlStart, span.yamlEnd))
    return typeof loaded === 'object' && loaded !== null ? Object.fromEntries(Object.entries(loaded)) : {}
  } catch {
    // What is wrong with it is the review's to say.
    return {}
  }
}

function texts(value: unknown): readonly string[] | null {
  const all = Array.isArray(value) ? value : [value]
  const said = all.flatMap((one: unknown) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : []))
  return said.length === 0 ? null : said
}

/** The value beside a label of the head: `**Severity**: SEV2`, `| Severity | SEV2 |`. */
function labelled(head: readonly string[], label: RegExp): string | null {
  for (const line of head) {
    const [, name = '', value = ''] =
      /^\W{0,8}([\p{L} ]{3,40}?)[*_]{0,2}(?::[*_]{0,2}|\s*\|)\s*(\S.{0,300})$/u.exec(line) ?? []
    const said = plainText(value.trimEnd().replace(/\|$/, ''))
    if (label.test(name.trim()) && /[\p{L}\p{N}]/u.test(said) && said.length <= 120) return said
  }
  return null
}

function list(value: string | null): readonly string[] {
  return value === null ? [] : value.split(/[,;]| and /)
}

function nameOf(written: string): string | null {
  const name = cutAt(oneLine(written), longestName).trim()
  return /[\p{L}\p{N}]/u.test(name) ? name : null
}

/** Each name once, whatever its case. */
function names(written: readonly string[]): readonly string[] {
  const found = new Map<string, string>()
  for (const one of written) {
    const name = nameOf(one)
    if (name !== null && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), name)
  }
  return [...found.values()].slice(0, mostNames)
}

function citation(value: unknown): string | null {
  const [address] = texts(value) ?? []
  return address !== undefined && /^https?:\/\/[^\s"'<>]{3,500}$/i.test(address) ? address : null
}
