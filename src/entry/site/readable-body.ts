import Slugger from 'github-slugger'
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import { oneLine, stripHidden } from '../../text/markdown/hidden-characters.ts'

/** Where a link or a picture of a document leads on the site; `null` where it leads nowhere there. */
export type ResolveTarget = (target: string) => string | null

export interface BodyOptions {
  /** The title that stands above the body already: a heading that only repeats it is left out. */
  readonly title: string
  /** The level of the highest heading in the body. */
  readonly topLevel: number
  readonly link: ResolveTarget
  readonly picture: ResolveTarget
}

/** What GitHub and its like put before the names of headings, so that no document names a part of the page around it. */
const namePrefix = 'user-content-'

/**
 * A clean tree made readable: headings of the right level with names, links that lead somewhere, pictures only from the site
 * itself, wide blocks that scroll by keyboard, boxes that are read aloud. Changes `tree` and returns it.
 */
export function readable(tree: Root, options: BodyOptions): Root {
  dropTitle(tree, options.title)
  nameHeadings(tree, options.topLevel)
  const names = namesIn(tree)
  visit(tree, 'text', (node) => {
    node.value = stripHidden(node.value)
  })
  visit(tree, 'element', (node, index, parent) => {
    const put = replacementOf(node, options, names)
    if (put === null || parent === undefined || index === undefined) return undefined
    parent.children.splice(index, 1, put)
    return ['skip', index + 1]
  })
  return tree
}

function isHeading(node: RootContent): node is Element {
  return node.type === 'element' && /^h[1-6]$/.test(node.tagName)
}

function dropTitle(tree: Root, title: string): void {
  const first = tree.children.findIndex((node) => node.type === 'element')
  const node = tree.children[first]
  if (node?.type === 'element' && node.tagName === 'h1' && oneLine(textOf(node)).startsWith(title.slice(0, 150)))
    tree.children.splice(first, 1)
}

function nameHeadings(tree: Root, topLevel: number): void {
  const slugger = new Slugger()
  let highest = 6
  visit(tree, 'element', (node) => {
    if (isHeading(node)) highest = Math.min(highest, Number(node.tagName.slice(1)))
  })
  visit(tree, 'element', (node) => {
    if (!isHeading(node)) return
    const level = Math.min(6, Number(node.tagName.slice(1)) - highest + topLevel)
    node.properties = { id: `${namePrefix}${slugger.slug(textOf(node).slice(0, 100))}`, dir: 'auto' }
    node.tagName = `h${level}`
  })
}

/** The names of the document's parts: each once, a second one is none. */
function namesIn(tree: Root): ReadonlySet<string> {
  const names = new Set<string>()
  visit(tree, 'element', (node) => {
    const { id, name } = node.properties
    if (name !== undefined) delete node.properties.name
    const own = typeof id === 'string' ? id : typeof name === 'string' ? name : null
    if (own === null) return
    if (names.has(own)) delete node.properties.id
    else {
      node.properties.id = own
      names.add(own)
    }
  })
  return names
}

const turned = new Set(['p', 'li', 'td', 'th', 'blockquote', 'summary', 'dd', 'dt'])

/** What stands in place of an element; `null` where it stays, with its attributes put right. */
function replacementOf(node: Element, options: BodyOptions, names: ReadonlySet<string>): ElementContent | null {
  if (turned.has(node.tagName)) node.properties.dir = 'auto'
  switch (node.tagName) {
    case 'a':
      return linkInPlace(node, options.link, names)
    case 'img':
      return pictureInPlace(node, options)
    case 'input':
      return boxOf(node.properties.checked === true ? 'done' : 'open')
    case 'pre':
      return isDiagram(node)
        ? h('details', [h('summary', 'A diagram, as it is written'), scrolling(node, 'Diagram')])
        : scrolling(node, 'Code')
    case 'table':
      return withRows(node) ? scrolling(node, 'Table') : null
    default:
      return null
  }
}

/** A box that is read aloud, and that nobody can tick here. */
function boxOf(state: 'done' | 'open'): Element {
  return h(
    'span',
    { className: ['box'], role: 'img', ariaLabel: state === 'done' ? 'Done:' : 'Open:' },
    state === 'done' ? '☑' : '☐',
  )
}

function isDiagram(node: Element): boolean {
  const [code] = node.children
  const classes = code?.type === 'element' ? code.properties.className : undefined
  return Array.isArray(classes) && classes.includes('language-mermaid')
}

function withRows(node: Element): boolean {
  return node.children.some((child) => child.type === 'element')
}

/** What may be wider than the window, in a frame that the keyboard scrolls. */
function scrolling(node: Element, name: string): Element {
  return h('div', { className: ['wide'], tabIndex: 0, role: 'group', ariaLabel: name }, [node])
}

function linkInPlace(node: Element, link: ResolveTarget, names: ReadonlySet<string>): ElementContent | null {
  const { href } = node.properties
  const { id } = node.properties
  const written = typeof href === 'string' ? href : ''
  const target = written.startsWith('#') ? partOf(written.slice(1), names) : written === '' ? null : link(written)
  if (target === null) return h('span', id === undefined || id === null ? {} : { id: String(id) }, node.children)
  const outside = /^(?:https?:|mailto:)/i.test(target)
  node.properties = {
    ...(id === undefined ? {} : { id }),
    href: target,
    ...(node.properties.ariaLabel === undefined ? {} : { ariaLabel: node.properties.ariaLabel }),
    ...(outside ? { rel: ['noopener', 'noreferrer', 'nofollow'] } : {}),
  }
  if (textOf(node).trim() === '' && !node.children.some((child) => child.type === 'element'))
    node.children = [{ type: 'text', value: written.slice(0, 100) }]
  return null
}

function partOf(name: string, names: ReadonlySet<string>): string | null {
  const own = [name, `${namePrefix}${name}`, `${namePrefix}${safelyDecoded(name).toLowerCase()}`].find((one) =>
    names.has(one),
  )
  return own === undefined ? null : `#${own}`
}

function safelyDecoded(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

/** A picture of the site's own, else a link to where it is: a page asks for nothing elsewhere. */
function pictureInPlace(node: Element, { picture, link }: BodyOptions): ElementContent | null {
  const { src, alt } = node.properties
  const written = typeof src === 'string' ? src : ''
  const said = typeof alt === 'string' && alt.trim() !== '' ? oneLine(alt) : 'without a description'
  const own = written === '' ? null : picture(written)
  if (own !== null) {
    node.properties = { src: own, alt: said, loading: 'lazy' }
    return null
  }
  const target = written === '' ? null : link(written)
  const name = `Picture: ${said}`
  return target === null
    ? h('span', { className: ['picture'] }, name)
    : h('a', { href: target, rel: ['noopener', 'noreferrer', 'nofollow'], className: ['picture'] }, name)
}
