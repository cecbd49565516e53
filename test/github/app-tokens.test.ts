import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAppTokens } from '../../src/github/access/app-tokens.ts'

const made = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
const [one, other] = [made(), made()]

/** What it says of itself. */
function saidIn(jwt: string): unknown {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
}

describe('what an app shows of itself', () => {
  it('is signed once for many requests, and anew for another app or a replaced key', async () => {
    const tokensOf = createAppTokens()
    const first = await tokensOf(one)(7)
    expect(saidIn(first.jwt)).toMatchObject({ iss: 7 })
    expect(await tokensOf(one)(7)).toBe(first)
    const others = [await tokensOf(one)(8), await tokensOf(other)(7), await createAppTokens()(other)(8)]
    expect(new Set([first, ...others].map(({ jwt }) => jwt)).size).toBe(4)
  })

  it('is signed by GitHub’s clock where this machine’s differs', async () => {
    const sign = createAppTokens()(one)
    const [here, there] = [await sign(7), await sign(7, 3600)]
    const apart = Date.parse(there.expiresAt) - Date.parse(here.expiresAt)
    expect(Math.round(apart / 60_000)).toBe(60)
  })

  it('is tried again after a key that cannot be read', async () => {
    const sign = createAppTokens()('no key')
    const failed = await Promise.allSettled([sign(7), sign(7)])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(sign(7)).rejects.toThrow()
  })
})
