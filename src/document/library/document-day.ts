import { oneLine } from '../../text/markdown/hidden-characters.ts'
import { readDue } from '../../text/time/dates.ts'
import { readInstant } from '../../text/time/instant.ts'
import type { FrontMatter } from '../front-matter/front-matter-schema.ts'

const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const written = new RegExp(
  `\\b(\\d{4}[-/]\\d{2}[-/]\\d{2}|${months}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${months}\\.? \\d{4})(?!\\d)`,
  'gi',
)

/**
 * The day on which an incident happened: what the front matter says, else the name of the file, else the first day that the
 * head of the document names. `null` for none.
 */
export function dayOfDocument(path: string, frontMatter: FrontMatter, head: readonly string[]): string | null {
  const { started, detected, mitigated, resolved } = frontMatter
  for (const said of [started, detected, mitigated, resolved]) {
    const at = said === undefined ? null : readInstant(said, 'UTC')
    if (at !== null) return at.slice(0, 10)
  }
  const name = /(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/.exec(path)
  const named = name === null ? null : dayIn(`${name[1]}-${name[2]}-${name[3]}`)
  if (named !== null) return named
  for (const line of head) {
    const day = dayIn(line.match(written)?.[0] ?? '')
    if (day !== null) return day
  }
  return null
}

/** Every day that a text names in a way that leaves no doubt, once each, in order. */
export function daysNamed(text: string): readonly string[] {
  const found = (text.match(written) ?? []).map(dayIn)
  return [...new Set(found.filter((day) => day !== null))].sort()
}

function dayIn(text: string): string | null {
  const read = text === '' ? null : readDue(oneLine(text), null)
  return read?.valid === true && read.day >= '1960' && read.day < '2200' ? read.day : null
}
