// `node dist/test/year/draw.js` draws the chart of `docs/following-up.md` anew, after `npm run build`.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { mentionsIn, playYear, type Year } from './year.ts'

use([BarChart, GridComponent, SVGRenderer])

export const chartPath = 'docs/images/reminders-a-week.svg'
export const seedOfChart = 7

/** How many weeks of a person had so many reminders, as SVG; the same for the same year. */
export function chartOfYear({ said }: Year): string {
  const weeks = new Map<string, number>()
  for (const { at, body } of said) {
    const week = Math.floor((Date.parse(at) - Date.parse('2026-01-05T00:00:00Z')) / (7 * 86_400_000))
    for (const name of new Set(mentionsIn(body)))
      if (name.startsWith('person-')) weeks.set(`${name} ${week}`, (weeks.get(`${name} ${week}`) ?? 0) + 1)
  }
  const most = Math.max(1, ...weeks.values())
  const counts = Array.from({ length: most + 1 }, (_, count) => {
    return count === 0 ? 24 * 52 - weeks.size : [...weeks.values()].filter((one) => one === count).length
  })
  const shares = counts.map((count) => Math.round((count / (24 * 52)) * 1000) / 10)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 640, height: 260 })
  const text = { color: '#57606a', fontFamily: 'sans-serif', fontSize: 13 }
  chart.setOption({
    animation: false,
    grid: { left: 56, right: 16, top: 40, bottom: 48 },
    xAxis: {
      type: 'category',
      data: counts.map((_, count) => `${count}`),
      name: 'reminders in a week',
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: text,
      axisLabel: text,
    },
    yAxis: {
      type: 'value',
      name: '% of the weeks of a person',
      nameTextStyle: { ...text, align: 'left' },
      axisLabel: text,
      splitLine: { lineStyle: { color: '#d0d7de' } },
    },
    series: [
      { type: 'bar', data: shares, itemStyle: { color: '#0969da' }, label: { show: true, position: 'top', ...text } },
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  // Styles for pointers are numbered in the process, so that equal charts have different ones.
  const still = svg.replace(/<style[\s\S]*?<\/style>\n?/, '').replace(/ class="[^"]*"/g, '')
  return `${still.replace(/^<svg[^>]*>/, (begin) => `${begin}\n<title>Reminders a person gets in a week</title>`)}\n`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(chartPath, chartOfYear(playYear(seedOfChart)))
