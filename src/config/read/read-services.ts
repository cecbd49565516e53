import type { YamlEntry } from '../../text/yaml/yaml.ts'
import { allowedFor, serviceKeys } from '../schema/keys.ts'
import { mostServices } from '../schema/service-schema.ts'
import { serviceName } from '../schema/value-types.ts'
import { isNothing } from './mistake-words.ts'
import type { Mistakes } from './mistakes.ts'
import { type KeyTarget, readEntries, readSection, written } from './read-keys.ts'

/** Reads services into the values of `place`, each key as `services.<name>.<key>`. Returns their names in order. */
export function readServices(services: YamlEntry, place: KeyTarget, mistakes: Mistakes): readonly string[] {
  const { value } = services
  if (isNothing(value)) return []
  if (value.kind !== 'mapping') {
    mistakes.note(
      value.offset,
      `${place.prefix}services`,
      () => `${mistakes.show(value)} does not fit, allowed: ${allowedFor('services')}`,
    )
    return []
  }
  // What it says of each stands below the names; that it says none is worth showing, too.
  if (place.prefix === '') place.values.set('services', written({}, value.offset, mistakes))
  const names: string[] = []
  readEntries(value, `${place.prefix}services.`, mistakes, (entry, full) => {
    const name = serviceName.safeParse(entry.key)
    if (!name.success || names.length >= mostServices) {
      mistakes.note(entry.offset, full, () => `is no service, allowed: ${allowedFor('services')}`)
      return
    }
    names.push(name.data)
    readSection(entry, { name: `services.${name.data}`, keys: serviceKeys(name.data) }, place, mistakes)
  })
  return names
}
