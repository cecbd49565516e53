import type { ReportScope, RepositoryRecord } from '../facts.ts'

/** One value of a spread, with what it is of. */
export interface SpreadValue {
  readonly value: number
  readonly label: string
  readonly url: string
}

/** One part of a whole, with the query that finds it. */
export interface Group {
  readonly name: string
  readonly count: number
  readonly query: string | null
}

export type FigureValue =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'share'; readonly count: number; readonly of: number }
  /** Every value, from the least to the greatest; `median`, `least` and `most` are `null` for none. */
  | {
      readonly kind: 'spread'
      readonly unit: 'days' | 'hours'
      readonly median: number | null
      readonly least: number | null
      readonly most: number | null
      readonly values: readonly SpreadValue[]
    }
  | { readonly kind: 'groups'; readonly of: number; readonly groups: readonly Group[] }

/** A number with what it means. */
export interface Figure {
  readonly key: string
  readonly label: string
  readonly definition: string
  /** The address of the search that finds its issues or pull requests; `null` where only documents tell. */
  readonly query: string | null
  readonly value: FigureValue
}

/** The values in order with their median and range. There is no mean: of durations it says nothing that holds. */
export function spreadOf(unit: 'days' | 'hours', values: readonly SpreadValue[]): FigureValue {
  const sorted = values.toSorted((one, other) => one.value - other.value || one.label.localeCompare(other.label))
  const at = (index: number) => sorted[index]?.value ?? null
  const upper = at(sorted.length >> 1)
  const lower = at((sorted.length - 1) >> 1)
  const median = upper === null || lower === null ? null : Math.round(((upper + lower) / 2) * 10) / 10
  return { kind: 'spread', unit, median, least: at(0), most: at(sorted.length - 1), values: sorted }
}

/** How often each name occurs: by `order` where it is given, else the most frequent first. */
export function countGroups(
  names: readonly string[],
  of: number,
  options: { readonly query: (name: string) => string | null; readonly order?: 'by-name' },
): FigureValue {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const groups = [...counts].map(([name, count]) => ({ name, count, query: options.query(name) }))
  const byName = (one: Group, other: Group) => (one.name < other.name ? -1 : 1)
  const byCount = (one: Group, other: Group) => other.count - one.count || byName(one, other)
  return { kind: 'groups', of, groups: groups.toSorted(options.order === 'by-name' ? byName : byCount) }
}

/** Makes the addresses of searches. */
export interface Queries {
  /** Issues or pull requests with these qualifiers, opened in the time span. */
  readonly opened: (qualifiers: string) => string
  /** With these qualifiers alone. */
  readonly any: (qualifiers: string) => string
  readonly incidents: string
  readonly items: string
}

/** Searches over the repositories of a report. https://docs.github.com/en/search-github/searching-on-github/searching-issues-and-pull-requests */
export function queriesFor(repositories: readonly RepositoryRecord[], scope: ReportScope): Queries {
  const [first] = repositories
  const within = `created:${scope.since.slice(0, 10)}..${lastDay(scope.until)}`
  const several = repositories.length !== 1
  const base = first === undefined ? 'https://github.com' : new URL(first.repository.url).origin
  const path = several ? `${base}/search?type=issues&q=` : `${first?.repository.url}/issues?q=`
  const where = several
    ? `${repositories.map(({ repository }) => `repo:${repository.owner}/${repository.name}`).join(' ')} `
    : ''
  const any = (qualifiers: string) => `${path}${encodeURIComponent(`${where}${qualifiers}`)}`
  const labels = [...new Set(repositories.flatMap((facts) => facts.labels))]
  const items = [...new Set(repositories.map(({ configuration }) => configuration.actionItems.label))]
  return {
    any,
    opened: (qualifiers) => any(`${qualifiers} ${within}`),
    incidents: `is:issue ${labelled(labels)}`,
    items: `is:issue ${labelled(items)}`,
  }
}

/** Any of these labels, as a search has it. */
export function labelled(labels: readonly string[]): string {
  return `label:${labels.map((label) => `"${label.replaceAll('"', '')}"`).join(',')}`
}

/** The last day that counts where the first instant that counts no more is `until`. */
export function lastDay(until: string): string {
  return new Date(Date.parse(until) - 1).toISOString().slice(0, 10)
}
