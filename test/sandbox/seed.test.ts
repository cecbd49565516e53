import { describe, expect, test } from 'vitest'
import { parseSeed } from '../../sandbox/control/seed.ts'
import { running } from './setting.ts'

test('a seed in YAML becomes accounts, files and issues, and its first account an administrator', async () => {
  const seed = parseSeed(`
organization: knight
accounts:
  - { login: incident-commander, role: read }
  - { login: trading-ops, role: write }
repositories:
  - name: smars
    files: { docs/flags.md: "# Flags" }
    labels: [incident]
    issues:
      - { title: Orders in 154 stocks, author: trading-ops, labels: [Incident], assignees: [incident-commander] }
`)
  const sandbox = await running({ seed })
  expect(Object.keys(sandbox.tokens)).toEqual(['incident-commander', 'trading-ops'])
  const state = await sandbox.dump('knight', 'smars')
  expect(state.branches).toEqual({ main: { 'docs/flags.md': '# Flags' } })
  expect(state.issues).toMatchObject([
    { number: 1, title: 'Orders in 154 stocks', labels: ['incident'], assignees: ['incident-commander'] },
  ])
  const answer = await fetch(`${sandbox.url}/repos/knight/smars`, {
    headers: { authorization: `token ${sandbox.tokens['incident-commander']}` },
  })
  expect(await answer.json()).toMatchObject({ permissions: { admin: true } })
})

test('an issue of the seed may be older than the story', async () => {
  const at = '2025-06-01T08:00:00Z'
  const issues = [{ title: 'old', author: 'ada', labels: ['incident'], at }]
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', issues }] } })
  const path = `${sandbox.url}/repos/acme/shop/issues/1`
  expect(await (await fetch(path)).json()).toMatchObject({ created_at: at, updated_at: at })
  expect(await (await fetch(`${path}/events`)).json()).toMatchObject([{ event: 'labeled', created_at: at }])
})

describe('a seed that is not usable says where', () => {
  test.each([
    ['an unknown key', 'repos: []', 'Unrecognized key: "repos"'],
    ['an unknown role', 'accounts: [{ login: a, role: boss }]', 'accounts.0.role: '],
    ['no accounts', 'accounts: []', 'accounts: needs at least one account'],
    [
      'an unknown author',
      'repositories: [{ name: r, issues: [{ title: t, author: nobody }] }]',
      'repositories.0.issues.0.author: "nobody" is not among the accounts',
    ],
    ['broken YAML', 'accounts: [', '1 | accounts: ['],
  ])('%s', (_, text, message) => {
    expect(() => parseSeed(text)).toThrow(message)
  })
})

test('an empty seed is the default one', () => {
  const seed = parseSeed('')
  expect(seed.accounts.map(({ login, role }) => `${login} ${role}`)).toEqual([
    'ada admin',
    'mia maintain',
    'wes write',
    'tia triage',
    'rex read',
    'stranger none',
  ])
  expect(seed.repositories.map(({ name }) => name)).toEqual(['shop'])
})
