import * as z from 'zod'
import { labelText } from './value-types.ts'

/** In words, what a key accepts: ends the sentence "allowed: …" in problems and stands in the documentation. */
export const allowedValues = z.registry<{ readonly allowed: string }>()

/** A type with what the documentation and the mistakes say of it. */
export function key<T extends z.ZodType>(type: T, description: string, allowed: string): T {
  const described = type.describe(description)
  allowedValues.add(described, { allowed })
  return described
}

/** True or false. */
export function flag(value: boolean, description: string) {
  return key(z.boolean().default(value), description, 'true or false')
}

/** A whole number between two others, both included. */
export function count(from: number, to: number, value: number, description: string) {
  return key(z.int().min(from).max(to).default(value), description, `a whole number from ${from} to ${to}`)
}

/** The name of a label. */
export function label(value: string, description: string) {
  return key(labelText.default(value), description, 'a label of 1 to 50 characters on one line, without commas')
}

/** One of a few words; the first is the default. */
export function choice<const T extends readonly [string, ...string[]]>(words: T, description: string) {
  return key(z.enum(words).default(words[0]), description, words.join(', '))
}
