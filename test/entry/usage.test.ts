import { describe, expect, it } from 'vitest'
import { parseInstant, parseIssue, parseOwner } from '../../src/entry/commands/target.ts'
import { privateKey } from './parts.ts'
import { aftermath } from './terminal.ts'

const token = { GITHUB_TOKEN: 'x', GITHUB_API_URL: 'http://127.0.0.1:9' }

describe('help', () => {
  it.each([
    [['--help']],
    [['plan', '--help']],
    [['render', '--help']],
    [['doctor', '--help']],
    [['sweep', '--help']],
    [['backfill', '--help']],
    [['help', 'config']],
  ])('%j explains and exits 0', async (args) => {
    const ran = await aftermath({}, args)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('Usage: aftermath')
  })

  it('tells the version', async () => {
    expect((await aftermath({}, ['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('names the variables and the exit codes', async () => {
    const { out } = await aftermath({}, ['--help'])
    for (const word of ['APP_ID, PRIVATE_KEY', 'GITHUB_TOKEN', 'GITHUB_API_URL', '2 wrong usage']) {
      expect(out).toContain(word)
    }
  })
})

describe('wrong usage exits 2 and says what to do', () => {
  it.each([
    { args: [], says: 'Usage: aftermath' },
    { args: ['frobnicate'], says: "unknown command 'frobnicate'" },
    { args: ['plan'], says: "missing required argument 'owner/repo#n'" },
    { args: ['plan', 'acme/shop'], says: 'write owner/repo#12' },
    { args: ['plan', 'acme/shop#12', '--now', 'soon'], says: 'write 2026-12-01 or' },
    { args: ['plan', 'acme/shop#12', '--verbose'], says: "unknown option '--verbose'" },
    { args: ['reconcile', 'acme/shop#0'], says: 'write owner/repo#12' },
    { args: ['reconcile', 'acme/shop#1'], says: 'A personal token only looks' },
    { args: ['sweep'], says: 'A personal token only looks' },
    { args: ['sweep', '--now', '2026-12-01'], says: '--now goes with --dry-run only' },
    { args: ['sweep', '--dry-run'], says: 'Name repositories: aftermath sweep --dry-run owner/repo' },
    { args: ['backfill', 'acme'], says: "required option '--since <date>' not specified" },
    { args: ['backfill', 'acme', '--since', '2026-02-30'], says: 'is no date' },
    { args: ['backfill', 'acme', '--since', '2026-02-01'], says: 'name one, acme/REPOSITORY' },
    { args: ['backfill', 'acme/shop', '--since', '2026-02-01', '--apply'], says: 'leave out --apply' },
    { args: ['render', '--template', 'public'], says: "required option '--incident <owner/repo#n>' not specified" },
    { args: ['render', '--incident', 'acme/shop#1'], says: "required option '--template <file>' not specified" },
    { args: ['render', '--template', 'public', '--incident', 'acme/shop'], says: 'write owner/repo#12' },
    {
      args: ['render', '--template', 'pubic', '--incident', 'acme/shop#1'],
      says: '"pubic" is neither a file here nor a built-in template. Did you mean public?',
    },
    { args: ['config', 'acme'], says: 'write owner/repo' },
  ])('$args', async ({ args, says }) => {
    const ran = await aftermath(token, args)
    expect(ran.err).toContain(says)
    expect(ran).toMatchObject({ code: 2, out: '' })
  })

  it('without any credentials', async () => {
    const ran = await aftermath({}, ['plan', 'acme/shop#1'])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(/no credentials\. Set APP_ID and PRIVATE_KEY .* or GITHUB_TOKEN/)
  })

  it('with half of the credentials of the app', async () => {
    const ran = await aftermath({ APP_ID: '7', PORT: 'x' }, ['plan', 'acme/shop#1'])
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(/- PORT is not a port.*\n- PRIVATE_KEY .* is missing/)
  })
})

describe('what GitHub does not allow', () => {
  it('exits 1 and says why when GitHub cannot be reached', async () => {
    const app = { APP_ID: '7', PRIVATE_KEY: privateKey, GITHUB_API_URL: token.GITHUB_API_URL }
    for (const variables of [token, app]) {
      const ran = await aftermath(variables, ['plan', 'acme/shop#1'])
      expect(ran).toMatchObject({ code: 1, out: '' })
      expect(ran.err).toMatch(/^error: GitHub did not answer/)
    }
  })

  it('is red on a terminal and plain elsewhere', async () => {
    expect((await aftermath(token, ['plan', 'x'], 'always')).err).toContain('\u001b[31merror:')
    expect((await aftermath(token, ['plan', 'x'])).err).not.toContain('\u001b[')
  })
})

describe('targets', () => {
  const issue = { owner: 'acme', repo: 'shop.js', number: 12 }

  it.each([
    'acme/shop.js#12',
    'https://github.com/acme/shop.js/issues/12',
    'https://github.com/acme/shop.js/pull/12/files',
    'http://127.0.0.1:4000/acme/shop.js/issues/12#issuecomment-3',
  ])('%s names an issue', (text) => {
    expect(parseIssue(text)).toEqual(issue)
  })

  it.each(['', '#12', 'acme/shop', 'acme/shop#x', 'acme/shop#012', 'a b/c#1', 'acme/shop#12345678901'])(
    '"%s" names none',
    (text) => {
      expect(() => parseIssue(text)).toThrow('names no issue')
    },
  )

  it('may be a whole owner', () => {
    expect(parseOwner('acme')).toEqual({ owner: 'acme', repo: null })
    expect(parseOwner('acme/shop')).toEqual({ owner: 'acme', repo: 'shop' })
    expect(() => parseOwner('acme/')).toThrow('write owner/repo')
  })
})

describe('instants', () => {
  it.each([
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T09:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:30+01:00', '2026-12-01T08:00:30.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text, '--now')).toBe(instant)
  })

  it.each(['', 'tomorrow', '2026-13-01', '2026-02-29', '2026-12-01T09:00', '12/01/2026', '2026-12-01T25:00Z'])(
    '"%s" is none',
    (text) => {
      expect(() => parseInstant(text, '--now')).toThrow('--now')
    },
  )
})
