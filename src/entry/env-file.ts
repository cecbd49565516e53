import { accessSync, chmodSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual, parseEnv } from 'node:util'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Adds `changes` to the `.env` file at `path`, below what stands there, and returns all its variables. Where what stands
 * there would swallow them (a quote that is not closed), its variables are written anew. The file holds a private key, so
 * only its owner may read it. Throws where it cannot be written, or a value cannot stand in such a file.
 */
export function writeEnvFile(path: string, changes: Variables): Variables {
  const text = textOf(path)
  const variables = { ...parseEnv(text), ...changes }
  const below = `${text.replace(/(?<=[^\n])$/, '\n')}${linesOf(changes)}`
  const whole = isDeepStrictEqual({ ...parseEnv(below) }, variables) ? below : linesOf(variables)
  // A file that others may read must not hold the key for a moment.
  if (existsSync(path)) chmodSync(path, 0o600)
  writeFileSync(path, whole, { mode: 0o600 })
  return variables
}

/** Throws where the `.env` file at `path` could not be written. Changes nothing. */
export function assertWritable(path: string): void {
  accessSync(existsSync(path) ? path : dirname(path), constants.W_OK)
}

/** Whether a value comes out of a `.env` file as it was put in. */
export function fitsEnvFile(value: string): boolean {
  try {
    return parseEnv(`NAME=${quoted(value)}\n`).NAME === value
  } catch {
    return false
  }
}

/** The variables of a process over those of the `.env` file at `path`. An empty one counts as absent: it hides nothing. */
export function withEnvFile(path: string, variables: Variables): Variables {
  const present = Object.entries(variables).filter(([, value]) => value?.trim())
  return { ...readEnvFile(path), ...Object.fromEntries(present) }
}

function linesOf(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value ?? '')}\n`)
    .join('')
}

/** The variables of the `.env` file at `path`; none when there is no such file. */
export function readEnvFile(path: string): Variables {
  return parseEnv(textOf(path))
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return ''
    throw fault
  }
}

/** `value` so that reading the file gives it back, with no way for it to begin another variable. */
function quoted(value: string): string {
  const bare = value.replace(/^"(.*)"$/s, '$1')
  if (/^[\w./:@,+-]*$/.test(bare)) return bare
  // Only double quotes turn `\n` into a line break.
  if (bare.includes('\n')) return `"${bare.replaceAll('"', '').replaceAll('\n', '\\n')}"`
  const mark = ["'", '`', '"'].find((one) => !bare.includes(one))
  if (mark === undefined) throw new Error('A value with all three kinds of quotes cannot stand in a .env file.')
  return `${mark}${bare}${mark}`
}
