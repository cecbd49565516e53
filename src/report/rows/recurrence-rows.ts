import type { Issue } from '../../domain/issue.ts'
import { type Likened, type SimilarIncident, similarIncidents } from '../../plan/similar/similar-incidents.ts'
import type { RepositoryRecord } from '../facts.ts'
import type { DocumentRow } from './document-rows.ts'
import type { IncidentRow } from './incident-rows.ts'
import type { ItemRow } from './item-rows.ts'

/** An incident that resembles an earlier one of its repository. */
export interface RecurrenceRow {
  readonly incident: IncidentRow
  readonly earlier: IncidentRow
  /** Why, in words: `same service checkout; both name certificate, expired`. */
  readonly why: string
  /** The action items of the earlier one that were open when the incident was declared, or are declined. */
  readonly left: readonly ItemRow[]
}

interface RecurrenceParts {
  readonly facts: RepositoryRecord
  readonly incidents: readonly IncidentRow[]
  readonly documents: readonly DocumentRow[]
  readonly items: readonly ItemRow[]
}

/** The incidents of the time span that resemble an earlier one of it: each with at most three, the likest first. */
export function recurrenceRows({ facts, incidents, documents, items }: RecurrenceParts): readonly RecurrenceRow[] {
  const issues = new Map(facts.incidents.map((issue) => [issue.number, issue]))
  const likened = new Map(
    incidents.flatMap((row) => {
      const issue = row.number === null ? undefined : issues.get(row.number)
      return issue === undefined ? [] : [[row, likenedOf(row, issue, documents)] as const]
    }),
  )
  const itemsOf = new Map<ItemRow['incident'], ItemRow[]>()
  for (const item of items) itemsOf.set(item.incident, [...(itemsOf.get(item.incident) ?? []), item])
  return [...likened].flatMap(([incident, one]) => {
    const earlier = [...likened].filter(([row]) => (row.declared ?? '') < (incident.declared ?? ''))
    return similarIncidents(
      one,
      earlier.map(([, other]) => other),
    ).flatMap((likeness) => {
      const row = earlier.find(([, { key }]) => key === likeness.key)?.[0]
      return row === undefined
        ? []
        : [{ incident, earlier: row, why: whyOf(likeness), left: leftOf(itemsOf.get(row.number) ?? [], incident) }]
    })
  })
}

function likenedOf(row: IncidentRow, issue: Issue, documents: readonly DocumentRow[]): Likened {
  const document = documents.find(({ incident }) => incident === issue.number)
  const links = document?.items.flatMap(({ text }) => text.match(pathLike) ?? []) ?? []
  return {
    key: String(issue.number),
    title: issue.title,
    // What a form asks is the same in all of them.
    text: issue.body.slice(0, 4000).replace(/<!--.{0,2000}?-->|^#{1,4} .{0,200}$/gms, ' '),
    services: row.services,
    labels: issue.labels,
    paths: [...new Set(links)],
  }
}

/** A path of a file as people write it in a sentence. */
const pathLike = /\b[\w-]{1,60}(?:\/[\w.-]{1,60}){1,8}\.\w{1,8}\b/g

/** What two incidents have in common, as a sentence has it. */
function whyOf({ services, paths, words }: Pick<SimilarIncident, 'services' | 'paths' | 'words'>): string {
  return [
    ...(services.length > 0 ? [`same service ${services.join(', ')}`] : []),
    ...(paths.length > 0 ? [`same file ${paths.slice(0, 2).join(', ')}`] : []),
    ...(words.length > 0 ? [`both name ${words.slice(0, 4).join(', ')}`] : []),
  ].join('; ')
}

/** Of the items of an earlier incident, those that were open when `incident` was declared, or are declined. */
function leftOf(items: readonly ItemRow[], incident: IncidentRow): readonly ItemRow[] {
  const at = incident.declared ?? ''
  return items.filter(
    ({ state, closed }) => state === 'declined' || state === 'open' || (closed !== null && closed > at),
  )
}
