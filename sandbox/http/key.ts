import { generateKeyPairSync } from 'node:crypto'

export interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

let pair: KeyPair | undefined

/** The app's key pair, PEM. One a process, since making it takes longer than starting a sandbox. */
export function appKey(): KeyPair {
  pair ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return pair
}
