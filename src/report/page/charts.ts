import { BarChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import type { Figure, FigureValue } from '../figures/figure.ts'

use([BarChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer])

const width = 640
const rowHeight = 28
const longestName = 34
/** More bars than these are read in the table. */
const mostBars = 24

// Colours are the page's, so that they follow light, dark and paper.
const ink = 'var(--ink)'
const faint = 'var(--faint)'
const accent = 'var(--accent)'

type Spread = Extract<FigureValue, { readonly kind: 'spread' }>
type Groups = Extract<FigureValue, { readonly kind: 'groups' }>

/** The chart of a figure as SVG without scripts, styles and ids that could meet another's; `null` where there is nothing to draw. */
export function chartOf({ value }: Figure): string | null {
  switch (value.kind) {
    case 'groups':
      return value.groups.some(({ count }) => count > 0) ? drawBars(value) : null
    case 'spread':
      return value.values.length === 0 ? null : drawDots(value)
    case 'count':
    case 'share':
      return null
  }
}

const axis = {
  axisLine: { lineStyle: { color: faint } },
  axisTick: { show: false },
  axisLabel: { color: ink, fontSize: 13, fontFamily: 'inherit' },
  splitLine: { lineStyle: { color: faint, opacity: 0.4 } },
}

function drawBars({ groups }: Groups): string {
  const shown = groups.slice(0, mostBars)
  return draw(shown.length * rowHeight + 16, {
    grid: { left: 240, right: 48, top: 8, bottom: 8 },
    xAxis: { type: 'value', show: false },
    yAxis: { type: 'category', inverse: true, data: shown.map(({ name }) => cutAt(name, longestName)), ...axis },
    series: [
      {
        type: 'bar',
        data: shown.map(({ count }) => count),
        barMaxWidth: 16,
        itemStyle: { color: accent, borderRadius: 2 },
        label: { show: true, position: 'right', color: ink, fontSize: 13, fontFamily: 'inherit' },
      },
    ],
  })
}

/** Every value is a dot, those that would hide each other one above the other; a line marks the median. */
function drawDots({ values, median, unit, most }: Spread): string {
  const dots = stacked(
    values.map(({ value }) => value),
    most ?? 0,
  )
  const height = Math.max(...dots.map(([, level]) => level)) * 9 + 90
  return draw(height, {
    grid: { left: 24, right: 24, top: 28, bottom: 40 },
    xAxis: {
      type: 'value',
      min: 0,
      name: unit,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: ink, fontSize: 13 },
      ...axis,
    },
    yAxis: { type: 'value', show: false, min: -1, max: Math.max(...dots.map(([, level]) => level)) + 1 },
    series: [
      {
        type: 'scatter',
        symbolSize: 8,
        data: dots.map(([value, level]) => [value, level]),
        itemStyle: { color: accent, opacity: 0.8 },
        markLine: {
          symbol: 'none',
          lineStyle: { color: ink, type: 'dashed', width: 1 },
          label: { formatter: `median ${median}`, color: ink, fontSize: 13, fontFamily: 'inherit' },
          data: median === null ? [] : [{ xAxis: median }],
        },
      },
    ],
  })
}

/** Each value with its level: the lowest at which no earlier dot is in its way. */
function stacked(values: readonly number[], most: number): readonly (readonly [value: number, level: number])[] {
  const apart = (most / (width - 48)) * 9
  const ends: number[] = []
  return values.map((value) => {
    const free = ends.findIndex((end) => value - end >= apart)
    const level = free === -1 ? ends.length : free
    ends[level] = value
    return [value, level] as const
  })
}

function draw(height: number, option: object): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
