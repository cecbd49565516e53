import type { Due } from '../../../domain/action-item.ts'
import { readDue } from '../../../text/time/dates.ts'

/** A date found in an item's text. One that is none `stays` there. */
export interface FoundDate {
  readonly start: number
  readonly end: number
  readonly due: Due
}

/** A date as people write it. */
const day =
  '\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}|\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4}|\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?(?:,? \\d{4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|(?:the )?end of (?:the |this |next )?[a-z\\d]{1,9}(?: \\d{4})?|eo[wmqy]|(?:this |next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|next (?:week|month|quarter|sprint)|tomorrow|q[1-4](?:[ -]\\d{4})?|h[12](?:[ -]\\d{4})?'

/** A date after a word that makes it a promise. */
const promised = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(due|deadline|target|eta|by|before|until|no later than)(?:[*_]{0,3}[ \\t\\ufffc]{1,4}(?:date|on|by))?[*_]{0,3}[\\s\\ufffc]{0,4}([:=])?[*_]{0,3}[\\s\\ufffc]{0,4}\`?(${day})(?![\\w-])\`?`,
  'giu',
)

const within =
  /\(?(?<![\w-])(?:due )?(?:(?:with)?in|over|during) (?:the )?(?:next )?((?:\d{1,3}|a|an|one|two|three|four|six|few|couple of) (?:day|week|month|quarter|sprint)s?)\)?(?=[\s\ufffc.)]{0,4}$)/iu
const horizon =
  /(?<![\w-])((?:in|during|by|within|for) (?:the )?(?:near future|[qh][1-4](?:[ -]\d{4})?(?! sprints?\b)|next (?:few )?(?:week|month|quarter|sprint|release)s?))(?![\w-])/iu

/** What may follow a promise at a line's end: marks, links, owners, a priority, brackets, a label. */
const oneOfThose =
  /\([^()]{0,200}\)|@[\w/.-]{1,160}|(?<![\p{L}\p{N}])(?:P[0-3]|prio|and|owners?|assignees?|priority|high|medium|low|critical)(?![\p{L}\p{N}])|[\s\ufffc\p{P}\p{S}]/iuy
const clauseEnd = /^\s{0,3}(?:$|[.;!](?:\s|$)|[–—|]|-{1,2}\s|\(|(?:owners?|assignees?|status|priority|type)\s?[:=])/iu

/**
 * The dates that the text of an item promises. A date in prose ("filled by 2026-11-01 migration") is none: it counts in
 * brackets of its own, after `due`, `by` and the like where a line or a sentence ends, or as a field (`due: …`). A day before
 * `today` is no promise either; where a field or `due` says so it is kept as text, so that people are told. `masked` is the
 * text in which all but plain text is `\ufffc`.
 */
export function promisedDates(masked: string, today: string | null): readonly FoundDate[] {
  const found: (FoundDate & { readonly clear: boolean })[] = []
  for (const match of masked.slice(0, 20_000).matchAll(promised)) {
    const [whole, word = '', colon, text = ''] = match
    const end = match.index + whole.length
    const explicit = colon !== undefined || /^due$/i.test(word)
    const bracketed = isOpening(masked, match.index) && /^\s{0,4}\)/.test(masked.slice(end, end + 5))
    // "Delete what was written before 1 May": of another day.
    if (!bracketed && !explicit && (/^(?:before|until)$/i.test(word) || !endsHere(masked, match.index, end))) continue
    if (explicit && colon === undefined && !bracketed && !endsClause(masked, end)) continue
    const due = asPromise(readDue(text, today), today, explicit || bracketed)
    // "by May" and "before Q3" are said of more than promises: only in brackets do they count without a day.
    if (due === null || (!due.valid && !isToldAsDate(due.text, explicit || bracketed))) continue
    found.push({ ...withBrackets(masked, { start: match.index, end, due }), clear: explicit || bracketed })
  }
  // What a field says goes before what only looks like a promise.
  return found.toSorted((one, other) => Number(other.clear) - Number(one.clear))
}

/** The date that a text at an item's end tells without such a word, as "in 2 weeks" does; `null` for none. */
export function vagueDate(masked: string, today: string | null): (FoundDate & { readonly stays: boolean }) | null {
  const atEnd = within.exec(masked)
  const vague = atEnd ?? horizon.exec(masked)
  if (vague === null) return null
  const end = vague.index + vague[0].length
  if (atEnd === null && !endsClause(masked, end)) return null
  const text = vague[0].replace(/\ufffc/g, ' ').replace(/^\(?(?:due )?|\)$/gi, '')
  const due = readDue(text, today)
  // "Watch it over 2 weeks" says how long, too.
  const stays = atEnd === null || !due.valid || /^(?:over|during)/i.test(text)
  return { start: vague.index, end, due, stays }
}

/** `due` where it may be a promise, as text where an explicit one is past, else `null`. */
export function asPromise(due: Due, today: string | null, explicit: boolean): Due | null {
  if (!due.valid || today === null || due.day >= today) return due
  return explicit ? { valid: false, text: due.day } : null
}

function isToldAsDate(text: string, clear: boolean): boolean {
  return clear || /end of|^eo|day$|week|month|quarter|sprint|\d{4}|^[qh]\d/i.test(text)
}

/** Whether a promise ends its line or sentence, or is what the line begins with: "By 1 May: write it". */
function endsHere(masked: string, start: number, end: number): boolean {
  const rest = masked.slice(end, end + 400)
  // "Ship it by 20 December, then delete the old one."
  if (isNothingElse(rest) || clauseEnd.test(rest) || /^,? (?:and )?then(?![\w-])/i.test(rest)) return true
  return /^[\s\ufffc]{0,8}$/.test(masked.slice(0, start)) && /^\s?[,:–—]/.test(rest)
}

function endsClause(masked: string, end: number): boolean {
  const rest = masked.slice(end, end + 400)
  return isNothingElse(rest) || clauseEnd.test(rest) || /^\s{0,2}[,:)\]]/.test(rest)
}

function isNothingElse(rest: string): boolean {
  let at = 0
  while (at < rest.length) {
    oneOfThose.lastIndex = at
    const found = oneOfThose.exec(rest)
    if (found === null) return false
    at += found[0].length
  }
  return true
}

function isOpening(masked: string, start: number): boolean {
  return /\(\s?$/.test(masked.slice(Math.max(0, start - 2), start))
}

/** The span with the brackets around it, if both stand right there. */
function withBrackets(masked: string, { start, end, due }: FoundDate): FoundDate {
  const open = /\(\s{0,4}$/.exec(masked.slice(Math.max(0, start - 5), start))
  const close = /^\s{0,4}\)/.exec(masked.slice(end, end + 5))
  if (open === null || close === null) return { start, end, due }
  return { start: start - open[0].length, end: end + close[0].length, due }
}
