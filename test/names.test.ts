import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/entry/package-root.ts'

/** Names that are meant to be exported by more than one file, each with why. */
const shared: Readonly<Record<string, string>> = {
  run: 'what a thread of its own is started with: the pool finds it by this name',
}

/** The names that a module's text exports and declares; what it passes on from elsewhere is none of its own. */
function exportedIn(text: string): readonly string[] {
  const declared =
    /^export (?:default |declare |abstract |async )*(?:function\*?|const|let|class|interface|type) +([\w$]+)/gm
  const listed = /^export (?:type )?\{([^}]*)\}(?! from)/gm
  const names = [...text.matchAll(listed)].flatMap(([, list = '']) => list.split(','))
  const own = names.map((name) => name.replace(/^.* as /, '').replace(/^\s*(?:type )?/, '')).map((name) => name.trim())
  return [...new Set([...[...text.matchAll(declared)].flatMap(([, name = '']) => name), ...own])].filter(Boolean)
}

/** The files that export a name, by the name; only names that several files export. */
function doubled(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [file, text] of files)
    for (const name of exportedIn(text)) found.set(name, [...(found.get(name) ?? []), file])
  return new Map([...found].filter(([, where]) => where.length > 1))
}

const sources = new Map(
  ['src', 'sandbox']
    .flatMap((folder) => readdirSync(join(packageRoot, folder), { recursive: true }).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(join(packageRoot, file), 'utf8')]),
)

describe('an exported name', () => {
  it('means one thing: one file of the app or the sandbox exports it', () => {
    const several = [...doubled(sources)].filter(([name]) => !Object.hasOwn(shared, name))
    expect(several.map(([name, files]) => `${name}: ${files.join(', ')}`)).toEqual([])
  })

  it.each(Object.keys(shared))('is exported more than once only while it has to be: %s', (name) => {
    expect(doubled(sources).get(name)).toBeDefined()
  })

  it.each([
    ['export interface Place {}', 'export type Place = string', ['Place']],
    ['export const rules = {}', 'export function rules() {}\nexport async function other() {}', ['rules']],
    ['const own = 1\nexport { own as answer }', 'export class answer {}', ['answer']],
    ["export type { Place } from './place.ts'", 'export interface Place {}', []],
    ['interface Place {}', 'export interface Place {}', []],
    ['export function text(a: 1): 1\nexport function text(a: 2): 2', '', []],
  ])('is found in %j and %j', (one, other, names) => {
    expect([...doubled(new Map(Object.entries({ one, other }))).keys()]).toEqual(names)
  })
})
