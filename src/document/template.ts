import Mustache from 'mustache'
import { codeText, inlineText } from './inline-text.ts'

export type ViewValue = string | number | boolean | null | View | readonly View[] | readonly string[]

/** What a template is filled with: plain data, without functions. */
export interface View {
  readonly [key: string]: ViewValue
}

export type Rendered = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: string }

/** The longest text that a template may become, in UTF-16 code units. */
const longestResult = 1_048_576
/** How many sections may be rendered for one template: nested lists multiply. */
const mostSections = 20_000

class Refused extends Error {}

/** Mustache without what a template from a repository must not have: partials, functions, and endless repetition. */
class PlainWriter extends Mustache.Writer {
  readonly #template: string
  #sections = 0

  constructor(template: string) {
    super()
    this.#template = template
  }

  override escapedValue([, name = '', start]: string[], context: Mustache.Context): string {
    const text = scalarText(context.lookup(name))
    return isInCode(this.#template, Number(start)) ? codeText(text) : inlineText(text)
  }

  override renderTokens(...given: Parameters<Mustache.Writer['renderTokens']>): string {
    this.#sections += 1
    if (this.#sections > mostSections) throw new Refused('its nested sections repeat too often')
    const text = super.renderTokens(...given)
    if (text.length > longestResult) throw new Refused('it becomes longer than 1 MiB')
    return text
  }

  override renderPartial(token: string[]): string {
    throw new Refused(`it includes another template, {{> ${token[1] ?? ''}}}, and templates stand alone here`)
  }
}

/**
 * `template` (Mustache) filled with `view`. `{{name}}` is escaped by `inlineText`, between backticks by `codeText`;
 * `{{{name}}}` is for Markdown that code prepared. Tags within values come out as they are. A name that the view does not hold renders nothing, inherited ones
 * (`constructor`, `toString`) too. The error names the template and, when known, the line, and says what to do.
 */
export function renderTemplate(name: string, template: string, view: View): Rendered {
  try {
    return { ok: true, text: new PlainWriter(template).render(template, bare(view)) }
  } catch (error) {
    return { ok: false, error: explain(name, template, error) }
  }
}

/** Whether the template's line opens a code span before `offset` and has not closed it yet. */
function isInCode(template: string, offset: number): boolean {
  const line = template.slice(template.lastIndexOf('\n', offset - 1) + 1, offset)
  return (line.match(/`/g)?.length ?? 0) % 2 === 1
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** A deep copy without prototypes, so that a template reaches nothing but the data. Functions are left out. */
function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? null : value
  if (Array.isArray(value)) return Object.setPrototypeOf(value.map(bare), null)
  const copy: unknown = Object.create(null)
  return Object.assign(copy ?? {}, Object.fromEntries(Object.entries(value).map(([key, held]) => [key, bare(held)])))
}

function explain(name: string, template: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Refused) return `The template ${name} cannot be used: ${message}.`
  if (error instanceof RangeError) return `The template ${name} cannot be used: its sections nest too deeply.`
  const [, complaint, offset] = /^(.*?) at (\d+)$/s.exec(message) ?? []
  if (complaint === undefined || offset === undefined) {
    return `The template ${name} cannot be used: ${message}. Mend it, or name another template in the configuration.`
  }
  const line = template.slice(0, Number(offset)).split('\n').length
  return `The template ${name} cannot be used: line ${line}: ${complaint.charAt(0).toLowerCase()}${complaint.slice(1)}. ${advice(complaint)}`
}

function advice(complaint: string): string {
  if (/unclosed section/i.test(complaint)) return 'Close each {{#name}} with {{/name}}.'
  if (/unopened section/i.test(complaint)) return 'Take the closing tag out, or open its section before it.'
  if (/unclosed tag/i.test(complaint)) return 'End the tag with }} (}}} after {{{).'
  return 'Mend it, or name another template in the configuration.'
}
