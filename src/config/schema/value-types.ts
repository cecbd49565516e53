import * as z from 'zod'
import { durationPattern, parseDuration, showDuration } from '../../text/time/duration.ts'
import { defaultTemplate } from './built-in-templates.ts'
import { deadlinePattern, parseDeadline, showDeadline } from './deadline.ts'

// Patterns do without the `u` flag, since editors that read them from the JSON schema may not set it. What needs the
// flag, and what a pattern cannot say, is refined.

// A label with a comma cannot be asked for in GitHub's list filter, which separates labels by commas.
export const labelText = z
  .string()
  .max(50)
  .regex(/^[^\s,](?:[^,]*[^\s,])?$/)
  .refine(isPrintable)

// `%` and `:` mean something else in an address and on Windows, where people have the repository, too.

/** A heading as a document writes it, without its marks. */
export const headingText = z
  .string()
  .max(100)
  .regex(/^[^\s#].*$/)
  .refine(isPrintable)

/** An account, without its `@`. */
export const accountText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/)

/** A folder below the root of the repository; a slash at its end is tolerated, and gone when it is read. */
export const folder = z.codec(
  z
    .string()
    .max(200)
    .regex(/^(?![\s/])(?!(?:.*\/)?\.)(?!.*\/\/)[^\\%:]*[^\s\\%:]$/)
    .refine(isPrintable),
  z.string(),
  { decode: (text) => text.replace(/\/$/, ''), encode: (path) => path },
)

// Templates are only read, and `.github` is where GitHub keeps those of its own: that hidden folder is allowed, but for the
// workflows in it. `default` is what seven-questions was called when it was the only one.

/** The name of a built-in template, or a path in a repository. */
const templateText = z
  .string()
  .max(200)
  .regex(
    /^(?:seven-questions|public|book-report|default|(?:\.github\/(?![Ww][Oo][Rr][Kk][Ff][Ll][Oo][Ww][Ss]\/))?(?![\s/])(?!(?:.*\/)?\.)(?!.*\/\/)[^\\%:]*[^\s\\/%:]\.(?:md|mustache))$/,
  )
  .refine(isPrintable)

/** A template by label, `default` for incidents that carry none of the labels. */
const templatesByLabel = z.record(labelText, templateText).refine((templates) => Object.keys(templates).length <= 20)

const chosenTemplates = z.object({
  /** The first whose label the incident carries counts. */
  byLabel: z.array(z.object({ label: z.string(), template: z.string() })),
  /** The name of a built-in template, or the path of a file that ends in `.md` or `.mustache`. */
  otherwise: z.string(),
})

/** One template for all, or one by label. */
export const templateChoice = z.codec(z.union([templateText, templatesByLabel]), chosenTemplates, {
  decode(said) {
    if (typeof said === 'string') return { byLabel: [], otherwise: presentName(said) }
    const { default: otherwise = defaultTemplate, ...labels } = said
    const byLabel = Object.entries(labels).map(([label, template]) => ({ label, template: presentName(template) }))
    return { byLabel, otherwise: presentName(otherwise) }
  },
  encode({ byLabel, otherwise }) {
    if (byLabel.length === 0) return otherwise
    return { ...Object.fromEntries(byLabel.map(({ label, template }) => [label, template])), default: otherwise }
  },
})

/** The default template was called so when it was the only one. */
function presentName(template: string): string {
  return template === 'default' ? defaultTemplate : template
}

/** The rules of `git check-ref-format`, as far as people meet them. */
export const branchText = z
  .string()
  .max(200)
  .regex(/^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|@\{))[^\s~^:?*[\\]*[^\s~^:?*[\\/.]$/)
  .refine(isPrintable)

/** A duration from 1 hour to 30 days; hours when it is read, possibly with a fraction. */
export const duration = z.codec(
  z
    .string()
    .regex(durationPattern)
    .refine((text) => {
      const hours = parseDuration(text)
      return hours !== null && hours >= 1 && hours <= 30 * 24
    }),
  z.number(),
  { decode: (text) => parseDuration(text) ?? 0, encode: showDuration },
)

/** A deadline such as `5 business days`, or none. */
export const deadline = z.codec(
  z.union([z.string().regex(deadlinePattern), z.null()]),
  z.union([z.object({ days: z.number(), business: z.boolean() }), z.null()]),
  {
    decode: (text) => (text === null ? null : parseDeadline(text)),
    encode: (read) => (read === null ? null : showDeadline(read)),
  },
)

export const zoneText = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/)
  .refine(isZone)

/** `@org/team` or `@login`; the `@` may be missing, since YAML wants quotes around it and people forget them, and is there when it is read. */
export const mention = z.codec(
  z.string().regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/),
  z.string(),
  {
    decode: (text) => (text.startsWith('@') ? text : `@${text}`),
    encode: (text) => text,
  },
)

/** A repository, with or without its owner. */
export const repositoryText = z
  .string()
  .regex(/^(?:[A-Za-z0-9][A-Za-z0-9_-]{0,99}\/)?(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/)

/** A folder or a file, hidden ones too; what CODEOWNERS has around them, `/` before and `/` or `/**` behind, is tolerated, and gone when it is read. */
export const path = z.codec(
  z
    .string()
    .max(200)
    .regex(/^\/?(?![\s/])(?!(?:.*\/)?\.{1,2}(?:\/|$))(?!.*\/\/)[^\\*?[\]]*[^\s\\*?[\]](?:\/\*\*)?$/)
    .refine(isPrintable),
  z.string(),
  { decode: (text) => text.replace(/^\//, '').replace(/(?:\/\*\*|\/)$/, ''), encode: (read) => read },
)

/** The name of a service: with `service:` before it, it is a label. */
export const serviceName = z
  .string()
  .max(40)
  .regex(/^[^\s,._-](?:[^,]*[^\s,])?$/)
  .refine(isPrintable)

/** Neither control characters nor invisible ones, which could make one name look like another. */
function isPrintable(text: string): boolean {
  // What emoji are made of, the joiner and the variation selectors, stays allowed.
  return !/\p{Cc}|(?![\u200D\uFE00-\uFE0F])[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(text)
}

/** In lower case, as they are found: the zones there are, so that they stay few. Looking one up takes a millisecond, the first one ten. */
const knownZones = new Set(['utc'])

function isZone(name: string): boolean {
  if (knownZones.has(name.toLowerCase())) return true
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    if (known) knownZones.add(name.toLowerCase())
    return known
  } catch {
    return false
  }
}

/** A day of the calendar, `2026-12-25`. */
export const dayText = z.iso.date()
