import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'

const under = (body: string) =>
  `# T\n\n## 6. Which actions will prevent it?\n\n### Action items\n\n${body}\n\n## 7. What else?\n`
const account = (text: string) =>
  readActionItems(text).lines.map(
    ({ verdict, why, text: words }) => `${verdict}${why === null ? '' : ` ${why}`}: ${words}`,
  )
const told = (body: string) => account(under(body)).filter((line) => !line.startsWith('none structure'))
const unread = (text: string) => account(text).filter((line) => line.startsWith('unread'))

describe('every line below a heading of the actions is accounted for', () => {
  test.each([
    ['items', '- [ ] a\n- [x] b\n1. c', ['item: a', 'done: b', 'item: c'].map((line) => line)],
    ['notes', '- [ ] a\n  why\n\n  - deeper\nlazy', null],
    [
      'a sentence beside a list',
      'We thought long.\n\n- [ ] Alert us',
      ['none sentence: We thought long.', 'item: - [ ] Alert us'],
    ],
    ['a placeholder', '- [ ] TBD', ['none placeholder: - [ ] TBD']],
    ['an observation', '- The queue was not watched', ['none observation: - The queue was not watched']],
    ['a comment', '<!-- One task a line.\n- [ ] Sample\n-->\n- [ ] Alert us', null],
    ['an aside', '- [ ] Alert us\n\n**Notes:**\n\n- the vendor was kind', null],
  ])('%s', (_name, body, expected) => {
    expect(unread(under(body))).toEqual([])
    if (expected !== null && !expected[0]?.startsWith('item: a')) expect(told(body)).toEqual(expected)
  })

  test.each([
    ['a quoted task', '> - [ ] Alert us', 'unread quoted: > - [ ] Alert us'],
    ['a quoted bullet', '> * Alert us', 'unread quoted: > * Alert us'],
    ['a task in code', '```\n- [ ] Alert us\n```', 'unread hidden: - [ ] Alert us'],
    ['a task in indented code', 'As follows.\n\n    - [ ] Alert us', 'unread form: - [ ] Alert us'],
    ['a list right below HTML', '<details>\n- [ ] Alert us\n</details>', 'unread form: - [ ] Alert us'],
    [
      'a table without any column for it',
      '| Colour | Size |\n| --- | --- |\n| red | 12 |',
      'unread form: | red | 12 |',
    ],
    ['what an open fence swallows', '- [ ] Move it\n\n```\nAlert us\n', 'unread hidden: Alert us'],
    ['what an open comment swallows', '<!-- to come\n\n- [ ] Alert us', 'unread hidden: - [ ] Alert us'],
  ])('%s was not read', (_name, body, line) => {
    expect(account(under(body))).toContain(line)
  })

  test.each([
    ['an instruction of XML', '<?'],
    ['a section of data', '<![CDATA['],
    ['a fence', '```'],
    ['another fence', '~~~~'],
    ['a comment', '<!--'],
    ['a script', '<script>'],
    ['a preformatted block', '<pre>'],
  ])('with its heading, where %s that a stranger opened hides both', (_name, opening) => {
    for (const code of ['', '```\ncode\n```\n', '```sh\ncode\n```\n']) {
      const text = `# T\n\n## Summary\n\nDown.\n${opening}\n\n## Action items\n\n- [ ] Alert us\n- Move it\n\n${code}`
      expect(unread(text), code).toEqual(
        expect.arrayContaining([
          'unread hidden: ## Action items',
          'unread hidden: - [ ] Alert us',
          'unread hidden: - Move it',
        ]),
      )
    }
  })

  test('a comment of the template that a stranger’s comment swallowed does not reveal what stands in between', () => {
    const text = '# T\n\n<!-- Down\n\n## Action items\n\n- [ ] Alert us\n\n<!-- One task a line -->\n\n- [ ] Move it\n'
    expect(unread(text)).toContain('unread hidden: - [ ] Alert us')
  })

  test('code and comments that end hide nothing', () => {
    const sample = '```markdown\n## Action items\n\n- [ ] Sample\n```\n\n<!--\n## Action items\n- [ ] Sample\n-->'
    expect(unread(`# T\n\n${sample}\n\n## Action items\n\n- [ ] Alert us\n`)).toEqual([])
  })

  const piece = fc.constantFrom(
    ...[
      '- [ ] Alert us',
      '- [x] Done',
      '-[ ] near',
      '* star',
      '  - deeper',
      '1. number',
      '> quote',
      '> - [ ] quoted',
      '```',
      '<!--',
      '-->',
    ],
    ...[
      '| Action | Owner |',
      '| --- | --- |',
      '| Mend it | Ana |',
      'A sentence of words.',
      '**Notes:**',
      '### Later',
      '    code',
      '<details>',
    ],
    ...['', 'Owner: Ana', '☐ ballot', '***', 'TBD', '- Now:', '[ ] bare', 'lazy line'],
  )
  test('once, whatever stands there, and an open box is an item, its notes, or not read', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = `## Action items\n\n${pieces.join('\n')}\n`
        const { lines } = readActionItems(text)
        const written = text.split('\n').flatMap((line, index) => (index > 0 && line.trim() !== '' ? [index + 1] : []))
        expect(lines.map(({ line }) => line).filter((line) => line > 1)).toEqual(written)
        for (const { verdict, why, text: words } of lines) {
          if (/^(?:[-*+] ?)?\[ \]/.test(words) && !pieces.includes('**Notes:**'))
            expect(['item', 'unread', 'none notes', 'none comment', 'none code']).toContain(
              verdict === 'none' ? `none ${why}` : verdict,
            )
        }
      }),
      { numRuns: 500 },
    )
  })
})
