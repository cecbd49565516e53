import { inlineText } from '../../document/harmless/inline-text.ts'
import type { Figure } from '../figures/figure.ts'
import type { SpanReport } from '../report.ts'
import {
  headOf,
  type ReportSection,
  type ReportTable,
  type ShownCell,
  sectionsOf,
  tableOf,
  valueText,
} from './sections.ts'

/** The report as Markdown that GitHub shows. What people wrote is harmless in it: it mentions, links and formats nothing. */
export function reportMarkdown(report: SpanReport): string {
  const { title, about } = headOf(report)
  return `# ${inlineText(title)}\n\n${inlineText(about)}\n\n${sectionsOf(report).map(sectionMarkdown).join('\n')}`
}

function sectionMarkdown({ title, intro, figures, tables }: ReportSection): string {
  const parts = [`## ${title}`, ...intro.map(inlineText), ...figures.map(figureMarkdown), ...tables.map(tableMarkdown)]
  return `${parts.join('\n\n')}\n`
}

function figureMarkdown(figure: Figure): string {
  const { label, definition, query, value } = figure
  const table = tableOf(figure)
  const found = query === null ? '' : ` [Find them](${query})`
  const head = `**${label}: ${valueText(value)}.** ${definition}${found}`
  return table === null ? head : `${head}\n\n${rowsMarkdown(table)}`
}

/** A table below its caption; of one without rows the caption alone. */
function tableMarkdown(table: ReportTable): string {
  const head = `**${inlineText(table.caption)}**`
  return table.rows.length === 0 ? head : `${head}\n\n${rowsMarkdown(table)}`
}

function rowsMarkdown({ columns, rows }: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map((cells) => line(cells.map(cellMarkdown)))].join(
    '\n',
  )
}

function cellMarkdown({ text, url }: ShownCell): string {
  const shown = inlineText(text)
  return url == null || shown === '' ? shown : `[${shown}](${safeAddress(url)})`
}

/** An address as the target of a link in a table: whatever could end either is encoded. */
function safeAddress(url: string): string {
  return url.replace(/[\s()<>|\\]/g, (mark) => encodeURIComponent(mark).replace('(', '%28').replace(')', '%29'))
}
