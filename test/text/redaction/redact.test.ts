import { describe, expect, it } from 'vitest'
import { redact } from '../../../src/text/redaction/redact.ts'

/** Put together here, so that nobody's scanner finds secrets in this file. */
const joined = (...parts: readonly string[]) => parts.join('')
const letters = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5'
const hex = '0123456789abcdef0123456789abcdef'

describe('a secret that is built as only its maker builds it', () => {
  it.each([
    ['a token of GitHub’s', joined('gh', 'p_', letters)],
    ['a token of an installation', joined('gh', 's_', letters)],
    ['a fine-grained token', joined('github', '_pat_11ABCDEFG0', 'abcdef_', letters)],
    ['a token of GitLab’s', joined('gl', 'pat-', letters.slice(0, 20))],
    ['an access key of AWS’s', joined('AK', 'IA', 'IOSFODNN7EXAMPLE')],
    ['a key of Google’s', joined('AI', 'za', letters.slice(0, 35))],
    ['a client secret of Google’s', joined('GOC', 'SPX-', letters.slice(0, 28))],
    ['a short-lived token of Google’s', joined('ya', '29.', letters)],
    ['a token of Slack’s', joined('xo', 'xb-', '1234567890-abcdefghij')],
    ['an app’s token of Slack’s', joined('xa', 'pp-', '1-A0123456789-1234567890123-', hex)],
    ['a rotating token of Slack’s', joined('xo', 'xe.xoxp-', '1-Mi0yLTE0MjQ2')],
    ['a token of a Telegram bot', joined('123456789', ':AA', letters.slice(0, 33))],
    ['a key of Stripe’s', joined('sk_', 'live_', letters)],
    ['a secret for webhooks of Stripe’s', joined('wh', 'sec_', letters)],
    ['a key of SendGrid’s', joined('S', 'G.', letters.slice(0, 22), '.', letters)],
    ['a key of Twilio’s', joined('S', 'K', hex)],
    ['a key of Mailgun’s', joined('ke', 'y-', hex)],
    ['a token of npm’s', joined('np', 'm_', letters)],
    ['a token of PyPI’s', joined('py', 'pi-AgEIcHlwaS5vcmc', letters)],
    ['a token of Docker’s', joined('dc', 'kr_pat_', letters.slice(0, 27))],
    ['a key for a model', joined('s', 'k-proj-', letters)],
    ['a token of DigitalOcean’s', joined('do', 'p_v1_', hex, hex)],
    ['a token of Databricks’', joined('da', 'pi', hex)],
    ['a token of Vault’s', joined('hv', 's.', letters)],
    ['a token of Grafana’s', joined('gl', 'sa_', letters)],
    ['a JSON web token', joined('eyJ', 'hbGciOiJIUzI1NiJ9', '.', letters, '.', letters)],
    ['a private key', joined('-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE\n-----END RSA ', 'PRIVATE KEY-----')],
    [
      'an encrypted private key, whose head holds hyphens',
      joined(
        '-----BEGIN RSA ',
        'PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0\n\nMIIE\n-----END RSA ',
        'PRIVATE KEY-----',
      ),
    ],
    [
      'a key of PGP’s',
      joined('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----\n\nlQ=\n-----END PGP ', 'PRIVATE KEY BLOCK-----'),
    ],
    ['an e-mail address', 'jane.doe+pager@mail.example.com'],
    ['an address in other letters', 'jörg@bücher.example'],
  ])('is taken out: %s', (_what, secret) => {
    expect(redact(`We used ${secret} there.`)).toBe('We used [removed] there.')
  })

  it('is taken out behind an underscore, and with a character in it that nobody sees', () => {
    expect(redact(joined('TOKEN_gh', 'p_', letters))).toBe('TOKEN_[removed]')
    expect(redact(joined('gh', 'p_', letters.slice(0, 9), '\u200b', letters.slice(9)))).toBe('[removed]')
  })

  it.each([
    ['Slack', joined('https://hooks.slack.com/services/', 'T00000000/B00000000/', letters)],
    ['Discord', joined('https://discord.com/api/webhooks/', '123456789012345678/', letters, letters)],
  ])('is taken out of an address that %s gives to write to', (_who, address) => {
    expect(redact(address)).toMatch(/^https:\/\/[a-z./]{10,40}\[removed\]$/)
  })
})

describe('a secret that somebody names as one', () => {
  it.each([
    [
      joined('AWS_SECRET_ACCESS_KEY="', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"'),
      'AWS_SECRET_ACCESS_KEY="[removed]"',
    ],
    ['PGPASSWORD=hunter2 psql -h db', 'PGPASSWORD=[removed] psql -h db'],
    ['Server=db;User Id=sa;Password=Sup3r;Database=x', 'Server=db;User Id=sa;Password=[removed];Database=x'],
    ['{"user": "app", "password": "hunter"}', '{"user": "app", "password": "[removed]"}'],
    ['the password: hunter2 works', 'the password: [removed] works'],
    ['curl -u admin:hunter2 https://pay.example', 'curl -u admin:[removed] https://pay.example'],
    ['login --password hunter2', 'login --password [removed]'],
    [`api_key=${hex}`, 'api_key=[removed]'],
    [`/hook?token=${hex}&x=1`, '/hook?token=[removed]&x=1'],
    ['HEROKU_API_KEY=01234567-89ab-cdef-0123-456789abcdef', 'HEROKU_API_KEY=[removed]'],
    [joined('AccountName=shop;AccountKey=', letters, letters, '==;x'), 'AccountName=shop;AccountKey=[removed];x'],
    [`//npm.example/:_authToken=${letters}`, '//npm.example/:_authToken=[removed]'],
    [`Authorization: Bearer ${letters}`, 'Authorization: Bearer [removed]'],
    ['Authorization: Basic YWRtaW46aHVudGVyMg==', 'Authorization: Basic [removed]'],
  ])('is taken out: %s', (text, kept) => {
    expect(redact(text)).toBe(kept)
  })

  it.each([
    ['postgres://app:hunter2@db.internal/shop'],
    ['redis://:hunter2@db.internal/shop'],
    ['mysql://app:hun/ter2@db.internal/shop'],
    ['mongodb+srv://app:p@ssw0rd@db.internal/shop'],
  ])('is taken out of %s, and the rest of the address stays', (address) => {
    expect(redact(address)).toMatch(/^[a-z+]+:\/\/(?:app)?:\[removed\]@db\.internal\/shop$/)
  })
})

it.each([
  '@wes rolled back',
  'commit 0123456789abcdef0123456789abcdef01234567, tree 0123456',
  'request 01234567-89ab-cdef-0123-456789abcdef',
  'ghcr.io/acme/shop@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'skate_live and sk-8',
  'sk-learn-pipeline-production-deployment',
  'npm_config_registry_is_wrong_here_again',
  'npm-cache-warmer-in-production-eu-2',
  'a@b',
  'actions/checkout@v4.1.1 and react@18.2.canary',
  'git@github.com:acme/shop.git',
  'http://db.internal:5432/x and https://shop.example:8443/@acme/pay',
  'the password reset is broken',
  'password: we rotate it tomorrow',
  'password=true and password=%PASSWORD%',
  'the api key: which one?',
  'token expired for everybody, token: invalid',
  'secret: db-credentials-v2-production is not mounted',
  'Bearer tokens are refused, Basic auth fails, basic troubleshooting-guide',
  'the session=new flag and access keys',
  'arn:aws:iam::123456789012:role/pager',
  '2026-03-02T11:00:00Z',
])('leaves as it is: %s', (text) => {
  expect(redact(text)).toBe(text)
})

it('what was taken out becomes no link by what follows it', () => {
  const secret = joined('gh', 'p_', letters)
  expect(redact(`${secret}(https://evil.example)`)).toBe('[removed] (https://evil.example)')
  expect(redact(`${secret}: https://evil.example`)).toBe('[removed] : https://evil.example')
})
