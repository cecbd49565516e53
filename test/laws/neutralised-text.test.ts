import fc from 'fast-check'
import { load } from 'js-yaml'
import { visit } from 'unist-util-visit'
import { describe, expect } from 'vitest'
import { block, codeText, inlineText, plainTitle, yamlString } from '../../src/document/harmless/escape.ts'
import { parseMarkdown } from '../../src/document/harmless/parse-markdown.ts'
import { scan } from '../../src/text/markdown/scan.ts'
import { hostileText, piecesOf } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('neutralised text')

const text = fc.oneof(hostileText, piecesOf('markdown', 'github'), piecesOf('github', 'unseen'))

/** The kinds of nodes that Markdown makes of a text. */
function nodesOf(markdown: string): string[] {
  const parsed = parseMarkdown(markdown)
  const types: string[] = []
  if (parsed.ok) visit(parsed.tree, (node) => void types.push(node.type))
  return types
}

describe('untrusted text, where it is rendered', () => {
  law.costly(
    'is one line of nothing but text within a line',
    fc.property(text, (given) => {
      const inline = inlineText(given)
      expect(inline).not.toMatch(/[\n\r<>]|@(?!\u200b|\s|$)|#(?=\d)|\{\{|[\u202a-\u202e]/)
      // A bare URL is a link wherever it stands.
      const nodes = nodesOf(inline).filter((type) => !['root', 'paragraph', 'text', 'link'].includes(type))
      expect(nodes).toEqual([])
    }),
  )

  law.costly(
    'stays within one cell of a table',
    fc.property(text, (given) => {
      const parsed = parseMarkdown(`| a | b |\n| --- | --- |\n| ${inlineText(given)} | end |\n`)
      const table = parsed.ok ? parsed.tree.children[0] : undefined
      const row = table?.type === 'table' ? table.children[1] : undefined
      expect(row?.children).toHaveLength(2)
      expect(row?.children[1]?.children).toMatchObject([{ type: 'text', value: 'end' }])
    }),
  )

  law.costly(
    'stays within its code span',
    fc.property(text, (given) => {
      const nodes = nodesOf(`a \`x${codeText(given)}x\` z`)
      expect(nodes).toEqual(['root', 'paragraph', 'text', 'inlineCode', 'text'])
    }),
  )

  law(
    'is a title that fits, shows, and holds no half of a character',
    fc.property(text, fc.integer({ min: 8, max: 40 }), (given, max) => {
      const title = plainTitle(given, max)
      expect(title.length).toBeLessThanOrEqual(max)
      expect(title).not.toBe('')
      expect(title).not.toMatch(/\p{Surrogate}|[\r\n]|@(?=[\w-])/u)
    }),
  )

  law(
    'is a YAML string on one line that reads back as it was',
    fc.property(text, (given) => {
      const yaml = yamlString(given)
      expect(yaml).not.toMatch(/[\n\r]|<!--/)
      expect(load(`key: ${yaml}`)).toEqual({ key: given })
    }),
  )

  law.costly(
    'is a block without HTML, prominent headings and mentions that ends where it ends',
    fc.property(text, (given) => {
      const written = block(given)
      const parsed = parseMarkdown(`${written}\n\n# after`)
      expect(parsed.ok).toBe(true)
      if (!parsed.ok) return
      const last = parsed.tree.children.at(-1)
      expect(last).toMatchObject({ type: 'heading', depth: 1, children: [{ value: 'after' }] })
      visit(parsed.tree, (node, _index, parent) => {
        if (node.type === 'text' && parent?.type !== 'link') expect(node.value).not.toMatch(/(?<!\w)@(?=\w)|#(?=\d)/)
        expect(['html', 'image', 'imageReference']).not.toContain(node.type)
        if (node.type === 'heading' && node !== last) expect(node.depth).toBeGreaterThanOrEqual(4)
      })
      expect(scan(written).headings.filter(({ level }) => level < 4)).toEqual([])
    }),
  )
})
