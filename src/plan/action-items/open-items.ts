import { block, inlineText } from '../../document/harmless/escape.ts'
import { renderMarker } from '../../document/markers/markers.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { showIdentity } from '../../domain/action-item.ts'
import type { FrozenList } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Pull } from '../../domain/repository.ts'
import type { Context } from '../context.ts'
import { issueDraft } from '../draft/issue-draft.ts'
import type { Inquiry } from '../inquiry.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import { dueDayOf } from './due-day.ts'
import type { FoundItems } from './identity/found-items.ts'
import { fingerprint, keptWords, listForIssues } from './identity/frozen-items.ts'

/** An item that needs an issue, with where its line stands. */
export interface Unopened {
  readonly ordinal: number
  readonly item: ActionItem
  readonly permalink: string
  /** From when a due date by default is counted (ISO 8601): the merge, or now for a line that came later. */
  readonly since: string
}

/** What was decided at the merge, as issues keep it. */
interface AtMerge {
  readonly list: FrozenList | undefined
  /** The fingerprint of each item's words, by its ordinal; empty where they are not known any more. */
  readonly words: ReadonlyMap<number, string>
}

const labelColour = '1d76db'

/**
 * Plans one issue an item, after the label that they carry. Owners who cannot be assigned are named in the body.
 * `undefined` while an owner or the label is not looked up.
 */
export function openItems(
  pass: IncidentPass,
  pull: Pull,
  unopened: readonly Unopened[],
  { attachable, frozen }: Pick<FoundItems, 'attachable' | 'frozen'>,
): readonly Mutation[] | undefined {
  const { incident, context } = pass
  if (unopened.length === 0) return []
  const { label } = incident.configuration.actionItems
  const exists = pass.ask({ ask: 'label', name: label })
  const mayOwn = assignability(
    unopened.map(({ item }) => item),
    pass,
  )
  if (exists === undefined || mayOwn === undefined) return undefined
  const create: Mutation = {
    rule: 'create-item-label',
    do: 'create-label',
    name: label,
    colour: labelColour,
    description: sentence(context.templates, 'label-action-item'),
  }
  const merged: AtMerge = {
    list: frozen === null ? undefined : listForIssues(frozen),
    words: new Map(frozen?.items.map(({ ordinal, words }) => [ordinal, words])),
  }
  const issues = unopened.map((entry): Mutation => {
    const identity = { pull: pull.number, ordinal: entry.ordinal }
    const words = wordsFor(entry, incident.ref.number, context)
    const { named, ...draft } = issueDraft(entry.item, { words, label, mayOwn })
    return {
      rule: 'open-item',
      of: `${showIdentity(identity)}`,
      do: 'open-item',
      incident: incident.ref.number,
      identity,
      ...draft,
      body: itemBody(pass, pull, entry, { words, named, merged }),
      attachTo: attachable ? incident.ref.number : null,
    }
  })
  return exists ? issues : [create, ...issues]
}

/** Who of the owners can be assigned, by login; `undefined` while that is not read. */
export function assignability(
  items: readonly ActionItem[],
  inquiry: Inquiry,
): ((login: string) => boolean) | undefined {
  const logins = [...new Set(items.flatMap(({ owners }) => owners.logins.map((login) => login.toLowerCase())))]
  const known = new Map(logins.map((login) => [login, inquiry.ask({ ask: 'assignable', login })]))
  return [...known.values()].includes(undefined) ? undefined : (login) => known.get(login.toLowerCase()) === true
}

/** The text of an item, or what stands for it where it is nothing but an owner or a date. */
export function wordsFor(
  { item, ordinal }: { readonly item: ActionItem; readonly ordinal: number },
  incident: number,
  context: Context,
): string {
  return item.text === '' ? sentence(context.templates, 'item-nameless', { ordinal, incident }) : item.text
}

function itemBody(
  pass: IncidentPass,
  pull: Pull,
  entry: Unopened,
  { words, named, merged }: { words: string; named: readonly string[]; merged: AtMerge },
): string {
  const { incident, context } = pass
  const { item, ordinal, permalink } = entry
  const known = wordsAtMerge(entry, merged)
  const due = dueDayOf(item, { since: entry.since, now: incident.now }, incident.configuration)
  const marker = renderMarker({
    kind: 'item',
    repository: incident.repository.id,
    incident: incident.ref.number,
    pull: pull.number,
    ordinal,
    source: keptWords(item.source),
    ...(known !== null && { words: known }),
    ...(merged.list !== undefined && { frozen: merged.list }),
  })
  return text(context.templates, 'item', {
    marker,
    text: inlineText(words),
    notes: item.notes === '' ? '' : block(item.notes),
    dueLine: due?.day ?? '',
    dueDefault: due?.byDefault ?? '',
    incident: incident.ref.number,
    permalink,
    owners: named.join(', '),
    priority: item.priority ?? '',
  })
}

/** The fingerprint of the words that an item's line had at the merge, where another reader made other words of it since; else `null`. */
function wordsAtMerge({ ordinal, item }: Unopened, { words }: AtMerge): string | null {
  const known = words.get(ordinal) ?? ''
  return known === '' || known === fingerprint(item.source) ? null : known
}
