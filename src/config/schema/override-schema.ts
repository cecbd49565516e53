import * as z from 'zod'
import { key } from './key-types.ts'
import { labelText, serviceName } from './value-types.ts'

/** More overrides than these are no help to anybody. */
export const mostOverrides = 50

/** The labels that an incident must carry, all of them. */
export const whenLabels = key(
  z.array(labelText).min(1).max(10),
  'The labels that an incident must carry, all of them, for the override to count.',
  'a list of 1 to 10 labels, each of 1 to 50 characters without commas',
)

/** A list of overrides of the keys in `shape`, which has sections one level deep, and of those of services. */
export function overridesOf(
  shape: Readonly<Record<string, z.ZodType>>,
  serviceShape: Readonly<Record<string, z.ZodType>>,
) {
  const when = z.strictObject({ labels: whenLabels }).describe('Which incidents it is for.')
  const services = z
    .record(serviceName, z.strictObject(changes(serviceShape)))
    .optional()
    .describe('What is otherwise in services, by name, or services that are there for these incidents alone.')
  const override = z.strictObject({ when, ...changes(shape), services })
  return key(
    z.array(override).max(mostOverrides).prefault([]),
    'What counts instead for incidents with certain labels; of two that say the same key, the later one counts.',
    `a list of at most ${mostOverrides}, each with \`when: { labels: [...] }\` and any other keys of this file`,
  )
}

/** The same keys without their defaults: what an override does not say stays as it is. */
function changes(shape: Readonly<Record<string, z.ZodType>>): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, change(type)]))
}

function change(type: z.ZodType): z.ZodType {
  const inner = type instanceof z.ZodDefault || type instanceof z.ZodPrefault ? type.unwrap() : type
  if (!(inner instanceof z.ZodType)) return type
  const plain = inner instanceof z.ZodObject ? z.strictObject(changes(inner.shape)) : inner
  return plain.optional().describe(type.description ?? '')
}
