import { readActionItems } from '../../src/document/action-items/read/action-items.ts'
import type { ActionItem, ItemKind } from '../../src/domain/action-item.ts'
import type { CorpusDocument, LabelledItem } from './corpus.ts'
import { type Figure, type Measure, share } from './measure.ts'

const kinds: readonly ItemKind[] = ['checkbox', 'bullet', 'numbered', 'table', 'plain', 'prose']

/** The least that is wanted of each kind but prose. */
export interface Wanted {
  readonly precision: number
  readonly recall: number
}

interface Case {
  readonly file: string
  readonly label: LabelledItem | null
  readonly found: ActionItem | null
}

/** Precision and recall of action items by their line, each kind for itself and in all; owners and states of those found. */
export function actionItems(wanted: Wanted): Measure {
  return {
    key: 'action-items',
    title: 'Action items, by line',
    measure(documents) {
      const cases = documents.flatMap(casesOf)
      const met = cases.flatMap(({ file, label, found }) => (label && found ? [{ file, label, found }] : []))
      const stated = met.filter(({ label }) => label.done !== null)
      const listed = cases.filter(({ label, found }) => (label ?? found)?.kind !== 'prose')
      return {
        figures: [
          ...kinds.flatMap((kind) => figuresOf(kind, cases, wanted)),
          ...figuresOf('all but prose', listed, wanted),
          ...figuresOf('all', cases, wanted),
          figure(
            'owners, where one is named',
            met.filter(({ label }) => label.owner !== null),
            sameOwner,
          ),
          figure('owners, all', met, sameOwner),
          figure('states, where one is told', stated, sameState),
          figure('states, all', met, sameState),
        ],
        misses: cases.flatMap(missOf),
      }
    },
  }
}

function casesOf({ file, text, items, unsure }: CorpusDocument): readonly Case[] {
  const found = readActionItems(text).items
  const known = items.map((label) => ({ file, label, found: found.find(({ line }) => isOf(label, line)) ?? null }))
  const beyond = found.filter(({ line }) => !unsure.includes(line) && !items.some((label) => isOf(label, line)))
  return [...known, ...beyond.map((item) => ({ file, label: null, found: item }))]
}

function isOf(label: LabelledItem, line: number): boolean {
  return label.line === line || label.also.includes(line)
}

/** A found item that nobody labelled counts against the kind that the reader took it for. */
function figuresOf(kind: string, cases: readonly Case[], wanted: Wanted): readonly Figure[] {
  const own = kind.startsWith('all') ? cases : cases.filter(({ label, found }) => (label ?? found)?.kind === kind)
  const labelled = own.filter(({ label }) => label !== null)
  const found = own.filter((one) => one.found !== null)
  const both = labelled.filter((one) => one.found !== null).length
  const promised = kind !== 'prose' && kind !== 'all'
  return [
    {
      what: `${kind}: precision`,
      value: share(both, found.length),
      target: promised ? wanted.precision : null,
      of: found.length,
    },
    {
      what: `${kind}: recall`,
      value: share(both, labelled.length),
      target: promised ? wanted.recall : null,
      of: labelled.length,
    },
  ]
}

interface Met {
  readonly label: LabelledItem
  readonly found: ActionItem
}

function figure(what: string, met: readonly Met[], same: (one: Met) => boolean): Figure {
  return { what, value: share(met.filter(same).length, met.length), target: null, of: met.length }
}

/** The labels keep owners as written, with brackets and labels: each name that was read must stand there, and one at least. */
function sameOwner({ label, found }: Met): boolean {
  const { logins, teams, names } = found.owners
  const read = [...logins, ...teams, ...names]
  if (label.owner === null) return read.length === 0
  const written = label.owner.toLowerCase()
  return read.length > 0 && read.every((name) => written.includes(name.toLowerCase()))
}

function sameState({ label, found }: Met): boolean {
  return label.done === (found.state === null ? null : found.state === 'done')
}

function missOf({ file, label, found }: Case): readonly string[] {
  const at = `${file}:${label?.line ?? found?.line}`
  if (found === null) return [`${at}: missed ${label?.kind}: ${label?.text.slice(0, 100)}`]
  if (label === null) return [`${at}: nobody labelled this ${found.kind}: ${found.source.slice(0, 100)}`]
  const { logins, teams, names } = found.owners
  const owner = sameOwner({ label, found })
    ? []
    : [`${at}: owner ${label.owner}, read as ${[...logins, ...teams, ...names].join(', ') || 'nobody'}`]
  const state = sameState({ label, found }) ? [] : [`${at}: done ${label.done}, read as ${found.state}`]
  return [...owner, ...state]
}
