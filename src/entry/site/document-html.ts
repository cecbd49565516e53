import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { refusal } from '../../text/markdown/limits.ts'
import { frontMatterSpan } from '../../text/markdown/sections.ts'
import { type CleanHtml, cleanHtml } from './clean-html.ts'
import { type BodyOptions, readable } from './readable-body.ts'

/**
 * GitHub's own list of what HTML in Markdown may hold, and less of it: no addresses but those of pages and mail, and nothing
 * that a form is made of but the boxes of tasks.
 */
const schema: Options = {
  ...defaultSchema,
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  attributes: { ...defaultSchema.attributes, img: ['src', 'alt', 'title'], source: [] },
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !['picture', 'source'].includes(name)),
}

const plain = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { clobberPrefix: '', allowDangerousHtml: true })
const asItStands = unified().use(rehypeSanitize, schema)
const withTags = unified().use(rehypeRaw).use(rehypeSanitize, schema)

/** Longer documents are logs: their Markdown would take seconds, and nobody reads it. */
const longestRendered = 300_000
/** So much of what is not rendered is shown. */
const longestPlain = 60_000

/**
 * A document's Markdown as HTML in parts of some `partSize` characters, cut between blocks; one part for most. What the
 * document holds acts nowhere: no script, style, frame or form, no address but of pages and mail. What cannot be rendered
 * is shown as it is written. Never throws.
 */
export function documentHtml(text: string, options: BodyOptions): readonly CleanHtml[] {
  const markdown = text.slice(frontMatterSpan(text)?.end ?? 0)
  const body = refusal(markdown) === null && markdown.length <= longestRendered ? tree(markdown, options) : null
  return body === null ? [asWritten(markdown)] : parts(body)
}

function tree(markdown: string, options: BodyOptions): Root | null {
  try {
    const parsed = plain.runSync(plain.parse(markdown))
    const clean = (/<[a-z!/?]/i.test(markdown) ? withTags : asItStands).runSync(parsed)
    return readable(clean, options)
  } catch (fault) {
    // Nesting within a line that no person writes ends the stack of whoever walks the tree.
    if (fault instanceof RangeError) return null
    throw fault
  }
}

function asWritten(markdown: string): CleanHtml {
  const shown = markdown.slice(0, longestPlain)
  const children: Element[] = [
    element(
      'p',
      `This document is shown as it is written: it is too large or too deep to be laid out.${shown.length < markdown.length ? ' What follows is its beginning.' : ''}`,
    ),
    { ...element('pre', shown), properties: { className: ['wide'], tabIndex: 0 } },
  ]
  return cleanHtml.parse(toHtml({ type: 'root', children }))
}

function element(tagName: string, value: string): Element {
  return { type: 'element', tagName, properties: {}, children: [{ type: 'text', value }] }
}

/** A page stays below 100 KB with what stands around its part. */
const partSize = 70_000

function parts({ children }: Root): readonly CleanHtml[] {
  const found: string[] = []
  let open = ''
  for (const child of children) {
    const html = toHtml(child)
    if (open.trim() !== '' && Buffer.byteLength(open) + Buffer.byteLength(html) > partSize) {
      found.push(open)
      open = ''
    }
    open += html
  }
  return [...found, open].map((part) => cleanHtml.parse(part.trim()))
}
