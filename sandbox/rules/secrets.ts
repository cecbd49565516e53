import { randomUUID } from 'node:crypto'
import { HttpRefusal } from '../http/refusal.ts'

const shapes: readonly { readonly type: string; readonly shape: RegExp }[] = [
  { type: 'aws_access_key_id', shape: /\bAKIA[A-Z2-7]{16}\b/ },
  { type: 'github_personal_access_token', shape: /\bgh[opusr]_[A-Za-z0-9]{36}\b/ },
  { type: 'github_personal_access_token', shape: /\bgithub_pat_[A-Za-z0-9_]{82}\b/ },
  { type: 'slack_api_token', shape: /\bxox[bp]-\d{10,13}-\d{10,13}-[A-Za-z0-9]{24,34}\b/ },
]

/**
 * Refuses content with a known secret's shape, as push protection does.
 * https://docs.github.com/en/code-security/secret-scanning/introduction/about-push-protection
 * @throws Refusal 409 that names the kind of secret, never the secret
 */
export function refuseSecrets(content: Uint8Array): void {
  const text = Buffer.from(content).toString('latin1')
  const found = shapes.find(({ shape }) => shape.test(text))
  if (!found) return
  throw new HttpRefusal(409, 'Repository rule violations found\n\nSecret detected in content\n\n', {
    metadata: {
      secret_scanning: { bypass_placeholders: [{ placeholder_id: randomUUID(), token_type: found.type }] },
    },
  })
}
