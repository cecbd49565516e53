import * as z from 'zod'
import { key } from './key-types.ts'
import { labelText } from './value-types.ts'

// Before an incident's labels are known, these have decided whether it is one and is looked at.
const fixed: readonly string[] = ['enabled', 'incident_label']

/** Whether an override may change what a key of the file's root says. */
export function isOverridable(name: string): boolean {
  return !fixed.includes(name)
}

/** More overrides than these are no help to anybody. */
export const mostOverrides = 50

/** The labels that an incident must carry, all of them. */
export const whenLabels = key(
  z.array(labelText).min(1).max(10),
  'The labels that an incident must carry, all of them, for the override to count.',
  'a list of 1 to 10 labels, each of 1 to 50 characters without commas',
)

/** A list of overrides of the keys in `shape`, which has sections one level deep. */
export function overridesOf(shape: Readonly<Record<string, z.ZodType>>) {
  const when = z.strictObject({ labels: whenLabels }).describe('Which incidents it is for.')
  const keys = Object.entries(shape).filter(([name]) => isOverridable(name))
  const override = z.strictObject({ when, ...changes(Object.fromEntries(keys)) })
  return key(
    z.array(override).max(mostOverrides).default([]),
    'What counts instead for incidents with certain labels; of two that say the same key, the later one counts.',
    `a list of at most ${mostOverrides}, each with \`when: { labels: [...] }\` and other keys of this file but for ${[...fixed, 'services', 'overrides'].join(', ')}`,
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
