import * as z from 'zod'
import type { Deadline } from './deadline.ts'
import { deadline } from './value-types.ts'

/** The priorities that may have a due date of their own; `default` is for what has none, and for those that are not listed. */
const names = ['P0', 'P1', 'P2', 'P3', 'default'] as const

/** How long an action item may take that names no date, by its priority: so many days, or none. */
export type DueDefaults = Readonly<Partial<Record<(typeof names)[number], Deadline | null>>>

/** What counts where a mapping does not say. */
const usual: Deadline = { days: 30, business: false }

const value = z.union([z.object({ days: z.number(), business: z.boolean() }), z.null()])

/** One for all, or one by priority. */
export const dueDefaults = z.codec(
  z.union([deadline, z.partialRecord(z.enum(names), deadline)]),
  z.partialRecord(z.enum(names), value),
  {
    decode: (said) => (isOne(said) ? { default: said } : { default: usual, ...said }),
    encode: ({ default: other = null, ...named }) =>
      Object.keys(named).length === 0 ? other : { ...named, default: other },
  },
)

function isOne(said: Deadline | DueDefaults | null): said is Deadline | null {
  return said === null || 'days' in said
}
