import type { FactName } from '../../domain/marker.ts'
import type { View } from './template.ts'

/** What a value of each type is, in code. */
interface ValueTypes {
  /** One line that people wrote: always made harmless. */
  readonly text: string
  readonly number: number
  /** ISO 8601 in UTC; empty while it is not known. */
  readonly time: string
  readonly address: string
  /** Texts that people wrote, each made harmless. */
  readonly list: readonly string[]
  /** Prepared Markdown of any length, to stand on lines of its own; empty where there is none. */
  readonly block: string
  /** Prepared for YAML front matter. */
  readonly yaml: string
}

export type VariableType = keyof ValueTypes

/** What a document template can say under one name. */
export type Variable = {
  readonly [T in VariableType]: {
    readonly type: T
    /** What it is, as it stands in docs/templates.md: no capital letter, no full stop. */
    readonly description: string
    readonly example: ValueTypes[T]
  }
}[VariableType]

/**
 * Every variable of a document template, in the order of docs/templates.md. The views that documents are rendered from
 * and that page are both made of this table; each fact has an entry.
 */
export const documentVariables = {
  title: { type: 'text', description: "the incident's title", example: 'Checkout is down' },
  number: { type: 'number', description: "the incident's number", example: 12 },
  url: { type: 'address', description: "the incident's address", example: 'https://github.com/acme/shop/issues/12' },
  repository: { type: 'text', description: "the incident's repository", example: 'acme/shop' },
  statusUrl: {
    type: 'address',
    description: 'the permanent address of the status comment',
    example: 'https://github.com/acme/shop/issues/12#issuecomment-34',
  },
  status: { type: 'text', description: '`open`, `mitigated` or `resolved`', example: 'open' },
  started: {
    type: 'time',
    description: 'when it began; empty where nobody says and something happened before the issue was opened',
    example: '2026-11-20T14:05:00Z',
  },
  detected: {
    type: 'time',
    description: 'when it was detected; empty while it is not known',
    example: '2026-11-20T14:09:00Z',
  },
  mitigated: {
    type: 'time',
    description: 'when it was mitigated; empty while it is not known',
    example: '2026-11-20T15:10:00Z',
  },
  resolved: {
    type: 'time',
    description: 'when it was resolved, or the issue closed; empty while it is not known',
    example: '2026-11-20T16:40:00Z',
  },
  severity: {
    type: 'text',
    description: 'the first of `severity_labels` that the incident carries; empty without one',
    example: 'sev1',
  },
  services: {
    type: 'list',
    description: 'the services that it is about, by label or by its form',
    example: ['checkout'],
  },
  impact: {
    type: 'text',
    description: "what the incident's form says of its impact; empty where it does not",
    example: 'Cards of EU customers are declined',
  },
  labels: { type: 'list', description: "the incident's labels", example: ['incident', 'sev1'] },
  assignees: { type: 'list', description: 'who writes it, by login', example: ['wes', 'tia'] },
  authors: { type: 'yaml', description: 'who writes it, as a YAML list', example: '["wes", "tia"]' },
  'yaml.title': { type: 'yaml', description: 'the title, quoted', example: '"Checkout is down"' },
  'yaml.severity': { type: 'yaml', description: 'the severity, quoted; empty without one', example: '"sev1"' },
  'yaml.services': {
    type: 'yaml',
    description: 'the services as a YAML list; empty without one',
    example: '["checkout"]',
  },
  'yaml.impact': {
    type: 'yaml',
    description: 'the impact, quoted; empty without one',
    example: '"Cards of EU customers are declined"',
  },
  summary: {
    type: 'block',
    description: "the issue's body as a quote, headings taken down to the fourth level",
    example: '> Cards are declined since 14:05.',
  },
  people: {
    type: 'block',
    description: 'who took part, and what each did',
    example: '| Who | What they did |\n| --- | --- |\n| wes | declared it, commented |\n| tia | responded first, led |',
  },
  communication: {
    type: 'block',
    description: 'how people kept each other up to date, in numbers',
    example:
      '| Communication on the issue | |\n| --- | --- |\n| Time to the first response | 10 minutes |\n| Hand-overs | 1 |',
  },
  timeline: {
    type: 'block',
    description: 'what happened when, with links',
    example: '| UTC | Who | What |\n| --- | --- | --- |\n| 2026-11-20 14:05 | wes | Declared: Checkout is down |',
  },
  changes: {
    type: 'block',
    description: 'what was deployed, released, merged or failed shortly before the start',
    example:
      '| Before the start | What | Who |\n| --- | --- | --- |\n| [10 minutes](https://github.com/acme/shop) | Deployment of v1.2 to production: succeeded | wes |',
  },
  durations: {
    type: 'block',
    description: 'the phases as a chart, where each is known from, and how long it took',
    example:
      '| Phase | UTC | Known from | Duration |\n| --- | --- | --- | --- |\n| Mitigated | 2026-11-20 15:10 | /mitigated by tia | Time to mitigate: 1 hour 5 minutes |',
  },
  'action-items': {
    type: 'block',
    description: 'how action items are written, as a hidden comment: put it below a heading "Action items"',
    example: '<!-- One task a line … -->',
  },
} as const satisfies Readonly<Record<string, Variable>> & Readonly<Record<FactName, Variable & { type: 'block' }>>

export type VariableName = keyof typeof documentVariables

/** One value for each variable: a document cannot be rendered with one missing, or with one that is not documented. */
export type DocumentValues = {
  readonly [Name in VariableName]: ValueTypes[(typeof documentVariables)[Name]['type']]
}

/** Values by the names of variables. */
export type Values = Readonly<Record<string, ValueTypes[VariableType]>>

/** The variable of this name, `null` when there is none. */
export function variableOf(name: string): Variable | null {
  return new Map<string, Variable>(Object.entries(documentVariables)).get(name) ?? null
}

/** `values` as Mustache looks them up: a dotted name is a value within a group. */
export function viewOf(values: Values): View {
  const view: Record<string, View[string]> = {}
  const groups = new Map<string, Record<string, View[string]>>()
  for (const [name, value] of Object.entries(values)) {
    const [group = '', inner] = name.split('.')
    if (inner === undefined) view[name] = value
    else groups.set(group, { ...groups.get(group), [inner]: value })
  }
  return { ...view, ...Object.fromEntries(groups) }
}
