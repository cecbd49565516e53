import Mustache from 'mustache'
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

/** The tags of a template, or why it is none. Never throws. */
export function readTags(
  name: string,
  template: string,
): { readonly ok: true; readonly tags: readonly Tag[] } | { readonly ok: false; readonly problem: TemplateProblem } {
  const refuse = (line: number | null, message: string) =>
    ({ ok: false, problem: { template: name, line, message } }) as const
  if (template.length > longestTemplate) return refuse(null, 'it is longer than 128 Ki characters')
  let tokens: readonly unknown[]
  try {
    tokens = new Mustache.Writer().parse(template)
  } catch (error) {
    return { ok: false, problem: syntaxProblem(name, template, error) }
  }
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

/** What Mustache's parser threw, in words, with the line of the tag that is to be mended. */
export function syntaxProblem(name: string, template: string, error: unknown): TemplateProblem {
  const message = error instanceof Error ? error.message : String(error)
  const [, complaint, offset] = /^(.*?) at (\d+)$/s.exec(message) ?? []
  if (complaint === undefined || offset === undefined) return { template: name, line: null, message: oneLine(message) }
  const at = placeOf(complaint, template, Number(offset))
  const words = `${complaint.charAt(0).toLowerCase()}${complaint.slice(1)}`
  return { template: name, line: lineAt(template, at), message: oneLine(`${words}. ${advice(complaint)}`) }
}

/** The parser notices an open section where the next one ends, an open tag at the end: both began earlier. */
function placeOf(complaint: string, template: string, noticed: number): number {
  if (/^unclosed tag/i.test(complaint)) return Math.max(0, template.slice(0, noticed).lastIndexOf('{{'))
  const unclosed = /^unclosed section "(.*)"$/is.exec(complaint)?.[1]
  if (unclosed === undefined) return noticed
  const open: { readonly name: string; readonly at: number }[] = []
  for (const { 1: symbol, 2: tagName = '', index } of template
    .slice(0, noticed)
    .matchAll(/\{\{\s*([#^/])([^{}]*)\}\}/g)) {
    if (symbol === '/') open.pop()
    else open.push({ name: tagName.trim(), at: index })
  }
  const last = open.at(-1)
  return last?.name === unclosed ? last.at : noticed
}

function advice(complaint: string): string {
  if (/^unclosed section/i.test(complaint)) return 'Close each {{#name}} with {{/name}}'
  if (/^unopened section/i.test(complaint)) return 'Take the closing tag out, or open its section before it'
  return 'End the tag with }} (}}} after {{{)'
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
