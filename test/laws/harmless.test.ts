import fc from 'fast-check'
import type { Nodes } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect } from 'vitest'
import { readActionItems } from '../../src/document/action-items/read/action-items.ts'
import { block, codeText, inlineText, plainTitle, pullTitle, quote } from '../../src/document/harmless/escape.ts'
import { oneLine } from '../../src/text/markdown/hidden-characters.ts'
import { scan } from '../../src/text/markdown/scan.ts'
import { frontMatterSpan } from '../../src/text/markdown/sections.ts'
import { dangersInLine, dangersInTree } from '../security/dangers.ts'
import { hostileMarkdown } from './hostile-markdown.ts'
import { hostileText } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('harmless text')

const text = fc.oneof({ weight: 4, arbitrary: hostileMarkdown }, { weight: 1, arbitrary: hostileText })
const nobody = { mentions: [], comments: [] }
const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm)

/** What the app itself writes above and below; each ends by itself. */
const above = fc.constantFrom(
  '',
  '# Title\n\n',
  'A paragraph.\n\n',
  '---\nkey: x\n---\n\n',
  '> quoted\n\n',
  '| a |\n| - |\n| b |\n\n',
)
const below = fc.constantFrom(
  '## Heading\n\nText.',
  'A [link](https://h) and `code`.',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '> quoted [removed] ![removed]',
  '```\ncode\n```',
  '#### Action items\n\n- [ ] one\n- [ ] two',
)

/** A node and what is in it, without places. */
function shapeOf(node: Nodes): string {
  return JSON.stringify(node, (key, value) => (key === 'position' ? undefined : value))
}

const trees = new Map<string, readonly string[]>()

/** What the app's own text is where nothing stands around it. */
function alone(markdown: string): readonly string[] {
  const tree = trees.get(markdown) ?? parser.parse(markdown).children.map(shapeOf)
  trees.set(markdown, tree)
  return tree
}

describe('what people write as Markdown', () => {
  law.often(
    'does nothing once it is a block, or a quote of one, comes out again when it goes in, and leaves what stands around it as it is',
    fc.property(text, above, below, (given, before, after) => {
      const written = block(given)
      expect(block(written)).toBe(written)
      const whole = `${before}${written}\n\n${after}`
      const tree = parser.parse(whole)
      expect(dangersInTree(tree, whole, nobody)).toEqual([])
      const quoted = `A paragraph.\n\n${quote(written)}\n`
      expect(dangersInTree(parser.parse(quoted), quoted, nobody)).toEqual([])
      expect(frontMatterSpan(`${written}\n---\n`)).toBeNull()
      const [all, first, last] = [tree.children, alone(before), alone(after)]
      expect(all.slice(0, first.length).map(shapeOf)).toEqual(first)
      expect(all.slice(all.length - last.length).map(shapeOf)).toEqual(last)
      const headings = scan(whole).headings.filter(({ text: words }) => words === 'Heading')
      expect(headings).toHaveLength(after.startsWith('## ') ? 1 : 0)
      expect(readActionItems(`${before}${quote(written)}\n\n## Action items\n\n- [ ] one\n`).items).toMatchObject([
        { text: 'one' },
      ])
    }),
  )
})

describe('what people write on a line', () => {
  law.often(
    'is plain text in Markdown, a title and code that do nothing, and comes out again when what it says goes in',
    fc.property(
      text,
      fc.constantFrom('', 'a ', '**', '[', '| '),
      fc.constantFrom('', ' z', '**', '](https://h)', '[removed]', ' |'),
      fc.integer({ min: 8, max: 256 }),
      (given, before, after, max) => {
        isPlainText(given, before, after)
        isTitle(given, max)
        const code = codeText(given)
        expect(codeText(code)).toBe(code)
      },
    ),
  )
})

/** Whether it is plain text within a line, says what they wrote, and comes out again when what it says goes in. */
function isPlainText(given: string, before: string, after: string): void {
  const written = inlineText(given)
  // Of addresses the marks are written otherwise, as part of where they lead.
  const prose = inlineText(oneLine(given).replace(/:\/\/|www|@/gi, ' '))
  // Each paragraph is one by itself.
  const paragraphs = [before + written + after, `${written}[removed](https://h)`, prose]
  const tree = parser.parse(paragraphs.join('\n\n'))
  const [, linked, last, ...others] = tree.children
  const shown = prose === '' ? '' : textIn(last)
  expect(others).toEqual([])
  expect(inlineText(shown)).toBe(prose)
  const harmful: string[] = []
  visit(tree, ({ type }) => {
    if (['html', 'image', 'imageReference', 'inlineCode', 'code', 'definition'].includes(type)) harmful.push(type)
  })
  expect(harmful).toEqual([])
  expect(dangersInTree(linked ?? tree, paragraphs.join('\n\n'), nobody)).toEqual([])
  // Once more through the other door: what is prepared for a line stays as it is within a block.
  const there = block(prose)
  if (there !== prose) expect(textIn(parser.parse(there)).replaceAll('\u200b', '')).toBe(shown.replaceAll('\u200b', ''))
}

/** Whether it is a title that closes, skips and tells nobody anything, and comes out again when it goes in. */
function isTitle(given: string, max: number): void {
  const written = plainTitle(given, max)
  expect(plainTitle(written, max)).toBe(written)
  expect(dangersInLine(written)).toEqual([])
  const title = pullTitle(given, max)
  expect(pullTitle(title, max)).toBe(title)
  expect(dangersInLine(title)).toEqual([])
  expect(title).not.toMatch(/#\d|\bGH-\d/i)
  expect(title.length).toBeLessThanOrEqual(max)
  expect(written.length).toBeLessThanOrEqual(max)
}

/** What shows of Markdown. */
function textIn(tree: Nodes | undefined): string {
  let shown = ''
  if (tree === undefined) return shown
  visit(tree, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') shown += node.value
  })
  return shown
}
