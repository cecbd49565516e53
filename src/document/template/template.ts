import { LRUCache } from 'lru-cache'
import Mustache from 'mustache'
import { oneLine } from '../../text/markdown/hidden-characters.ts'
import { codeText, inlineText } from '../harmless/inline-text.ts'
import type { TemplateProblem } from './template-problem.ts'
import { tryParsing } from './template-tags.ts'

export type ViewValue = string | number | boolean | null | View | readonly View[] | readonly string[]

/** What a template is filled with: plain data, without functions. */
export interface View {
  readonly [key: string]: ViewValue
}

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: TemplateProblem }

/** What a template may do where its values have types. Without rules its braces decide, and it includes nothing. */
export interface TemplateRules {
  /** Whether the value of this name comes out as it is; any other is escaped. */
  isPrepared(name: string): boolean
  /** Whether `{{> name}}` stands for the value of that name, on lines of its own. */
  isPartial(name: string): boolean
}

/** The longest text that a template may become, in UTF-16 code units. */
const longestResult = 1_048_576
/** How many sections may be rendered for one template: nested lists multiply. */
const mostSections = 20_000
/** How many sections may stand in each other: each takes a piece of the stack. */
const deepest = 500

class Refused extends Error {}

/** What parsing made of the templates used last: a review renders the same few for each of its findings. */
const parsedTemplates = new LRUCache<string, Mustache.TemplateSpans>({
  max: 200,
  maxSize: 2_000_000,
  sizeCalculation: (_tokens, key) => key.length,
})

/** Mustache keeps what it has looked up in an object, which breaks once one of these names has been looked up. */
class PlainContext extends Mustache.Context {
  override push(view: unknown): Mustache.Context {
    return new PlainContext(view, this)
  }

  override lookup(name: string): unknown {
    return name in Object.prototype ? null : super.lookup(name)
  }
}

/** Mustache without what a template from a repository must not have: files, functions, and endless repetition. */
class PlainWriter extends Mustache.Writer {
  readonly #template: string
  readonly #rules: TemplateRules | null
  /** A hostile template names the same value thousands of times. */
  readonly #made = new Map<string, string>()
  #code: Uint8Array | null = null
  #sections = 0
  #depth = 0

  constructor(template: string, rules: TemplateRules | null) {
    super()
    this.#template = template
    this.#rules = rules
  }

  override parse(template: string): Mustache.TemplateSpans {
    const tokens = parsedTemplates.get(template) ?? super.parse(template)
    parsedTemplates.set(template, tokens)
    return tokens
  }

  override escapedValue(token: string[], context: Mustache.Context): string {
    const [, name = ''] = token
    return this.#rules?.isPrepared(name) ? scalarText(context.lookup(name)) : this.#escaped(token, context)
  }

  override unescapedValue(token: string[], context: Mustache.Context): string {
    const [, name = ''] = token
    const raw = this.#rules === null || this.#rules.isPrepared(name)
    return raw ? scalarText(context.lookup(name)) : this.#escaped(token, context)
  }

  override renderTokens(...given: Parameters<Mustache.Writer['renderTokens']>): string {
    this.#sections += 1
    if (this.#sections > mostSections) throw new Refused('its nested sections repeat too often')
    if (this.#depth > deepest) throw new Refused('its sections nest too deeply')
    this.#depth += 1
    const text = super.renderTokens(...given)
    this.#depth -= 1
    if (text.length > longestResult) throw new Refused('it becomes longer than 1 MiB')
    return text
  }

  override renderPartial([, name = '']: string[], context: Mustache.Context): string {
    if (!this.#rules?.isPartial(name)) {
      throw new Refused(`it includes another template, {{> ${oneLine(name)}}}, and templates stand alone here`)
    }
    const text = scalarText(context.lookup(name))
    // Mustache takes the line of a partial away, its line break included.
    return text === '' ? '' : `${text.trimEnd()}\n`
  }

  #escaped([, name = '', start]: string[], context: Mustache.Context): string {
    const value: unknown = context.lookup(name)
    this.#code ??= codeSpans(this.#template)
    const inCode = this.#code[Number(start)] === 1
    // Lists are without a prototype here, too.
    const texts = Array.isArray(value) ? Array.from<unknown>(value) : [value]
    return texts.map((text) => this.#harmless(scalarText(text), inCode)).join(', ')
  }

  #harmless(text: string, inCode: boolean): string {
    const key = `${Number(inCode)}${text}`
    const made = this.#made.get(key) ?? (inCode ? codeText(text) : inlineText(text))
    this.#made.set(key, made)
    return made
  }
}

/**
 * `template` (Mustache) filled with `view`. `{{name}}` is escaped by `inlineText`, between backticks by `codeText`;
 * `{{{name}}}` is for Markdown that code prepared; `rules` may say otherwise. Of a list its elements come out, with commas
 * between. Tags within values come out as they are. A name that the view does not hold renders nothing, inherited ones (`constructor`, `toString`) too.
 * A mistake in the template is a problem in the result; a fault of what fills it, such as `rules`, is thrown.
 */
export function renderTemplate(
  name: string,
  template: string,
  view: View,
  rules: TemplateRules | null = null,
): Rendered {
  const writer = new PlainWriter(template, rules)
  const parsed = tryParsing(writer, name, template)
  if (!parsed.ok) return parsed
  try {
    return { ok: true, text: writer.renderTokens(parsed.tokens, new PlainContext(bare(view)), undefined, template) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ok: false, problem: { template: name, line: null, message: error.message } }
  }
}

/** For each offset 1 where its line has opened a code span before it and not closed it yet, 0 elsewhere. */
function codeSpans(template: string): Uint8Array {
  const spans = new Uint8Array(template.length)
  let inside = 0
  for (let at = 0; at < template.length; at += 1) {
    const character = template.charAt(at)
    spans[at] = inside
    if (character === '\n') inside = 0
    else if (character === '`') inside = 1 - inside
  }
  return spans
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
