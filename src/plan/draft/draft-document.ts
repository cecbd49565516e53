import { defaultTemplate, isBuiltIn } from '../../config/schema/built-in-templates.ts'
import { block, quote, yamlString } from '../../document/harmless/escape.ts'
import { renderFacts } from '../../document/markers/fact-blocks.ts'
import { renderDocument } from '../../document/template/document-template.ts'
import type { DocumentValues } from '../../document/template/document-variables.ts'
import { showTemplateProblem } from '../../document/template/template-problem.ts'
import { sameLabel } from '../../domain/issue.ts'
import type { FactName, LeftOut } from '../../domain/marker.ts'
import { statusLink } from '../../domain/mutation.ts'
import { redact } from '../../text/redaction/redact.ts'
import type { Context } from '../context.ts'
import { gatherFacts } from '../facts/facts.ts'
import type { Incident } from '../incident/incident.ts'
import { affectedServices, impactOf } from '../incident/services.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import { chosenTemplate, documentTemplate } from './document-template.ts'

export interface Draft {
  readonly text: string
  /** What the author should know about the template that was used. */
  readonly notices: readonly string[]
}

/**
 * Renders the document of an incident from the configured template: a built-in one, or a file of the default branch. One
 * that is missing or has a mistake gives way to the default, with a sentence. `leftOut` stays out of it.
 * `undefined` while something is not read.
 */
export function writeDocument(
  pass: IncidentPass,
  starter: string | null,
  leftOut: LeftOut | undefined,
): Draft | undefined {
  const { incident, context } = pass
  const known = documentValues(pass, starter)
  const template = documentTemplate(pass, incident)
  if (known === undefined || template === undefined) return undefined
  const values = withLess(leftOut, known, context)
  const fallback = (name: string, problem: string, line: number | null = null): Draft => ({
    text: must(defaultTemplate, context.templates[`document/${defaultTemplate}`] ?? '', values),
    notices: [sentence(context.templates, 'notice-template', { template: name, line: line ?? '', problem })],
  })
  if (!template.found) return fallback(template.name, template.why)
  const rendered = renderDocument(template.name, template.text, values)
  if (rendered.ok) return { text: rendered.text, notices: [] }
  if (isBuiltIn(template.name)) throw new Error(rendered.problems.map(showTemplateProblem).join('\n'))
  const [first] = rendered.problems
  return fallback(template.name, first?.message ?? '', first?.line ?? null)
}

/**
 * What is wrong with the configured template, for as long as it is: documents are made from the default one meanwhile.
 * `undefined` while it is not read.
 */
export function templateNotices(pass: IncidentPass): readonly string[] | undefined {
  const { incident } = pass
  if (isBuiltIn(chosenTemplate(incident.configuration, incident.issue.labels))) return []
  return writeDocument(pass, null, undefined)?.notices
}

function must(name: string, template: string, values: DocumentValues): string {
  const rendered = renderDocument(name, template, values)
  if (!rendered.ok) throw new Error(rendered.problems.map(showTemplateProblem).join('\n'))
  return rendered.text
}

/** The values without what push protection refused. The block keeps its place, so that a refresh brings its content back. */
function withLess(leftOut: LeftOut | undefined, values: DocumentValues, context: Context): DocumentValues {
  if (leftOut === undefined) return values
  const timeline = renderFacts('timeline', sentence(context.templates, 'left-out-timeline'))
  if (leftOut === 'timeline') return { ...values, timeline }
  return { ...values, timeline, summary: sentence(context.templates, 'left-out-summary') }
}

/** What a document template can say: every variable, and nothing else. `undefined` while something is not read. */
export function documentValues(pass: IncidentPass, starter: string | null): DocumentValues | undefined {
  const { incident, context } = pass
  const facts = gatherFacts(pass, {})
  if (facts === undefined) return undefined
  const { issue, repository } = incident
  const severity = severityOf(incident)
  const services = affectedServices(incident)
  const impact = impactOf(incident)
  const writers = writersOf(incident, starter)
  // Empty for an untouched issue template too, which is nothing but hidden comments.
  const summary = quote(summaryOf(issue.body))
  const title = redact(issue.title)
  const fact = (name: FactName): string => {
    const content = facts.blocks.get(name)
    return content === undefined ? '' : renderFacts(name, content)
  }
  return {
    title,
    number: issue.number,
    url: issue.url,
    repository: `${repository.owner}/${repository.name}`,
    statusUrl: statusLink,
    status: facts.status,
    started: facts.times.started ?? '',
    detected: facts.times.detected ?? '',
    mitigated: facts.times.mitigated ?? '',
    resolved: facts.times.resolved ?? '',
    severity: severity ?? '',
    services,
    impact: impact ?? '',
    labels: issue.labels.map(redact),
    assignees: writers,
    authors: `[${writers.map(yamlString).join(', ')}]`,
    'yaml.title': yamlString(title),
    'yaml.severity': severity === null ? '' : yamlString(severity),
    'yaml.services': services.length === 0 ? '' : `[${services.map(yamlString).join(', ')}]`,
    'yaml.impact': impact === null ? '' : yamlString(impact),
    summary: summary === '' ? sentence(context.templates, 'no-summary') : summary,
    people: fact('people'),
    communication: fact('communication'),
    timeline: fact('timeline'),
    changes: fact('changes'),
    durations: fact('durations'),
    'action-items': text(context.templates, 'parts/action-items').trimEnd(),
  }
}

/** What was said of an incident. What it means is read before secrets are looked for: entities would hide them. */
function summaryOf(body: string): string {
  const safe = (text: string) => block(redact(text))
  return safe(safe(body))
}

/** The first configured severity label that the incident carries, `null` when it has none. */
export function severityOf(incident: Pick<Incident, 'issue' | 'configuration'>): string | null {
  const { severityLabels } = incident.configuration
  return severityLabels.find((known) => incident.issue.labels.some((label) => sameLabel(label, known))) ?? null
}

/** Who writes the postmortem: the incident's assignees, else who started it, else nobody yet. */
export function writersOf(incident: Incident, starter: string | null): readonly string[] {
  if (incident.issue.assignees.length > 0) return incident.issue.assignees
  return starter === null ? [] : [starter]
}
