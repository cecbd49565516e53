import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Environment, parseEnvironment } from '../../src/entry/environment.ts'
import { privateKey } from './parts.ts'

const noFile = (path: string): string => {
  throw new Error(`no file ${path}`)
}
const complete = { APP_ID: '7', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret of this test' }

function environmentOf(variables: Record<string, string>, readKey = noFile): Environment {
  const parsed = parseEnvironment(variables, 'server', readKey)
  if (!parsed.ok) throw new Error(parsed.problems.join(' '))
  return parsed.environment
}

function problemsOf(variables: Record<string, string>, purpose: 'server' | 'command' = 'server'): readonly string[] {
  const parsed = parseEnvironment(variables, purpose, noFile)
  return parsed.ok ? [] : parsed.problems
}

describe('a complete environment', () => {
  it('needs only the three credentials', () => {
    expect(environmentOf(complete)).toEqual({
      app: {
        id: 7,
        privateKey,
        privateKeyPath: null,
        webhookSecrets: { current: 'a secret of this test', previous: null },
      },
      token: null,
      apiUrl: 'https://api.github.com',
      host: 'localhost',
      port: 3000,
      webhookPath: '/api/github/webhooks',
      webhookProxy: null,
      publicUrl: null,
      production: false,
      logLevel: 'info',
      logFormat: 'plain',
      trustedApps: [],
      sweepInterval: 3_600_000,
      redeliveryInterval: 600_000,
      pacing: 'github',
      queueUrl: null,
      role: 'all',
      metrics: null,
    })
  })

  it.each([
    { set: { GITHUB_API_URL: 'https://ghe.example/api/v3/' }, want: { apiUrl: 'https://ghe.example/api/v3' } },
    { set: { PORT: '0', HOST: '0.0.0.0' }, want: { port: 0, host: '0.0.0.0' } },
    { set: { WEBHOOK_PATH: '/hooks' }, want: { webhookPath: '/hooks' } },
    { set: { NODE_ENV: 'production' }, want: { production: true, logFormat: 'json' } },
    { set: { NODE_ENV: 'production', LOG_FORMAT: 'pretty' }, want: { logFormat: 'plain' } },
    { set: { TRUSTED_APPS: '12, github-actions[bot] ,' }, want: { trustedApps: [12, 'github-actions[bot]'] } },
    { set: { SWEEP_INTERVAL: '15' }, want: { sweepInterval: 900_000 } },
    { set: { SWEEP_INTERVAL: '0' }, want: { sweepInterval: 0 } },
    { set: { REDELIVERY_INTERVAL: '3' }, want: { redeliveryInterval: 180_000 } },
    { set: { REDELIVERY_INTERVAL: '0' }, want: { redeliveryInterval: 0 } },
    { set: { WRITE_PACING: 'none' }, want: { pacing: 'none' } },
    { set: { PORT: '  ' }, want: { port: 3000 } },
    {
      set: { WEBHOOK_SECRET_PREVIOUS: 'older' },
      want: { app: { webhookSecrets: { current: 'a secret of this test', previous: 'older' } } },
    },
  ])('takes $set', ({ set, want }) => {
    expect(environmentOf({ ...complete, ...set })).toMatchObject(want)
  })
})

describe('the address of GitHub in production', () => {
  const parse = (GITHUB_API_URL: string) =>
    parseEnvironment({ ...complete, NODE_ENV: 'production', GITHUB_API_URL }, 'server', noFile)

  it.each(['http://ghe.example/api/v3', 'http://localhost.evil.example', 'HTTP://127.0.0.1.evil.example'])(
    '%s is refused: tokens would go by plain HTTP',
    (address) => {
      expect(parse(address)).toMatchObject({ ok: false, problems: [expect.stringContaining('give one with https://')] })
    },
  )

  it.each([
    ' http://ghe.example',
    '\thttp://ghe.example\n',
    'ht\ttp://ghe.example',
    'http:ghe.example',
    'http:\\\\ghe.example',
  ])('%j is refused, however it is written', (address) => {
    expect(parse(address).ok).toBe(false)
  })

  it('is used without the blanks around it, as every variable that is no secret', () => {
    const set = { GITHUB_API_URL: ' https://ghe.example/api/v3/ ', NODE_ENV: ' production ', PORT: ' 4000', HOST: 'a ' }
    const want = { apiUrl: 'https://ghe.example/api/v3', production: true, port: 4000, host: 'a' }
    expect(environmentOf({ ...complete, ...set })).toMatchObject(want)
  })

  it.each([
    ['HTTPS://API.GitHub.com', 'https://api.github.com'],
    ['https://api.github.com//', 'https://api.github.com'],
    ['https://ghe.example:443/api/v3/#top', 'https://ghe.example/api/v3'],
    ['https://ghe.example:8443/api/v3', 'https://ghe.example:8443/api/v3'],
  ])('%s is asked as %s, which is what pages of its lists begin with', (GITHUB_API_URL, apiUrl) => {
    expect(environmentOf({ ...complete, GITHUB_API_URL })).toMatchObject({ apiUrl })
  })

  it.each([
    ['https://ada:pw@api.github.com', 'holds a name or password'],
    ['https://:pw@api.github.com', 'holds a name or password'],
    ['https://api.github.com/?page=1', 'holds a question mark'],
  ])('%j is refused with a sentence', (address, words) => {
    for (const name of ['GITHUB_API_URL', 'PUBLIC_URL'])
      expect(problemsOf({ ...complete, [name]: address })).toEqual([expect.stringContaining(words)])
  })

  it.each(['https://ghe.example/api/v3', 'http://127.0.0.1:4000', 'http://localhost:4000/', 'http://[::1]:4000'])(
    '%s is taken',
    (address) => {
      expect(parse(address)).toMatchObject({ ok: true })
    },
  )
})

describe('the private key', () => {
  it.each([
    { form: 'as it is', PRIVATE_KEY: privateKey },
    { form: 'with \\n for its line breaks', PRIVATE_KEY: privateKey.replaceAll('\n', '\\n') },
    { form: 'with \\n and in quotes', PRIVATE_KEY: `"${privateKey.replaceAll('\n', '\\n')}"` },
    { form: 'in Base64', PRIVATE_KEY: Buffer.from(privateKey).toString('base64') },
    { form: 'with the line breaks of Windows', PRIVATE_KEY: privateKey.replaceAll('\n', '\r\n') },
  ])('is taken $form', ({ PRIVATE_KEY }) => {
    expect(environmentOf({ ...complete, PRIVATE_KEY }).app?.privateKey.trim()).toBe(privateKey.trim())
  })

  const modern = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString()
  const wrappings: readonly (readonly [string, (pem: string) => string])[] = [
    ['that a tool wrote about before it', (pem) => `Bag Attributes\n    friendlyName: acme\n${pem}`],
    ['with notes below it', (pem) => `${pem}\n# rotated in March\n`],
    ['indented', (pem) => pem.replace(/^/gm, '    ')],
    ['with empty lines between', (pem) => pem.replaceAll('\n', '\n\n')],
    ['with blanks for its line breaks', (pem) => pem.trim().replaceAll('\n', ' ')],
    ['with the line breaks of Windows written out', (pem) => pem.replaceAll('\n', '\\r\\n')],
    ['with the line breaks of an old Mac', (pem) => pem.replaceAll('\n', '\r')],
    ['in Base64 of several lines', (pem) => Buffer.from(pem).toString('base64').replace(/.{76}/g, '$&\n')],
    ['behind a byte order mark', (pem) => `\ufeff${pem}`],
  ]
  it.each(wrappings)('is taken %s, and handed on as what signs takes it: the block alone', (_, wrap) => {
    for (const pem of [privateKey, modern])
      expect(environmentOf({ ...complete, PRIVATE_KEY: wrap(pem) }).app?.privateKey).toBe(pem)
  })

  it('is read from a file', () => {
    const { PRIVATE_KEY: _, ...rest } = complete
    const environment = environmentOf({ ...rest, PRIVATE_KEY_PATH: 'app.pem' }, (path) =>
      path === 'app.pem' ? privateKey : noFile(path),
    )
    expect(environment.app).toMatchObject({ privateKey, privateKeyPath: 'app.pem' })
  })

  it.each([
    ['ec', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ed25519', generateKeyPairSync('ed25519')],
  ] as const)('of another kind (%s) is a problem that says which kind it has to be', (kind, pair) => {
    const PRIVATE_KEY = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    expect(problemsOf({ ...complete, PRIVATE_KEY })).toEqual([
      `PRIVATE_KEY holds a key of another kind (${kind}): those of GitHub Apps are RSA. Generate one on the app's settings page and give that.`,
    ])
  })

  it('that a password protects is a problem that says so', () => {
    const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
    const { privateKey: locked } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: cipher,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    expect(problemsOf({ ...complete, PRIVATE_KEY: locked })).toEqual([expect.stringContaining('a password protects')])
  })

  it('that cannot be read or is none is a problem with a way out, which does not show it', () => {
    const { PRIVATE_KEY: _, ...rest } = complete
    expect(problemsOf({ ...rest, PRIVATE_KEY_PATH: 'gone.pem' })).toEqual([
      'PRIVATE_KEY_PATH names gone.pem, which cannot be read: check the path and its rights.',
    ])
    const [problem, ...others] = problemsOf({ ...rest, PRIVATE_KEY: 'hunter2' })
    expect(problem).toMatch(/^PRIVATE_KEY holds no private key: give the \.pem file/)
    expect(problem).not.toContain('hunter2')
    expect(others).toEqual([])
  })
})

describe('a personal token', () => {
  it.each(['ghp_a b', 'ghp_a\nghp_b', 'ghp_ä', '“ghp_a”'])('%j is refused without being repeated', (value) => {
    const [problem] = problemsOf({ GITHUB_TOKEN: value }, 'command')
    expect(problem).toMatch(/^GITHUB_TOKEN is not a token: .*copy it from GitHub again\.$/)
    expect(problem).not.toContain(value)
  })

  it('may have a line break at its end, as a file has', () => {
    expect(environmentOf({ GITHUB_TOKEN: 'ghp_a\n' }).token).toBe('ghp_a')
  })
})

describe('an incomplete environment', () => {
  const names = (problems: readonly string[]) => problems.map((problem) => problem.split(' ')[0])

  it.each([
    { when: 'nothing is set', set: {}, missing: [] },
    { when: 'only the secret is set', set: { WEBHOOK_SECRET: 'x' }, missing: ['APP_ID', 'PRIVATE_KEY'] },
    { when: 'only the id is set', set: { APP_ID: '7' }, missing: ['PRIVATE_KEY'] },
    { when: 'only the key is set', set: { PRIVATE_KEY: privateKey }, missing: ['APP_ID'] },
    { when: 'the secret is missing', set: { APP_ID: '7', PRIVATE_KEY: privateKey }, missing: [] },
    {
      when: 'nothing is set in production',
      set: { NODE_ENV: 'production' },
      missing: ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'],
    },
    {
      when: 'the secret is missing in production',
      set: { NODE_ENV: 'production', APP_ID: '7', PRIVATE_KEY: privateKey },
      missing: ['WEBHOOK_SECRET'],
    },
    {
      when: 'everybody knows the secret in production',
      set: { ...complete, NODE_ENV: 'production', WEBHOOK_SECRET: 'development' },
      missing: ['WEBHOOK_SECRET'],
    },
    {
      when: 'everybody knows the one before in production',
      set: { ...complete, NODE_ENV: 'production', WEBHOOK_SECRET_PREVIOUS: 'development' },
      missing: ['WEBHOOK_SECRET_PREVIOUS'],
    },
    {
      when: 'the secrets can be guessed in production',
      set: {
        ...complete,
        NODE_ENV: 'production',
        WEBHOOK_SECRET: 'fifteen letters',
        WEBHOOK_SECRET_PREVIOUS: `x${' '.repeat(20)}`,
      },
      missing: ['WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS'],
    },
    {
      when: 'the secrets have sixteen letters in production',
      set: { ...complete, NODE_ENV: 'production', WEBHOOK_SECRET: 'sixteen letters!' },
      missing: [],
    },
    {
      when: 'several values are wrong, and one is missing',
      set: { APP_ID: 'seven', PORT: '70000', GITHUB_API_URL: 'github', LOG_LEVEL: 'loud' },
      missing: ['APP_ID', 'GITHUB_API_URL', 'PORT', 'LOG_LEVEL', 'PRIVATE_KEY'],
    },
  ])('names $missing when $when', ({ set, missing }) => {
    expect(names(problemsOf(set))).toEqual(missing)
  })

  it('says how to get each missing variable', () => {
    for (const problem of problemsOf({ NODE_ENV: 'production' })) {
      expect(problem).toMatch(/is missing: .*settings page.*\.$/)
    }
  })

  it('without any credentials has no app, so that the server shows its set-up page', () => {
    expect(environmentOf({}).app).toBeNull()
  })

  it('does not ask a command for a webhook secret', () => {
    const { WEBHOOK_SECRET: _, ...rest } = complete
    expect(problemsOf({ ...rest, NODE_ENV: 'production' }, 'command')).toEqual([])
    expect(problemsOf({ NODE_ENV: 'production', GITHUB_TOKEN: 'x' }, 'command')).toEqual([])
    expect(problemsOf({ WEBHOOK_SECRET: 'x' }, 'command')).toEqual([])
  })
})
