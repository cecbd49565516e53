import { describe, expect, it } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'

const account = 'https://github.com/acme'

function only(line: string) {
  const [item] = readActionItems(`# Postmortem\n\n## Action items\n\n${line}\n`, { account }).items
  if (item === undefined) throw new Error(`no item in ${line}`)
  return item
}

describe('where a line wants its issue', () => {
  it.each<[line: string, repository: string, text: string]>([
    ['Rotate the key repo:billing', 'billing', 'Rotate the key'],
    ['Rotate the key @ana repo:acme/billing (due 2026-12-20)', 'acme/billing', 'Rotate the key'],
    ['repo:billing Rotate the key', 'billing', 'Rotate the key'],
    ['Rotate the key (repo: billing)', 'billing', 'Rotate the key'],
    ['Rotate the key, repo:billing, and tell support', 'billing', 'Rotate the key, and tell support'],
    ['Rotate the key [Repository: acme/billing.api]', 'acme/billing.api', 'Rotate the key'],
    ['Rotate the key repo:billing.', 'billing', 'Rotate the key.'],
    ['Rotate the key (acme/billing)', 'acme/billing', 'Rotate the key'],
    ['Rotate the key (ACME/billing) @ana (due 2026-12-20) [P1]', 'ACME/billing', 'Rotate the key'],
    ['Rotate the key repo:billing ([#5](https://github.com/acme/billing/issues/5))', 'billing', 'Rotate the key'],
    ['Rotate the key repo:.github', '.github', 'Rotate the key'],
  ])('is read in: %s', (line, repository, text) => {
    expect(only(`- [ ] ${line}`)).toMatchObject({ repository, text })
  })

  it.each([
    'Mirror the repo: nobody does it today',
    'Drop the `repo:status` scope',
    'Give the token repo:acme/shop:ref:refs/heads/main',
    'Split the toggle (blue/green)',
    'Copy what is in (acme/billing) to the others',
    'Copy acme/billing to the others',
    'See https://github.com/acme/billing',
    'Rename [repo:billing](https://example.com)',
    'Use monorepo:tools',
    'Answer yes (acme/billing) or no',
  ])('is not in: %s', (line) => {
    expect(only(`- [ ] ${line}`).repository).toBeUndefined()
  })

  it('is read in a column, by name or page, and on a line of its own', () => {
    const rows = ['billing', 'acme/billing', '[billing](https://github.com/acme/billing)', '-', 'n/a', 'billing, web']
    const table = rows.map((cell, index) => `| Do thing ${index} | ${cell} |`).join('\n')
    const text = `# P\n\n## Action items\n\n| Action | Repository |\n| --- | --- |\n${table}\n`
    const read = readActionItems(text, { account }).items.map(({ repository }) => repository)
    expect(read).toEqual(['billing', 'acme/billing', 'acme/billing', undefined, undefined, undefined])
    expect(only('- [ ] Rotate the key\n  Repo: billing').repository).toBe('billing')
    const other = '- [ ] Rotate the key\n  Repo: https://gitlab.example/acme/billing'
    expect(only(other).repository).toBeUndefined()
  })
})

describe('what a line says for everybody', () => {
  it.each<[line: string, title: string, text: string]>([
    ['Fix the token leak (public: Rotate keys) repo:web', 'Rotate keys', 'Fix the token leak'],
    ['Fix it (public title: Rotate keys (all) by 2026-12-20) @ana', 'Rotate keys (all) by 2026-12-20', 'Fix it'],
    ['(Public: Use `jq` 2) Fix it', 'Use `jq` 2', 'Fix it'],
  ])('is read in: %s', (line, publicTitle, text) => {
    expect(only(`- [ ] ${line}`)).toMatchObject({ publicTitle, text, due: null })
  })

  it('is nothing where the bracket goes on or says nothing', () => {
    expect(only('- [ ] Make the API (public) safe').publicTitle).toBeUndefined()
    expect(only('- [ ] Make it safe (public: )').publicTitle).toBeFalsy()
  })
})
