import type { ConfigurationText } from '../domain/repository.ts'
import { type ConfigurationKey, configurationKeys, topLevel } from './keys.ts'
import { nearest } from './nearest.ts'
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

/** Reads one file. Never throws: a file that cannot be read has no values and one mistake. */
export function readConfigurationFile(file: ConfigurationText): ConfigurationFile {
  const reading = new Reading(file.text)
  reading.readText()
  return { source: file.source, values: reading.values, mistakes: reading.mistakes }
}

class Reading {
  readonly values = new Map<string, WrittenValue>()
  readonly mistakes: Mistake[] = []
  readonly #text: string
  #unsaid = 0

  constructor(text: string) {
    this.#text = text
  }

  readText(): void {
    if (this.#text.length > largestText) {
      this.#note(0, '', () => 'is larger than 64 KiB, so the whole file is ignored; keep only the keys that you need')
      return
    }
    const result = parseYaml(this.#text)
    if (!result.ok) {
      const { offset, reason } = result.fault
      this.#note(offset, '', () => brokenYaml(this.#text, offset, reason))
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
      const message = () => `${showNode(root)} is ignored, allowed: keys with values, such as "mode: observe"`
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
      const message = () => `${showNode(value)} does not fit, allowed: the keys ${leafNames(keys)}, indented below it`
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
    this.#note(offset, key.name, () => `${showNode(culprit)} does not fit, allowed: ${key.allowed}`, key)
  }

  #noteUnknown(entry: YamlEntry, name: string, allowed: readonly { readonly name: string }[]): void {
    this.#note(entry.offset, name, () => {
      if (name === '_extends') {
        return "is not supported, the owner's .github repository is merged automatically; remove this key"
      }
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
      key: shorten(key),
      message: message(),
      fallsBack,
    })
  }

  #sayUnsaid(): void {
    const last = this.mistakes.at(-1)
    if (last === undefined || this.#unsaid === 0) return
    const more = this.#unsaid === 1 ? '1 more mistake follows' : `${this.#unsaid} more mistakes follow`
    this.mistakes.push({ position: last.position, key: '', message: `${more}; mend these first`, fallsBack: null })
  }
}

function nearestKey(name: string, siblings: readonly { readonly name: string }[]): string | null {
  const last = lastPart(name)
  // Written at the wrong depth: `zone` for `reminders.zone`, `reminders.mode` for `mode`.
  const elsewhere = [...topLevel, ...configurationKeys].find((candidate) => lastPart(candidate.name) === last)
  if (elsewhere !== undefined) return elsewhere.name
  const near = nearest(
    last,
    siblings.map((candidate) => lastPart(candidate.name)),
  )
  return siblings.find((candidate) => lastPart(candidate.name) === near)?.name ?? null
}

function brokenYaml(text: string, offset: number, reason: string): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n')[0] ?? ''
  const message = `is not valid YAML (${shorten(reason)}), so the whole file is ignored`
  if (/:\s+@/.test(line)) return `${message}; put quotes around text that begins with "@"`
  if (/^\s*\t/.test(line)) return `${message}; indent with spaces, not tabs`
  return `${message}; mend this line or the one above it`
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

function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null
}

function showNode(node: YamlNode): string {
  switch (node.kind) {
    case 'mapping':
      return 'a mapping'
    case 'sequence':
      return `a list of ${node.items.length}`
    case 'scalar':
      if (node.value === null) return 'an empty value'
      return typeof node.value === 'string' ? `the text ${JSON.stringify(shorten(node.value))}` : String(node.value)
  }
}

function leafNames(keys: readonly { readonly name: string }[]): string {
  return keys.map((key) => lastPart(key.name)).join(', ')
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function shorten(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
