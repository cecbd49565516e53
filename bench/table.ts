import { isKept, type Outcome, rounded } from './harness.ts'

const headings = ['key', 'value', 'unit', 'budget', '', 'what'] as const

/** The outcomes as an aligned table for a terminal. */
export function renderTable(outcomes: readonly Outcome[]): string {
  const rows = [[...headings], ...outcomes.map(cellsOf)]
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => padded(cell, widths[at] ?? 0, at))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The outcomes as a Markdown table, for `docs/performance.md`. */
export function renderMarkdown(outcomes: readonly Outcome[]): string {
  const head = ['| key | value | unit | budget | | what |', '| --- | ---: | --- | ---: | --- | --- |']
  const rows = outcomes.map((outcome) => {
    const [key, ...cells] = cellsOf(outcome)
    return `| ${[`\`${key}\``, ...cells].join(' | ')} |`
  })
  return [...head, ...rows].join('\n')
}

/** The outcomes by key, as `--json` prints them. */
export function toJson(outcomes: readonly Outcome[]): string {
  const entries = outcomes.map(({ benchmark: { key, unit, budget }, value, detail }) => {
    return [key, { value: rounded(value), unit, budget, detail }] as const
  })
  return JSON.stringify(Object.fromEntries(entries))
}

function cellsOf(outcome: Outcome): readonly string[] {
  const { key, unit, budget, keeps, what } = outcome.benchmark
  const limit = budget === null ? '' : `${keeps === 'at-most' ? '≤' : '≥'} ${budget}`
  const verdict = budget === null ? '' : isKept(outcome) ? 'ok' : 'MISSED'
  return [key, String(rounded(outcome.value)), unit, limit, verdict, what]
}

function padded(cell: string, width: number, column: number): string {
  return column === 1 || column === 3 ? cell.padStart(width) : cell.padEnd(width)
}
