import { dueLineIn, readDueLine } from './read/action-items.ts'

/**
 * The body of an action item's issue whose line `Due:` says `day`, such as `2026-12-24`; every other byte stays, remarks behind
 * the date included. Where it has no such line, one is put above the rule at its end, or where that is not read as one, above
 * everything.
 */
export function withDueLine(body: string, day: string): string {
  const line = dueLineIn(body)
  if (line === null) return withNewLine(body, day)
  const from = line.end - line.value.length
  const [written = '', gap = ''] = /^(\s*)\d{4}-\d{2}-\d{2}(?![\w-])/.exec(line.value) ?? []
  const kept = written === '' ? remarkOf(line.value) : line.value.slice(written.length)
  const made = `${body.slice(0, from)}${gap || ' '}${day}${kept}${body.slice(line.end)}`
  return says(made, day) ? made : `${body.slice(0, from)} ${day}${body.slice(line.end)}`
}

/** So much of a line (UTF-16 code units) may be a date that was not read as one; what is longer is all replaced. */
const longestDate = 200

/** What stands behind a date in any words, with the space before it: in brackets, as a comment, or the end of an emphasis. */
function remarkOf(value: string): string {
  const at = value.search(/[([<]/)
  if (value[at] === '<' && !value.startsWith('<!--', at)) return ''
  const before = at < 0 ? value.trimEnd().replace(/[*_]{1,3}$/, '') : value.slice(0, at)
  const date = before.trimEnd()
  return date.length > longestDate ? '' : value.slice(date.length)
}

function withNewLine(body: string, day: string): string {
  const rule = body.search(/^---[ \t]*\r?$/m)
  const above = rule < 0 ? null : `${body.slice(0, rule)}Due: ${day}\n\n${body.slice(rule)}`
  return above !== null && says(above, day) ? above : `Due: ${day}\n\n${body}`
}

function says(body: string, day: string): boolean {
  const due = readDueLine(body, day)
  return due?.valid === true && due.day === day
}
