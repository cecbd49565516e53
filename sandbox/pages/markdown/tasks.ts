import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/** A line of a text that holds a task; `line` counts from 1. */
export interface TaskLine {
  readonly line: number
  readonly text: string
}

const sizeLimit = 500_000
const box = /^((?:[\s>]|[-*+](?=\s)|\d{1,9}[.)](?=\s))*)\[([ xX])\](?=\s)/
const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter)

/** The lines with task boxes, in order; none in a text that is too long or too deeply nested to read. */
export function taskLines(text: string): readonly TaskLine[] {
  if (text.length > sizeLimit) return []
  const lines = text.split(/\r\n|\n|\r/)
  const found: TaskLine[] = []
  try {
    visit(parser.parse(text), 'listItem', ({ checked, position }) => {
      const line = position?.start.line ?? 0
      const words = lines[line - 1]
      if (typeof checked === 'boolean' && words !== undefined) found.push({ line, text: words })
    })
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
  return found
}

/** What a task says, without its box; empty for a line without one. */
export function taskWords(line: string): string {
  return box.test(line) ? line.replace(box, '').trim() : ''
}

/**
 * The text with the box on that line ticked, or cleared where it was ticked; nothing else changes. Undefined when the
 * line does not say any more what it said to the person who ticked.
 */
export function tick(text: string, { line, text: expected }: TaskLine): string | undefined {
  const pieces = text.split(/(\r\n|\n|\r)/)
  const at = (line - 1) * 2
  const present = pieces[at]
  const match = present === expected ? box.exec(present) : null
  if (match === null || present === undefined) return undefined
  const [whole, before = '', mark = ''] = match
  const ticked = `${before}[${mark === ' ' ? 'x' : ' '}]${present.slice(whole.length)}`
  return pieces.with(at, ticked).join('')
}

/** A task line as the value of its button, and back; undefined for a value of another make. */
export const taskValue = {
  render: ({ line, text }: TaskLine): string => `${line}:${text}`,
  parse: (value: string): TaskLine | undefined => {
    const match = /^(\d{1,9}):([^\r\n]*)$/.exec(value)
    return match === null ? undefined : { line: Number(match[1]), text: match[2] ?? '' }
  },
} as const
