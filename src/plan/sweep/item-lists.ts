import { incidentLabels, itemLabels } from '../../config/overrides.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import type { Issue } from '../../domain/issue.ts'
import { fullName } from '../../domain/ref.ts'
import type { OtherRepository } from '../../domain/repository.ts'
import type { Inquiry } from '../inquiry.ts'

/** The open action-item issues of all incidents, whatever label overrides give theirs; `undefined` while not read. */
export function everyOpenItem(configuration: Configuration, inquiry: Inquiry): readonly Issue[] | undefined {
  return together(itemLabels(configuration).map((label) => inquiry.ask({ ask: 'openItems', label })))
}

/** The incidents updated since (`null`: all), whatever label overrides want of theirs, each once; `undefined` while not read. */
export function everyIncident(
  configuration: Configuration,
  since: string | null,
  inquiry: Inquiry,
): readonly Issue[] | undefined {
  const labels = incidentLabels(configuration)
  const all = together(labels.map((label) => inquiry.ask({ ask: 'incidents', label, since })))
  return all && [...new Map(all.map((issue) => [issue.number, issue])).values()]
}

/**
 * The action-item issues updated since, by every label: an override that counted when one was opened need not count now.
 * `undefined` while not read.
 */
export function itemsSince(
  configuration: Configuration,
  since: string,
  inquiry: Inquiry,
): readonly Issue[] | undefined {
  return together(itemLabels(configuration).map((label) => inquiry.ask({ ask: 'labelled', label, since })))
}

/** The same of another repository: what stands there is what the app may follow. `undefined` while not read. */
export function itemsThere(
  configuration: Configuration,
  since: string,
  there: OtherRepository,
  inquiry: Inquiry,
): readonly Issue[] | undefined {
  const lists = itemLabels(configuration).map((label) => {
    const question = { ask: 'labelled', label, since, in: fullName(there) } as const
    return inquiry.refused(question) ? [] : inquiry.ask(question)
  })
  return together(lists)?.map((issue) => ({ ...issue, elsewhere: there }))
}

function together(lists: readonly (readonly Issue[] | undefined)[]): readonly Issue[] | undefined {
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? [])
}
