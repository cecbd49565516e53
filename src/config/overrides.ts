import { sameLabel } from '../domain/issue.ts'
import { keyPath, type Mapping, withValue } from '../text/yaml/nesting.ts'
import { toRules, toRuleValues, toService, toServiceValues } from './conversion.ts'
import type { Configuration } from './schema/schema.ts'
import type { Service } from './schema/service-schema.ts'

type Change = readonly [path: readonly string[], value: unknown]

/**
 * What counts for an incident with these labels: the configuration with every override that it carries all labels of, the
 * later ones over the earlier. Case does not matter, as in GitHub's labels. Overrides stay as they are.
 */
export function configurationFor(configuration: Configuration, labels: readonly string[]): Configuration {
  const carried = new Set(labels.map((label) => label.toLowerCase()))
  const changes = configuration.overrides
    .filter((override) => override.labels.every((label) => carried.has(label.toLowerCase())))
    .flatMap(({ values }) => [...values].map(([name, value]): Change => [keyPath(name), value]))
  if (changes.length === 0) return configuration
  const ofServices = changes.filter(([[first]]) => first === 'services')
  const values = changes
    .filter(([[first]]) => first !== 'services')
    .reduce<Mapping>((said, [path, value]) => withValue(said, path, value), toRuleValues(configuration))
  return {
    ...configuration,
    ...toRules(values),
    services: withChanges(configuration.services, ofServices),
  }
}

/** The services with other values for some of their keys; one that is only in `changes` comes after them. */
function withChanges(services: readonly Service[], changes: readonly Change[]): readonly Service[] {
  const names = new Set([...services.map(({ name }) => name), ...changes.map(([[, name = '']]) => name)])
  return [...names].map((name) => {
    const own = changes.filter(([[, changed]]) => changed === name)
    const standing = services.find((service) => service.name === name)
    if (standing !== undefined && own.length === 0) return standing
    const before = standing === undefined ? {} : toServiceValues(standing)
    const said = { ...before, ...Object.fromEntries(own.map(([[, , key = ''], value]) => [key, value])) }
    return toService(name, said)
  })
}

/** Every label that action-item issues have, whatever their incident is about. */
export function itemLabels({ actionItems, overrides }: Configuration): readonly string[] {
  return withOverriding(actionItems.label, overrides, 'action_items.label')
}

/** Every label that makes an issue an incident, as far as an override does not ask for another one. */
export function incidentLabels({ incidentLabel, overrides }: Configuration): readonly string[] {
  return withOverriding(incidentLabel, overrides, 'incident_label')
}

/** Whether an issue with these labels is an incident. */
export function areOfIncident(labels: readonly string[], configuration: Configuration): boolean {
  const { incidentLabel } = configurationFor(configuration, labels)
  return labels.some((label) => sameLabel(label, incidentLabel))
}

/** Whether the app does anything here, be it for incidents with certain labels alone. */
export function isEnabledForSome({ enabled, overrides }: Configuration): boolean {
  return enabled || overrides.some(({ values }) => values.get('enabled') === true)
}

function withOverriding(usual: string, overrides: Configuration['overrides'], key: string): readonly string[] {
  const others = overrides.flatMap(({ values }) => values.get(key) ?? [])
  return [...new Set([usual, ...others.map(String)])]
}

/** Every folder of documents, whatever their incident is about: the one for all of them first. */
export function directories({ directory, overrides }: Configuration): readonly string[] {
  return withOverriding(directory, overrides, 'directory').map((path) => path.replace(/\/$/, ''))
}
