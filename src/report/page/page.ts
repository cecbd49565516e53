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
} from '../show/sections.ts'
import { chartOf } from './charts.ts'
import { htmlText, linkHtml } from './html-text.ts'
import { pageStyle } from './style.ts'

/** The report as one page of HTML that needs nothing beside it: no script, no picture, no font from anywhere. */
export function reportPage(report: SpanReport): string {
  const { title, about } = headOf(report)
  return htmlPage({ title, about, sections: sectionsOf(report), foot: footOf(report) })
}

/** What a page shows. All texts are plain. */
export interface PageParts {
  readonly title: string
  readonly about: string
  readonly sections: readonly ReportSection[]
  readonly foot: readonly string[]
}

/** A page of sections, each with its figures, charts and tables. */
export function htmlPage({ title, about, sections, foot }: PageParts): string {
  const links = sections.map((section, at) => `<li><a href="#part-${at + 1}">${htmlText(section.title)}</a></li>`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${htmlText(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
<h1><bdi>${htmlText(title)}</bdi></h1>
<p class="about"><bdi>${htmlText(about)}</bdi></p>
<nav aria-label="Parts of this report"><ul>${links.join('')}</ul></nav>
</header>
<main id="content">
${sections.map(sectionHtml).join('\n')}
</main>
<footer>${foot.map((line) => `<p>${htmlText(line)}</p>`).join('')}</footer>
</body>
</html>
`
}

function footOf({ repositories }: SpanReport): readonly string[] {
  const read = repositories.map(({ name, commit }) => `${name} at ${commit.slice(0, 12)}`)
  return [`Read from ${read.join(', ')}. Written by aftermath report; it changes nothing on GitHub.`]
}

function sectionHtml({ title, intro, figures, tables }: ReportSection, at: number): string {
  const paragraphs = intro.map((line) => `<p>${htmlText(line)}</p>`).join('\n')
  const cards = figures.length === 0 ? '' : `<div class="figures">${figures.map(figureHtml).join('\n')}</div>`
  return `<section id="part-${at + 1}" aria-labelledby="head-${at + 1}">
<h2 id="head-${at + 1}">${htmlText(title)}</h2>
${paragraphs}
${cards}
${tables.map((table) => tableHtml(table, 'section-table')).join('\n')}
</section>`
}

function figureHtml(figure: Figure): string {
  const { label, definition, query, value } = figure
  const chart = chartOf(figure)
  const table = tableOf(figure)
  const found =
    query === null ? '' : ` <a href="${htmlText(query)}">Find them<span hidden> (${htmlText(label)})</span></a>`
  const beside =
    chart === null || table === null
      ? ''
      : `<div class="beside"><div class="chart" role="img" aria-label="${htmlText(`${label}: ${valueText(value)}. The table beside it says the same.`)}">${chart}</div>${tableHtml(table, '')}</div>`
  return `<div class="figure${beside === '' ? '' : ' wide'}">
<h3>${htmlText(label)}</h3>
<p class="value">${htmlText(valueText(value))}</p>
<p class="definition">${htmlText(definition)}${found}</p>
${beside}
</div>`
}

/** Tables scroll by themselves, so they can have the focus: who has no mouse scrolls by keys. */
function tableHtml({ caption, columns, rows }: ReportTable, kind: string): string {
  const numeric = columns.map((_, at) => rows.every((row) => /^(?:[\d.]+(?: %)?)?$/.test(row[at]?.text ?? '')))
  const heads = columns.map(
    (name, at) => `<th scope="col"${numeric[at] ? ' class="number"' : ''}>${htmlText(name)}</th>`,
  )
  const body = rows.map(
    (row) => `<tr>${row.map((cell, at) => cellHtml(cell, numeric[at] ? 'number' : 'text')).join('')}</tr>`,
  )
  return `<div class="scroll ${kind}" tabindex="0" role="region" aria-label="${htmlText(caption)}"><table>
<caption>${htmlText(caption)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody>
</table></div>`
}

function cellHtml({ text, url }: ShownCell, kind: 'number' | 'text'): string {
  return `<td${kind === 'number' ? ' class="number"' : ''}>${text === '' ? '' : linkHtml(text, url)}</td>`
}
