import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../src/entry/package-root.ts'

const run = promisify(execFile)

/** Lints one probe file as if it stood in the sources, and returns what the linter said. */
async function lint(path: string, source: string): Promise<{ ok: boolean; said: string }> {
  const file = join(probes, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, source)
  const biome = join(packageRoot, 'node_modules/.bin/biome')
  try {
    const { stdout, stderr } = await run(biome, ['lint', '--colors=off', path], { cwd: probes })
    return { ok: true, said: stdout + stderr }
  } catch (error) {
    return { ok: false, said: JSON.stringify(error) }
  }
}

let probes: string

beforeAll(async () => {
  probes = await mkdtemp(join(tmpdir(), 'layers-'))
  const config = JSON.parse(await readFile(join(packageRoot, 'biome.json'), 'utf8')) as {
    vcs?: unknown
    $schema?: unknown
  } & object
  delete config.vcs
  delete config.$schema
  await writeFile(join(probes, 'biome.json'), JSON.stringify({ ...config, root: true }))
})
afterAll(() => rm(probes, { recursive: true }))

describe('the linter holds the layers apart', () => {
  it.each([
    ['src/domain/probe.ts', '../plan/plan.ts'],
    ['src/domain/probe.ts', '../config/schema.ts'],
    ['src/config/probe.ts', '../document/markers.ts'],
    ['src/document/probe.ts', '../plan/plan.ts'],
    ['src/plan/probe.ts', '../reconcile/ports.ts'],
    ['src/plan/probe.ts', '../github/app.ts'],
    ['src/reconcile/probe.ts', '../github/app.ts'],
    ['src/github/probe.ts', '../reconcile/pass.ts'],
    ['src/github/probe.ts', '../document/escape.ts'],
    ['src/queue/probe.ts', '../domain/ref.ts'],
    ['src/triggers/probe.ts', '../plan/plan.ts'],
    ['src/entry/probe.ts', '../../sandbox/server.ts'],
  ])('%s may not import %s', async (file, target) => {
    const { ok, said } = await lint(file, `import * as other from '${target}'\n\nexport const probe = other\n`)
    expect(said).toContain('noRestrictedImports')
    expect(ok).toBe(false)
  })

  it.each([
    ['src/plan/probe.ts', '../document/markers.ts'],
    ['src/github/probe.ts', '../reconcile/ports.ts'],
    ['src/github/probe.ts', '../document/markers.ts'],
    ['src/entry/probe.ts', '../github/app.ts'],
  ])('%s may import %s', async (file, target) => {
    const { ok, said } = await lint(file, `import * as other from '${target}'\n\nexport const probe = other\n`)
    expect(said).not.toContain('noRestrictedImports')
    expect(ok).toBe(true)
  })

  it('keeps Node and the clock out of the planner', async () => {
    const source = "import { readFileSync } from 'node:fs'\n\nexport const probe = [readFileSync, performance.now()]\n"
    const { said } = await lint('src/plan/probe.ts', source)
    expect(said).toContain('noRestrictedImports')
    expect(said).toContain('noRestrictedGlobals')
  })

  it('refuses a promise that nobody waits for', async () => {
    const source = 'async function work(): Promise<void> {}\n\nexport function probe(): void {\n  work()\n}\n'
    expect((await lint('src/plan/probe.ts', source)).said).toContain('noFloatingPromises')
  })

  it('refuses a switch that forgets a case', async () => {
    const source = `type Kind = 'a' | 'b'\n\nexport function probe(kind: Kind): void {\n  switch (kind) {\n    case 'a':\n      break\n  }\n}\n`
    expect((await lint('src/plan/probe.ts', source)).said).toContain('useExhaustiveSwitchCases')
  })
})
