import { frontMatterSpan, type ParsedDocument } from '../../text/markdown/sections.ts'
import { readInstant } from '../../text/time/instant.ts'
import type { FrontMatter, ReadFrontMatter } from '../front-matter/front-matter.ts'
import { quotedText, type RuleFinding } from './finding.ts'

const order = ['started', 'detected', 'mitigated', 'resolved'] as const

/**
 * What is wrong with the front matter: that there is none in a document `ofTemplate` (others have their own ways), that it cannot be read, and times or incidents that contradict.
 * `incident` is the number of the incident that the document is known to be of, `zone` that of times without one.
 */
export function evaluateFrontMatter(
  document: ParsedDocument,
  read: ReadFrontMatter,
  {
    zone,
    incident,
    ofTemplate,
  }: {
    readonly zone: string
    readonly incident: number | null
    readonly ofTemplate: boolean
  },
): readonly RuleFinding[] {
  if (document.frontMatter === null) return ofTemplate ? [{ rule: 'front-matter/missing', line: 1 }] : []
  if (!read.ok) return [{ rule: 'front-matter/invalid', line: read.line, values: { reason: quotedText(read.reason) } }]
  const line = (key: string) => lineOf(document.text, key)
  return [...contradictingTimes(read.data, zone, line), ...contradictingIncident(read.data, incident, line)]
}

function contradictingTimes(data: FrontMatter, zone: string, line: (key: string) => number): readonly RuleFinding[] {
  const found: RuleFinding[] = []
  let before: { readonly key: string; readonly at: number } | null = null
  for (const key of order) {
    const said = data[key]
    const instant = said === undefined ? null : readInstant(said, zone)
    if (instant === null) continue
    const at = Date.parse(instant)
    if (before !== null && at < before.at) {
      found.push({ rule: 'front-matter/times', line: line(key), values: { later: key, earlier: before.key } })
    }
    before = { key, at }
  }
  return found
}

function contradictingIncident(
  { incident, incidents = [] }: FrontMatter,
  known: number | null,
  line: (key: string) => number,
): readonly RuleFinding[] {
  const said = incident === undefined ? incidents : [incident, ...incidents]
  const key = incident === undefined ? 'incidents' : 'incident'
  if (incident !== undefined && incidents.length > 0 && !incidents.includes(incident)) {
    return [
      {
        rule: 'front-matter/incident',
        line: line('incident'),
        values: { said: String(incident), other: incidents.join(', ') },
      },
    ]
  }
  if (known === null || said.length === 0 || said.includes(known)) return []
  return [{ rule: 'front-matter/incident', line: line(key), values: { said: said.join(', '), other: String(known) } }]
}

function lineOf(text: string, key: string): number {
  const span = frontMatterSpan(text)
  if (span === null) return 1
  const lines = text.slice(span.yamlStart, span.yamlEnd).split(/\r\n|\n|\r/)
  return (
    span.yamlLine +
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith(`${key}:`)),
    )
  )
}
