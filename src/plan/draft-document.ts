import { block, yamlString } from '../document/escape.ts'
import { renderFacts } from '../document/fact-blocks.ts'
import { renderTemplate, type View } from '../document/template.ts'
import { sameLabel } from '../domain/issue.ts'
import type { FactName } from '../domain/marker.ts'
import { statusLink } from '../domain/mutation.ts'
import type { Context } from './context.ts'
import { gatherFacts } from './facts/facts.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { sentence } from './texts.ts'

export interface Draft {
  readonly text: string
  /** What the author should know about the template that was used. */
  readonly notices: readonly string[]
}

/**
 * Renders the document of an incident from the configured template: a built-in one, or a file of the base branch. One
 * that is missing or does not parse gives way to the built-in, with a sentence. `undefined` while it is not read.
 */
export function writeDocument(
  file: IncidentFile,
  starter: string | null,
  inquiry: Inquiry,
  context: Context,
): Draft | undefined {
  const facts = gatherFacts(file, {}, inquiry, context)
  if (facts === undefined) return undefined
  const view = { ...documentView(file, starter, context), ...factsView(facts.blocks) }
  const builtIn = context.templates[`document/${file.configuration.template}`]
  if (builtIn !== undefined) return { text: must(file.configuration.template, builtIn, view), notices: [] }
  const path = file.configuration.template
  // Always the default branch, never a head: a pull request must not choose the text that the app posts.
  const custom = inquiry.ask<'file'>({ ask: 'file', path, at: file.repository.defaultBranch })
  if (custom === undefined) return undefined
  const fallback = (error: string): Draft => ({
    text: must('default', context.templates['document/default'] ?? '', view),
    notices: [sentence(context.templates, 'notice-template', { error })],
  })
  if (!custom.found) {
    return fallback(
      `The template ${path} cannot be used: ${sentence(context.templates, `problem-${custom.reason}`)}. Mend it, or name another template in the configuration.`,
    )
  }
  const rendered = renderTemplate(path, custom.text, view)
  return rendered.ok ? { text: rendered.text, notices: [] } : fallback(rendered.error)
}

/**
 * What is wrong with the configured template, for as long as it is: documents are made from the built-in one meanwhile.
 * `undefined` while it is not read.
 */
export function templateNotices(file: IncidentFile, inquiry: Inquiry, context: Context): readonly string[] | undefined {
  if (context.templates[`document/${file.configuration.template}`] !== undefined) return []
  return writeDocument(file, null, inquiry, context)?.notices
}

function must(name: string, template: string, view: View): string {
  const rendered = renderTemplate(name, template, view)
  if (!rendered.ok) throw new Error(rendered.error)
  return rendered.text
}

/** The blocks of facts by name, each between its markers. */
function factsView(facts: ReadonlyMap<FactName, string>): View {
  return Object.fromEntries([...facts].map(([name, content]) => [name, renderFacts(name, content)]))
}

/** What a document template can say. Documented in docs/templates.md. */
function documentView(file: IncidentFile, starter: string | null, context: Context): View {
  const { issue, repository } = file
  const severity = severityOf(file)
  const writers = writersOf(file, starter)
  // Empty for an untouched issue template too, which is nothing but hidden comments.
  const summary = block(issue.body)
  return {
    title: issue.title,
    number: issue.number,
    url: issue.url,
    repository: `${repository.owner}/${repository.name}`,
    statusUrl: statusLink,
    status: issue.state === 'open' ? 'open' : 'resolved',
    started: issue.createdAt,
    resolved: issue.closedAt ?? '',
    severity: severity ?? '',
    authors: `[${writers.map(yamlString).join(', ')}]`,
    assignees: writers,
    summary: summary === '' ? sentence(context.templates, 'no-summary') : summary,
    labels: issue.labels,
    yaml: { title: yamlString(issue.title), severity: severity === null ? '' : yamlString(severity) },
  }
}

/** The first configured severity label that the incident carries, `null` when it has none. */
export function severityOf(file: IncidentFile): string | null {
  const { severityLabels } = file.configuration
  return severityLabels.find((known) => file.issue.labels.some((label) => sameLabel(label, known))) ?? null
}

/** Who writes the postmortem: the incident's assignees, else who started it, else nobody yet. */
export function writersOf(file: IncidentFile, starter: string | null): readonly string[] {
  if (file.issue.assignees.length > 0) return file.issue.assignees
  return starter === null ? [] : [starter]
}
