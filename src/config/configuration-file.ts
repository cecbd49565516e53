import type { ConfigurationText } from '../domain/repository.ts'
import { parseYaml, type YamlNode } from '../text/yaml/yaml.ts'
import { brokenYaml, isNothing } from './read/mistake-words.ts'
import { type Mistake, Mistakes, type Quoting } from './read/mistakes.ts'
import { readEntries, readKey, readUnknown, type WrittenValue } from './read/read-keys.ts'
import { readOverrides, type WrittenOverride } from './read/read-overrides.ts'
import { readServices } from './read/read-services.ts'
import { topLevel } from './schema/keys.ts'

/** What one file says: valid values by dotted key, and everything that is wrong with it, in order. */
export interface ConfigurationFile {
  readonly source: string
  readonly values: ReadonlyMap<string, WrittenValue>
  /** The names of its services; what it says of them stands among the values. */
  readonly services: readonly string[]
  /** `null` where it says nothing of them. */
  readonly overrides: readonly WrittenOverride[] | null
  readonly mistakes: readonly Mistake[]
}

// GitHub shows files far larger than this; a configuration is one page.
const largestText = 64 * 1024

/** Reads one file. Never throws: a file that cannot be read has no values and one mistake. */
export function readConfigurationFile(file: ConfigurationText, quoting: Quoting): ConfigurationFile {
  const { source } = file
  if ('unread' in file) {
    const message = unreadable[file.unread]
    const mistake = { position: { line: 1, column: 1 }, key: '', message, fallsBack: null }
    return { source, ...nothing, mistakes: [mistake] }
  }
  const mistakes = new Mistakes(file.text, quoting)
  return { source, ...readText(mistakes), mistakes: mistakes.all() }
}

type Said = Pick<ConfigurationFile, 'values' | 'services' | 'overrides'>

const nothing: Said = { values: new Map(), services: [], overrides: null }

const tooLarge = 'is larger than 64 KiB, so the whole file is ignored; keep only the keys that you need'
const unreadable = {
  'too-large': tooLarge,
  'not-a-file': 'is not a plain file, so it is ignored; put a file of YAML in its place',
} as const

function readText(mistakes: Mistakes): Said {
  const { text, quoting } = mistakes
  if (text.length > largestText) {
    mistakes.note(0, '', () => tooLarge)
    return nothing
  }
  const result = parseYaml(text)
  if (!result.ok) {
    const { offset, reason } = result.fault
    mistakes.note(offset, '', () => brokenYaml(text, offset, quoting === 'quoted' ? reason : null))
    return nothing
  }
  const said = result.root === null ? nothing : readRoot(result.root, mistakes)
  if (result.second !== null) {
    mistakes.note(result.second, '', () => 'begins a second document, which is ignored; remove the line "---" above it')
  }
  return said
}

function readRoot(root: YamlNode, mistakes: Mistakes): Said {
  if (isNothing(root)) return nothing
  if (root.kind !== 'mapping') {
    const message = () => `${mistakes.show(root)} is ignored, allowed: keys with values, such as "mode: observe"`
    mistakes.note(root.offset, '', message)
    return nothing
  }
  const values = new Map<string, WrittenValue>()
  let { services, overrides } = nothing
  readEntries(root, '', mistakes, (entry, name) => {
    const known = topLevel.find((candidate) => candidate.name === name)
    if (known === undefined) readUnknown(entry, name, topLevel, mistakes)
    else if (name === 'services') services = readServices(entry, { values, prefix: '', instead: null }, mistakes)
    else if (name === 'overrides') overrides = readOverrides(entry, mistakes)
    else readKey(entry, known, { values, prefix: '', instead: null }, mistakes)
  })
  return { values, services, overrides }
}
