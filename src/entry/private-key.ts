import { createPrivateKey } from 'node:crypto'

/** The text of a file; throws where there is none. */
export type KeyReader = (path: string) => string

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
    return {
      ok: false,
      problem: `PRIVATE_KEY_PATH names ${path}, which cannot be read: check the path and its rights.`,
    }
  }
}

function unwrap(text: string): string {
  const bare = text.trim().replace(/^(["'])(.*)\1$/s, '$2')
  const pem = bare.includes('-----BEGIN') ? bare : Buffer.from(bare, 'base64').toString('utf8')
  return `${pem.replaceAll('\\n', '\n').replaceAll('\r', '').trim()}\n`
}

function checked(pem: string, variable: string): PrivateKeyResult {
  try {
    createPrivateKey(pem)
    return { ok: true, pem }
  } catch {
    return {
      ok: false,
      problem: `${variable} holds no private key: give the .pem file that GitHub generated, as it is, with \\n for line breaks, or in Base64.`,
    }
  }
}
