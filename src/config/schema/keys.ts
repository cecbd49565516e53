import * as z from 'zod'
import { keysOfSection } from './app-names.ts'
import { allowedValues } from './key-types.ts'
import { configurationSchema, ruleSchema } from './schema.ts'
import { serviceShape } from './service-schema.ts'

/** One key of the configuration that holds a value. */
export interface ConfigurationKey {
  /** As YAML nests it: `['reminders', 'zone']`. */
  readonly path: readonly string[]
  /** `reminders.zone`. */
  readonly name: string
  readonly type: z.ZodType
  readonly description: string
  /** In words, the values that are allowed. */
  readonly allowed: string
  /** What counts where no file mentions the key, as a file would write it. */
  readonly default: unknown
}

/** A key that holds keys of its own. */
export interface ConfigurationSection {
  readonly name: string
  readonly description: string
  readonly keys: readonly ConfigurationKey[]
}

/** The keys at the root of the file, in the order of the schema. */
export const topLevel: readonly (ConfigurationKey | ConfigurationSection)[] = Object.entries(
  configurationSchema.shape,
).map(([name, type]) => section(name, type) ?? leaf([name], type))

/** Every key that holds a value, in the order of the schema. */
export const configurationKeys: readonly ConfigurationKey[] = leaves(topLevel)

const rules = topLevel.filter(({ name }) => Object.hasOwn(ruleSchema.shape, name))

/** Every key that has one value for an incident: all but the services and the overrides. */
export const ruleKeys: readonly ConfigurationKey[] = leaves(rules)

/** What an override may change, at the root of the file. */
export const overridable = topLevel.filter(({ name }) => name !== 'overrides')

/** The keys of a service. */
export function serviceKeys(service: string): readonly ConfigurationKey[] {
  return anyServiceKeys.map((key) => {
    const path = ['services', service, key.name]
    return { ...key, path, name: path.join('.') }
  })
}

const anyServiceKeys = Object.entries(serviceShape).map(([name, type]) => leaf([name], type))

/** In words, the values that a key allows. */
export function allowedFor(name: string): string {
  return configurationKeys.find((key) => key.name === name)?.allowed ?? ''
}

function leaves(entries: typeof topLevel): readonly ConfigurationKey[] {
  return entries.flatMap((entry) => ('keys' in entry ? entry.keys : [entry]))
}

function section(name: string, type: z.ZodType): ConfigurationSection | null {
  const shape = keysOfSection(type)
  if (shape === null) return null
  const keys = Object.entries(shape).map(([key, value]) => leaf([name, key], value))
  return { name, description: type.description ?? '', keys }
}

function leaf(path: ConfigurationKey['path'], type: z.ZodType): ConfigurationKey {
  return {
    path,
    name: path.join('.'),
    type,
    description: type.description ?? '',
    allowed: allowedValues.get(type)?.allowed ?? '',
    default: z.encode(type, type.parse(undefined)),
  }
}
