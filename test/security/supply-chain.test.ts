import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const locked = z.record(
  z.string(),
  z.looseObject({
    integrity: z.string().optional(),
    resolved: z.string().optional(),
    link: z.boolean().optional(),
    hasInstallScript: z.boolean().optional(),
  }),
)
const packages = Object.entries(z.object({ packages: locked }).parse(JSON.parse(read('package-lock.json'))).packages)

it('each package of the lock file has a checksum and comes from the registry, by no address of its own', () => {
  const others = packages.filter(([path]) => path !== '')
  expect(others.length).toBeGreaterThan(100)
  expect(others.filter(([, one]) => !one.integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
  expect(others.filter(([, one]) => one.resolved !== undefined || one.link).map(([path]) => path)).toEqual([])
})

it('no package needs a script of its own when it is installed', () => {
  // Their scripts make a program start, or packets be packed, a little faster; without them, as where scripts are not allowed, all works.
  const spared = ['node_modules/esbuild', 'node_modules/msgpackr-extract']
  expect(packages.filter(([, one]) => one.hasInstallScript).map(([path]) => path)).toEqual(spared)
})

it('a change lands only after a clean install of what the lock file says, by a workflow that may only read', () => {
  expect(read('.ci/run')).toMatch(/^npm ci /m)
  expect(read('.github/workflows/ci.yml')).toMatch(/^permissions:\n {2}contents: read\n\S/m)
})

it('what is shipped imports neither the sandbox nor the tests', () => {
  const { files } = z.object({ files: z.array(z.string()) }).parse(JSON.parse(read('package.json')))
  expect(files).toEqual(['dist/bundle', 'schema', 'app.yml'])
})

it('every action of a workflow is pinned by its commit, with the version as a comment', () => {
  const folder = join(root, '.github/workflows')
  const uses = readdirSync(folder).flatMap((file) => read(`.github/workflows/${file}`).match(/^.*\buses:.*$/gm) ?? [])
  expect(uses.length).toBeGreaterThan(0)
  const pinned = /uses: (?:\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*)$/
  expect(uses.filter((line) => !pinned.test(line))).toEqual([])
})
