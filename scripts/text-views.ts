import Mustache from 'mustache'
import type { Templates } from '../src/plan/context.ts'

/**
 * The sections that hold others' data, by text: each is a list of views, or one view. Tags do not tell them from conditions,
 * in which names mean what they mean around them.
 */
const holders: Readonly<Record<string, Readonly<Record<string, 'list' | 'view'>>>> = {
  'sentences/notice-no-items': { lines: 'list' },
  'sentences/notice-other-documents': { others: 'list' },
  'check/configuration': { previews: 'list' },
  'check/review': {
    questions: 'list',
    issues: 'list',
    left: 'list',
    others: 'list',
  },
  'facts/changes': { changes: 'list', partial: 'list' },
  'facts/durations': { phases: 'list', moments: 'list' },
  'facts/people': { people: 'list' },
  'facts/timeline': { shown: 'list', rest: 'list' },
  help: { commands: 'list' },
  item: { answers: 'list' },
  status: { pull: 'view', items: 'list', tasks: 'list' },
}

/** A tag or a text, as Mustache parses it: its kind, its name, where it stands, and what stands in it. */
type Token = Mustache.TemplateSpans[number]

/** How a name is used in a text. */
interface Use {
  value: boolean
  condition: boolean
  /** Whether it is a list of texts, each of which comes out. */
  texts: boolean
  /** What stands in it, where it holds others' data. */
  holds: { readonly kind: 'list' | 'view'; readonly names: Names } | null
}

type Holding = ReadonlyMap<string, 'list' | 'view'>
type Names = Map<string, Use>

/** The module with the view of each text: what its tags name, and of which type that is. Throws for a holder that there is not. */
export function textViewsModule(templates: Templates): string {
  const names = Object.keys(templates).filter((name) => !/^(?:document|review|publication)\//.test(name))
  for (const name of Object.keys(holders)) if (!names.includes(name)) throw new Error(`There is no text "${name}".`)
  const sorted = names.toSorted((one, other) => (one < other ? -1 : 1))
  const line = (name: string) => {
    return `  readonly ${keyOf(name.replace(/^sentences\//, ''))}: ${viewTypeOf(name, templates[name] ?? '')}\n`
  }
  const sentences = sorted.filter((name) => name.startsWith('sentences/')).map(line)
  const texts = sorted.filter((name) => !name.startsWith('sentences/')).map(line)
  return `// Made by \`npm run generate\` from templates/, so that the compiler knows what each text needs.

/** What comes out where a tag names it. */
type Shown = string | number
/** The same, with words around it that are only there with it. */
type Optional = Shown | false | null
/** What decides whether words are there. */
type Condition = Shown | boolean | null
type NoView = Readonly<Record<never, never>>

/** The view of each sentence of \`templates/sentences.yml\`. */
export interface SentenceViews {
${sentences.join('')}}

/** The view of each text of its own in \`templates/\`. */
export interface TextViews {
${texts.join('')}}
`
}

/** The type of the view that a template needs under this name. Throws where a holder has no section in it. */
export function viewTypeOf(name: string, template: string): string {
  const names: Names = new Map()
  const holding: Holding = new Map(Object.entries(holders[name] ?? {}))
  collect(Mustache.parse(template), names, holding)
  const missing = [...holding.keys()].filter((held) => !template.includes(`{{#${held}}}`))
  if (missing.length > 0) throw new Error(`The text "${name}" has no section ${missing.join(', ')}.`)
  return typeOf(names, '  ')
}

function collect(tokens: readonly Token[], names: Names, holding: Holding): void {
  for (const [kind, name, , , inner] of tokens) {
    if (kind === 'name' || kind === '&') useOf(name, names).value = true
    if ((kind === '#' || kind === '^') && Array.isArray(inner)) collectSection(kind, name, inner, names, holding)
  }
}

function collectSection(kind: '#' | '^', name: string, inner: readonly Token[], names: Names, holding: Holding): void {
  // `{{#notices.length}}` asks whether there are any.
  const [list = '', length] = name.split('.')
  const use = useOf(list, names)
  const held = kind === '#' ? holding.get(name) : undefined
  if (held !== undefined) {
    use.holds = { kind: held, names: use.holds?.names ?? new Map() }
    collect(inner, use.holds.names, holding)
  } else if (kind === '#' && inner.some(([one, what]) => (one === 'name' || one === '&') && what === '.')) {
    use.texts = true
  } else {
    use.condition ||= length === undefined
    collect(inner, names, holding)
  }
}

function useOf(name: string, names: Names): Use {
  const use = names.get(name) ?? { value: false, condition: false, texts: false, holds: null }
  names.set(name, use)
  return use
}

/** `around` are the names that mean in a list or in a view of its own what they mean outside. */
function typeOf(names: Names, indent: string, around: ReadonlySet<string> = new Set()): string {
  const own = [...names].filter(([name]) => !around.has(name))
  if (own.length === 0) return 'NoView'
  const known = new Set([...around, ...names.keys()])
  const lines = own.map(
    ([name, use]) => `${indent}  readonly ${keyOf(name)}: ${typeOfUse(use, `${indent}  `, known)}\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}

function typeOfUse({ value, condition, texts, holds }: Use, indent: string, around: ReadonlySet<string>): string {
  if (holds !== null) {
    const type = typeOf(holds.names, indent, around)
    return holds.kind === 'list' ? `readonly ${type}[]` : `${type} | null`
  }
  if (texts) return 'readonly string[]'
  if (condition) return value ? 'Optional' : 'Condition'
  return 'Shown'
}

function keyOf(name: string): string {
  return /^[a-z]+$/i.test(name) ? name : `'${name}'`
}
