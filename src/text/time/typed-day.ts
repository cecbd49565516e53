import { dayReadings, readDue } from './dates.ts'

/** The day that a text begins with, and the words behind it. */
export type LeadingDay =
  /** `day` is `2026-12-24`, `written` what was typed for it. */
  | { readonly kind: 'day'; readonly day: string; readonly written: string; readonly rest: string }
  | { readonly kind: 'none' }
  /** Both days that the date may be, `yyyy-mm-dd`. */
  | { readonly kind: 'ambiguous'; readonly written: string; readonly readings: readonly string[] }

/** More words no date has: `Friday, the 24th of December 2026`. */
const mostWords = 6

/**
 * The day that `text` begins with, as people write it: `2026-12-24`, `24 Dec`, `tomorrow`, `next friday`, `in 2 weeks`, also
 * behind `until` or `for`; relative ones count from `today` (`yyyy-mm-dd`). The most words that are a date together are it, and
 * what follows is text.
 */
export function readLeadingDay(text: string, today: string): LeadingDay {
  const trimmed = text.trim().replace(/^(?:until|till|for|to|on|by)\s+(?=\S)/i, '')
  const words = [...trimmed.matchAll(/\S+/g)].slice(0, mostWords)
  const ends = words.map((word) => word.index + word[0].length)
  for (const end of ends.toReversed()) {
    const written = trimmed.slice(0, end).replace(/[:,;.!–—-]{1,3}$/, '')
    const due = readDue(written, today)
    if (!due.valid) continue
    const rest = trimmed.slice(end).replace(/^[\s:,;–—-]{1,5}/, '')
    return { kind: 'day', day: due.day, written, rest }
  }
  const [first = ''] = words[0] ?? []
  const written = first.replace(/[:,;.!]{1,3}$/, '')
  const readings = dayReadings(written)
  return readings.length > 0 ? { kind: 'ambiguous', written, readings } : { kind: 'none' }
}
