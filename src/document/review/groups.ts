import type { RuleFinding } from './finding.ts'
import type { RuleName } from './rules.ts'

/** Rules about single lines, and how few of their findings are worth a word each. */
const groupable: ReadonlyMap<RuleName, number> = new Map([
  ['action-item/no-owner', 2],
  ['action-item/no-date', 2],
  ['action-item/unbounded', 2],
  ['action-item/bad-date', 3],
  ['action-item/past', 3],
  ['action-item/unread', 3],
  ['action-item/not-assignable', 3],
  ['placeholder/left', 3],
  ['prompt/left', 3],
  ['timeline/out-of-order', 3],
])

/** As many lines are named; nobody looks up more. */
const mostLines = 20

/**
 * `found` with the findings of a rule made one where they are more than a few and met most lines of their kind: that is how a
 * house writes, and is said once. `kinds` tells how many lines a rule looked at; where it does not, it is as many as it found.
 */
export function groupFindings(
  found: readonly RuleFinding[],
  kinds: ReadonlyMap<RuleName, number>,
): readonly RuleFinding[] {
  const byRule = new Map<RuleName, RuleFinding[]>()
  for (const one of found) {
    const all = byRule.get(one.rule) ?? []
    all.push(one)
    byRule.set(one.rule, all)
  }
  return found.flatMap((one): readonly RuleFinding[] => {
    const few = groupable.get(one.rule)
    const all = byRule.get(one.rule) ?? []
    const of = kinds.get(one.rule) ?? all.length
    if (few === undefined || all.length <= few || all.length * 2 <= of) return [one]
    return one === all[0] ? [together(all, of)] : []
  })
}

function together(all: readonly RuleFinding[], of: number): RuleFinding {
  const [first = { rule: 'placeholder/left' as const, line: 1 }, ...further] = all
  const lines = all.map(({ line }) => String(line))
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), '…'] : lines
  const many = { count: String(all.length), of: String(of), all: all.length === of, lines: shown.join(', ') }
  return { ...first, also: further.map(({ line }) => line), values: { ...first.values, many } }
}
