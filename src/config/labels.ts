import { type Effective, type Files, showOutcome } from './effective.ts'
import type { ConfigurationProblem } from './problem.ts'
import type { WrittenOverride } from './read/read-overrides.ts'
import { configurationKeys } from './schema/keys.ts'

const distinctLabels = ['incident_label', 'action_items.label', 'complete_label'] as const

/**
 * One label for two purposes would feed on itself: every action-item issue would be an incident. Such a key gets its
 * default, and the defaults differ. Changes `effective`.
 */
export function separateLabels(effective: Map<string, Effective>, files: Files): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = []
  for (let clash = findClash(effective); clash !== null; clash = findClash(effective)) {
    const { key, other, from } = clash
    const file = files[from]
    const fallback = configurationKeys.find((candidate) => candidate.name === key)?.default
    effective.set(key, { value: fallback, from: 'default' })
    problems.push({
      source: file?.source ?? '',
      ...(file?.values.get(key)?.position ?? { line: 1, column: 1 }),
      key,
      message: `is the same label as ${other}, allowed: a label of its own; ${showOutcome({ value: fallback, from: 'default' })}`,
    })
  }
  return problems
}

function findClash(effective: ReadonlyMap<string, Effective>) {
  for (const [index, first] of distinctLabels.entries()) {
    for (const second of distinctLabels.slice(index + 1)) {
      const [one, other] = [effective.get(first), effective.get(second)]
      if (!isSame(one?.value, other?.value)) continue
      if (other !== undefined && other.from !== 'default')
        return { key: second, other: first, from: other.from } as const
      if (one !== undefined && one.from !== 'default') return { key: first, other: second, from: one.from } as const
    }
  }
  return null
}

// Who made so many mistakes of one kind understands the first ones.
const mostProblems = 10

/**
 * The same for what overrides make of labels: theirs must differ from those for any other purpose, in whichever override.
 * What does not is left out, with a problem in the file `source`.
 */
export function separateOverrides(
  overrides: readonly WrittenOverride[],
  effective: ReadonlyMap<string, Effective>,
  source: string,
): { readonly overrides: readonly WrittenOverride[]; readonly problems: readonly ConfigurationProblem[] } {
  const taken = distinctLabels.map((purpose) => ({ purpose, label: effective.get(purpose)?.value }))
  const problems: ConfigurationProblem[] = []
  const sound = overrides.map(({ labels, values }) => {
    const kept = [...values].filter(([purpose, { value, position }]) => {
      const key = distinctLabels.find((name) => name === purpose)
      if (key === undefined) return true
      const other = taken.find((known) => known.purpose !== key && isSame(known.label, value))?.purpose
      if (other === undefined) {
        taken.push({ purpose: key, label: value })
        return true
      }
      const message = `is the same label as ${other}, allowed: a label of its own; this override leaves it as it is`
      problems.push({ source, ...position, key: `overrides.${key}`, message })
      return false
    })
    return { labels, values: new Map(kept) }
  })
  return { overrides: sound, problems: problems.slice(0, mostProblems) }
}

function isSame(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase()
}
