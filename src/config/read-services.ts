import { allowedFor, serviceKeys } from './keys.ts'
import { isNothing } from './mistake-words.ts'
import type { Mistakes } from './mistakes.ts'
import { readEntries, readSection, type WrittenValue, written } from './read-keys.ts'
import { mostServices } from './service-schema.ts'
import { serviceName } from './value-types.ts'
import type { YamlEntry } from './yaml.ts'

/** Reads the services of a file into `values`, each key as `services.<name>.<key>`. Returns their names in order. */
export function readServices(
  services: YamlEntry,
  values: Map<string, WrittenValue>,
  mistakes: Mistakes,
): readonly string[] {
  const { value } = services
  if (isNothing(value)) return []
  if (value.kind !== 'mapping') {
    mistakes.note(
      value.offset,
      'services',
      () => `${mistakes.show(value)} does not fit, allowed: ${allowedFor('services')}`,
    )
    return []
  }
  // What it says of each stands below the names; that it says none is worth showing, too.
  values.set('services', written({}, value.offset, mistakes))
  const names: string[] = []
  readEntries(value, 'services.', mistakes, (entry, full) => {
    const name = serviceName.safeParse(entry.key)
    if (!name.success || names.length >= mostServices) {
      mistakes.note(entry.offset, full, () => `is no service, allowed: ${allowedFor('services')}`)
      return
    }
    names.push(name.data)
    const place = { values, prefix: '', instead: null }
    readSection(entry, `services.${name.data}`, serviceKeys(name.data), place, mistakes)
  })
  return names
}
