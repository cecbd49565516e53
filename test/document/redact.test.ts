import { expect, it } from 'vitest'
import { redact } from '../../src/document/redact.ts'

/** Put together here, so that nobody's scanner finds secrets in this file. */
const joined = (...parts: readonly string[]) => parts.join('')
const letters = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5'

it.each([
  ['a token of GitHub’s', joined('gh', 'p_', letters)],
  ['a fine-grained token', joined('github', '_pat_', letters)],
  ['an access key of AWS’s', joined('AK', 'IA', 'IOSFODNN7EXAMPLE')],
  ['a key of Google’s', joined('AI', 'za', letters.slice(0, 35))],
  ['a token of Slack’s', joined('xo', 'xb-', '1234567890-abcdefghij')],
  ['a key of Stripe’s', joined('sk_', 'live_', letters)],
  ['a JSON web token', joined('eyJ', 'hbGciOiJIUzI1NiJ9', '.', letters, '.', letters)],
  ['a private key', joined('-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE\n-----END RSA ', 'PRIVATE KEY-----')],
  ['an e-mail address', 'jane.doe+pager@mail.example.com'],
])('takes out %s', (_what, secret) => {
  expect(redact(`We used ${secret} there.`)).toBe('We used [removed] there.')
})

it('takes the password out of an address, and leaves the rest', () => {
  expect(redact('postgres://app:hunter2@db.internal/shop')).toBe('postgres://app:[removed]@db.internal/shop')
})

it.each(['@wes rolled back', 'commit 0123456789abcdef0123456789abcdef01234567', 'skate_live and sk-8', 'a@b'])(
  'leaves %s as it is',
  (text) => {
    expect(redact(text)).toBe(text)
  },
)
