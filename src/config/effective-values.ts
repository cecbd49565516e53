import { keyPath, type Mapping, valueAt, withValue } from '../text/yaml/nesting.ts'
import type { ConfigurationResult } from './configuration.ts'
import { toRuleValues, toServiceValues } from './conversion.ts'
import type { ConfigurationSource } from './effective.ts'
import { configurationKeys, serviceKeys } from './schema/keys.ts'
import type { Configuration, Override } from './schema/schema.ts'

/** One key with its value as a file would write it, and where that comes from. */
export interface EffectiveValue {
  readonly key: string
  readonly value: unknown
  readonly source: ConfigurationSource
}

/** Every key in the order of the documentation, those of each service one by one. */
export function effectiveValues({ configuration, sources }: ConfigurationResult): readonly EffectiveValue[] {
  const { services } = configuration
  const values = toValues(configuration)
  const keys = configurationKeys.flatMap((key) =>
    key.name === 'services' && services.length > 0 ? services.flatMap(({ name }) => serviceKeys(name)) : [key],
  )
  return keys.map(({ name, path }) => ({ key: name, value: valueAt(values, path), source: sources[name] ?? 'default' }))
}

/** A file that says every key of a configuration. */
export function toValues(configuration: Configuration): Mapping {
  const { services, overrides } = configuration
  return services.reduce<Mapping>(
    (said, service) => withValue(said, ['services', service.name], toServiceValues(service)),
    { ...toRuleValues(configuration), services: {}, overrides: overrides.map(showOverride) },
  )
}

function showOverride({ labels, values }: Override): Mapping {
  return [...values].reduce<Mapping>((said, [name, value]) => withValue(said, keyPath(name), value), {
    when: { labels },
  })
}
