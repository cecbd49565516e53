import { shorten } from '../../config/read/mistake-words.ts'
import { nearest } from '../../domain/commands/nearest.ts'
import { documentVariables, variableOf } from './document-variables.ts'
import type { TemplateProblem } from './template-problem.ts'
import { readTags, type Tag } from './template-tags.ts'

/** More problems than these are not told: mending the first ones comes first. */
const mostProblems = 20

/**
 * Everything that keeps the text of a document template from being used, in the order of its lines, at most twenty; empty
 * for a sound one. Pure, and never throws. `name` is what the problems call it.
 */
export function checkTemplate(name: string, text: string): readonly TemplateProblem[] {
  const read = readTags(name, text)
  if (!read.ok) return [read.problem]
  const problems: TemplateProblem[] = []
  for (const tag of read.tags) {
    const message = tag.kind === 'partial' ? wrongPartial(tag) : wrongName(tag)
    if (message !== null) problems.push({ template: name, line: tag.line, message })
    // Looking for what each of thousands was meant to be would take long.
    if (problems.length === mostProblems) break
  }
  return problems
}

function wrongPartial({ name }: Tag): string | null {
  const variable = variableOf(name)
  if (variable?.type === 'block') return null
  if (variable !== null) return `"${name}" is one value and no partial: write {{${name}}}`
  const blocks = Object.entries(documentVariables).flatMap(([known, { type }]) => (type === 'block' ? [known] : []))
  return unknown('partial', name, blocks)
}

function wrongName({ name, within }: Tag): string | null {
  if (name === '.') {
    if (within.length > 0) return null
    return '{{.}} stands for an element of a list, and this is in none: write it between {{#labels}} and {{/labels}}'
  }
  if (variableOf(name) !== null) return null
  if (name.endsWith('.length') && variableOf(name.slice(0, -'.length'.length))?.type === 'list') return null
  return unknown('variable', name, Object.keys(documentVariables))
}

function unknown(what: 'variable' | 'partial', name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  const hint = meant === null ? `, only: ${known.join(', ')}` : ` (did you mean ${meant}?)`
  return `there is no ${what} "${shorten(name)}"${hint}`
}
