import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { addIssueLinks } from '../../../src/document/edits.ts'

const url = (number: number) => `https://h/o/is/issues/${number}`

describe('lines that their authors broke off know their issues once the links are written back', () => {
  test.each([
    ['by a backslash', 'Rename the queue \\\nAlert the team'],
    ['of commands', '/postmortem \\\n/postmortem /postmortem'],
    ['by two spaces', 'Rename the queue  \nAlert the team'],
    ['by a tag', 'Rename the queue<br>\nAlert the team <br/>\nmore words'],
    ['and are long', `Rename the ${'q'.repeat(115)}  \nAlert the team`],
    ['with nothing between', `Rename the ${'q'.repeat(115)}\n\nAlert the team\n\nMove it all`],
  ])('%s', (_name, lines) => {
    const text = `## Action items\n- [ ] a\n\n${lines}\n`
    const before = readActionItems(text).items
    expect(before.length).toBeGreaterThan(2)
    const links = before.map(({ lineEnd, ordinal }) => ({ lineEnd, number: ordinal, url: url(ordinal) }))
    const after = readActionItems(addIssueLinks(text, links)).items
    expect(after.map(({ links: known }) => known)).toEqual(before.map(({ ordinal }) => [ordinal]))
    expect(after.map(({ text: words }) => words)).toEqual(before.map(({ text: words }) => words))
  })
})
