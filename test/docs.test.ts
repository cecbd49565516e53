import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]
const manifest: unknown = JSON.parse(read('package.json'))
const scripts = isRecord(manifest) && isRecord(manifest.scripts) ? Object.keys(manifest.scripts) : []

describe.each(pages)('%s', (page) => {
  it('links to files and headings that exist', () => {
    const targets = [...withoutCode(read(page)).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target)
    expect(targets.filter((target) => !leadsSomewhere(page, target))).toEqual([])
  })

  it('names npm scripts that exist', () => {
    const named = [...read(page).matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)]
    expect(named.map(([, run, short]) => run ?? short ?? '').filter((name) => !scripts.includes(name))).toEqual([])
  })

  it('names files of this repository that exist', () => {
    expect(pathsIn(read(page)).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

it('numbers the decisions one after another, as their titles do', () => {
  const decisions = readdirSync(join(root, 'docs/decisions'))
    .filter((name) => /^\d/.test(name))
    .sort()
  expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1))
  expect(decisions.map((name) => Number.parseInt(read(`docs/decisions/${name}`).slice(2), 10))).toEqual(
    decisions.map((_, index) => index + 1),
  )
})

it('explains each variable of the environment that a page or .env.example names in both places', () => {
  const table = [...read('docs/operations.md').matchAll(/^\| (`[A-Z].*?) \|/gm)].map(([, cell = '']) => cell).join(' ')
  const explained = [...table.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name)
  const offered = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect(explained.length).toBeGreaterThan(5)
  expect(explained.filter((name) => !offered.includes(name))).toEqual([])
  const prose = pages.map(read).join('\n')
  expect(offered.filter((name) => !prose.includes(name))).toEqual([])
})

describe('each threat', () => {
  const rows = read('docs/threat-model.md')
    .split('\n')
    .filter((line) => /^\| (?!asset|---)/.test(line))
    .map((line) => line.split(' | '))
  const named = rows.map(([asset = '', threat = '', tests = '']) => ({
    threat: `${asset.replace('| ', '')}: ${threat}`,
    tests: [...tests.matchAll(/`([\w./-]+)` ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, file = '', names = '']) =>
      [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
    ),
  }))

  it('is held off by a test', () => {
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter(({ tests }) => tests.length === 0)).toEqual([])
  })

  it.each(named)('is held off by tests that exist: $threat', ({ tests }) => {
    const missing = tests.filter(({ file, name }) => !existsSync(join(root, file)) || !literals(read(file)).has(name))
    expect(missing).toEqual([])
  })
})

/** The texts in quotes of a program. */
function literals(program: string): ReadonlySet<string> {
  return new Set([...program.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(([, , text = '']) => text))
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '')
}

function leadsSomewhere(page: string, target: string): boolean {
  if (/^(https?|mailto):/.test(target)) return true
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : normalize(join(dirname(page), path))
  if (file.startsWith('..') || !existsSync(join(root, file))) return false
  return anchor === undefined || anchorsOf(read(file)).includes(anchor)
}

/** The anchors that GitHub gives to headings, without the numbers of repeated ones. */
function anchorsOf(markdown: string): readonly string[] {
  const headings = markdown.replace(/^```.*?^```/gms, '').matchAll(/^#{1,6} (.+)$/gm)
  return [...headings].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  )
}

/** Paths below the repository's folders; a bare `name.ts` stands beside the path before it in its line. */
function pathsIn(markdown: string): readonly string[] {
  return markdown.split('\n').flatMap((line) => {
    const named = line.matchAll(
      /(?<![\w./-])((?:dist\/)?(?:src|docs|templates|test|sandbox|bench|demo|scripts|schema|\.ci)\/[\w./-]*|[\w-]+\.ts\b)/g,
    )
    let folder = ''
    return [...named].map(([, path = '']) => {
      const source = path.replace(/^dist\/(.*)\.js$/, '$1.ts').replace(/[.,]$/, '')
      if (source.includes('/')) folder = dirname(source)
      return source.includes('/') ? source : beside(folder, source)
    })
  })
}

function beside(folder: string, name: string): string {
  const sibling = join(folder, basename(name))
  return existsSync(join(root, sibling)) ? sibling : join('src/reconcile', name)
}
