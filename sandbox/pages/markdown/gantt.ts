import { escapeHtml } from './safe-html.ts'

interface Task {
  readonly section: string
  readonly name: string
  readonly isCritical: boolean
  readonly isMilestone: boolean
  readonly start: number
  readonly end: number
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const tags = new Set(['active', 'done', 'crit', 'milestone'])
const settings = /^(?:gantt|title|dateFormat|axisFormat|tickInterval|todayMarker|excludes|weekday|accTitle|accDescr|%%)/
const [width, left, row, top] = [860, 300, 30, 12]

/**
 * A drawing of a Mermaid gantt chart whose tasks all have a start and an end or a length. Undefined when one line says
 * something else: a chart that leaves out what it does not understand would mislead.
 */
export function drawGantt(source: string): string | undefined {
  const tasks = parseTasks(source)
  if (tasks === undefined || tasks.length === 0 || tasks.length > 100) return undefined
  const from = Math.min(...tasks.map(({ start }) => start))
  const to = Math.max(...tasks.map(({ end }) => end))
  const span = Math.max(to - from, 1)
  const x = (at: number) => left + ((at - from) / span) * (width - left - 60)
  const height = top + tasks.length * row + 28
  const ticks = ticksOf(from, to)
  const grid = ticks.map(
    (at) =>
      `<line x1="${x(at)}" x2="${x(at)}" y1="${top}" y2="${height - 24}" class="grid"/><text x="${x(at)}" y="${height - 6}" text-anchor="middle" class="tick">${tickLabel(at, span)}</text>`,
  )
  const bars = tasks.map((task, at) => {
    const y = top + at * row
    const isFirst = task.section !== '' && tasks[at - 1]?.section !== task.section
    const heading = isFirst
      ? `<text x="0" y="${y + 19}" class="section">${escapeHtml(short(task.section, 14))}</text>`
      : ''
    const size = task.isMilestone ? 6 : Math.max(x(task.end) - x(task.start), 3)
    const kind = task.isCritical ? 'bar-critical' : 'bar-plain'
    return `${heading}<text x="100" y="${y + 19}">${escapeHtml(short(task.name, 32))}</text><rect x="${x(task.start)}" y="${y + 6}" width="${size}" height="18" rx="3" class="${kind}"/>`
  })
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Chart of the tasks listed below">${grid.join('')}${bars.join('')}</svg>`
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7 * 1440, 14 * 1440].map((m) => m * 60_000)

/** Round moments within the chart, seven at most; both ends of one that is shorter or longer than any of the steps. */
function ticksOf(from: number, to: number): readonly number[] {
  const step = steps.find((one) => (to - from) / one <= 6)
  const first = step === undefined ? to : Math.ceil(from / step) * step
  if (step === undefined || first + step > to) return [from, to]
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, at) => first + at * step)
}

function short(text: string, length: number): string {
  const letters = [...text]
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`
}

function tickLabel(at: number, span: number): string {
  const iso = new Date(at).toISOString()
  return span <= 2 * (units.d ?? 0) ? iso.slice(11, 16) : iso.slice(0, 10)
}

function parseTasks(source: string): readonly Task[] | undefined {
  const ends = new Map<string, number>()
  const tasks: Task[] = []
  let section = ''
  for (const line of source.split('\n').map((one) => one.trim())) {
    if (line === '' || settings.test(line)) continue
    if (line.startsWith('section ')) {
      section = line.slice(8).trim()
      continue
    }
    const task = parseTask(line, section, ends, tasks.at(-1)?.end)
    if (task === undefined) return undefined
    tasks.push(task)
  }
  return tasks
}

function parseTask(
  line: string,
  section: string,
  ends: Map<string, number>,
  previous: number | undefined,
): Task | undefined {
  const colon = line.search(/:(?!\d)|:(?=\d{4}-)|:(?=\d{1,2}:)/)
  if (colon < 1) return undefined
  const parts = line
    .slice(colon + 1)
    .split(',')
    .map((part) => part.trim())
  const own = parts.filter((part) => tags.has(part))
  const rest = parts.filter((part) => part !== '' && !tags.has(part))
  const id = rest.length === 3 ? rest[0] : undefined
  const [first, last = first] = rest.slice(-2)
  if (first === undefined || last === undefined || rest.length > 3) return undefined
  const start = rest.length === 1 ? previous : moment(first, ends)
  const end = start === undefined ? undefined : (moment(last, ends) ?? later(start, last))
  if (start === undefined || end === undefined || end < start) return undefined
  if (id !== undefined) ends.set(id, end)
  const name = line.slice(0, colon).trim()
  return { section, name, isCritical: own.includes('crit'), isMilestone: own.includes('milestone'), start, end }
}

function moment(text: string, ends: ReadonlyMap<string, number>): number | undefined {
  const after = /^after\s+(\S+)$/.exec(text)
  if (after !== null) return ends.get(after[1] ?? '')
  if (/^\d{1,2}:\d{2}(:\d{2})?$/.test(text)) return dated(`1970-01-01T${text.padStart(5, '0')}`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dated(`${text}T00:00`)
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?Z?$/.test(text)) return dated(text.replace(' ', 'T').replace(/Z$/, ''))
  return undefined
}

function dated(local: string): number | undefined {
  const at = Date.parse(`${local}Z`)
  return Number.isNaN(at) ? undefined : at
}

function later(start: number, length: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(s|m|h|d|w)$/.exec(length)
  return match === null ? undefined : start + Number(match[1]) * (units[match[2] ?? ''] ?? 0)
}
