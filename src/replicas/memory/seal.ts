import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Makes texts unreadable for all but the replicas of one app. */
export interface Seal {
  close(text: string): string
  /** `null` for what another app, another key or another version closed. */
  open(sealed: string): string | null
}

const [ivLength, tagLength] = [12, 16]

/** AES-256-GCM by a key that is derived from a secret of the app's; `version` is checked with the text. */
export function createSeal(secret: string, version: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'aftermath replicas', 32))
  const bound = Buffer.from(version)
  return {
    close(text) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength)).setAAD(bound)
        decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
        return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
