import type { Configuration } from '../../../config/schema/schema.ts'
import type { ActionItem } from '../../../domain/action-item.ts'
import type { Issue } from '../../../domain/issue.ts'
import { parseFullName } from '../../../domain/ref.ts'
import type { OtherRepository, Repository } from '../../../domain/repository.ts'
import { mayStandIn } from '../../../domain/visibility.ts'
import { onlyRepositoryOf } from '../../incident/services.ts'
import type { Inquiry } from '../../inquiry.ts'

/** Where the issue of an item is opened. */
export interface ItemPlace {
  /** Another repository of the account; `null` for the incident's own. */
  readonly there: OtherRepository | null
  /** Whether more people see it there than its document: then only what is meant for everybody goes there. */
  readonly neutral: boolean
  /** What was asked for where it cannot be opened: `acme/billing`; `null` for nothing. */
  readonly wanted: string | null
}

/** The document that items stand in. `issue` is its incident, `null` where there is none. */
export interface ItemGround {
  readonly repository: Repository
  readonly configuration: Configuration
  readonly issue: Issue | null
}

/** In the incident's own repository, as nobody wants it elsewhere. */
export const here: ItemPlace = { there: null, neutral: false, wanted: null }

/**
 * Where an item's issue goes: to the repository that its line names, else to the one that all services of the incident name,
 * else here. Only a repository of the same account takes it, where the app is installed and issues are on. No other account is
 * asked about. `undefined` while it is not read.
 */
export function itemPlace(item: ActionItem, ground: ItemGround, inquiry: Inquiry): ItemPlace | undefined {
  const { repository } = ground
  const name = namedBy(item, ground)
  if (name === null || isSame(name, `${repository.owner}/${repository.name}`)) return here
  if (!isSame(name.split('/', 1)[0] ?? '', repository.owner)) return { ...here, wanted: name }
  const question = { ask: 'itemRepository', name } as const
  // What GitHub does not show is as good as not there.
  const found = inquiry.refused(question) ? null : inquiry.ask(question)
  if (found === undefined) return undefined
  // Renamed since, it may be this one.
  if (found?.id === repository.id) return here
  if (found === null || found.closed !== null) return { ...here, wanted: name }
  const { id, owner, repo, visibility, covered } = found
  const there = { id, owner, repo, visibility, covered }
  return { there, neutral: !mayStandIn(there, repository), wanted: null }
}

/** The same of a line that came after the merge: nobody saw beforehand what everybody would read of it, so that stays here. */
export function laterItemPlace(item: ActionItem, ground: ItemGround, inquiry: Inquiry): ItemPlace | undefined {
  const place = itemPlace(item, ground, inquiry)
  return place?.neutral && place.there ? { ...here, wanted: `${place.there.owner}/${place.there.repo}` } : place
}

/** `acme/billing`, whatever the line or the services write; `null` where neither names one. */
function namedBy({ repository: named }: ActionItem, { repository, configuration, issue }: ItemGround): string | null {
  if (named !== undefined) return parseFullName(named) === null ? `${repository.owner}/${named}` : named
  return issue === null ? null : onlyRepositoryOf({ issue, configuration, repository })
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
