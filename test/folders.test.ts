import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/entry/package-root.ts'

/** More files than that are about more than one noun. */
const mostFiles = 25

/** The folders in a folder, that have files of their own or not; `levels` deep. */
function foldersIn(folder: string, levels: number): readonly string[] {
  const inside = readdirSync(join(packageRoot, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  if (levels === 0) return [folder]
  return [folder, ...inside.flatMap(({ name }) => foldersIn(`${folder}/${name}`, levels - 1))]
}

const sources = foldersIn('src', 9)
const rest = [...foldersIn('sandbox', 1), ...foldersIn('test', 1), 'bench'].filter((one) => one !== 'test/fixtures')

/** What a README names in backticks: paths from the root of the project, or files of its own folder. */
function namedIn(folder: string, text: string): readonly string[] {
  const names = [...text.matchAll(/`([^` ]+)`/g)].flatMap(([, name = '']) => name)
  const paths = names
    .filter((name) => name.includes('/') || name.endsWith('.ts'))
    .filter((name) => !/[_*]\//.test(name))
  return paths.map((name) => (name.includes('/') ? name : `${folder}/${name}`))
}

describe('the README of', () => {
  it.each([...sources, ...rest])(
    '%s says in three lines what lives there, where to begin, and what does not',
    (folder) => {
      const text = readFileSync(join(packageRoot, folder, 'README.md'), 'utf8')
      const lines = text.trimEnd().split('\n')
      expect(lines).toHaveLength(3)
      expect(lines[2]).toMatch(/^Not here: /)
      const gone = namedIn(folder, text).filter((path) => !path.startsWith('.') && !existsSync(join(packageRoot, path)))
      expect(gone).toEqual([])
    },
  )
})

it.each(sources)('%s holds few enough files to be about one noun', (folder) => {
  const files = readdirSync(join(packageRoot, folder)).filter((name) => name.endsWith('.ts'))
  expect(files.length).toBeLessThanOrEqual(mostFiles)
})
