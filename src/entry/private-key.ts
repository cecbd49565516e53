import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PrivateKeySource } from '../github/access/app-auth.ts'
import type { Log } from '../reconcile/ports.ts'

/** The text of a file; throws where there is none. */
export type KeyReader = (path: string) => string

/** The key files of this machine. */
export const readKeyFile: KeyReader = (path) => readFileSync(path, 'utf8')

export type PrivateKeyResult =
  | { readonly ok: true; readonly pem: string | null }
  | { readonly ok: false; readonly problem: string }

/**
 * The app's private key from PRIVATE_KEY (PEM, PEM with its line breaks written as `\n`, or Base64 of either) or from
 * the file that PRIVATE_KEY_PATH names; `null` when there is neither.
 */
export function parsePrivateKey(
  variables: Readonly<Record<string, string | undefined>>,
  readKey: KeyReader,
): PrivateKeyResult {
  const { PRIVATE_KEY: text, PRIVATE_KEY_PATH: path } = variables
  if (text !== undefined) return checked(unwrap(text), 'PRIVATE_KEY')
  if (path === undefined) return { ok: true, pem: null }
  try {
    return checked(unwrap(readKey(path)), 'PRIVATE_KEY_PATH')
  } catch {
    return { ok: false, problem: `PRIVATE_KEY_PATH ${unreadable(path)}` }
  }
}

function unreadable(path: string): string {
  // Whoever took one variable for the other must not find the key in the log.
  if (path.length > 255 || path.includes('-----')) return 'is no path: give a key itself as PRIVATE_KEY.'
  return `names ${path}, which cannot be read: check the path and its rights.`
}

/** Where a key came from. */
export interface KnownKey {
  /** PEM. */
  readonly privateKey: string
  /** The file that it stands in, `null` when the environment holds the key itself. */
  readonly privateKeyPath: string | null
}

/**
 * The key as it is at each question. One from a file is read anew, so that a new one counts without a restart, however
 * it came there. While the file is gone or holds no key, the last good one stays. `log` is told once of each change.
 */
export function privateKeyOf({ privateKey, privateKeyPath }: KnownKey, readKey: KeyReader, log: Log): PrivateKeySource {
  if (privateKeyPath === null) return () => privateKey
  let pem = privateKey
  let lastProblem = ''
  return () => {
    const found = parsePrivateKey({ PRIVATE_KEY_PATH: privateKeyPath }, readKey)
    const problem = found.ok ? '' : found.problem
    if (problem !== '' && problem !== lastProblem)
      log.warn({ because: problem }, 'the private key of before stays in use')
    lastProblem = problem
    if (found.ok && found.pem !== null && found.pem !== pem) {
      pem = found.pem
      log.info({ file: privateKeyPath }, 'a new private key is in use')
    }
    return pem
  }
}

function unwrap(text: string): string {
  const bare = text.trim().replace(/^(["'])(.*)\1$/s, '$2')
  const pem = bare.includes('-----BEGIN') ? bare : Buffer.from(bare, 'base64').toString('utf8')
  const lines = pem.replaceAll('\\r', '').replaceAll('\\n', '\n').replaceAll('\r', '\n')
  const block = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z\d+/=\s]+)-----END \1-----/.exec(lines)
  if (block === null) return `${lines.replace(/\n+/g, '\n').trim()}\n`
  // What signs takes the block alone, in lines of their own; tools write about the key before it, and editors indent it.
  const [, kind, body = ''] = block
  return `-----BEGIN ${kind}-----\n${body.replace(/\s/g, '').replace(/.{64}(?=.)/g, '$&\n')}\n-----END ${kind}-----\n`
}

function checked(pem: string, variable: string): PrivateKeyResult {
  try {
    const { asymmetricKeyType: type } = createPrivateKey(pem)
    if (type === 'rsa') return { ok: true, pem }
    return {
      ok: false,
      problem: `${variable} holds a key of another kind (${type}): those of GitHub Apps are RSA. Generate one on the app's settings page and give that.`,
    }
  } catch {
    if (/ENCRYPTED/.test(pem))
      return {
        ok: false,
        problem: `${variable} holds a key that a password protects: give the .pem file that GitHub generated, as it is.`,
      }
    return {
      ok: false,
      problem: `${variable} holds no private key: give the .pem file that GitHub generated, as it is, with \\n for line breaks, or in Base64.`,
    }
  }
}
