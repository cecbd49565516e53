import {
  COLLECTION_STYLE_BLOCK,
  EVENT_ID,
  type Event,
  getScalarValue,
  load,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml'

/** A key of a YAML mapping: where it stands, and where its value does when that is a scalar, or a list in brackets, on one line. */
export interface YamlKeyLocation {
  readonly key: string
  readonly keyStart: number
  /** The value with its quotes or brackets; `start === end`, just past the colon, for an empty one; `null` for anything else. */
  readonly value: { readonly start: number; readonly end: number } | null
}

/**
 * The keys of a block mapping, in order, by offsets into `yaml`. An empty list for a text without data, `null` for what is
 * no block mapping or no YAML. Never throws.
 */
export function topLevelEntries(yaml: string): readonly YamlKeyLocation[] | null {
  const events = readEvents(yaml)
  const root = events?.[1]
  if (events === null) return null
  if (root === undefined || (root.type === EVENT_ID.SCALAR && root.valueStart < 0)) return []
  if (root.type !== EVENT_ID.MAPPING || root.style !== COLLECTION_STYLE_BLOCK) return null
  const inRoot = topLevel(events.slice(2))
  const entries: YamlKeyLocation[] = []
  for (let at = 0; at < inRoot.length; at += 2) {
    const [key, value] = [inRoot[at], inRoot[at + 1]]
    if (key?.type !== EVENT_ID.SCALAR) return null
    if (value === undefined) break
    entries.push({ key: getScalarValue(yaml, key), keyStart: key.valueStart, value: spanOf(yaml, key, value) })
  }
  return entries
}

/** What stands right in the root, in order: keys and values take turns. */
function topLevel(events: readonly Event[]): readonly Event[] {
  const found: Event[] = []
  let depth = 0
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      depth -= 1
      continue
    }
    if (depth === 0) found.push(event)
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) depth += 1
  }
  return found
}

function spanOf(yaml: string, key: ScalarEvent, value: Event): YamlKeyLocation['value'] {
  if (value.type === EVENT_ID.SCALAR) return valueSpan(yaml, key, value)
  return value.type === EVENT_ID.SEQUENCE ? listSpan(yaml, value) : null
}

/** Whether a value is written once and meant in several places: copied out, a small text of those can grow without end. */
export function hasAliases(yaml: string): boolean {
  return readEvents(yaml)?.some(({ type }) => type === EVENT_ID.ALIAS) ?? false
}

/** `load` of js-yaml, which throws on a text without data, here giving `null` for it. Still throws on what is no YAML. */
export function loadYaml(yaml: string): unknown {
  const holdsData = yaml.split(/[\r\n]/).some((line) => /^[ \t]*[^\s#]/.test(line))
  return holdsData ? load(yaml) : null
}

function valueSpan(yaml: string, key: ScalarEvent, value: ScalarEvent): YamlKeyLocation['value'] {
  if (value.anchorStart >= 0 || value.tagStart >= 0) return null
  if (value.valueStart < 0) {
    const colon = /^['"]?\s*:/.exec(yaml.slice(key.valueEnd, key.valueEnd + 100))
    if (colon === null) return null
    const at = key.valueEnd + colon[0].length
    return { start: at, end: at }
  }
  const quotes = Number(value.style === SCALAR_STYLE.SINGLE_QUOTED || value.style === SCALAR_STYLE.DOUBLE_QUOTED)
  if (quotes === 0 && value.style !== SCALAR_STYLE.PLAIN) return null
  if (/[\r\n]/.test(yaml.slice(value.valueStart, value.valueEnd))) return null
  return { start: value.valueStart - quotes, end: value.valueEnd + quotes }
}

/** Up to the first closing bracket: one within an item makes an edit that does not read back as meant, and is not made. */
function listSpan(yaml: string, { start, anchorStart, tagStart }: SequenceEvent): YamlKeyLocation['value'] {
  if (anchorStart >= 0 || tagStart >= 0) return null
  const end = yaml.indexOf(']', start) + 1
  return yaml[start] === '[' && end > 0 && !/[\r\n]/.test(yaml.slice(start, end)) ? { start, end } : null
}

function readEvents(yaml: string): readonly Event[] | null {
  try {
    return parseEvents(yaml, {})
  } catch {
    return null
  }
}
