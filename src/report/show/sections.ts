import type { Figure, FigureValue } from '../figures/figure.ts'
import { lastDay } from '../figures/figure.ts'
import { itemStateNames } from '../figures/item-figures.ts'
import { stateNames } from '../figures/postmortem-figures.ts'
import type { SpanReport } from '../report.ts'
import type { IncidentRow } from '../rows/incident-rows.ts'
import type { ItemRow } from '../rows/item-rows.ts'

/** A cell of a table. `url` is where its proof stands. */
export interface ShownCell {
  readonly text: string
  readonly url?: string | null
}

export interface ReportTable {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ShownCell[])[]
}

/** A part of a report as Markdown and HTML show it. All texts are plain: whoever shows them makes them harmless. */
export interface ReportSection {
  readonly title: string
  readonly intro: readonly string[]
  readonly figures: readonly Figure[]
  readonly tables: readonly ReportTable[]
}

/** What a report says, part by part; parts with nothing to say are left out. */
export function sectionsOf(report: SpanReport): readonly ReportSection[] {
  const { figures, incidents, items, gaps } = report
  return [
    ...(gaps.length === 0 ? [] : [{ title: 'What was not read', intro: gaps, figures: [], tables: [] }]),
    ...figures.map(({ title, figures: own }) => ({
      title,
      intro: introOf(title),
      figures: own,
      tables: title === 'What came back' ? [recurrenceTable(report)] : [],
    })),
    ...wouldSections(report),
    { title: 'Every incident', intro: [], figures: [], tables: [incidentTable(incidents)] },
    { title: 'Every action item', intro: [], figures: [], tables: [itemTable(items)] },
  ].filter((section) =>
    [section.intro, section.figures, section.tables.filter(({ rows }) => rows.length > 0)].some(
      ({ length }) => length > 0,
    ),
  )
}

/** The name of a report, and one line that says what it is about. */
export function headOf({ scope, incidents, items }: SpanReport): { readonly title: string; readonly about: string } {
  const { target, since, until, service, team } = scope
  const only = [service === null ? '' : `service ${service}`, team === null ? '' : `team ${team}`].filter(
    (one) => one !== '',
  )
  const span = `${since.slice(0, 10)} to ${lastDay(until)}`
  const counted = `${counting(incidents.length, 'incident')}, ${counting(items.length, 'action item')}`
  return { title: `Incidents of ${target}`, about: [span, ...only, counted].join(' · ') }
}

/** `1 incident`, `2 incidents`. */
export function counting(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function introOf(title: string): readonly string[] {
  if (title !== 'Durations') return []
  return [
    'Every incident is a dot. There is no mean: durations of incidents are spread so widely and so unevenly that a mean, and a change of it, says nothing that holds (VOID Report 2021 and 2022, thevoid.community).',
  ]
}

/** A value in words; of groups how many there are of. */
export function valueText(value: FigureValue): string {
  switch (value.kind) {
    case 'count':
      return String(value.count)
    case 'share':
      return value.of === 0 ? 'none to count' : `${value.count} of ${value.of} (${percent(value.count, value.of)})`
    case 'spread': {
      const { median, least, most, values, unit } = value
      if (median === null) return 'none to count'
      return `median ${median} ${unit}, from ${least} to ${most}, n = ${values.length}`
    }
    case 'groups':
      return value.of === 0 ? 'none to count' : `${value.of} in all`
  }
}

function percent(count: number, of: number): string {
  return `${Math.round((count / of) * 100)} %`
}

/** The table that stands beside the chart of a figure; `null` for one number. */
export function tableOf({ label, value }: Figure): ReportTable | null {
  if (value.kind === 'groups' && value.groups.length > 0) {
    const rows = value.groups.map(({ name, count, query }) => [
      { text: name, url: query },
      { text: String(count) },
      { text: value.of === 0 ? '' : percent(count, value.of) },
    ])
    return { caption: label, columns: ['What', 'How many', 'Share'], rows }
  }
  if (value.kind === 'spread' && value.values.length > 0) {
    const rows = value.values.map(({ label: what, url, value: one }) => [{ text: what, url }, { text: String(one) }])
    return { caption: label, columns: ['What', value.unit === 'days' ? 'Days' : 'Hours'], rows }
  }
  return null
}

function wouldSections({ would }: SpanReport): readonly ReportSection[] {
  const { drafts, asked, issues } = would
  const tables: readonly ReportTable[] = [
    {
      caption: `${counting(drafts.length, 'draft pull request')} that it would have opened, each within a minute of the label`,
      columns: ['Incident', 'Draft', 'Document'],
      rows: drafts.map(({ incident, url, title, path }) => [{ text: incident, url }, { text: title }, { text: path }]),
    },
    {
      caption: 'What its review would have asked of the documents that stand there',
      columns: ['Question', 'Documents', 'Times'],
      rows: asked.map(({ what, documents, times }) => [
        { text: what },
        { text: String(documents) },
        { text: String(times) },
      ]),
    },
    {
      caption: `${counting(issues.length, 'issue')} that it would have opened for action items, and reminded of until they are closed`,
      columns: ['Action item', 'It would have asked'],
      rows: issues.map(({ title, url, asks }) => [{ text: title, url }, { text: asks === '' ? 'nothing' : asks }]),
    },
  ]
  const told = tables.filter(({ rows }) => rows.length > 0)
  if (told.length === 0) return []
  const intro = ['Of incidents and documents that Aftermath has not followed. Nothing was written for this report.']
  return [{ title: 'What Aftermath would have opened and asked', intro, figures: [], tables: told }]
}

function recurrenceTable({ recurrences }: SpanReport): ReportTable {
  return {
    caption: 'Incidents with the earlier ones that they resemble',
    columns: ['Incident', 'Resembles', 'Why', 'How that ended', 'Left to do then, or declined'],
    rows: recurrences.map(({ incident, earlier, why, left }) => [
      { text: `#${incident.number} ${incident.title}`, url: incident.url },
      { text: `#${earlier.number} ${earlier.title}`, url: earlier.url },
      { text: why },
      {
        text: stateNames[earlier.postmortem.state],
        url: earlier.postmortem.pull?.url ?? earlier.postmortem.document?.url ?? null,
      },
      { text: left.map(({ title, state }) => `${title} (${state === 'declined' ? 'declined' : 'open'})`).join('; ') },
    ]),
  }
}

function incidentTable(incidents: readonly IncidentRow[]): ReportTable {
  return {
    caption: counting(incidents.length, 'incident'),
    columns: ['Incident', 'Opened', 'Severity', 'Services', 'Postmortem', 'Days', 'Late', 'Questions'],
    rows: incidents.map(({ number, title, url, declared, severity, services, postmortem }) => [
      { text: number === null ? title : `#${number} ${title}`, url },
      { text: declared?.slice(0, 10) ?? '' },
      { text: severity ?? '' },
      { text: services.join(', ') },
      { text: stateNames[postmortem.state], url: postmortem.pull?.url ?? postmortem.document?.url ?? null },
      { text: postmortem.days === null ? '' : String(postmortem.days) },
      { text: postmortem.late === null ? '' : postmortem.late ? 'late' : 'in time' },
      {
        text: postmortem.answered === null ? '' : `${postmortem.answered} of 7`,
        url: postmortem.document?.url ?? null,
      },
    ]),
  }
}

function itemTable(items: readonly ItemRow[]): ReportTable {
  return {
    caption: counting(items.length, 'action item'),
    columns: ['Action item', 'Incident', 'Owner', 'Due', 'State', 'Closed by', 'Age in days'],
    rows: items.map(({ title, url, incident, owners, due, state, overdue, closedBy, age }) => [
      { text: title, url },
      { text: typeof incident === 'number' ? `#${incident}` : (incident ?? '') },
      { text: owners.join(', ') },
      { text: due ?? '' },
      { text: overdue ? 'overdue' : itemStateNames[state] },
      { text: closedBy?.text ?? '', url: closedBy?.url ?? null },
      { text: age === null ? '' : String(age) },
    ]),
  }
}
