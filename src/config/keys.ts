import * as z from 'zod'
import { allowedValues, configurationSchema } from './schema.ts'

/** One key of the configuration that holds a value. */
export interface ConfigurationKey {
  /** As YAML nests it: `['reminders', 'zone']`. */
  readonly path: readonly [string] | readonly [string, string]
  /** `reminders.zone`. */
  readonly name: string
  readonly type: z.ZodType
  readonly description: string
  /** In words, the values that are allowed. */
  readonly allowed: string
  /** The value of a file that does not mention the key. */
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
export const configurationKeys: readonly ConfigurationKey[] = topLevel.flatMap((entry) =>
  'keys' in entry ? entry.keys : [entry],
)

function section(name: string, type: z.ZodType): ConfigurationSection | null {
  if (!(type instanceof z.ZodPrefault)) return null
  const inner = type.unwrap()
  if (!(inner instanceof z.ZodObject)) return null
  const keys = Object.entries(inner.shape).flatMap(([key, value]) =>
    value instanceof z.ZodType ? [leaf([name, key], value)] : [],
  )
  return { name, description: type.description ?? '', keys }
}

function leaf(path: ConfigurationKey['path'], type: z.ZodType): ConfigurationKey {
  return {
    path,
    name: path.join('.'),
    type,
    description: type.description ?? '',
    allowed: allowedValues.get(type)?.allowed ?? '',
    default: type.parse(undefined),
  }
}
