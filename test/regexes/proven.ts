import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/entry/package-root.ts'

const list = join(packageRoot, 'test/regexes/proven.txt')

/**
 * The expressions that withstood every attack at full length, by a digest of what they are: until one changes, nothing
 * new can be found out about it.
 */
const proven = new Set(readFileSync(list, 'utf8').split('\n'))

/** Whether this very expression is in the list of those that withstood every attack. */
export function isProven(regex: RegExp): boolean {
  return proven.has(digestOf(regex))
}

/** Writes the list anew. */
export function writeProven(regexes: readonly RegExp[]): void {
  writeFileSync(list, `${[...new Set(regexes.map(digestOf))].toSorted().join('\n')}\n`)
}

function digestOf({ source, flags }: RegExp): string {
  return createHash('sha256').update(`${flags}/${source}`).digest('hex').slice(0, 16)
}
