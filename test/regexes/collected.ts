import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vitest/node'
import { packageRoot } from '../../src/entry/package-root.ts'

/** A regular expression of the sources. One to split by has the flag `g`: it too is tried to the end of the text. */
export interface Collected {
  readonly file: string
  readonly line: number
  readonly regex: RegExp
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number }

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Every regular expression of `src`. Throws, with the place, for one that is built from more than the file's constants. */
export function collectRegexes(): readonly Collected[] {
  const files = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.ts')).flatMap((file) => regexesOf(join('src', file)))
}

function regexesOf(file: string): readonly Collected[] {
  const text = readFileSync(join(packageRoot, file), 'utf8')
  const program: unknown = parseAst(text, { lang: 'ts' })
  const constants = new Map<string, string>()
  const found: Collected[] = []
  const add = (node: Node, regex: RegExp, parent: Node | null) => {
    const line = text.slice(0, node.start).split('\n').length
    const toTheEnd = isSplit(parent) && !regex.global
    found.push({ file, line, regex: toTheEnd ? new RegExp(regex, `${regex.flags}g`) : regex })
  }
  const walk = (value: unknown, parent: Node | null): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, parent)
    if (!isNode(value)) return
    if (value.type === 'VariableDeclarator' && isNode(value.id) && isNode(value.init)) {
      const known = textOf(value.init, constants)
      if (known !== null) constants.set(String(value.id.name), known)
    }
    if (value.type === 'Literal' && value.value instanceof RegExp) add(value, value.value, parent)
    if (isCallOfRegExp(value)) {
      const [source, flags] = Array.isArray(value.arguments) ? value.arguments : []
      const place = `${file}:${text.slice(0, value.start).split('\n').length}`
      add(
        value,
        new RegExp(constantText(source, constants, place), constantText(flags ?? '', constants, place)),
        parent,
      )
    }
    for (const child of Object.values(value)) walk(child, value)
  }
  walk(program, null)
  return found
}

function isCallOfRegExp({ type, callee }: Node): boolean {
  return (type === 'NewExpression' || type === 'CallExpression') && isNode(callee) && callee.name === 'RegExp'
}

function isSplit(parent: Node | null): boolean {
  return isNode(parent?.callee) && isNode(parent.callee.property) && parent.callee.property.name === 'split'
}

/** @throws Error with the place for a text that is made of more than the file's constants. */
function constantText(node: unknown, constants: ReadonlyMap<string, string>, place: string): string {
  const text = textOf(node, constants)
  if (text === null) throw builtFromData(place)
  return text
}

/** The text that a string, a template of the file's own constants, or a list of them joined makes; `null` for anything else. */
function textOf(node: unknown, constants: ReadonlyMap<string, string>): string | null {
  if (typeof node === 'string') return node
  if (isNode(node) && typeof node.value === 'string') return node.value
  if (isNode(node) && node.type === 'Identifier') return constants.get(String(node.name)) ?? null
  if (isNode(node) && node.type === 'CallExpression') return joinedText(node, constants)
  if (!isNode(node) || node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null
  const names = Array.isArray(node.expressions) ? node.expressions : []
  const parts = node.quasis.map((quasi, index) => {
    const name: unknown = names[index]
    const known = isNode(name) ? constants.get(String(name.name)) : ''
    const cooked: unknown = isNode(quasi) && typeof quasi.value === 'object' ? Object(quasi.value).cooked : undefined
    return known === undefined || typeof cooked !== 'string' ? null : cooked + known
  })
  return parts.includes(null) ? null : parts.join('')
}

function joinedText({ callee, arguments: given }: Node, constants: ReadonlyMap<string, string>): string | null {
  if (!isNode(callee) || !isNode(callee.property) || callee.property.name !== 'join' || !isNode(callee.object))
    return null
  if (!Array.isArray(callee.object.elements) || !Array.isArray(given)) return null
  const parts = callee.object.elements.map((element) => textOf(element, constants))
  const mark = textOf(given[0], constants)
  return mark === null || parts.includes(null) ? null : parts.join(mark)
}

function builtFromData(place: string): Error {
  return new Error(
    `${place} builds a regular expression from data: nobody can tell how long it takes. Write a literal.`,
  )
}
