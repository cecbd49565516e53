export interface LineDiff {
  readonly additions: number
  readonly deletions: number
  /** Unified hunks with three lines of context; empty for equal texts. */
  readonly patch: string
}

interface Step {
  readonly sign: ' ' | '+' | '-'
  readonly text: string
}

/** Beyond this many line pairs the middle is shown as replaced, since comparing it would take seconds. */
const mostPairs = 4_000_000

/** The lines that differ between two texts. */
export function diffLines(before: string, after: string): LineDiff {
  const steps = script(linesOf(before), linesOf(after))
  const count = (sign: string) => steps.reduce((sum, step) => sum + (step.sign === sign ? 1 : 0), 0)
  return { additions: count('+'), deletions: count('-'), patch: hunks(steps) }
}

/** How much of two texts is the same, from 0 to 1; git calls two files a rename from 0.5 on. */
export function similarity(before: string, after: string): number {
  const [a, b] = [linesOf(before), linesOf(after)]
  const left = new Map<string, number>()
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1)
  let same = 0
  for (const line of b) {
    const rest = left.get(line) ?? 0
    if (rest === 0) continue
    left.set(line, rest - 1)
    same += line.length + 1
  }
  return same / Math.max(before.length + 1, after.length + 1, 1)
}

function linesOf(text: string): readonly string[] {
  if (text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}

function script(a: readonly string[], b: readonly string[]): readonly Step[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const keep = (lines: readonly string[]): Step[] => lines.map((text) => ({ sign: ' ', text }))
  return [
    ...keep(a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...keep(a.slice(a.length - end)),
  ]
}

function middle(a: readonly string[], b: readonly string[]): readonly Step[] {
  if (a.length * b.length > mostPairs)
    return [...a.map((text): Step => ({ sign: '-', text })), ...b.map((text): Step => ({ sign: '+', text }))]
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      steps.push({ sign: ' ', text: left })
      i += 1
      j += 1
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      steps.push({ sign: '-', text: left })
      i += 1
    } else if (right !== undefined) {
      steps.push({ sign: '+', text: right })
      j += 1
    }
  }
  return steps
}

function hunks(steps: readonly Step[]): string {
  const near = new Set<number>()
  steps.forEach((step, index) => {
    if (step.sign !== ' ') for (let k = index - 3; k <= index + 3; k += 1) near.add(k)
  })
  const out: string[] = []
  let hunk: Step[] = []
  let [old, fresh] = [1, 1]
  let [oldStart, freshStart] = [1, 1]
  const flush = () => {
    if (hunk.length === 0) return
    const size = (sign: string) => hunk.filter((step) => step.sign !== sign).length
    const span = (start: number, length: number) => `${length === 0 ? start - 1 : start},${length}`
    out.push(`@@ -${span(oldStart, size('+'))} +${span(freshStart, size('-'))} @@`)
    // One by one: as arguments of one call, the lines of a large file overflow the stack.
    for (const step of hunk) out.push(step.sign + step.text)
    hunk = []
  }
  steps.forEach((step, index) => {
    if (near.has(index)) {
      if (hunk.length === 0) [oldStart, freshStart] = [old, fresh]
      hunk.push(step)
    } else flush()
    if (step.sign !== '+') old += 1
    if (step.sign !== '-') fresh += 1
  })
  flush()
  return out.join('\n')
}
