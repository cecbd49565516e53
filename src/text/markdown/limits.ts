/** The largest document that is read, in bytes of UTF-8. */
const largestDocument = 1_048_576

/** Far more lines than the longest postmortem has, its logs included: each is looked at by every rule of the review. */
const mostLines = 40_000

/** The deepest nesting of lists and quotes that is read. */
const deepestNesting = 100

/** Far more marks of lists and quotes than forty thousand lines begin with: each opens a level that the parser keeps. */
const mostMarks = 150_000

/**
 * Why `text` is not parsed, or `null` when it may be. It looks at the beginnings of lines, and runs before any parser, whose
 * stack and patience end sooner than these limits allow.
 */
export function refusal(text: string): string | null {
  if (text.length > largestDocument || utf8Length(text) > largestDocument) {
    return 'The document is larger than 1 MiB. Move long logs to files or links of their own.'
  }
  if (hasMoreLines(text)) {
    return 'The document has more than 40,000 lines. Move long logs to files or links of their own.'
  }
  const { deepest, marks } = nesting(text)
  if (deepest !== null) return `Line ${deepest} nests lists or quotes deeper than ${deepestNesting} levels.`
  if (marks <= mostMarks) return null
  return 'The document has more than 150,000 marks of lists and quotes. Move long logs to files or links of their own.'
}

function utf8Length(text: string): number {
  // No character takes more than three bytes a unit, so most texts need not be counted.
  if (text.length * 3 <= largestDocument) return text.length
  return new TextEncoder().encode(text).length
}

function hasMoreLines(text: string): boolean {
  let lines = 0
  for (const _ of lineStarts(text)) {
    lines += 1
    if (lines > mostLines) return true
  }
  return false
}

/** The first line that begins with more marks of quotes and list items than may nest, or `null`, and how many such marks there are in all. */
function nesting(text: string): { readonly deepest: number | null; readonly marks: number } {
  let line = 0
  let marks = 0
  for (const start of lineStarts(text)) {
    line += 1
    const own = leadingMarks(text, start)
    marks += own
    if (own > deepestNesting) return { deepest: line, marks }
  }
  return { deepest: null, marks }
}

/** Where each line begins. A carriage return ends a line, too, unless it is half of one break. */
function* lineStarts(text: string): Generator<number> {
  yield 0
  const breaks = /\r\n?|\n/g
  while (breaks.test(text)) yield breaks.lastIndex
}

const [tab, space, zero, nine] = [0x09, 0x20, 0x30, 0x39]
const [quote, bullets] = [0x3e, new Set([0x2a, 0x2b, 0x2d, 0x2e, 0x29])]

/** The marks of quotes and list items before a line's first word, `deepestNesting` and one at most. */
function leadingMarks(text: string, start: number): number {
  let marks = 0
  // By numbers: deep lists begin with megabytes of spaces.
  for (let at = start; marks <= deepestNesting; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === space || unit === tab || (unit >= zero && unit <= nine)) continue
    if (unit === quote) marks += 1
    else if (!bullets.has(unit)) return marks
    else if (/\s/.test(text.charAt(at + 1))) marks += 1
  }
  return marks
}
