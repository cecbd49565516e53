import { frontMatterSpan } from '../text/markdown/sections.ts'
import { hasAliases, loadYaml, topLevelEntries, type YamlKeyLocation } from '../text/yaml/yaml-entries.ts'
import { yamlString } from './harmless/escape.ts'

/** An issue to name at the end of a line of the document; `lineEnd` is an `ActionItem`'s. */
export interface IssueLink {
  readonly lineEnd: number
  readonly number: number
  readonly url: string
  /** How it is called, `acme/billing#57`; `#57` when left out. */
  readonly name?: string
}

/**
 * `text` with ` ([#57](url))`, or its name, added at each offset, in the order given where offsets are equal. Everything else stays byte
 * for byte. Links at offsets that the text does not have are left out.
 */
export function addIssueLinks(text: string, links: readonly IssueLink[]): string {
  let result = ''
  let from = 0
  const sound = links.filter(({ lineEnd }) => Number.isInteger(lineEnd) && lineEnd >= 0 && lineEnd <= text.length)
  for (const { lineEnd, number, url, name = `#${number}` } of sound.toSorted(
    (one, other) => one.lineEnd - other.lineEnd,
  )) {
    result += `${text.slice(from, lineEnd)} ([${name}](${linkTarget(url)}))`
    from = lineEnd
  }
  return result + text.slice(from)
}

function linkTarget(url: string): string {
  return url.replace(/[\s()<>\\]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/**
 * `text` with the front matter's `key` set to `value`, a text or a list of texts: its value replaced where it stands, else a line added at
 * the end. Every other byte stays, comments and order included. A text comes back unchanged that has no front matter, or
 * none that is a sound YAML mapping in block style without aliases, or whose value of `key` is more than a scalar on one line;
 * a list in brackets on one line gives way to a list.
 */
export function setFrontMatter(text: string, key: string, value: string | readonly string[]): string {
  const span = frontMatterSpan(text)
  if (span === null) return text
  const yaml = text.slice(span.yamlStart, span.yamlEnd)
  const before = readMapping(yaml)
  if (before === null || hasAliases(yaml)) return text
  const entries = topLevelEntries(yaml)
  if (entries === null) return text
  if (JSON.stringify(before[key]) === JSON.stringify(value)) return text
  if (Array.isArray(before[key]) && !Array.isArray(value)) return text
  const entry = entries.find((one) => one.key === key)
  const indent = indentBefore(yaml, entries[0]?.keyStart ?? 0)
  const changed =
    entry === undefined ? added(yaml, `${indent}${key}: ${written(value)}`, text) : replaced(yaml, entry, value)
  if (changed === null) return text
  // The edit is by offsets; reading it back proves that nothing but the key changed.
  const after = readMapping(changed)
  if (after === null || JSON.stringify({ ...before, [key]: value }) !== JSON.stringify(after)) return text
  return text.slice(0, span.yamlStart) + changed + text.slice(span.yamlEnd)
}

/** The spaces right before an offset. */
function indentBefore(text: string, offset: number): string {
  let from = offset
  while (text.charAt(from - 1) === ' ') from -= 1
  return text.slice(from, offset)
}

function added(yaml: string, line: string, text: string): string {
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  return `${yaml}${yaml === '' || /[\r\n]$/.test(yaml) ? '' : lineBreak}${line}${lineBreak}`
}

function replaced(yaml: string, { value: span }: YamlKeyLocation, value: string | readonly string[]): string | null {
  if (span === null) return null
  const space = span.start === span.end ? ' ' : ''
  return yaml.slice(0, span.start) + space + written(value) + yaml.slice(span.end)
}

function written(value: string | readonly string[]): string {
  return typeof value === 'string' ? scalar(value) : `[${value.map(scalar).join(', ')}]`
}

/** Plain where YAML, of any version, reads it back as the same text; quoted otherwise. */
function scalar(value: string): string {
  const quoted = yamlString(value)
  if (/^(?:y|yes|n|no|on|off)$/i.test(value) || !/^[A-Za-z\d][\w.:+-]*(?: [\w.:+-]+)*$/.test(value)) return quoted
  return readMapping(`key: ${value}`)?.key === value ? value : quoted
}

function readMapping(yaml: string): Record<string, unknown> | null {
  try {
    const data: unknown = loadYaml(yaml)
    if (data === null || data === undefined) return {}
    return typeof data === 'object' && !Array.isArray(data) ? { ...data } : null
  } catch {
    return null
  }
}
