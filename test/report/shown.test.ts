import { describe, expect, it } from 'vitest'
import { reportPage } from '../../src/report/page/page.ts'
import { type SpanReport, spanReport } from '../../src/report/report.ts'
import { cellCsv, reportCsv } from '../../src/report/show/csv.ts'
import { reportMarkdown } from '../../src/report/show/markdown.ts'
import { declared, factsOf, itemOf, postmortemPull } from './facts-of.ts'

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://evil.example","x")',
  '@wes please see #7 | cell',
  '[x](javascript:alert(1))',
  '\u202e\u2066gnp.exe',
  '👩‍👩‍👧‍👦'.repeat(256),
  "'; DROP TABLE x --",
  ']]></svg><script>1</script>',
]

function hostileReport(): SpanReport {
  return spanReport(
    factsOf({
      yaml: 'severity_labels: ["<b>worst</b>", sev2]\n',
      incidents: hostile.map((title, at) =>
        declared(at + 1, {
          title,
          labels: ['incident', '<b>worst</b>', `service:${title}`],
          closedAt: '2026-03-03T00:00:00Z',
        }),
      ),
      itemIssues: hostile.map((title, at) => itemOf(1, at + 50, { title, assignees: ['wes'] })),
      pulls: [postmortemPull(1)],
      documents: hostile.map((title, at) => ({
        path: `postmortems/2026-03-02-${at + 1}-a.md`,
        sha: 'b'.repeat(40),
        text: `---\nseverity: ${JSON.stringify(title)}\n---\n# ${title}\n\n## Action items\n\n- ${title}\n`,
      })),
    }),
  )
}

describe('what people wrote', () => {
  it('acts nowhere in HTML', () => {
    const page = reportPage(hostileReport())
    expect(page).not.toMatch(/<(?:script|img|b)\b|javascript:(?!alert)|\son\w+=(?!alert)/i)
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toSatisfy((all: readonly string[]) =>
      all.every((to) => to.startsWith('https://github.com/') || to.startsWith('#')),
    )
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('mentions, links and formats nothing in Markdown', () => {
    const text = reportMarkdown(hostileReport())
    expect(text).not.toMatch(/<(?:script|img|b)\b|@wes|(?<!\\)\]\(javascript|[\u202a-\u202e\u2066-\u2069]/)
    const widths = text
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.replace(/\\\|/g, '').split('|').length)
    expect(Math.max(...widths)).toBe(10)
  })

  it('is no formula in CSV', () => {
    const rows = reportCsv(hostileReport()).split('\n')
    expect(rows.some((row) => row.includes(`"'=HYPERLINK(""https://evil.example"",""x"")"`))).toBe(true)
    for (const cell of rows.join(',').match(/"(?:[^"]|"")*"/g) ?? []) expect(cell).not.toMatch(/^"[\s]*[=+\-@|%\t]/)
  })

  it.each(['=1', '+1', '-1', '@x', '\t=1', '\r=1', ' =1', '\n+1', '"=1', '＝1', '|x', '%x'])(
    '%j becomes text',
    (text) => {
      expect(cellCsv(text)).toMatch(/^"'/)
    },
  )

  it.each(['plain', '1+1', 'a "b" c', '', 'a,b\nc'])('%j stays as it is', (text) => {
    expect(cellCsv(text)).toBe(`"${text.replaceAll('"', '""')}"`)
  })
})

describe('the page', () => {
  const page = reportPage(hostileReport())

  it('needs nothing beside it', () => {
    const tags = page.match(/<[a-z][^>]*>/gi)?.join('\n') ?? ''
    expect(/<(?:link|iframe|object|embed|img|image|use|script)\b|url\(|\s(?:src|xlink:href)=/i.exec(tags)).toBe(null)
    expect(/@import|url\(/.exec(page.slice(0, page.indexOf('</style>')))).toBe(null)
    expect(page.includes("default-src 'none'")).toBe(true)
  })

  it('has a table with the same values beside each chart', () => {
    const charts = page.match(/<div class="chart"/g) ?? []
    expect(charts.length).toBeGreaterThan(4)
    expect(page.match(/<div class="chart"[\s\S]*?<\/svg><\/div><div class="scroll[^>]*><table>/g)).toHaveLength(
      charts.length,
    )
  })

  it('draws every value of a spread as a dot', () => {
    const report = spanReport(
      factsOf({
        incidents: [1, 2, 3].map((number) => declared(number, { closedAt: `2026-03-0${number + 3}T00:00:00Z` })),
      }),
    )
    const [card = ''] = reportPage(report).match(/<h3>Hours that the issue was open[\s\S]*?<\/svg>/) ?? []
    expect(card).toContain('median 60 hours, from 36 to 84, n = 3')
    expect(card.match(/<path[^>]*fill="var\(--accent\)"/g)).toHaveLength(3)
  })

  it('tells of a time without incidents', () => {
    const empty = spanReport(factsOf({}))
    expect(reportPage(empty)).toContain('none to count')
    expect(reportMarkdown(empty)).toContain('**Incidents: 0.**')
    expect(reportCsv(empty).split('\n')).toHaveLength(2)
  })

  it('says what was not read first', () => {
    expect(reportMarkdown(spanReport(factsOf({ gaps: ['acme/shop: 3 of 9 documents were read.'] })))).toMatch(
      /## What was not read\n\nacme\/shop: 3 of 9 documents were read\.\n\n## Incidents/,
    )
  })
})
