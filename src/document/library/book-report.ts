import { yamlString } from '../harmless/escape.ts'
import { inlineText } from '../harmless/inline-text.ts'

/** What can be read of somebody else's account without judging it. Texts are theirs. */
export interface ForeignAccount {
  readonly title: string
  /** Where it stands, or the file that it was read from. */
  readonly source: string
  /** Who published it, as the page says; `null` where it does not. */
  readonly publisher: string | null
  /** `yyyy-mm-dd`; `null` where the page does not say. */
  readonly published: string | null
  readonly headings: readonly string[]
  /** The days that it names, `yyyy-mm-dd`. */
  readonly days: readonly string[]
}

const mostHeadings = 40
const mostDays = 20

/**
 * The beginning of a book report: the template's headings and prompts, with what can be read of the account under "Incident
 * overview" and "Citations". Facts alone: no sentence of theirs, and none made up. `template` is the app's own for book reports; `today`
 * is `yyyy-mm-dd`.
 */
export function startBookReport(account: ForeignAccount, template: string, today: string): string {
  const { title, source, headings, days } = account
  const address = /^https?:\/\//i.test(source)
  const front = [
    '---',
    `title: ${yamlString(title)}`,
    ...(address ? [`source: ${yamlString(source)}`] : []),
    'authors:',
    'tags: []',
    '---',
  ]
  const overview = [
    ...(days.length === 0 ? [] : [`Days that their account names: ${cut(days, mostDays).join(', ')}.`, '']),
    ...(headings.length === 0
      ? []
      : ['Its headings:', '', ...cut(headings, mostHeadings).map((one) => `- ${inlineText(one)}`), '']),
  ]
  return `${[...front, '', ...bodyOf(template, { title, overview, citation: [citationOf(account, today), ''] })].join('\n').trimEnd()}\n`
}

function cut(all: readonly string[], most: number): readonly string[] {
  return all.length <= most ? all : [...all.slice(0, most), `and ${all.length - most} more`]
}

interface Parts {
  readonly title: string
  readonly overview: readonly string[]
  readonly citation: readonly string[]
}

/** The template's lines without its front matter and its tags, and with the facts below their headings and prompts. */
function bodyOf(template: string, { title, overview, citation }: Parts): readonly string[] {
  const below: Readonly<Record<string, readonly string[]>> = {
    '## Incident overview': overview,
    '## Citations': citation,
  }
  const lines: string[] = []
  let waiting: readonly string[] = []
  for (const line of template.replace(/^---\n[\s\S]*?\n---\n+/, '').split('\n')) {
    if (line.startsWith('# ')) lines.push(`# Book report: ${inlineText(title)}`)
    else if (!line.includes('{{') && !(line === '' && lines.at(-1) === '')) lines.push(line)
    if (line.startsWith('#')) waiting = below[line] ?? []
    else if (line.startsWith('<!--') && waiting.length > 0) {
      lines.push('', ...waiting)
      waiting = []
    }
  }
  return lines
}

function citationOf({ title, source, publisher, published }: ForeignAccount, today: string): string {
  const address = /^https?:\/\/[^\s<>()]+$/i.test(source)
  const named = address ? `[${inlineText(title)}](${source})` : `${inlineText(title)}, ${inlineText(source)}`
  const said = [
    publisher === null ? '' : inlineText(publisher),
    published === null ? '' : `published ${published}`,
    `read on ${today}`,
  ]
  return `- ${[named, ...said.filter((one) => one !== '')].join(', ')}`
}
