import { internalMark, isInternalHeading } from './hidden-leaks.ts'
import { readPublicText } from './public-text.ts'

/**
 * A document without what is not for everybody: what stands between `<!-- internal -->` and `<!-- /internal -->`, or behind the
 * first where the second is missing; what stands under "Internal notes"; and all comments. Empty for what cannot be read.
 */
export function withoutInternalParts(text: string): string {
  const opened = readPublicText(withoutMarked(text))
  if (!opened.ok) return ''
  const { lines } = opened.read
  let level: number | null = null
  const kept = lines.filter(({ prose }) => {
    const marks = /^ {0,3}(#{1,6})\s/.exec(prose)?.[1]
    if (isInternalHeading(prose)) {
      level = Math.min(level ?? 7, marks?.length ?? 7)
      return false
    }
    if (level !== null && marks !== undefined && marks.length <= level) level = null
    return level === null
  })
  return kept.map(({ visible }) => visible).join('\n')
}

/** Takes out what is marked, a stretch of lines: what else stands on the lines of its marks is taken for a part of it. */
function withoutMarked(text: string): string {
  const opened = readPublicText(text)
  if (!opened.ok) return ''
  const { comments, lines } = opened.read
  const marks = comments.flatMap(({ line, text: said }) => {
    const mark = internalMark(said)
    return mark === null ? [] : [{ line, mark }]
  })
  const hidden = new Set<number>()
  for (const [index, { line, mark }] of marks.entries()) {
    if (mark === 'ends') {
      hidden.add(line)
      continue
    }
    const end = marks.slice(index).find((one) => one.mark === 'ends')?.line ?? lines.length
    for (let at = line; at <= end && !(hidden.has(at) && at > line); at += 1) hidden.add(at)
  }
  return lines
    .filter(({ number }) => !hidden.has(number))
    .map((line) => line.text)
    .join('\n')
}
