/** Words that stand for text still to be written. In capitals only: "todo" and "wip" are names of things, too. */
const words: ReadonlySet<string> = new Set(['TBD', 'TBA', 'TBC', 'TODO', 'TODOS', 'FIXME', 'XXX', 'XXXX'])

/** What a bracket begins with that asks for text: `[insert date]`. */
const requests: ReadonlySet<string> = new Set(['insert', 'your', 'enter', 'describe', 'fill', 'placeholder', 'add'])

/** Tags of HTML that people use in Markdown, with nothing else between the angle brackets. */
const tags: ReadonlySet<string> = new Set(
  'a b br i u s p em hr li ol td th tr ul sub sup kbd img div del ins pre code span table tbody thead strong small center details summary blockquote video h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
)

export interface Placeholder {
  readonly text: string
  /** From the first character of what was searched. */
  readonly start: number
}

/**
 * The placeholders of a line of text, code spans and comments left out, in order: a word that stands for text still to be
 * written (`TBD`, `???`), a name in brackets or braces that a template left (`<name>`, `{source}`, `[insert …]`), and the
 * digits of a time or a date that nobody filled in (`2X:XX`, `12:??`, `YYYY-MM-DD`).
 */
export function placeholdersIn(line: string): readonly Placeholder[] {
  const text = withoutCode(line)
  const found: Placeholder[] = []
  const add = (pattern: RegExp, counts: (inner: string, match: RegExpMatchArray) => boolean) => {
    for (const match of text.matchAll(pattern)) {
      if (counts(match[1] ?? match[0], match)) found.push({ text: match[0], start: match.index })
    }
  }
  if (/[A-Z]{3}/.test(text))
    add(/(?<![\w#/.-])[A-Z]{3,5}(?![\w/.-])/g, (word, { index = 0 }) => words.has(word) && !isWord(text, word, index))
  if (text.includes('???')) add(/\?{3,50}/g, () => true)
  if (text.includes('<')) add(/(?<![\w\\])<([^<>\n]{2,60})>/g, isName)
  if (text.includes('{') && !hasTags(text))
    add(/(?<![$\w\\])\{(?:\{ ?)?([^{}\n]{2,40})\}/g, (inner) => /^[a-z][\w -]+$/i.test(inner))
  if (text.includes('['))
    add(/\[([^[\]\n]{3,80})\](?![(:[])/g, (inner) => requests.has(firstWord(inner)) || asksLater(inner))
  if (text.includes(':'))
    add(/(?<![\w:])(?:\d|X|HH|hh|\?){1,2}:(?:[\dXM?]|mm){1,2}(?![\w:])/g, (time) => /[^\d:]/.test(time))
  if (/yyyy/i.test(text)) add(/(?<!\w)[Yy]{4}[-/.][Mm]{2}(?:[-/.][Dd]{2})?(?!\w)/g, () => true)
  return found.sort((one, other) => one.start - other.start)
}

/** Tags that a page generator fills in, as Liquid and Jinja have them: `{% include x %}`, `{{ page.title }}`, `{{ url | link }}`. */
function hasTags(text: string): boolean {
  return /\{%|%\}|\{\{[<%-]|\{\{[^{}]{0,100}[.|('"][^{}]{0,100}\}\}|\{:/.test(text)
}

/** "TODO" and "TODOS" are the Spanish "all": within a sentence, no colon or bracket after it, they ask for nothing. */
function isWord(text: string, word: string, at: number): boolean {
  if (!word.startsWith('TODO')) return false
  const before = text.slice(Math.max(0, at - 30), at)
  const asks = /^\s?[:(]/.test(text.slice(at + word.length)) || /\b(?:is|are|remains?|still) $/i.test(before)
  return !asks && /(?:^|[\s"«(])\p{Ll}{1,15} $/u.test(before)
}

/** `text` with code spans and comments blanked, its length kept. */
export function withoutCode(text: string): string {
  if (!/[`<]/.test(text)) return text
  return withoutCodeSpans(text).replace(/<!--[^>]{0,500}(?:>|$)/g, (comment) => ' '.repeat(comment.length))
}

/** `text` with code spans blanked, its length kept. */
export function withoutCodeSpans(text: string): string {
  return text.replace(/(?<!`)(`{1,3})(?!`)[^`]{1,400}\1(?!`)/g, (code) => ' '.repeat(code.length))
}

function isName(inner: string): boolean {
  return /^\p{L}[\p{L}\p{N} ,.'’_/-]*$/u.test(inner) && !tags.has(inner.replace('/', '').trim().toLowerCase())
}

/** "[link to the issue]", "[Robin to fill in the numbers]". */
function asksLater(inner: string): boolean {
  return /^link to /i.test(inner) || / to (?:fill in|add|complete|write) /i.test(inner)
}

function firstWord(text: string): string {
  return /^\s{0,5}([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? ''
}
