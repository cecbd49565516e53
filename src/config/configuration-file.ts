import type { ConfigurationText } from '../domain/repository.ts'
import { type ConfigurationKey, topLevel } from './keys.ts'
import { brokenYaml, isNothing, isOurs, leafNames, nearestKey, shorten, showNode } from './mistake-words.ts'
import { type Position, positionAt } from './position.ts'
import { parseYaml, type YamlEntry, type YamlMapping, type YamlNode } from './yaml.ts'

/** A value that a file gives to a key, valid for that key. */
export interface WrittenValue {
  readonly value: unknown
  readonly position: Position
}

/** A mistake in one file. `fallsBack` is the key whose value here does not count, `null` when there is none. */
export interface Mistake {
  readonly position: Position
  readonly key: string
  readonly message: string
  readonly fallsBack: ConfigurationKey | null
}

/** What one file says: valid values by dotted key, and everything that is wrong with it, in order. */
export interface ConfigurationFile {
  readonly source: string
  readonly values: ReadonlyMap<string, WrittenValue>
  readonly mistakes: readonly Mistake[]
}

// GitHub shows files far larger than this; a configuration is one page.
const largestText = 64 * 1024
// All of them are shown in one comment on the incident.
const mostMistakes = 20

/**
 * Whether mistakes may repeat what the file says. The owner's file may stand where fewer people see it than see the
 * mistakes, so of that one only places and the app's own words are told.
 */
export type Quoting = 'quoted' | 'unquoted'

/** Reads one file. Never throws: a file that cannot be read has no values and one mistake. */
export function readConfigurationFile(file: ConfigurationText, quoting: Quoting): ConfigurationFile {
  const { source } = file
  if ('unread' in file) {
    const message = unreadable[file.unread]
    return {
      source,
      values: new Map(),
      mistakes: [{ position: { line: 1, column: 1 }, key: '', message, fallsBack: null }],
    }
  }
  const reading = new Reading(file.text, quoting)
  reading.readText()
  return { source, values: reading.values, mistakes: reading.mistakes }
}

const tooLarge = 'is larger than 64 KiB, so the whole file is ignored; keep only the keys that you need'
const unreadable = {
  'too-large': tooLarge,
  'not-a-file': 'is not a plain file, so it is ignored; put a file of YAML in its place',
} as const

class Reading {
  readonly values = new Map<string, WrittenValue>()
  readonly mistakes: Mistake[] = []
  readonly #text: string
  readonly #quoting: Quoting
  #unsaid = 0

  constructor(text: string, quoting: Quoting) {
    this.#text = text
    this.#quoting = quoting
  }

  readText(): void {
    if (this.#text.length > largestText) {
      this.#note(0, '', () => tooLarge)
      return
    }
    const result = parseYaml(this.#text)
    if (!result.ok) {
      const { offset, reason } = result.fault
      this.#note(offset, '', () => brokenYaml(this.#text, offset, this.#quoting === 'quoted' ? reason : null))
      return
    }
    if (result.root !== null) this.#readRoot(result.root)
    if (result.second !== null) {
      this.#note(result.second, '', () => 'begins a second document, which is ignored; remove the line "---" above it')
    }
    this.#sayUnsaid()
  }

  #readRoot(root: YamlNode): void {
    if (isNothing(root)) return
    if (root.kind !== 'mapping') {
      const message = () => `${this.#show(root)} is ignored, allowed: keys with values, such as "mode: observe"`
      this.#note(root.offset, '', message)
      return
    }
    this.#readEntries(root, '', (entry, name) => {
      const known = topLevel.find((candidate) => candidate.name === name)
      if (known === undefined) this.#noteUnknown(entry, name, topLevel)
      else if ('keys' in known) this.#readSection(entry, known.name, known.keys)
      else this.#readValue(entry, known)
    })
  }

  #readSection(section: YamlEntry, name: string, keys: readonly ConfigurationKey[]): void {
    // A section whose keys are all commented out is nothing, not a mistake.
    if (isNothing(section.value)) return
    if (section.value.kind !== 'mapping') {
      const { value } = section
      const message = () => `${this.#show(value)} does not fit, allowed: the keys ${leafNames(keys)}, indented below it`
      this.#note(section.value.offset, name, message)
      return
    }
    this.#readEntries(section.value, `${name}.`, (entry, full) => {
      const known = keys.find((candidate) => candidate.name === full)
      if (known === undefined) this.#noteUnknown(entry, full, keys)
      else this.#readValue(entry, known)
    })
  }

  #readEntries(mapping: YamlMapping, prefix: string, read: (entry: YamlEntry, name: string) => void): void {
    const seen = new Map<string, number>()
    for (const entry of mapping.entries) {
      const name = `${prefix}${entry.key ?? '?'}`
      const first = seen.get(name)
      if (first === undefined) {
        seen.set(name, entry.offset)
        read(entry, name)
        continue
      }
      this.#note(entry.offset, name, () => {
        const { line } = positionAt(this.#text, first)
        return `is written twice, the first one in line ${line} counts; remove one of them`
      })
    }
  }

  #readValue(entry: YamlEntry, key: ConfigurationKey): void {
    const parsed = key.type.safeParse(plainValue(entry.value))
    if (parsed.success) {
      this.values.set(key.name, { value: parsed.data, position: positionAt(this.#text, entry.value.offset) })
      return
    }
    const culprit = itemAt(entry.value, parsed.error.issues[0]?.path[0]) ?? entry.value
    const offset = isNothing(culprit) ? entry.offset : culprit.offset
    this.#note(offset, key.name, () => `${this.#show(culprit)} does not fit, allowed: ${key.allowed}`, key)
  }

  #noteUnknown(entry: YamlEntry, name: string, allowed: readonly { readonly name: string }[]): void {
    this.#note(entry.offset, name, () => {
      if (name === '_extends') {
        return "is not supported, the owner's .github repository is merged automatically; remove this key"
      }
      if (this.#quoting === 'unquoted') return `a key is not known, allowed: ${leafNames(allowed)}`
      const meant = nearestKey(name, allowed)
      const hint = meant === null ? '' : ` (did you mean ${meant}?)`
      return `is not a known key${hint}, allowed: ${leafNames(allowed)}`
    })
  }

  /** `message` is only asked for while there is room, so a file full of mistakes costs no more than a few. */
  #note(offset: number, key: string, message: () => string, fallsBack: ConfigurationKey | null = null): void {
    if (this.mistakes.length >= mostMistakes) {
      this.#unsaid++
      return
    }
    this.mistakes.push({
      position: positionAt(this.#text, offset),
      key: this.#quoting === 'quoted' || isOurs(key) ? shorten(key) : '',
      message: message(),
      fallsBack,
    })
  }

  #show(node: YamlNode): string {
    return this.#quoting === 'quoted' ? showNode(node) : 'what stands here'
  }

  #sayUnsaid(): void {
    const last = this.mistakes.at(-1)
    if (last === undefined || this.#unsaid === 0) return
    const more = this.#unsaid === 1 ? '1 more mistake follows' : `${this.#unsaid} more mistakes follow`
    this.mistakes.push({ position: last.position, key: '', message: `${more}; mend these first`, fallsBack: null })
  }
}

/** The value as the schema checks it. What is nested deeper than a list of scalars fits no key and is not expanded. */
function plainValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'mapping':
      return {}
    case 'sequence':
      return node.items.map((item) => (item.kind === 'scalar' ? item.value : {}))
  }
}

function itemAt(node: YamlNode, index: PropertyKey | undefined): YamlNode | null {
  return node.kind === 'sequence' && typeof index === 'number' ? (node.items[index] ?? null) : null
}
