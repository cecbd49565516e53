import Mustache from 'mustache'
import { shorten } from '../../config/read/mistake-words.ts'
import { tagPlaces } from './tag-places.ts'
import { lineAt, type TemplateProblem } from './template-problem.ts'

/** One tag of a template, in its order. Closing tags, comments and changes of the braces are left out. */
export interface Tag {
  readonly kind: 'value' | 'section' | 'partial'
  readonly name: string
  /** 1-based. */
  readonly line: number
  /** The sections around it, the outermost first. */
  readonly within: readonly string[]
}

/** The longest template, in UTF-16 code units. */
const longestTemplate = 131_072
/** How many sections may stand in each other. */
const deepest = 10
/** Mustache looks for the end of a tag with patterns that take the square of a run of white space. */
const tooBlank = /\s{300}/

/** The tags of a template, or why it is none. Never throws. */
export function readTags(
  name: string,
  template: string,
): { readonly ok: true; readonly tags: readonly Tag[] } | { readonly ok: false; readonly problem: TemplateProblem } {
  const refuse = (line: number | null, message: string) =>
    ({ ok: false, problem: { template: name, line, message } }) as const
  if (template.trim() === '') return refuse(null, 'it is empty')
  if (template.length > longestTemplate) return refuse(null, 'it is longer than 128 Ki characters')
  const blank = tooBlank.exec(template)
  if (blank !== null) return refuse(lineAt(template, blank.index), 'more than 300 blanks follow each other')
  const parsed = tryParsing(new Mustache.Writer(), name, template)
  if (!parsed.ok) return parsed
  const { tokens } = parsed
  const tags: Tag[] = []
  let last = { offset: 0, line: 1 }
  const open: { readonly tokens: Iterator<unknown>; readonly name: string }[] = [
    { tokens: tokens[Symbol.iterator](), name: '' },
  ]
  // Not by recursion: a hostile template nests deeper than the stack.
  for (let current = open.at(-1); current !== undefined; current = open.at(-1)) {
    const { value: token, done } = current.tokens.next()
    if (done) {
      open.pop()
      continue
    }
    if (!isTag(token)) continue
    const [symbol, tagName, start, , inner] = token
    const within = open.slice(1).map((section) => section.name)
    const line = last.line + lineAt(template.slice(last.offset, start), start) - 1
    last = { offset: start, line }
    tags.push({ kind: kinds[symbol], name: tagName, line, within })
    if (kinds[symbol] !== 'section') continue
    if (open.length > deepest) return refuse(line, `its sections stand more than ${deepest} deep in each other`)
    if (Array.isArray(inner)) open.push({ tokens: inner[Symbol.iterator](), name: tagName })
  }
  return { ok: true, tags }
}

const kinds = { name: 'value', '&': 'value', '#': 'section', '^': 'section', '>': 'partial' } as const

type TagToken = readonly [symbol: keyof typeof kinds, name: string, start: number, end: number, inner?: unknown]

function isTag(token: unknown): token is TagToken {
  return Array.isArray(token) && typeof token[0] === 'string' && token[0] in kinds
}

/** What `writer` reads a template as, or the mistake in it that Mustache's parser threw. */
export function tryParsing(
  writer: Mustache.Writer,
  name: string,
  template: string,
): { readonly ok: true; readonly tokens: string[][] } | { readonly ok: false; readonly problem: TemplateProblem } {
  try {
    return { ok: true, tokens: writer.parse(template) }
  } catch (error) {
    return { ok: false, problem: syntaxProblem(name, template, error) }
  }
}

/** What Mustache's parser threw, in words, with the line of the tag that is to be mended. */
function syntaxProblem(name: string, template: string, error: unknown): TemplateProblem {
  const thrown = error instanceof Error ? error.message : String(error)
  const [, complaint = thrown, offset] = /^(.*?) at (\d+)$/s.exec(thrown) ?? []
  const noticed = offset === undefined ? template.length : Number(offset)
  const problem = (at: number | undefined, message: string): TemplateProblem => {
    return { template: name, line: lineAt(template, at ?? noticed), message: oneLine(message) }
  }
  if (/^unclosed tag/i.test(complaint)) {
    return problem(tagPlaces(template).endless?.at, 'unclosed tag. End the tag with }} (}}} after {{{)')
  }
  if (/^invalid tags/i.test(complaint)) {
    const marks = tagPlaces(template).marks
    return problem(marks?.at, `"${shorten(marks?.said ?? '')}" is no pair of marks for tags: write {{=<% %>=}}`)
  }
  const [, what, section = ''] = /^(un\w{1,9}) section "(.*)"$/is.exec(complaint) ?? []
  const named = `${what?.toLowerCase()} section "${shorten(section)}"`
  // The parser notices an open section where the next one ends, or the text: it began earlier.
  if (what === 'Unclosed') {
    const open = tagPlaces(template.slice(0, noticed)).open.at(-1)
    return problem(open?.name === section ? open.at : undefined, `${named}. Close each {{#name}} with {{/name}}`)
  }
  if (what === 'Unopened') {
    return problem(undefined, `${named}. Take the closing tag out, or open its section before it`)
  }
  return { template: name, line: null, message: shorten(oneLine(thrown)) }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
