import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noPublicationKnowledge } from '../../../src/document/publication/leak.ts'
import { findLeaks } from '../../../src/document/publication/leaks.ts'
import { acme, confusionTable, falseAlarms, kindsIn, labelledCases, missed } from './labelled.ts'

describe.each(['labelled', 'held-out'])('of the sentences in %s', (name) => {
  const cases = labelledCases(name)

  it('every leak is found as what it is', () => {
    expect(missed(cases)).toEqual([])
  })

  it('at most three harmless ones are taken for a leak', () => {
    expect(falseAlarms(cases).length).toBeLessThanOrEqual(3)
  })
})

it('what became of them stands in the documentation', () => {
  const page = readFileSync(new URL('../../../docs/publishing.md', import.meta.url), 'utf8')
  expect(page).toContain(confusionTable(labelledCases('labelled'), labelledCases('held-out')))
})

describe('a leak', () => {
  it('that is a secret is not told again', () => {
    const secret = ['ghp', '9fK2mQ7xLr4TbV8nWc1ZdY6sHj3PaE5uGi0o'].join('_')
    const found = findLeaks(`The job had ${secret} and \`${secret}\`.\n`, noPublicationKnowledge)
    expect(JSON.stringify(found)).not.toContain(secret)
    expect(found).toMatchObject({ leaks: [{ kind: 'secret', line: 1 }] })
  })

  it.each([
    ['characters that nobody sees', 'customer', 'Ini\u200btech had to wait.'],
    ['a line break', 'customer', 'The largest was Globex\nCorporation.'],
    ['a fence of code', 'host', '```\nssh db-1.corp.acme.com\n```'],
    ['front matter', 'person', '---\nauthors: [mei-lin]\n---\n\nText.'],
    ['a table', 'address', '| node | 10.1.2.3 |\n| --- | --- |'],
    ['a comment that is never closed', 'comment', 'Text.\n\n<!-- the rest'],
    ['a comment behind another one', 'marked', '<!-- a --><!-- internal --> b'],
    ['an address', 'person', 'https://acme.com/team/mei-lin'],
  ] as const)('is found behind %s', (_, kind, text) => {
    const found = findLeaks(text, acme)
    expect(found.ok ? found.leaks.map((leak) => leak.kind) : found.problem).toContain(kind)
  })

  it('is told once a line, by the line that it stands on', () => {
    const found = findLeaks('# Title\n\nInitech, Initech and INITECH\n\nInitech\n', acme)
    expect(found).toMatchObject({ leaks: [{ line: 3 }, { line: 5 }] })
  })

  it('is no promise where it is tracked, and no private link where everybody sees the repository', () => {
    const known = { ...acme, tracked: ['Rehearse the failover'], publicRepositories: ['acme/open'] }
    const text = '- [ ] Rehearse the failover by June\n\nSee https://github.com/acme/open/issues/1 and acme/open#2.\n'
    expect(findLeaks(text, known)).toEqual({ ok: true, leaks: [] })
    expect(kindsIn(text)).toEqual(['promise', 'private-link'])
  })

  it('is refused with a sentence, in a document that cannot be read', () => {
    expect(findLeaks('> '.repeat(200_000), acme)).toMatchObject({ ok: false, problem: expect.stringMatching(/\.$/) })
  })
})
