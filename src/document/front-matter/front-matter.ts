import { YAMLException } from 'js-yaml'
import { type FrontMatterSpan, frontMatterSpan } from '../../text/markdown/sections.ts'
import { loadYaml, topLevelEntries } from '../../text/yaml/yaml-entries.ts'
import { type FrontMatter, frontMatterSchema } from './front-matter-schema.ts'

export type { FrontMatter } from './front-matter-schema.ts'

export type ReadFrontMatter =
  | { readonly ok: true; readonly data: FrontMatter }
  | { readonly ok: false; readonly reason: string; readonly line: number }

/** The longest front matter that is read, in UTF-16 code units. */
const longest = 65_536

/**
 * The front matter of a document: `data` is empty when there is none. Unknown keys are passed over; broken YAML and values
 * of a wrong type are a reason with the 1-based line of the document. Never throws.
 */
export function readFrontMatter(document: string): ReadFrontMatter {
  const span = frontMatterSpan(document)
  if (span === null) return { ok: true, data: {} }
  const yaml = document.slice(span.yamlStart, span.yamlEnd)
  if (yaml.length > longest)
    return { ok: false, reason: 'The front matter is longer than 64 KiB.', line: span.yamlLine }
  const loaded = tryLoading(yaml, span)
  if (!loaded.ok) return loaded
  const parsed = frontMatterSchema.safeParse(withAuthors(withoutEmpty(loaded.data)))
  if (parsed.success) return { ok: true, data: parsed.data }
  const issue = parsed.error.issues[0]
  const key = String(issue?.path[0] ?? '')
  const reason =
    key === '' ? 'The front matter must be a list of keys and values.' : `"${key}" ${issue?.message ?? ''}.`
  return { ok: false, reason, line: lineOfKey(yaml, key, span) }
}

type Loaded =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly reason: string; readonly line: number }

function tryLoading(yaml: string, span: FrontMatterSpan): Loaded {
  try {
    return { ok: true, data: loadYaml(yaml) }
  } catch (error) {
    const known = error instanceof YAMLException
    const line = span.yamlLine + (known ? (error.mark?.line ?? 0) : 0)
    return { ok: false, reason: `The front matter is not YAML: ${known ? error.reason : 'it cannot be read'}.`, line }
  }
}

/** An empty value says as little as a missing key. */
function withoutEmpty(data: unknown): unknown {
  if (data === null || data === undefined) return {}
  if (typeof data !== 'object' || Array.isArray(data)) return data
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== ''))
}

/** `author` means `authors` where it names people; anything else under that key is the team's own. */
function withAuthors(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('author' in data) || 'authors' in data) return data
  const { author } = data
  const names = Array.isArray(author) ? author : [author]
  return names.every((name) => typeof name === 'string') ? { ...data, authors: names } : data
}

function lineOfKey(yaml: string, key: string, span: FrontMatterSpan): number {
  const entry = topLevelEntries(yaml)?.find((one) => one.key === key)
  return span.yamlLine + (yaml.slice(0, entry?.keyStart ?? 0).match(/\r\n|\n|\r/g)?.length ?? 0)
}
