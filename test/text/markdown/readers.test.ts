import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/document/harmless/parse-markdown.ts'
import { inlineOf } from '../../../src/text/markdown/inline.ts'
import { refusal } from '../../../src/text/markdown/limits.ts'
import { taskOf } from '../../../src/text/markdown/marks.ts'
import { scan } from '../../../src/text/markdown/scan.ts'
import { extent } from '../../extent.ts'

/** What two readers may tell of a line: `heading 2`, `item`, `raw`. */
type Told = ReadonlyMap<number, string>

/** Documents as people write them: blocks of many kinds, some indented, one below the other with blank lines and without. */
const block = fc.constantFrom(
  '# Title',
  '## Action items',
  'Some words that go on\nin another line',
  'Title\n===',
  'Lower\n---',
  '---',
  '- one\n- two\n  - three\n\n  more of two',
  '- [ ] open\n- [x] done\n      deep note',
  '* star\n+ plus',
  '1. first\n2. second\n   text',
  '10) tenth',
  '-     code in an item',
  '```\n# no heading\n- no item\n```',
  '~~~ sh\ncode\n~~~~',
  '- ```\n  in an item\n  ```',
  '- a\n  ```\n  - [ ] b\n  ```\n- c',
  '> quoted\n> - item',
  '> lazy\ngoes on',
  '<!-- a comment\n\n- [ ] hidden\n-->',
  '<!-- on one line -->',
  '<details>\n<summary>more</summary>\n\n- [ ] x\n\n</details>',
  '<pre>\n\n# raw\n</pre>',
  '\n<a name="x"></a>',
  '| a | b |\n| - | - |\n| c | d |',
  'a `code` [link](https://h) <b>bold</b>',
)
const document = fc
  .array(fc.tuple(block, fc.constantFrom('\n', '\n\n', '\n\n\n', '\r\n\r\n')), { maxLength: 8 })
  .map((parts) => parts.map(([text, gap]) => text + gap).join(''))

function byScan(text: string): Told {
  const { lines, headings } = scan(text)
  const told = new Map<number, string>()
  for (const { number, kind, item } of lines) {
    if (kind === 'raw') told.set(number, 'raw')
    else if (item !== null) told.set(number, 'item')
  }
  for (const { line, level } of headings) told.set(line, `heading ${level}`)
  return told
}

/** The same by another parser: of CommonMark, in its own words. */
function byOther(text: string): Told {
  const parsed = parseMarkdown(text)
  const told = new Map<number, string>()
  if (!parsed.ok) return told
  const set = (node: Nodes, what: string) => {
    const [from, to] = [node.position?.start.line ?? 0, node.position?.end.line ?? 0]
    for (let line = from; line <= (what === 'raw' ? to : from); line += 1) if (!told.has(line)) told.set(line, what)
  }
  for (const node of parsed.tree.children) {
    if (node.type === 'heading') set(node, `heading ${node.depth}`)
    if (node.type === 'list') for (const item of node.children) set(item, 'item')
  }
  visit(parsed.tree, (node, _index, parent) => {
    if (node.type === 'blockquote') return 'skip'
    if (node.type === 'html' && (parent?.type === 'root' || parent?.type === 'listItem')) set(node, 'raw')
    if (node.type === 'code' && /^[`~]/.test(text.slice(node.position?.start.offset))) set(node, 'raw')
    return undefined
  })
  return told
}

function disagreements(text: string): readonly string[] {
  if (refusal(text) !== null) return []
  const [ours, other] = [byScan(text), byOther(text)]
  const lines = text.split(/\r\n|\n|\r/)
  return lines.flatMap((line, index) => {
    const [one, two] = [ours.get(index + 1) ?? 'text', other.get(index + 1) ?? 'text']
    return one === two || line.trim() === '' ? [] : [`${index + 1}: ${one}, not ${two}: ${line.slice(0, 80)}`]
  })
}

describe('what a line is', () => {
  test('is told alike by the tree and by another parser, where people write', () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(disagreements(text)).toEqual([])
      }),
      { numRuns: extent({ full: 10_000, few: 200 }) },
    )
  })

  test('is told alike in every public postmortem of the corpus, where it is at hand', (context) => {
    const folder = join(import.meta.dirname, '../../../../shared/corpus/documents')
    if (!existsSync(folder)) return context.skip('the corpus is not at hand')
    for (const name of readdirSync(folder)) {
      expect(disagreements(readFileSync(join(folder, name), 'utf8')), name).toEqual([])
    }
  })

  // Where people mean more than Markdown does, or less: each is a choice of ours, and no accident.
  test.each([
    ['an item in a comment that begins within a line is hidden', 'Some <!-- hidden\n- [ ] x\n--> text', 2, 'raw'],
    ['dashes below a table underline nothing', '| a |\n| --- |\n---', 1, 'text'],
    ['indented code is text', 'a\n\n    - [ ] x', 3, 'text'],
    ['a tag that closes itself is HTML', '<img src="https://h/x.png"/>', 1, 'raw'],
    ['so is one in a list', '- a\n\n  <br/>\n', 3, 'raw'],
    ['a comment that nothing ends hides the rest', 'a\n\n<!-- b\n\n- c', 5, 'raw'],
    ['a fence ends with its list item', '- a\n  ```\n  b\n- c', 4, 'item'],
    ['a carriage return ends a line, too', 'a\r\r# b', 3, 'heading 1'],
    ['a later number begins a list below bullets', '1. a\n- b\n2. c', 3, 'item'],
    ['within an item it is text', '- a\n  2. c', 2, 'text'],
    ['what is quoted begins nothing', '> - a\n> # b', 2, 'text'],
  ])('%s', (_name, text, line, told) => {
    expect(byScan(text).get(line) ?? 'text').toBe(told)
  })

  test('is raw in a text that is too deep to be parsed', () => {
    expect(scan(`${'- '.repeat(200)}a\n\n- b`).lines.map(({ kind }) => kind)).toEqual(['raw', 'raw', 'raw'])
  })
})

describe('the box of a task', () => {
  test.each([
    ['- [ ] a', { ticked: false, length: 6 }],
    ['* [x] a', { ticked: true, length: 6 }],
    ['10) [X]\ta', { ticked: true, length: 8 }],
    ['\t- - [ ] a', { ticked: false, length: 9 }],
    ['- [ ]', { ticked: false, length: 5 }],
    ['- [ ]a', null],
    ['- [](x)', null],
    ['[ ] a', null],
    ['-[ ] a', null],
  ])('is read from %j', (line, box) => {
    expect(taskOf(line)).toEqual(box)
  })
})

describe('what shows of a paragraph', () => {
  test.each([
    ['a **b** _c_ ~~d~~', ['a ', 'b', ' ', 'c', ' ', 'd'], []],
    ['a `b @c` d', ['a ', '`b @c`', ' d'], ['`b @c`']],
    ['see [`a` b](https://h/o/r/issues/7)', ['see ', '`a` b'], ['`a` b']],
    ['[P1] [ana] a', ['[P1] [ana] a'], []],
    ['a ![b](https://h/x.png) <!-- c --> <b>d</b>', ['a ', ' ', ' ', 'd'], []],
    [
      'a https://h/b, <https://h/c> d',
      ['a ', 'https://h/b', ', ', 'https://h/c', ' d'],
      ['https://h/b', 'https://h/c'],
    ],
    ['- [ ] a # b', ['- [ ] a # b'], []],
    ['a \\* &amp; b', ['a \\* &amp; b'], []],
  ])('is read from %j', (raw, shown, kept) => {
    const { pieces } = inlineOf(raw)
    const text = (kinds: readonly string[]) =>
      pieces.filter(({ kind }) => kinds.includes(kind)).map(({ start, end }) => raw.slice(start, end))
    expect(text(['plain', 'code', 'link'])).toEqual(shown)
    expect(text(['code', 'link'])).toEqual(kept)
  })
})
