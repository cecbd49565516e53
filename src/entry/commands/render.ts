import { builtInTemplates, defaultTemplate, isBuiltIn } from '../../config/schema/built-in-templates.ts'
import { checkTemplate } from '../../document/template/check-template.ts'
import { showTemplateProblem, type TemplateProblem } from '../../document/template/template-problem.ts'
import { nearest } from '../../domain/commands/nearest.ts'
import { statusLink } from '../../domain/mutation.ts'
import type { IncidentRef } from '../../domain/ref.ts'
import type { Context } from '../../plan/context.ts'
import { previewDocument } from '../../plan/draft/preview-document.ts'
import { inquireUntil } from '../../reconcile/observe.ts'
import { createRecentWrites } from '../../reconcile/recent-writes.ts'
import { loadTemplates } from '../templates.ts'
import { reading } from './access.ts'
import { addressLater } from './describe.ts'
import { parseIssue } from './target.ts'
import { CommandError, type CommandOutcome, NotText, type Terminal } from './terminal.ts'

export interface RenderOptions {
  /** A built-in template, or a file on this machine. */
  readonly template: string
  readonly incident: string
}

/**
 * Prints the document that a template makes of an issue, incident or not. Mistakes of the template are printed as a
 * compiler does, before GitHub is asked for anything. Writes nothing.
 */
export async function renderCommand(terminal: Terminal, options: RenderOptions): Promise<CommandOutcome> {
  const ref: IncidentRef = { kind: 'incident', ...parseIssue(options.incident) }
  const templates = loadTemplates()
  // As in the configuration, where it was called so when it was the only one.
  const name = options.template === 'default' ? defaultTemplate : options.template
  const template = { name, text: textOf(name, terminal, templates) }
  const mistakes = checkTemplate(template.name, template.text)
  if (mistakes.length > 0) return complain(terminal, mistakes)
  return reading(terminal, async (github) => {
    const session = await github.open(ref)
    const { self } = session
    const context: Context = {
      templates,
      self,
      admit: 'preview',
      scope: 'recent',
      trouble: null,
      skippable: new Map(),
    }
    const { snapshot, decided } = await inquireUntil(
      { ref, session, recent: createRecentWrites(() => 0) },
      (known) => previewDocument(known, ref, template, context),
      { refusals: [] },
    )
    const refused = new Set(snapshot.refusals.map(({ sentence }) => sentence))
    for (const sentence of refused) terminal.err(`${sentence}\n`)
    const { document } = decided
    if (document === null) return 'failed'
    if (!document.ok) {
      if ('problems' in document) return complain(terminal, document.problems)
      if (refused.size === 0) terminal.err(`${options.incident}: ${document.why}\n`)
      return 'failed'
    }
    terminal.out(`${document.text.replaceAll(statusLink, addressLater).trimEnd()}\n`)
    return refused.size === 0 ? 'ok' : 'failed'
  })
}

function textOf(template: string, terminal: Terminal, templates: Context['templates']): string {
  if (isBuiltIn(template)) return templates[`document/${template}`] ?? ''
  try {
    return terminal.readFile(template)
  } catch (error) {
    if (error instanceof NotText)
      throw new CommandError('usage', `"${template}" is no text in UTF-8. Save it as UTF-8.`)
    if (/EISDIR/.test(String(error))) throw new CommandError('usage', `"${template}" is a folder. Name a file in it.`)
    const names = Object.keys(builtInTemplates)
    const meant = nearest(template, names)
    const hint =
      meant === null
        ? `Name a file of this machine, one of the repository once it is checked out, or one of ${names.join(', ')}.`
        : `Did you mean ${meant}?`
    throw new CommandError('usage', `"${template}" is neither a file here nor a built-in template. ${hint}`)
  }
}

function complain(terminal: Terminal, problems: readonly TemplateProblem[]): CommandOutcome {
  for (const problem of problems) terminal.err(`${showTemplateProblem(problem)}\n`)
  return 'failed'
}
