import { toRules, toRuleValues } from './conversion.ts'
import { type Mapping, withValue } from './nesting.ts'
import { type Configuration, ruleSchema } from './schema.ts'

/**
 * What counts for an incident with these labels: the configuration with every override that it carries all labels of, the
 * later ones over the earlier. Case does not matter, as in GitHub's labels. Services and overrides stay as they are.
 */
export function configurationFor(configuration: Configuration, labels: readonly string[]): Configuration {
  const carried = new Set(labels.map((label) => label.toLowerCase()))
  const changes = configuration.overrides
    .filter((override) => override.labels.every((label) => carried.has(label.toLowerCase())))
    .flatMap(({ values }) => [...values])
  if (changes.length === 0) return configuration
  const values = changes.reduce<Mapping>(
    (said, [name, value]) => withValue(said, name.split('.'), value),
    toRuleValues(configuration),
  )
  return { ...configuration, ...toRules(ruleSchema.parse(values)) }
}

/** Every label that action-item issues have, whatever their incident is about. */
export function itemLabels({ actionItems, overrides }: Configuration): readonly string[] {
  const others = overrides.flatMap(({ values }) => values.get('action_items.label') ?? [])
  return [...new Set([actionItems.label, ...others.map(String)])]
}

/** Every folder of documents, whatever their incident is about: the one for all of them first. */
export function directories({ directory, overrides }: Configuration): readonly string[] {
  const others = overrides.flatMap(({ values }) => values.get('directory') ?? [])
  return [...new Set([directory, ...others.map((path) => String(path).replace(/\/$/, ''))])]
}
