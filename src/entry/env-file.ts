import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Adds `changes` to the `.env` file at `path`, keeping its other variables (not its comments), and returns all of them.
 * The file holds a private key, so only its owner may read it.
 */
export function writeEnvFile(path: string, changes: Variables): Variables {
  const variables = { ...readEnvFile(path), ...changes }
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value ?? '')}\n`)
  // A file that others may read must not hold the key for a moment.
  if (existsSync(path)) chmodSync(path, 0o600)
  writeFileSync(path, lines.join(''), { mode: 0o600 })
  return variables
}

/** The variables of the `.env` file at `path`; none when there is no such file. */
export function readEnvFile(path: string): Variables {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return {}
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
