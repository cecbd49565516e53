import { escapeHtml } from './safe-html.ts'

const limit = 12

/**
 * A drawing of a Mermaid pie chart: the slices, and beside them each name with its number. Undefined when a line is no
 * slice, when there are more than twelve, or when they add up to nothing.
 */
export function drawPie(source: string): string | undefined {
  const lines = source.split('\n').map((line) => line.trim())
  const rest = lines.filter((line) => line !== '' && !/^(?:pie\b|title\b|accTitle|accDescr|%%)/.test(line))
  const parts = rest.flatMap((line) => {
    const match = /^"([^"]+)"\s*:\s*(\d+(?:\.\d+)?)$/.exec(line)
    return match === null ? [] : [{ name: match[1] ?? '', value: Number(match[2]) }]
  })
  const total = parts.reduce((sum, { value }) => sum + value, 0)
  if (parts.length !== rest.length || parts.length > limit || total <= 0) return undefined
  let turned = 0
  const drawn = parts.map(({ name, value }, at) => {
    const share = value / total
    const slice = `<circle cx="110" cy="110" r="50" class="slice tone${at % 8}" stroke-dasharray="${share * 314.159} 314.159" stroke-dashoffset="${-turned * 314.159}"/>`
    turned += share
    const y = 30 + at * 26
    const words = `${escapeHtml(name)}: ${value} (${Math.round(share * 100)} %)`
    return `${slice}<rect x="250" y="${y - 12}" width="14" height="14" rx="3" class="tone${at % 8}"/><text x="274" y="${y}">${words}</text>`
  })
  const height = Math.max(220, 30 + parts.length * 26)
  return `<svg viewBox="0 0 860 ${height}" role="img" aria-label="Chart of the numbers beside it">${drawn.join('')}</svg>`
}
