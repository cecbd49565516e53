import * as z from 'zod'
import { durationPattern, parseDuration } from './duration.ts'

// A label with a comma cannot be asked for in GitHub's list filter, which separates labels by commas.
export const labelText = z
  .string()
  .max(50)
  .regex(/^[^\s,\p{Cc}]([^,\p{Cc}]*[^\s,\p{Cc}])?$/u)

/** A folder below the root of the repository; a slash at its end is tolerated. */
export const folderText = z
  .string()
  .max(200)
  .regex(/^(?![\s/])(?!(?:.*\/)?\.)(?!.*\/\/)[^\\\p{Cc}]*[^\s\\\p{Cc}]$/u)

// Templates are only read, and `.github` is where GitHub keeps those of its own: there, a hidden folder is allowed.
export const templateText = z
  .string()
  .max(200)
  .regex(
    /^(?:[a-z][a-z0-9-]*|(?:\.github\/)?(?![\s/])(?!(?:.*\/)?\.)(?!.*\/\/)[^\\\p{Cc}]*[^\s\\\p{Cc}/]\.(?:md|mustache))$/u,
  )

/** The rules of `git check-ref-format`, as far as people meet them. */
export const branchText = z
  .string()
  .max(200)
  .regex(/^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|@\{))[^\s~^:?*[\\\p{Cc}]*[^\s~^:?*[\\\p{Cc}/.]$/u)

export const durationText = z
  .string()
  .regex(durationPattern)
  .refine((text) => {
    const hours = parseDuration(text)
    return hours !== null && hours >= 1 && hours <= 30 * 24
  })

export const zoneText = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/)
  .refine(isZone)

/** `@org/team` or `@login`; the `@` may be missing, since YAML wants quotes around it and people forget them. */
export const mentionText = z.string().regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/)

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
