import { raw } from 'hono/html'
import { Marked, type Renderer, type Tokens } from 'marked'
import { frontMatterTable, splitFrontMatter } from './front-matter.ts'
import { mermaidFigure } from './mermaid.ts'
import { mentions, references } from './references.ts'
import { balance, escapeHtml, safeHtml, safeLink } from './safe-html.ts'
import { type TaskLine, taskLines, taskValue, taskWords } from './tasks.ts'

/** Where a text stands, which decides what its links mean. */
export interface LinkContext {
  /** `owner/name`, so that `#12` has a meaning. */
  readonly repository?: string
  /** The path that relative links start from; without it they are left to the browser. */
  readonly base?: string
  /** Addresses that start with this are shown short, as GitHub does: `…/acme/shop/issues/1` as `#1`. */
  readonly webUrl?: string
  /** The id of the form that the task boxes belong to; without it they cannot be ticked. */
  readonly ticks?: string
}

const alert = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i
const textLimit = 2_000_000

/**
 * GitHub-flavoured Markdown as HTML that is safe to place in a page: no scripts, no handlers, no foreign images, raw
 * HTML only from a short list, every tag closed. Comments are hidden. Text too long or too deeply nested to read
 * comes back as plain text.
 */
export function renderMarkdown(text: string, place: LinkContext = {}) {
  return raw(toHtml(text, place, { anchors: false, lines: 'kept', tasks: tasksOf(text, place) }))
}

/** As `renderMarkdown`, for a file: front matter becomes a table, and headings get anchors. */
export function renderMarkdownFile(text: string, place: LinkContext = {}) {
  const { yaml, body } = splitFrontMatter(text)
  return raw(
    (yaml === undefined ? '' : frontMatterTable(yaml)) +
      toHtml(body, place, { anchors: true, lines: 'joined', tasks: tasksOf(text, place) }),
  )
}

interface Extras {
  readonly anchors: boolean
  /** Whether a line's end shows, as in comments; in files it does not. */
  readonly lines: 'kept' | 'joined'
  readonly tasks: readonly TaskLine[]
}

function tasksOf(text: string, { ticks }: LinkContext): readonly TaskLine[] {
  return ticks === undefined ? [] : taskLines(text)
}

function toHtml(text: string, place: LinkContext, extras: Extras): string {
  if (text.length > textLimit) return plain(text)
  const marked = new Marked({ gfm: true, breaks: extras.lines === 'kept' })
  const boxes = { drawn: 0 }
  const own = renderer(marked, place, extras, boxes)
  marked.use({ extensions: [mentions, references(place.repository)], renderer: own })
  try {
    const markup = balance(marked.parse(text, { async: false }))
    // Two parsers that disagree about what a task is must not tick the wrong one.
    const sure = extras.tasks.length === 0 || extras.tasks.length === boxes.drawn
    return sure ? markup : toHtml(text, place, { ...extras, tasks: [] })
  } catch (error) {
    if (error instanceof RangeError) return plain(text)
    throw error
  }
}

function plain(text: string): string {
  return `<pre>${escapeHtml(text.slice(0, textLimit))}</pre>`
}

function renderer(
  marked: Marked,
  place: LinkContext,
  { anchors, tasks }: Extras,
  boxes: { drawn: number },
): Partial<Omit<Renderer, 'constructor' | 'options'>> {
  const slugs = new Map<string, number>()
  return {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => safeHtml(text),
    code: ({ text, lang }: Tokens.Code) => {
      const language = (lang ?? '').trim().split(/\s/)[0] ?? ''
      if (language === 'mermaid') return mermaidFigure(text)
      const named = language === '' ? '' : ` data-language="${escapeHtml(language)}"`
      return `<pre tabindex="0"${named}><code>${escapeHtml(text)}</code></pre>`
    },
    checkbox: ({ checked }: Tokens.Checkbox) => {
      const task = tasks[boxes.drawn]
      boxes.drawn += 1
      return task === undefined
        ? `<input type="checkbox" disabled${checked ? ' checked' : ''} aria-label="${checked ? 'Done' : 'Open'}"> `
        : tickButton(task, place.ticks ?? '', checked)
    },
    listitem(item: Tokens.ListItem) {
      return `<li${item.task ? ' class="task"' : ''}>${this.parser?.parse(item.tokens) ?? ''}</li>\n`
    },
    heading({ tokens, depth, text }: Tokens.Heading) {
      const inner = this.parser?.parseInline(tokens) ?? ''
      if (!anchors) return `<h${depth}>${inner}</h${depth}>\n`
      const id = slug(text, slugs)
      return `<h${depth} id="${id}"><a class="anchor" href="#${id}" aria-label="Link to this section">#</a>${inner}</h${depth}>\n`
    },
    table(token: Tokens.Table) {
      const row = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td') =>
        `<tr>${cells.map((cell) => `<${tag}${cell.align === null ? '' : ` class="${cell.align}"`}>${this.parser?.parseInline(cell.tokens) ?? ''}</${tag}>`).join('')}</tr>`
      const body = token.rows.map((cells) => row(cells, 'td')).join('')
      return `<div class="scroll" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`
    },
    blockquote(token: Tokens.Blockquote) {
      const kind = alert.exec(token.text)
      if (kind === null) return `<blockquote>${this.parser?.parse(token.tokens) ?? ''}</blockquote>\n`
      const name = (kind[1] ?? 'note').toLowerCase()
      const inner = this.parser?.parse(marked.lexer(token.text.slice(kind[0].length))) ?? ''
      return `<div class="alert ${name}"><p class="alert-title">${name.charAt(0).toUpperCase()}${name.slice(1)}</p>${inner}</div>\n`
    },
    link({ href, tokens, text }: Tokens.Link) {
      const target = safeLink(href, place.base)
      const inner = shortened(href, text, place) ?? this.parser?.parseInline(tokens) ?? ''
      return target === undefined ? inner : `<a href="${escapeHtml(target)}" rel="nofollow noreferrer">${inner}</a>`
    },
    image: ({ href, text }: Tokens.Image) => {
      const target = safeLink(href, place.base)
      const name = `Image: ${escapeHtml(text === '' ? 'untitled' : text)}`
      return target === undefined ? name : `<a href="${escapeHtml(target)}" rel="nofollow noreferrer">${name}</a>`
    },
  }
}

function tickButton(task: TaskLine, form: string, checked: boolean): string {
  const name = escapeHtml(taskWords(task.text) || 'Task')
  return `<button class="tick" id="${form}-${task.line}" form="${form}" name="task" value="${escapeHtml(taskValue.render(task))}" role="checkbox" aria-checked="${checked}" aria-label="${name}" title="${checked ? 'Clear' : 'Tick'}"></button> `
}

function shortened(href: string, text: string, { webUrl, repository }: LinkContext): string | undefined {
  if (webUrl === undefined || href !== text || !href.startsWith(`${webUrl}/`)) return undefined
  const match = /^\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)(#issuecomment-\d+)?$/.exec(href.slice(webUrl.length))
  if (match === null) return undefined
  const [, owner = '', number = '', comment] = match
  return escapeHtml(`${owner === repository ? '' : owner}#${number}${comment === undefined ? '' : ' (comment)'}`)
}

function slug(text: string, taken: Map<string, number>): string {
  const plainText = text.toLowerCase().replace(/<[^>]*>/g, '')
  const base =
    plainText
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-') || 'section'
  const count = taken.get(base) ?? 0
  taken.set(base, count + 1)
  return count === 0 ? base : `${base}-${count}`
}
