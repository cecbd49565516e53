import type { Requirement } from '../../config/schema/review-schema.ts'
import type { Finding } from '../../domain/review.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { renderTemplate, type View } from '../template/template.ts'
import { showTemplateProblem } from '../template/template-problem.ts'
import { type RuleName, reviewRules } from './rules.ts'

/** What a rule found, before it is put into words. */
export interface RuleFinding {
  readonly rule: RuleName
  readonly line: number
  readonly endLine?: number
  /** Further lines that it is about, where it speaks of many. */
  readonly also?: readonly number[]
  /** What the rule's sentences are filled with. */
  readonly values?: View
}

/** The sentences of `templates/review.yml`, as `review/<rule>` and, where there is something to propose, `review/<rule>/instead`. */
export type ReviewTexts = Readonly<Record<string, string>>

/** The longest stretch of a document that a sentence quotes, in UTF-16 code units. */
const longestQuote = 80

/** `text` as a finding quotes it: one line, cut with an ellipsis. */
export function quotedText(text: string): string {
  const line = oneLine(text)
  return line.length <= longestQuote ? line : `${cutAt(line, longestQuote - 1).trimEnd()}…`
}

/** `found` in words. Only what is required is a failure. Throws where the texts lack a rule: a fault of the program. */
export function sayFinding(found: RuleFinding, texts: ReviewTexts, require: readonly Requirement[]): Finding {
  const { rule, line, endLine = line, also, values = {} } = found
  const { severity, requirement } = reviewRules[rule]
  const suggestion = texts[`review/${rule}/instead`]
  return {
    rule,
    line,
    endLine: Math.max(line, endLine),
    ...(also === undefined ? {} : { also }),
    severity: requirement !== null && require.includes(requirement) ? 'failure' : severity,
    message: say(`review/${rule}`, texts[`review/${rule}`], values),
    suggestion: suggestion === undefined ? null : say(`review/${rule}/instead`, suggestion, values),
  }
}

function say(name: string, template: string | undefined, values: View): string {
  if (template === undefined) throw new Error(`There is no text "${name}".`)
  const rendered = renderTemplate(name, template, values)
  if (!rendered.ok) throw new Error(showTemplateProblem(rendered.problem))
  return rendered.text.trim()
}
