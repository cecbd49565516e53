import { block, inlineText } from '../../document/harmless/escape.ts'
import { renderMarker } from '../../document/markers/markers.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { showIdentity } from '../../domain/action-item.ts'
import type { FrozenList } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { fullName } from '../../domain/ref.ts'
import { writeName } from '../../domain/refusal.ts'
import type { Pull } from '../../domain/repository.ts'
import type { Context } from '../context.ts'
import { issueDraft, type MayOwn } from '../draft/issue-draft.ts'
import type { Inquiry } from '../inquiry.ts'
import type { IncidentPass } from '../pass.ts'
import { refusedWrites } from '../status/refused.ts'
import { sentence, text } from '../texts.ts'
import { dueDayOf } from './due-day.ts'
import type { FoundItems } from './identity/found-items.ts'
import { fingerprint, keptWords, listForIssues } from './identity/frozen-items.ts'
import { here, type ItemPlace, itemPlace, laterItemPlace } from './place/item-place.ts'

/** An item that needs an issue, with where its line stands. */
export interface Unopened {
  readonly ordinal: number
  readonly item: ActionItem
  readonly permalink: string
  /** From when a due date by default is counted (ISO 8601): the merge, or now for a line that came later. */
  readonly since: string
  /** Whether its line came after the merge. */
  readonly later?: true
}

/** What was decided at the merge, as issues keep it. */
interface AtMerge {
  readonly list: FrozenList | undefined
  /** The fingerprint of each item's words, by its ordinal; empty where they are not known any more. */
  readonly words: ReadonlyMap<number, string>
}

const labelColour = '1d76db'

/**
 * Plans one issue an item, after the label that they carry, each in its place. Owners who cannot be assigned are named in the
 * body. `undefined` while an owner, a label or a place is not looked up.
 */
export function openItems(
  pass: IncidentPass,
  pull: Pull,
  unopened: readonly Unopened[],
  { attachable, frozen }: Pick<FoundItems, 'attachable' | 'frozen'>,
): readonly Mutation[] | undefined {
  const { incident } = pass
  if (unopened.length === 0) return []
  const { label } = incident.configuration.actionItems
  const found = unopened.map((entry) => {
    const place = placeToOpen(pass, pull, entry)
    return place && { ...entry, place }
  })
  const placed = found.filter((entry) => entry !== undefined)
  const labels = labelsIn(pass, placed)
  const mayOwn = assignability(placed, pass)
  if (placed.length < found.length || labels === undefined || mayOwn === undefined) return undefined
  const merged: AtMerge = {
    list: frozen === null ? undefined : listForIssues(frozen),
    words: new Map(frozen?.items.map(({ ordinal, words }) => [ordinal, words])),
  }
  const issues = placed.map((entry): Mutation => {
    const identity = { pull: pull.number, ordinal: entry.ordinal }
    const { there } = entry.place
    const words = wordsFor(entry, incident.ref.number, pass.context)
    const { named, ...draft } = issueDraft(entry.item, { words, label, mayOwn, place: entry.place })
    return {
      rule: there === null ? 'open-item' : 'open-item-elsewhere',
      of: `${showIdentity(identity)}`,
      do: 'open-item',
      incident: incident.ref.number,
      identity,
      ...draft,
      body: itemBody(pass, pull, entry, { words, named, merged }),
      attachTo: attachable ? incident.ref.number : null,
      ...(there !== null && { in: there }),
    }
  })
  return [...labels, ...issues]
}

/** Where an item's issue is opened now: here, once GitHub refused it there. `undefined` while it is not read. */
function placeToOpen(pass: IncidentPass, pull: Pull, { ordinal, item, later }: Unopened): ItemPlace | undefined {
  const place = (later ? laterItemPlace : itemPlace)(item, pass.incident, pass)
  if (!place?.there) return place
  const name = fullName(place.there)
  const writes = [`open-item-elsewhere ${showIdentity({ pull: pull.number, ordinal })}`, labelWrite(name)]
  const refused = refusedWrites(pass.refusals, 'open-item-elsewhere', 'create-label-elsewhere')
  // What was not answered may stand there: it is looked for, and opened nowhere else meanwhile.
  const isRefused = refused.some(({ key, cause }) => writes.includes(key) && cause.kind !== 'outcome-unknown')
  return isRefused ? { ...here, wanted: name } : place
}

function labelWrite(name: string): string {
  return writeName({ rule: 'create-label-elsewhere', of: name })
}

/** The label that items carry, made where it is missing, once a place. `undefined` while it is not read. */
function labelsIn(pass: IncidentPass, placed: readonly Placed[]): readonly Mutation[] | undefined {
  const { incident, context } = pass
  const { label: name } = incident.configuration.actionItems
  const description = sentence(context.templates, 'label-action-item')
  const places = new Map(placed.map(({ place: { there } }) => [there === null ? null : fullName(there), there]))
  const made = [...places].map(([full, there]): readonly Mutation[] | undefined => {
    const exists = pass.ask({ ask: 'label', name, ...(full !== null && { in: full }) })
    if (exists === undefined) return undefined
    const label = { do: 'create-label', name, colour: labelColour, description } as const
    if (exists) return []
    return there === null
      ? [{ rule: 'create-item-label', ...label }]
      : [{ rule: 'create-label-elsewhere', of: full ?? '', ...label, in: there }]
  })
  return made.includes(undefined) ? undefined : made.flatMap((one) => one ?? [])
}

/** An item, and where its issue is opened. */
interface Placed {
  readonly item: ActionItem
  readonly place: ItemPlace
}

/** Who of the owners can be assigned in each place; `undefined` while that is not read. */
export function assignability(placed: readonly Placed[], inquiry: Inquiry): MayOwn | undefined {
  const key = (login: string, { there }: ItemPlace) => `${there === null ? '' : fullName(there)} ${login.toLowerCase()}`
  const known = new Map<string, boolean | undefined>()
  for (const { item, place } of placed) {
    const where = place.there === null ? {} : { in: fullName(place.there) }
    for (const login of item.owners.logins)
      known.set(key(login, place), inquiry.ask({ ask: 'assignable', login: login.toLowerCase(), ...where }))
  }
  return [...known.values()].includes(undefined) ? undefined : (login, place) => known.get(key(login, place)) === true
}

/**
 * The text of an item, or what stands for it where it is nothing but an owner or a date; where more people see it, only what
 * its line says for them.
 */
export function wordsFor(
  { item, ordinal, place }: Placed & { readonly ordinal: number },
  incident: number,
  context: Context,
): string {
  if (place.neutral) return item.publicTitle ?? sentence(context.templates, 'item-neutral', { ordinal })
  return item.text === '' ? sentence(context.templates, 'item-nameless', { ordinal, incident }) : item.text
}

function itemBody(
  pass: IncidentPass,
  pull: Pull,
  entry: Unopened & Placed,
  { words, named, merged }: { words: string; named: readonly string[]; merged: AtMerge },
): string {
  const { incident, context } = pass
  const { item, ordinal, permalink, place } = entry
  const known = wordsAtMerge(entry, merged)
  const due = dueDayOf(item, { since: entry.since, now: incident.now }, incident.configuration)
  const identity = {
    kind: 'item',
    repository: incident.repository.id,
    incident: incident.ref.number,
    pull: pull.number,
    ordinal,
  } as const
  // Who reads a comment of HTML reads these as well, so that they are numbers alone.
  if (place.neutral) {
    const marker = renderMarker({ ...identity, source: '' })
    return text(context.templates, 'item-neutral', { marker, text: inlineText(words), dueLine: due?.day ?? '' })
  }
  const marker = renderMarker({
    ...identity,
    source: keptWords(item.source),
    ...(known !== null && { words: known }),
    ...(place.wanted !== null && { wanted: place.wanted }),
    ...(merged.list !== undefined && { frozen: merged.list }),
  })
  return text(context.templates, 'item', {
    marker,
    text: inlineText(words),
    notes: item.notes === '' ? '' : block(item.notes),
    dueLine: due?.day ?? '',
    dueDefault: due?.byDefault ?? '',
    incident:
      place.there === null
        ? `#${incident.ref.number}`
        : `${incident.repository.owner}/${incident.repository.name}#${incident.ref.number}`,
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
