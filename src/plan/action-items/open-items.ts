import { showIdentity } from '../../domain/action-item.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { fullName } from '../../domain/ref.ts'
import { writeName } from '../../domain/refusal.ts'
import type { Pull } from '../../domain/repository.ts'
import type { Context } from '../context.ts'
import { issueDraft, type MayOwn } from '../draft/issue-draft.ts'
import type { Inquiry } from '../inquiry.ts'
import type { IncidentPass } from '../pass.ts'
import { refusedWrites } from '../status/refused.ts'
import { sentence } from '../texts.ts'
import { dueDayOf } from './due-day.ts'
import type { FoundItems } from './identity/found-items.ts'
import { listForIssues } from './identity/frozen-items.ts'
import { fieldsOfItem, knownFields } from './issue-fields/fields-of-item.ts'
import { type AtMerge, itemBody, type Placed, type Unopened } from './issue-text/item-body.ts'
import { here, type ItemPlace, itemPlace, laterItemPlace } from './place/item-place.ts'

const labelColour = '1d76db'

/**
 * Plans one issue an item, after the label that they carry, each in its place. Owners who cannot be assigned are named in the
 * body. `undefined` while an owner, a label or a place is not looked up.
 */
export function openItems(
  pass: IncidentPass,
  pull: Pull,
  unopened: readonly Unopened[],
  found: Pick<FoundItems, 'attachable' | 'frozen' | 'items'>,
): readonly Mutation[] | undefined {
  const { incident } = pass
  if (unopened.length === 0) return []
  const { label } = incident.configuration.actionItems
  const { attachable, frozen } = found
  const places = unopened.map((entry) => {
    const place = placeToOpen(pass, pull, entry)
    return place && { ...entry, place }
  })
  const placed = places.filter((entry) => entry !== undefined)
  const labels = labelsIn(pass, placed)
  const mayOwn = assignability(placed, pass)
  const fields = knownFields(
    pass,
    found.items.flatMap(({ status }) => (status.kind === 'issue' ? [status.issue] : [])),
  )
  if (placed.length < places.length || !labels || !mayOwn || !fields) return undefined
  const merged: AtMerge = {
    list: frozen === null ? undefined : listForIssues(frozen),
    words: new Map(frozen?.items.map(({ ordinal, words }) => [ordinal, words])),
  }
  const issues = placed.map((entry): Mutation => {
    const identity = { pull: pull.number, ordinal: entry.ordinal }
    const { there } = entry.place
    const words = wordsFor(entry, incident.ref.number, pass.context)
    const { type } = incident.configuration.actionItems
    const due = dueDayOf(entry.item, { since: entry.since, now: incident.now }, incident.configuration)
    const set = fieldsOfItem(entry.item, due?.day ?? null, fields, {
      named: incident.configuration.actionItems.fields,
      neutral: entry.place.neutral ? 'neutral' : 'whole',
    })
    const { named, ...draft } = issueDraft(entry.item, { words, label, mayOwn, place: entry.place })
    return {
      rule: there === null ? 'open-item' : 'open-item-elsewhere',
      of: `${showIdentity(identity)}`,
      do: 'open-item',
      incident: incident.ref.number,
      identity,
      ...draft,
      body: itemBody(pass, pull, entry, { words, named, merged, due, dueField: set.due }),
      attachTo: attachable ? incident.ref.number : null,
      ...(set.values.length > 0 && { fields: set.values }),
      ...(type !== null && { type }),
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
