import type { YamlEntry, YamlNode } from '../../text/yaml/yaml.ts'
import { allowedFor, overridable } from '../schema/keys.ts'
import { mostOverrides, whenLabels } from '../schema/override-schema.ts'
import { isNothing, leafNames } from './mistake-words.ts'
import type { Mistakes } from './mistakes.ts'
import { plainValue, readEntries, readKey, readUnknown, type WrittenValue } from './read-keys.ts'
import { readServices } from './read-services.ts'

/** An override as it stands in a file: its values by dotted key, without any prefix. */
export interface WrittenOverride {
  readonly labels: readonly string[]
  readonly values: ReadonlyMap<string, WrittenValue>
}

/** Reads the overrides of a file; `null` where it says nothing of them that can be read. */
export function readOverrides({ value }: YamlEntry, mistakes: Mistakes): readonly WrittenOverride[] | null {
  if (isNothing(value)) return null
  if (value.kind !== 'sequence' || value.items.length > mostOverrides) {
    const message = () => `${mistakes.show(value)} does not fit, allowed: ${allowedFor('overrides')}`
    mistakes.note(value.offset, 'overrides', message)
    return null
  }
  return value.items.flatMap((item) => readOverride(item, mistakes) ?? [])
}

/** One override, `null` with a mistake where it does not say which incidents it is for. */
function readOverride(item: YamlNode, mistakes: Mistakes): WrittenOverride | null {
  if (item.kind !== 'mapping') {
    const message = () => `${mistakes.show(item)} is no override, allowed: \`when\` and the keys that it changes`
    mistakes.note(item.offset, 'overrides', message)
    return null
  }
  const values = new Map<string, WrittenValue>()
  const place = { values, prefix: 'overrides.', instead: 'this override leaves it as it is' }
  let labels: readonly string[] | null = null
  let wrong = false
  readEntries(item, '', mistakes, (entry, name) => {
    const known = overridable.find((candidate) => candidate.name === name)
    if (name === 'when') {
      labels = readWhen(entry, mistakes)
      wrong = labels === null
    } else if (name === 'services') {
      readServices(entry, place, mistakes)
    } else if (known !== undefined) {
      readKey(entry, known, place, mistakes)
    } else if (name === 'overrides') {
      const message = () => `cannot stand in another one, allowed: when, ${leafNames(overridable)}`
      mistakes.note(entry.offset, 'overrides.overrides', message)
    } else {
      readUnknown(entry, `overrides.${name}`, [{ name: 'when' }, ...overridable], mistakes)
    }
  })
  if (labels !== null) return { labels, values }
  if (!wrong) mistakes.note(item.offset, 'overrides.when', () => `is missing, so this override never counts; ${hint}`)
  return null
}

const hint = 'say for which incidents it is, such as `when: { labels: [sev1] }`'

function readWhen({ value, offset }: YamlEntry, mistakes: Mistakes): readonly string[] | null {
  const labels = value.kind === 'mapping' ? value.entries.find(({ key }) => key === 'labels') : undefined
  const other = value.kind === 'mapping' ? value.entries.find(({ key }) => key !== 'labels') : undefined
  if (other !== undefined) readUnknown(other, `overrides.when.${other.key ?? '?'}`, [{ name: 'labels' }], mistakes)
  const parsed = whenLabels.safeParse(labels === undefined ? undefined : plainValue(labels.value))
  // With a condition that is not understood, the override might count for more incidents than it was meant for.
  if (parsed.success && other === undefined) return parsed.data
  if (parsed.success) return null
  const at = labels !== undefined && !isNothing(labels.value) ? labels.value.offset : offset
  mistakes.note(at, 'overrides.when', () => `does not fit, so this override never counts; ${hint}`)
  return null
}
