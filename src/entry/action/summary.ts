import type { RunTally } from './seen.ts'
import type { ActionSetting } from './setting.ts'

/** A table as `@actions/core` takes one. */
export type SummaryTable = readonly (readonly { readonly data: string; readonly header?: true }[])[]

/** What was written where, with links, a row each. It holds no text that people wrote: names of repositories and numbers only. */
export function summaryTable({ writes }: RunTally, { site }: Pick<ActionSetting, 'site'>): SummaryTable {
  const head = ['Where', 'What'].map((data) => ({ data, header: true }) as const)
  const rows = [...writes].map(([where, names]) => [{ data: linkTo(where, site) }, { data: counted(names) }])
  return [head, ...rows]
}

/** One sentence that stands above the table. */
export function summarySentence({ passes, writes, openItems }: RunTally, mode: ActionSetting['mode']): string {
  const count = [...writes.values()].flat().length
  const done = mode === 'observe' ? 'would be written' : 'written'
  const open = openItems === null ? '' : ` ${number(openItems, 'action item')} open.`
  return `${number(passes, 'pass', 'passes')}, ${number(count, 'thing')} ${done}.${open}`
}

function linkTo(where: string, site: string): string {
  const [, repository = '', issue] = /^([\w.-]+\/[\w.-]+)(?:#(\d+))?/.exec(where) ?? []
  const address = issue === undefined ? `${site}/${repository}` : `${site}/${repository}/issues/${issue}`
  return `<a href="${address}">${repository}${issue === undefined ? '' : `#${issue}`}</a>`
}

/** `comment, create issue (3)`. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name.replaceAll('-', ' ')}${count > 1 ? ` (${count})` : ''}`).join(', ')
}

function number(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
