import type { Incident } from '../incident-builder.ts'

/** The document that the plan opens, or empty. */
export function documentOf(incident: Incident): string {
  const open = incident.decide().mutations.find((mutation) => mutation.do === 'open-postmortem')
  return (open?.do === 'open-postmortem' && open.document?.text) || ''
}

/** One block of facts of that document, without its markers. */
export function block(name: string, incident: Incident): string {
  const found = new RegExp(`v1 facts \\{"name":"${name}".*?-->\\n(.*?)\\n<!--`, 's').exec(documentOf(incident))
  return found?.[1] ?? ''
}

/** What its timeline says, without times and addresses. */
export function rows(incident: Incident): readonly string[] {
  const table = block('timeline', incident).split('\n').slice(2)
  return table.map((row) =>
    row
      .split('|')
      .slice(2)
      .map((cell) => cell.trim())
      .filter(Boolean)
      .join(': '),
  )
}
