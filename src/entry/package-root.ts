import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package, found from this file upwards: the same for sources and for what is built of them. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)))

function findPackageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('No package.json above the program: it was taken out of its package.')
  return findPackageRoot(parent)
}

/** The text of a file of this package, by its path from the root. Throws when the package is incomplete. */
export function readPackageFile(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8')
}

/** The version of this package. Read without a schema: `--help` would wait for the library that checks one. */
export const version = versionOf(JSON.parse(readPackageFile('package.json')))

function versionOf(manifest: unknown): string {
  const { version: found } = { version: undefined, ...(typeof manifest === 'object' ? manifest : {}) }
  if (typeof found !== 'string') throw new Error('package.json names no version: it is not the one of this program.')
  return found
}

/**
 * The file of a thread, `planning-thread`. Also for whoever runs the sources, as tests do: a thread needs what is built of
 * them.
 */
export function threadFile(name: string): string {
  return join(packageRoot, 'dist/src/entry/threads', `${name}.js`)
}
