import { block, inlineText, quote } from '../../../document/harmless/escape.ts'
import { renderMarker } from '../../../document/markers/markers.ts'
import type { ActionItem } from '../../../domain/action-item.ts'
import type { FrozenList } from '../../../domain/marker.ts'
import type { Pull } from '../../../domain/repository.ts'
import type { IncidentPass } from '../../pass.ts'
import { text } from '../../texts.ts'
import type { DueDay } from '../due-day.ts'
import { fingerprint, keptWords } from '../identity/frozen-items.ts'
import type { ItemPlace } from '../place/item-place.ts'
import { answersNearby } from './answers-nearby.ts'
import { closingWords } from './closing-words.ts'

/** An item that needs an issue, with where its line stands. */
export interface Unopened {
  readonly ordinal: number
  readonly item: ActionItem
  readonly permalink: string
  /** From when a due date by default is counted (ISO 8601): the merge, or now for a line that came later. */
  readonly since: string
  /** The text of the document that its line stands in; `null` where nobody can read it. */
  readonly document: string | null
  /** Whether its line came after the merge. */
  readonly later?: true
}

/** What was decided at the merge, as issues keep it. */
export interface AtMerge {
  readonly list: FrozenList | undefined
  /** The fingerprint of each item's words, by its ordinal; empty where they are not known any more. */
  readonly words: ReadonlyMap<number, string>
}

/** An item, and where its issue is opened. */
export interface Placed {
  readonly item: ActionItem
  readonly place: ItemPlace
}

/** What an issue's text is made of besides its item. */
export interface BodyParts {
  readonly words: string
  /** Owners whom GitHub cannot assign. */
  readonly named: readonly string[]
  readonly merged: AtMerge
  readonly due: DueDay | null
  /** The issue field that says until when, where no line does. */
  readonly dueField: string | null
}

/**
 * The text of an item's issue: what is to do and why, until when, what would close it, where it is from. Where more people see
 * it than the document, nothing of the document's is in it.
 */
export function itemBody(
  pass: IncidentPass,
  pull: Pull,
  entry: Unopened & Placed,
  { words, named, merged, due, dueField }: BodyParts,
): string {
  const { incident, context } = pass
  const { item, ordinal, permalink, place } = entry
  const known = wordsAtMerge(entry, merged)
  const dueLine = dueField === null ? (due?.day ?? '') : ''
  const identity = {
    kind: 'item',
    repository: incident.repository.id,
    incident: incident.ref.number,
    pull: pull.number,
    ordinal,
    ...(dueField !== null && due !== null && { due: due.day }),
  } as const
  // Who reads a comment of HTML reads these as well, so that they are numbers alone.
  if (place.neutral) {
    const marker = renderMarker({ ...identity, source: '' })
    return text(context.templates, 'item-neutral', { marker, text: inlineText(words), dueLine })
  }
  const marker = renderMarker({
    ...identity,
    source: keptWords(item.source),
    ...(known !== null && { words: known }),
    ...(place.wanted !== null && { wanted: place.wanted }),
    ...(merged.list !== undefined && { frozen: merged.list }),
  })
  const { headings } = incident.configuration.review
  const answers = entry.document === null ? [] : answersNearby(entry.document, item, headings)
  return text(context.templates, 'item', {
    marker,
    answers: answers.map((answer) => ({ heading: inlineText(answer.heading), words: quote(block(answer.text)) })),
    closing: closingWords(item).map(inlineText),
    title: incident.issue.title,
    text: inlineText(words),
    notes: item.notes === '' ? '' : block(item.notes),
    dueLine,
    dueField: dueField === null ? '' : inlineText(dueField),
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
