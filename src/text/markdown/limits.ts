/** The largest document that is read, in bytes of UTF-8. */
const largestDocument = 1_048_576

/** Far more lines than the longest postmortem has, its logs included: each is looked at by every rule of the review. */
const mostLines = 40_000

/** The deepest nesting of lists and quotes that is read. */
const deepestNesting = 100

/** Far more marks of lists and quotes than forty thousand lines begin with: each opens a level that the parser keeps. */
const mostMarks = 150_000

/**
 * Why `text` is not parsed, or `null` when it may be. One look at each character: this runs before any parser, whose
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
  let bytes = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) bytes += 2
    else bytes += 3
  }
  return bytes
}

function hasMoreLines(text: string): boolean {
  let lines = 1
  for (let at = 0; at < text.length && lines <= mostLines; at += 1) {
    const unit = text.charCodeAt(at)
    // A carriage return ends a line, too, unless it is half of one break.
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) lines += 1
  }
  return lines > mostLines
}

/** The first line that begins with more marks of quotes and list items than may nest, or `null`, and how many such marks there are in all. */
function nesting(text: string): { readonly deepest: number | null; readonly marks: number } {
  let line = 1
  let marks = 0
  let all = 0
  let leading = true
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\n' || character === '\r') {
      if (character === '\n' || text.charAt(at + 1) !== '\n') line += 1
      marks = 0
      leading = true
      continue
    }
    if (!leading || character === ' ' || character === '\t' || /\d/.test(character)) continue
    if (!/[>*+.)-]/.test(character)) leading = false
    else if (character === '>' || /\s/.test(text.charAt(at + 1))) {
      marks += 1
      all += 1
    }
    if (marks > deepestNesting) return { deepest: line, marks: all }
  }
  return { deepest: null, marks: all }
}
