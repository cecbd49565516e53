import { generateKeyPairSync } from 'node:crypto'

export interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

const pairs = new Map<number, KeyPair>()

/** The app's key pair of this length, PEM. One a process, since making it takes longer than starting a sandbox. */
export function appKey(modulusLength: number): KeyPair {
  const pair = pairs.get(modulusLength) ?? newPair(modulusLength)
  pairs.set(modulusLength, pair)
  return pair
}

function newPair(modulusLength: number): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
}
