import type * as z from 'zod'
import { type Position, positionAt } from '../../text/yaml/position.ts'
import type { YamlEntry, YamlMapping, YamlNode } from '../../text/yaml/yaml.ts'
import type { ConfigurationKey, ConfigurationSection } from '../schema/keys.ts'
import { isNothing, leafNames, nearestKey } from './mistake-words.ts'
import type { Mistakes } from './mistakes.ts'

/** A value that a file gives to a key, valid for that key. */
export interface WrittenValue {
  readonly value: unknown
  readonly position: Position
}

/** A value with its place, which is counted out only when it is asked for: few are. */
export function written(value: unknown, offset: number, mistakes: Mistakes): WrittenValue {
  return {
    value,
    get position() {
      return mistakes.at(offset)
    },
  }
}

/** Where values go. */
export interface KeyTarget {
  readonly values: Map<string, WrittenValue>
  /** What mistakes call the keys: `overrides.` before their names. */
  readonly prefix: string
  /** What counts instead of a value that does not fit; `null` where that is another file's value or the default. */
  readonly instead: string | null
}

/** Reads each entry once. One that is written twice counts as it stands first. */
export function readEntries(
  mapping: YamlMapping,
  prefix: string,
  mistakes: Mistakes,
  read: (entry: YamlEntry, name: string) => void,
): void {
  const seen = new Map<string, number>()
  for (const entry of mapping.entries) {
    const name = `${prefix}${entry.key ?? '?'}`
    const first = seen.get(name)
    if (first === undefined) {
      seen.set(name, entry.offset)
      read(entry, name)
      continue
    }
    mistakes.note(entry.offset, name, () => {
      const { line } = positionAt(mistakes.text, first)
      return `is written twice, the first one in line ${line} counts; remove one of them`
    })
  }
}

/** Reads the value of a known key, or the keys of a known section. */
export function readKey(
  entry: YamlEntry,
  known: ConfigurationKey | ConfigurationSection,
  place: KeyTarget,
  mistakes: Mistakes,
): void {
  if ('keys' in known) readSection(entry, known, place, mistakes)
  else readValue(entry, known, place, mistakes)
}

/** Reads keys that stand below a name. */
export function readSection(
  section: YamlEntry,
  { name, keys }: Pick<ConfigurationSection, 'name' | 'keys'>,
  place: KeyTarget,
  mistakes: Mistakes,
): void {
  const { value } = section
  // A section whose keys are all commented out is nothing, not a mistake.
  if (isNothing(value)) return
  if (value.kind !== 'mapping') {
    const message = () =>
      `${mistakes.show(value)} does not fit, allowed: the keys ${leafNames(keys)}, indented below it`
    mistakes.note(value.offset, `${place.prefix}${name}`, message)
    return
  }
  readEntries(value, `${place.prefix}${name}.`, mistakes, (entry, full) => {
    const known = keys.find((candidate) => `${place.prefix}${candidate.name}` === full)
    if (known === undefined) readUnknown(entry, full, keys, mistakes)
    else readValue(entry, known, place, mistakes)
  })
}

function readValue(entry: YamlEntry, key: ConfigurationKey, place: KeyTarget, mistakes: Mistakes): void {
  const said = plainValue(entry.value)
  const parsed = key.type.safeParse(said)
  if (parsed.success) {
    place.values.set(key.name, written(said, entry.value.offset, mistakes))
    return
  }
  const culprit = partAt(entry.value, parsed.error.issues[0]) ?? entry.value
  const offset = isNothing(culprit) ? entry.offset : culprit.offset
  const message = () => {
    const text = `${mistakes.show(culprit)} does not fit, allowed: ${key.allowed}`
    return place.instead === null ? text : `${text}; ${place.instead}`
  }
  mistakes.note(offset, `${place.prefix}${key.name}`, message, place.instead === null ? key : null)
}

/** Notes a key that nobody knows, with the one that was probably meant. */
export function readUnknown(
  entry: YamlEntry,
  name: string,
  allowed: readonly { readonly name: string }[],
  mistakes: Mistakes,
): void {
  mistakes.note(entry.offset, name, () => {
    if (name === '_extends') {
      return "is not supported, the owner's .github repository is merged automatically; remove this key"
    }
    if (mistakes.quoting === 'unquoted') return `a key is not known, allowed: ${leafNames(allowed)}`
    const meant = nearestKey(name, allowed)
    const hint = meant === null ? '' : ` (did you mean ${meant}?)`
    return `is not a known key${hint}, allowed: ${leafNames(allowed)}`
  })
}

/** No key takes a mapping of more: what is written once and meant in many places must not grow without end. */
const mostExpanded = 100

/** The value as the schema checks it. What is nested deeper than a mapping to lists fits no key and is not expanded. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind !== 'mapping') return flatValue(node)
  return Object.fromEntries(
    node.entries.map(({ key, value }, index) => [key ?? '', index < mostExpanded ? flatValue(value) : {}] as const),
  )
}

function flatValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'mapping':
      return {}
    case 'sequence':
      return node.items.map((item) => (item.kind === 'scalar' ? item.value : {}))
  }
}

/** The item or value that an issue of the schema is about; of several forms that fit none, the one that was begun. */
function partAt(node: YamlNode, issue: z.core.$ZodIssue | undefined): YamlNode | null {
  if (issue === undefined) return null
  if (issue.code === 'invalid_union') {
    return issue.errors.flatMap(([first]) => partAt(node, first) ?? [])[0] ?? null
  }
  const [at] = issue.path
  if (node.kind === 'sequence') return typeof at === 'number' ? (node.items[at] ?? null) : null
  return node.kind === 'mapping' ? (node.entries.find(({ key }) => key === at)?.value ?? null) : null
}
