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
  const [, remark = ''] = /^[^([<]{0,200}?(\s*(?:[([].*|<!--.*|[*_]{1,3}\s*)?)$/s.exec(line.value) ?? []
  const [written = '', gap = ''] = /^(\s*)\d{4}-\d{2}-\d{2}(?![\w-])/.exec(line.value) ?? []
  const kept = written === '' ? remark : line.value.slice(written.length)
  const made = `${body.slice(0, from)}${gap || ' '}${day}${kept}${body.slice(line.end)}`
  return says(made, day) ? made : `${body.slice(0, from)} ${day}${body.slice(line.end)}`
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
