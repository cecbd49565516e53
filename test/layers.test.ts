import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../src/entry/package-root.ts'

const reported = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
})

interface Probe {
  readonly path: string
  readonly source: string
}

/** Names of the rules that a probe breaks, after `lint/`. */
let broken: (probe: Probe) => readonly string[]
let folder: string

const probes: Probe[] = []

const limits = ['useMaxParams', 'noExcessiveLinesPerFunction', 'noExcessiveCognitiveComplexity'].map(
  (rule) => `complexity/${rule}`,
)

const overrides = z.object({
  overrides: z.array(
    z.object({
      includes: z.array(z.string()),
      linter: z.object({ rules: z.object({ complexity: z.object({ useMaxParams: z.unknown() }).optional() }) }),
    }),
  ),
})

/** The files that the limits spare; `docs/decisions` says why. */
const exempt = overrides
  .parse(JSON.parse(readFileSync(join(packageRoot, 'biome.json'), 'utf8')))
  .overrides.filter(({ linter }) => linter.rules.complexity?.useMaxParams === 'off')
  .flatMap(({ includes }) => includes)

/** A file as if it stood in the sources, under a name of its own. All are linted in one run, since starting the linter takes longest. */
function probe(path: string, source: string): Probe {
  const made = { path: path.replace('probe.ts', `probe-${probes.length}.ts`), source }
  probes.push(made)
  return made
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layers-'))
  const { vcs, $schema, ...config } = z
    .looseObject({ vcs: z.unknown(), $schema: z.unknown() })
    .parse(JSON.parse(await readFile(join(packageRoot, 'biome.json'), 'utf8')))
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, root: true }))
  for (const { path, source } of probes) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), source)
  }
  const biome = join(packageRoot, 'node_modules/.bin/biome')
  const said = await new Promise<string>((resolve) => {
    // It ends with an error, since there is something to report.
    execFile(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], { cwd: folder }, (_, out) =>
      resolve(out),
    )
  })
  const { diagnostics } = reported.parse(JSON.parse(said))
  broken = ({ path }) =>
    diagnostics.filter(({ location }) => location.path === path).map(({ category }) => category.replace(/^lint\//, ''))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the linter holds the layers apart', () => {
  const rows = (files: readonly (readonly [string, string])[]) =>
    files.map(([file, target]) => {
      const source = `import * as other from '${target}'\n\nexport const probe = other\n`
      return { file, target, one: probe(file, source) }
    })

  it.each(
    rows([
      ['src/text/markdown/probe.ts', '../../domain/ref.ts'],
      ['src/text/probe.ts', '../document/markers/markers.ts'],
      ['src/domain/probe.ts', '../text/markdown/lines.ts'],
      ['src/domain/probe.ts', '../plan/plan.ts'],
      ['src/domain/probe.ts', '../config/schema/schema.ts'],
      ['src/config/probe.ts', '../document/markers/markers.ts'],
      ['src/document/probe.ts', '../plan/plan.ts'],
      ['src/plan/probe.ts', '../reconcile/ports.ts'],
      ['src/plan/probe.ts', '../github/app.ts'],
      ['src/plan/probe.ts', '../report/report.ts'],
      ['src/report/probe.ts', '../reconcile/ports.ts'],
      ['src/report/probe.ts', '../entry/templates.ts'],
      ['src/reconcile/probe.ts', '../github/app.ts'],
      ['src/github/probe.ts', '../reconcile/pass.ts'],
      ['src/github/probe.ts', '../document/harmless/escape.ts'],
      ['src/queue/probe.ts', '../domain/ref.ts'],
      ['src/replicas/probe.ts', '../plan/plan.ts'],
      ['src/queue/probe.ts', '../replicas/replicas.ts'],
      ['src/triggers/probe.ts', '../plan/plan.ts'],
      ['src/entry/probe.ts', '../../sandbox/server.ts'],
    ]),
  )('$file may not import $target', ({ one }) => {
    expect(broken(one)).toEqual(['style/noRestrictedImports'])
  })

  it.each(
    rows([
      ['src/plan/probe.ts', '../document/markers/markers.ts'],
      ['src/github/probe.ts', '../reconcile/ports.ts'],
      ['src/github/probe.ts', '../document/markers/markers.ts'],
      ['src/entry/probe.ts', '../github/app.ts'],
    ]),
  )('$file may import $target', ({ one }) => {
    expect(broken(one)).toEqual([])
  })

  const impure = probe(
    'src/plan/probe.ts',
    "import { readFileSync } from 'node:fs'\n\nexport const probe = [readFileSync, performance.now()]\n",
  )
  it('keeps Node and the clock out of the planner', () => {
    expect(broken(impure)).toEqual(expect.arrayContaining(['style/noRestrictedImports', 'style/noRestrictedGlobals']))
  })

  const forgetful = probe(
    'src/plan/probe.ts',
    'async function work(): Promise<void> {}\n\nexport function probe(): void {\n  work()\n}\n',
  )
  it('refuses a promise that nobody waits for', () => {
    expect(broken(forgetful)).toContain('nursery/noFloatingPromises')
  })

  const partial = probe(
    'src/plan/probe.ts',
    `type Kind = 'a' | 'b'\n\nexport function probe(kind: Kind): void {\n  switch (kind) {\n    case 'a':\n      break\n  }\n}\n`,
  )
  it('refuses a switch that forgets a case', () => {
    expect(broken(partial)).toContain('nursery/useExhaustiveSwitchCases')
  })
})

/** Two files of which each imports a type of the other. */
const circle = probe(
  'src/plan/probe.ts',
  `import type { Two } from './probe-${probes.length + 1}.ts'\n\nexport type One = Two[]\n`,
)
probe('src/plan/probe.ts', `import type { One } from './${circle.path.split('/').at(-1)}'\n\nexport type Two = One[]\n`)

describe('the linter holds functions to their limits', () => {
  const body = (lines: number) => Array.from({ length: lines }, (_, at) => `  all.push(${at})`).join('\n')
  const nested =
    'if (n > 0) for (const one of all) while (one > n) if (one > 1) for (const two of all) if (two > one) n += 1'

  it.each(
    (
      [
        ['complexity/useMaxParams', 'five parameters', 'a: 1, b: 2, c: 3, d: 4, e: 5', 'return [a, b, c, d, e]'],
        ['complexity/noExcessiveLinesPerFunction', '61 lines', 'all: number[]', `${body(61)}\n`],
        ['complexity/noExcessiveCognitiveComplexity', 'a complexity of 21', 'n: number, all: number[]', nested],
      ] as const
    ).map(([rule, what, parameters, text]) => {
      const source = `export function probe(${parameters}): unknown {\n${text}\n}\n`
      return { rule, what, one: probe('src/plan/probe.ts', source), other: probe('sandbox/probe.ts', source) }
    }),
  )('$what are too much in src', ({ rule, one, other }) => {
    expect(broken(one)).toContain(rule)
    expect(broken(other)).not.toContain(rule)
  })

  it.each(exempt.map((path) => ({ path, one: probe(join(dirname(path), 'probe.ts'), readFileSync(path, 'utf8')) })))(
    '$path still needs its exception',
    ({ one }) => {
      expect(broken(one).filter((rule) => limits.includes(rule))).not.toEqual([])
    },
  )
})

it('the linter refuses a circle of imports, also of types alone', () => {
  expect(broken(circle)).toEqual(['suspicious/noImportCycles'])
})
