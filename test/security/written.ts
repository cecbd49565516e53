import { z } from 'zod'
import { frontMatterSpan } from '../../src/text/markdown/sections.ts'
import type { Between } from '../story/stage/wire.ts'
import { type Allowed, dangersInLine, dangersInMarkdown } from './dangers.ts'

/** One text that the app sent to GitHub, and what it is there. */
export interface Written {
  readonly what: 'Markdown' | 'line'
  /** `POST /repos/acme/shop/issues body` */
  readonly where: string
  readonly text: string
}

const sent = z
  .object({
    title: z.string(),
    message: z.string(),
    name: z.string(),
    description: z.string(),
    ref: z.string(),
    body: z.string(),
    content: z.string(),
    sha: z.string(),
  })
  .partial()

/**
 * Notes every text that the app writes in the world that has it between itself and GitHub. The emoji of a reaction and a document that
 * people have written in are left out: of the latter the app changes only its own links.
 */
export function recordWritten(): { readonly written: readonly Written[]; readonly between: readonly Between[] } {
  const written: Written[] = []
  const note: Between = async (url, init, go) => {
    const method = init.method ?? 'GET'
    if (method !== 'GET' && typeof init.body === 'string') {
      const path = new URL(url).pathname
      written.push(
        ...textsIn(`${method} ${decodeURIComponent(path)}`, sent.safeParse(JSON.parse(init.body)).data ?? {}),
      )
    }
    return await go(url, init)
  }
  return { written, between: [note] }
}

function textsIn(request: string, { body, content, sha, ...lines }: z.infer<typeof sent>): readonly Written[] {
  if (/\/(?:reactions|access_tokens)$/.test(request)) return []
  const markdown = [
    ...(body === undefined ? [] : [{ part: 'body', text: body }]),
    ...(content === undefined || sha !== undefined ? [] : [{ part: 'document', text: documentIn(content) }]),
  ]
  return [
    ...markdown.map(({ part, text }) => ({ what: 'Markdown' as const, where: `${request} ${part}`, text })),
    ...Object.entries(lines).flatMap(([part, text]) =>
      // The names of branches and labels are what people called them.
      text === undefined || part === 'name' || part === 'ref'
        ? []
        : [{ what: 'line' as const, where: `${request} ${part}`, text }],
    ),
  ]
}

/** Without its front matter, which is YAML. */
function documentIn(content: string): string {
  const text = Buffer.from(content, 'base64').toString()
  return text.slice(frontMatterSpan(text)?.end ?? 0)
}

/** What is dangerous in the texts, each danger with its place. */
export function dangersIn(written: readonly Written[], allowed: Allowed): readonly string[] {
  return written.flatMap(({ what, where, text }) => {
    const dangers = what === 'line' ? dangersInLine(text) : dangersInMarkdown(text, allowed)
    return dangers.map((danger) => `${where}: ${danger}`)
  })
}
