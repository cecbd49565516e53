import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readActionItems, readDueLine } from '../../../src/document/action-items/read/action-items.ts'
import { addIssueLinks } from '../../../src/document/edits.ts'
import type { ActionItem } from '../../../src/domain/action-item.ts'
import { parseDocument } from '../../../src/text/markdown/sections.ts'
import { processorTime } from '../../processor-time.ts'

const under = (heading: string, body: string) => `# T\n\n${heading}\n\n${body}\n`
const texts = (document: string) => readActionItems(document).items.map(({ text }) => text)

function only(line: string): ActionItem {
  const { items } = readActionItems(under('## Action items', line))
  expect(items).toHaveLength(1)
  const [item] = items
  if (item === undefined) throw new Error('no item')
  return item
}

describe('the section of the action items', () => {
  test.each([
    '## Action items',
    '# ACTION ITEMS:',
    '## 🚒 Action Items 🚒',
    '## :fire: Action items {#actions}',
    '## <a name="x"></a>Action items',
    '## [Action items](#action-items)',
    '### **Follow-ups**',
    '## Follow up actions',
    '## 4.2 Corrective actions ##',
    '## Next steps',
    '## Action Items (short term):',
    '## Remediation',
    '## 6. Which actions will prevent it?',
    'Action items\n===',
    'Action items\n---',
  ])('is headed by %s', (heading) => {
    expect(readActionItems(under(heading, '- [ ] a'))).toMatchObject({ section: 'found', items: [{ text: 'a' }] })
  })

  test.each([
    ['another word', '## Action', '## Interactions'],
    ['a heading after white space that Markdown takes for text', '', '\u00a0## Action items'],
    ['a rule right below a table', '', '| Action items |\n| --- |\n---'],
    ['a heading in code', '', '```\n## Action items\n```'],
    ['a heading in a comment', '', '<!--\n## Action items\n-->'],
    ['a heading in a quote', '', '> ## Action items'],
    ['a heading in front matter', '', '---\n# Action items\n---'],
  ])('is missing for %s', (_name, _word, document) => {
    const text = document.startsWith('---') ? `${document}\n- [ ] a` : `a\n\n${document}\n\n- [ ] a`
    expect(readActionItems(text)).toMatchObject({ section: 'missing', items: [], problem: null })
  })

  test('ends at the next heading of its level or above, not at one below', () => {
    expect(texts('## Action items\n- [ ] a\n### Later\n- [ ] b\n## Else\n- [ ] c')).toEqual(['a', 'b'])
  })

  test('is the heading within the question, when both are there', () => {
    const document =
      '## 6. Which actions will prevent it?\n- [ ] Mend it\n### Action items\n- [ ] b\n## 7. What else?\n'
    expect(texts(document)).toEqual(['Mend it', 'b'])
    expect(texts(document.replace('- [ ] Mend it', 'It will be hard.'))).toEqual(['b'])
  })

  test('is under the surest heading, and under each that is as sure', () => {
    expect(texts('## Remediation\n- [ ] a\n## Action items\n- [ ] b')).toEqual(['b'])
    expect(texts('## Summary\n#### Action items\n- [ ] a\n## Preventive measures\n- [ ] b')).toEqual(['a', 'b'])
    expect(texts('## Remediation\n- [ ] a\n### Next steps\n- [ ] b\n## Moving forward\n- [ ] c')).toEqual([
      'a',
      'b',
      'c',
    ])
  })
})

describe('an action item', () => {
  test.each([
    ['all at once', '- [ ] Rotate it @alice (due 2026-12-01) [P1]', 'Rotate it', ['alice'], [], '2026-12-01', 'P1'],
    ['code after the date', '- [ ] Drain by 2026-12-01 `x` (all)', 'Drain `x` (all)', [], [], '2026-12-01', null],
    [
      'two links',
      '- [ ] Drain ([#7](https://h/o/r/issues/7)) ([#9](https://h/o/r/issues/9))',
      'Drain',
      [],
      [],
      null,
      null,
    ],
    ['words that lead nowhere', `- [ ] Drain${' due: and owner:'.repeat(60)}`, 'Drain', [], [], null, null],
    ['code over two lines', '- [ ] Run `a\n  b` @bob\n  note', 'Run `a b`', ['bob'], [], null, null],
    [
      'in another order',
      '- [ ] [p2] (due: 2026-12-01) @alice Rotate it',
      'Rotate it',
      ['alice'],
      [],
      '2026-12-01',
      'P2',
    ],
    ['several owners', '- [ ] Do it @alice, @bob and @acme/ops', 'Do it', ['alice', 'bob'], ['acme/ops'], null, null],
    ['owners in brackets', '- [ ] Do it (@alice @bob) now', 'Do it now', ['alice', 'bob'], [], null, null],
    ['nobody within a sentence', '- [ ] Ask @bob about it', 'Ask bob about it', [], [], null, null],
    ['one owner twice', '- [ ] Do it @Bob @bob', 'Do it', ['Bob'], [], null, null],
    ['a labelled owner', '- [ ] Do it — owner: @bob', 'Do it', ['bob'], [], null, null],
    ['an address', '- [ ] Mail bob@example.com or a@b', 'Mail bob@example.com or a@b', [], [], null, null],
    ['code', '- [ ] Call `@alice (due 2026-12-01)`', 'Call `@alice (due 2026-12-01)`', [], [], null, null],
    ['a link', '- [ ] See [@alice](https://h/@bob)', 'See @alice', [], [], null, null],
    ['by a date', '- [ ] Do it by 2026-12-01.', 'Do it.', [], [], '2026-12-01', null],
    ['due without colon', '- [ ] Do it due 2026-12-01', 'Do it', [], [], '2026-12-01', null],
    ['a bold date', '- [ ] Do it **due: 2026-12-01**', 'Do it', [], [], '2026-12-01', null],
    [
      'a date that is not due',
      '- [ ] Check the logs of 2026-12-01',
      'Check the logs of 2026-12-01',
      [],
      [],
      null,
      null,
    ],
    ['emphasis', '- [ ] Do **it** _now_ ~~not~~', 'Do it now not', [], [], null, null],
    ['escapes', '- [ ] a \\* b\\_c', 'a * b_c', [], [], null, null],
    ['another bracket', '- [ ] [P4] [x] do', '[P4] [x] do', [], [], null, null],
    ['only annotations', '- [ ] @alice [P0]', '', ['alice'], [], null, 'P0'],
  ])('reads %s', (_name, line, text, logins, teams, day, priority) => {
    const due = day === null ? null : { valid: true, day }
    expect(only(line)).toMatchObject({ text, owners: { logins, teams }, due, priority })
  })

  test.each([
    ['(due 2030-02-29)', '2030-02-29'],
    ['due: 2026-13-01', '2026-13-01'],
    ['by 2026-1-5', '2026-1-5'],
    ['(due next Friday)', 'next Friday'],
    ['(due 12/01/2026)', '12/01/2026'],
  ])('keeps the impossible date of "%s" as text and tells it', (written, text) => {
    expect(only(`- [ ] Do it ${written}`)).toMatchObject({ text: `Do it ${written}`, due: { valid: false, text } })
  })

  test('is not due to a reason', () => {
    expect(only('- [ ] Mend what failed (due to load on 3 hosts)').due).toBeNull()
  })

  test('lets go of links to issues at its end and reports every one', () => {
    const link = '([#57](https://h/o/r/issues/57)) https://h/o/r/issues/58'
    expect(only(`- [ ] Like [#9](https://h/o/r/issues/9) do @a ${link}`)).toMatchObject({
      text: 'Like #9 do',
      links: [9, 57, 58],
    })
    expect(only('- [ ] See [it](https://h/o/r/pull/57)')).toMatchObject({ text: 'See it', links: [] })
  })

  test('says where it stands, with its source exactly as written', () => {
    const document = under('## Action items', '- [ ]  Do  `it` @a\n- [X] b  ').replaceAll('\n', '\r\n')
    const [first, second] = readActionItems(`\ufeff${document}`).items
    expect(first).toMatchObject({ ordinal: 1, line: 5, checked: false, source: 'Do `it` @a' })
    expect(second).toMatchObject({ ordinal: 2, line: 6, checked: true, source: 'b' })
    expect(`\ufeff${document}`.slice(0, first?.lineEnd)).toMatch(/`it` @a$/)
    expect(`\ufeff${document}`.slice(0, second?.lineEnd)).toMatch(/\[X\] b$/)
  })

  test('may be wrapped: long lines join, and its end is that of the last', () => {
    const long = 'Refuse to start a server whose version differs from that of its'
    const document = under('## Action items', `- [ ] ${long}\n  group @a\n\n  why`)
    const [item] = readActionItems(document).items
    expect(item).toMatchObject({ source: `${long} group @a`, text: `${long} group`, notes: 'why' })
    expect(document.slice(0, item?.lineEnd)).toMatch(/group @a$/)
  })

  test.each(['1. ', '-', '*', '+ ', '2)', '  *'])(
    'ends before a line that is nothing but the mark of a list: %j',
    (mark) => {
      const long = 'Refuse to start a server whose version differs from that of its group'
      const document = `## Action items\n\n- [ ] ${long}\n${mark}`
      const [item] = readActionItems(document).items
      expect(item).toMatchObject({ source: long, text: long })
      expect(document.slice(0, item?.lineEnd)).toMatch(/its group$/)
    },
  )

  test('drops an owner that stands beside an impossible date, and keeps the date as text', () => {
    const [item] = readActionItems(under('## Action items', '- [ ] Write the runbook @a (due 2030-02-29)')).items
    expect(item).toMatchObject({ text: 'Write the runbook (due 2030-02-29)', owners: { logins: ['a'] } })
  })

  test.each([
    ['a short line', 'Do it @a', 'With a page.'],
    ['a long line that ends with its annotations', `${'word '.repeat(20)}@a (due 2026-12-01)`, 'With a page.'],
    ['a long sentence', `${'word '.repeat(20)}ends.`, 'With a page.'],
  ])('has notes right below %s, without a blank line', (_name, line, note) => {
    const document = under('## Action items', `- [ ] ${line}\n  ${note}\n- [ ] Next`)
    const [item, next] = readActionItems(document).items
    expect(item).toMatchObject({ source: line.trim(), notes: note })
    expect(document.slice(0, item?.lineEnd).endsWith(line.trim())).toBe(true)
    expect(next).toMatchObject({ text: 'Next' })
  })

  test('takes along what is below it as notes, dedented', () => {
    const document = under('## Action items', '1. [ ] a\n   - [ ] b\n     - c\n\n   ```sh\n   d\n   ```\n2. [ ] e')
    expect(readActionItems(document).items).toMatchObject([
      { text: 'a', notes: '- [ ] b\n  - c\n\n```sh\nd\n```' },
      { text: 'e', notes: '' },
    ])
  })

  test('may stand in a group of plain bullets', () => {
    expect(texts('## Action items\n- Now:\n  - [ ] a\n    - [ ] note\n- Later:\n  - [ ] b\n')).toEqual(['a', 'b'])
  })

  test.each([
    ['in a fence', '```\n- [ ] x\n```'],
    ['in a fence within an item', '- \n  ```\n  - [ ] x\n  ```'],
    ['in a comment', '<!--\n- [ ] x\n-->'],
    ['in a comment with blank lines', '<!-- Example:\n\n- [ ] x @owner (due 2026-12-01)\n\n-->'],
    ['in a comment that begins within a line', 'Some <!-- hidden\n- [ ] x\n--> text'],
    ['in a quote', '> - [ ] x'],
    ['in indented code', 'p\n\n    - [ ] x'],
    ['without text', '- [ ]\n- [ ] <!-- x -->\n- [ ]   '],
    ['as a placeholder', '- [ ] TODO\n- [ ] ...'],
  ])('is none when it stands %s', (_name, body) => {
    expect(texts(under('## Action items', `${body}\n\n- [ ] after`))).toEqual(['after'])
  })

  test('survives an open fence in the item before it', () => {
    expect(texts('## Action items\n- [ ] a\n  ```\n  b\n- [ ] c\n\n## Else\n- [ ] d')).toEqual(['a', 'c'])
  })
})

describe('reading action items', () => {
  test('finds the same items, linked, after links were added', () => {
    const document = under(
      '## Action items',
      '- [ ] a @x (due 2026-12-01)\n  wrapped\n\n  note\n- [x] `b`\n* [ ] [c](https://h/d)',
    )
    const before = readActionItems(document).items
    const after = readActionItems(
      addIssueLinks(
        document,
        before.map(({ lineEnd, ordinal }) => ({ lineEnd, number: ordinal, url: `https://h/o/r/issues/${ordinal}` })),
      ),
    )
    expect(after.items.map(({ text, ordinal, line }) => ({ text, ordinal, line }))).toEqual(
      before.map(({ text, ordinal, line }) => ({ text, ordinal, line })),
    )
    expect(after.items.map(({ links }) => links)).toEqual([[1], [2], [3]])
  })

  test('refuses a section that is longer than anybody follows up on, with a sentence', () => {
    const { items, problem } = readActionItems(`## Action items\n${'- [ ] a\n'.repeat(20_000)}`)
    expect(items).toEqual([])
    expect(problem).toMatch(/longer than 80,000 characters/)
    const beside = readActionItems(`**Action items**\n\n${'- [ ] a\n'.repeat(12_000)}\n## Next steps\n\n- [ ] b\n`)
    expect(beside.problem).toMatch(/longer than 80,000 characters/)
  })

  test.each([
    ['too large', `## Action items\n${'é'.repeat(600_000)}`, /larger than 1 MiB/],
    ['nested too deeply in quotes', `## Action items\n${'>'.repeat(20_000)} a`, /Line 2 nests/],
    ['nested too deeply in lists', `a\n\n${'- '.repeat(20_000)}a`, /Line 3 nests/],
  ])('refuses a document that is %s with a sentence', (_name, document, problem) => {
    expect(readActionItems(document)).toMatchObject({
      section: 'missing',
      items: [],
      problem: expect.stringMatching(problem),
    })
  })

  test('reads an item after one that no parser could read in time', () => {
    for (const mark of ['*_', '[', '![', '`a', '<a ', '~~a', '<!--', '|']) {
      const document = under('## Action items', `- [ ] ${mark.repeat(50_000).slice(0, 75_000)} @a\n- [ ] after`)
      expect(texts(document).at(-1), mark).toBe('after')
    }
  })

  test('takes ten times as long for ten times as many items, not a hundred times', () => {
    const time = (count: number) => {
      const document = under('## Action items', '- [ ] Rotate **it** `x` @alice (due 2026-12-01) [P1]\n'.repeat(count))
      return processorTime(() => expect(readActionItems(document).items).toHaveLength(count))
    }
    time(130)
    expect(time(1_300)).toBeLessThan(50 * Math.max(time(130), 5))
  })

  test('reads every public postmortem of the corpus, where it is at hand', (context) => {
    const folder = join(import.meta.dirname, '../../../../shared/corpus/documents')
    if (!existsSync(folder)) return context.skip('the corpus is not at hand')
    for (const name of readdirSync(folder)) {
      const document = readFileSync(join(folder, name), 'utf8')
      expect(parseDocument(document), name).toMatchObject({ ok: true })
      expect(readActionItems(document).problem, name).toBeNull()
    }
  })
})

describe('the due line of an issue', () => {
  test.each([
    ['plain', 'Due: 2026-12-01', { valid: true, day: '2026-12-01' }],
    ['bold', 'a\n\n**Due:** 2026-12-01', { valid: true, day: '2026-12-01' }],
    ['bold with the colon outside', '__Due date__: `2026-12-01`', { valid: true, day: '2026-12-01' }],
    ['in a list', 'x\r\n* due : 2026-12-01 (was 2026-11-01)\r\n', { valid: true, day: '2026-12-01' }],
    ['impossible', 'Due: 2030-02-29', { valid: false, text: '2030-02-29' }],
    ['in words', 'Due: next week', { valid: false, text: 'next week' }],
    ['a European one', 'Due: 1.12.2026', { valid: true, day: '2026-12-01' }],
    ['with the month in words', 'Due: December 1st, 2026 (moved by a week)', { valid: true, day: '2026-12-01' }],
    ['without a year', 'Due: 15 January', { valid: true, day: '2027-01-15' }],
    ['the end of a quarter', 'Due: end of Q1 2027', { valid: true, day: '2027-03-31' }],
    ['with slashes', 'Due: 2026/12/01', { valid: true, day: '2026-12-01' }],
    ['of two readings', 'Due: 01/12/2026', { valid: false, text: '01/12/2026' }],
    ['relative to nobody knows what', 'Due: in 2 weeks', { valid: false, text: 'in 2 weeks' }],
    ['the first of two', 'Due: 2026-12-01\nDue: 2026-12-02', { valid: true, day: '2026-12-01' }],
    ['none', 'Due: none', null],
    ['a dash', 'Due: —', null],
    ['empty', 'Due:', null],
    ['empty but for a comment', 'Due: <!-- 2026-12-01 -->', null],
    ['missing', 'Overdue: 2026-12-01\nIt is due: 2026-12-01', null],
    ['in a comment', '<!--\nDue: 2026-12-01\n-->', null],
    ['in a fence', '```\nDue: 2026-12-01\n```', null],
    ['in a quote', '> Due: 2026-12-01', null],
  ])('is read when it is %s', (_name, body, due) => {
    expect(readDueLine(body, '2026-11-20')).toEqual(due)
  })
})

describe('the title of a document', () => {
  test('is no heading of the actions where there is one below it, whatever its words', () => {
    const document = '# Postmortem: action items got lost\n\n- a fact\n\n## Action items\n\n- [ ] Count them\n'
    expect(readActionItems(document).items.map(({ text }) => text)).toEqual(['Count them'])
  })
})
