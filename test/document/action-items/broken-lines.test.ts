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

describe('a long item above a mark that nothing stands behind knows its issue once the link is written back', () => {
  const long = 'Rename the queue of the checkout, and tell everybody who reads from it'
  test.each([
    ['a box after a tab and a full-width space', `- [ ] ${long}\n\t\u3000- [x] `],
    ['a box after a hard space', `- [ ] ${long}\n\u00a0* [ ] `],
    ['a box after a byte order mark', `- [ ] ${long}\n\ufeff- [ ]`],
    ['a box after a space without a width', `- [ ] ${long}\n  \u200b- [x] `],
    ['a box with nothing but signs behind it', `- [ ] ${long}\n\u3000- [x] ...`],
    ['a bullet of a word processor', `TODO: ${long}\n•`],
    ['a full-width bullet with its space', `TODO: ${long}\n・\u3000`],
  ])('%s', (_name, lines) => {
    const text = `## Action items\n${lines}`
    const before = readActionItems(text).items
    expect(before).toHaveLength(1)
    const links = before.map(({ lineEnd, ordinal }) => ({ lineEnd, number: ordinal, url: url(ordinal) }))
    const after = readActionItems(addIssueLinks(text, links)).items
    expect(after.map(({ links: known }) => known)).toEqual([[1]])
  })
})
