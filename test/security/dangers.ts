import type { Nodes } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/** What a text of the app's may do on purpose. */
export interface Allowed {
  /** Logins and teams of the people concerned, without `@`. */
  readonly mentions: readonly string[]
  /** HTML comments, whole, beside the app's markers. */
  readonly comments: readonly string[]
}

/** As many as an issue can have assignees. */
const mostMentions = 10

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm)
const marker = /^<!-- aftermath:v1 [a-z-]+ \{[^<>@#]*\} -->$/
const mention = /(?<![\w`/])@([a-z\d][a-z\d-]*(?:\/[a-z\d][\w.-]*)?)/gi
/** What would change what stands elsewhere in the document. */
const foreign = new Set<Nodes['type']>(['definition', 'footnoteDefinition', 'footnoteReference', 'linkReference'])
const unsafeAddress = /^(?!https?:|mailto:|xmpp:)[^/?#]*:/i
/** What a system that builds on every push, and GitHub itself, read as the wish not to. */
const skips =
  /\[(?!\u200b)(?=[^[\]]{0,60}\])[^[\]]*(?<![a-z])skip(?![a-z])[^[\]]*\]|\[no[ _-]?ci\]|NO_CI|skip-checks\s*:/giu
/** The app's own: links written back need no checks. */
const ownSkip = /^Link the action-item issues in the postmortem \[skip ci\]$/m
/** Every foreign issue in the tests' hostile texts has this number. */
const reference = /#666|(?<![A-Za-z0-9])GH-666/gi
const closing =
  /(?<![A-Za-z0-9])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[:\s]{1,3}(?:[\w./-]*#|GH-|https?:\/\/\S*\/issues\/)\d/gi
/** What joins an emoji is part of it. */
const hidden =
  /(?!\u200b|[\ufe00-\ufe0f]|(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic}))(?:[\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point})/gu

/** What a Markdown text of the app's would do on GitHub, or show, that it must not; an empty list for nothing. */
export function dangersInMarkdown(text: string, allowed: Allowed): readonly string[] {
  return dangersInTree(parser.parse(text), text, allowed)
}

/** The same for a text that was parsed already, as GitHub does it, or for a part of what it says. */
export function dangersInTree(tree: Nodes, text: string, allowed: Allowed): readonly string[] {
  const dangers: string[] = []
  let mentions = 0
  visit(tree, (node: Nodes, _index, parent) => {
    if (foreign.has(node.type)) dangers.push(`a ${node.type}`)
    if (node.type === 'link' && unsafeAddress.test(node.url)) dangers.push(`a link to ${node.url}`)
    if (node.type === 'image' || node.type === 'imageReference') dangers.push('an image')
    if (node.type === 'html' && !isAllowed(node.value, allowed)) dangers.push(`HTML ${node.value}`)
    if (node.type !== 'text') return
    // What the parser makes of an address late has no place.
    const raw = node.position ? text.slice(node.position.start.offset, node.position.end.offset) : ''
    if (/\{\{|\{%/.test(raw)) dangers.push(`a tag in ${raw}`)
    dangers.push(
      ...Array.from(node.value.matchAll(hidden), ([found]) => `hidden U+${found.codePointAt(0)?.toString(16)}`),
    )
    // What stands in a link is part of it: GitHub neither mentions nor refers from there, when it is the address itself.
    if (parent?.type === 'link' && parent.url.includes(node.value)) return
    for (const [, name = ''] of node.value.matchAll(mention)) {
      mentions += 1
      if (!allowed.mentions.includes(name)) dangers.push(`a mention of ${name}`)
    }
    dangers.push(...Array.from(node.value.matchAll(reference), ([found]) => `a reference ${found}`))
    dangers.push(...Array.from(node.value.matchAll(closing), ([found]) => `closing ${found}`))
  })
  if (mentions > mostMentions) dangers.push(`${mentions} mentions`)
  return dangers
}

/** The same for a text that is not Markdown: a title, the message of a commit, the name of a label. */
export function dangersInLine(text: string): readonly string[] {
  const others = text.replace(ownSkip, '')
  return [hidden, closing, mention, skips].flatMap((pattern) =>
    Array.from(others.matchAll(pattern), ([found]) => found),
  )
}

function isAllowed(html: string, { comments }: Allowed): boolean {
  const parts = html.match(/<!--.*?-->|<\/?(?:sub|details|summary)>|(?<=<summary>)[\w ]+(?=<)/gs) ?? []
  if (parts.join('') !== html.replace(/\s+(?=<)|\s+$/g, '')) return false
  return parts.every(
    (part) => /^(?:<\/?(?:sub|details|summary)>|[\w ]+)$/.test(part) || marker.test(part) || comments.includes(part),
  )
}
