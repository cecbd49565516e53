import { describe, expect, it } from 'vitest'
import type { Ref } from '../../src/domain/ref.ts'
import type { DeliveryAttempt } from '../../src/reconcile/ports.ts'
import {
  type Asked,
  deliveriesOf,
  evaluateMissed,
  isReached,
  isToRemember,
  telling,
} from '../../src/triggers/missed.ts'
import { again, attempt } from './attempts.ts'

const incident = (number: number): Ref => ({ kind: 'incident', owner: 'acme', repo: 'shop', number })
const at = (time: string) => `2026-03-02T${time}:00Z`

interface Row {
  readonly when: string
  /** Newest first. */
  readonly log: readonly DeliveryAttempt[]
  /** What each delivery hints at; incident 1 unless told, `null` when nobody has looked. */
  readonly refs?: Readonly<Record<string, readonly Ref[] | null>>
  /** When a pass left nothing to do, by the incident's number. */
  readonly settled?: Readonly<Record<number, string>>
  readonly asked?: Readonly<Record<string, Asked>>
  /** 12:00 unless told. */
  readonly now?: string
  readonly verdicts: Readonly<Record<string, string>>
}

const rows: readonly Row[] = [
  { when: 'its only attempt failed', log: [attempt('10:00')], verdicts: { a: 'redeliver' } },
  { when: 'it arrived', log: [attempt('10:00', { outcome: 'delivered' })], verdicts: {} },
  {
    when: 'it arrived at a later attempt',
    log: [again('11:00', { outcome: 'delivered' }), attempt('10:00')],
    verdicts: {},
  },
  {
    when: 'it arrived, and an attempt that somebody asked for failed after that',
    log: [again('11:00'), attempt('10:00', { outcome: 'delivered' })],
    verdicts: {},
  },
  { when: 'its event never concerns an incident', log: [attempt('10:00', { event: 'release' })], verdicts: {} },
  {
    when: 'its action never concerns an incident',
    log: [attempt('10:00', { event: 'installation', action: 'deleted' })],
    verdicts: {},
  },
  {
    when: 'it failed a moment ago: GitHub does not try by itself',
    log: [attempt('11:59')],
    verdicts: { a: 'redeliver' },
  },
  {
    when: 'a redelivery failed a while ago',
    log: [again('11:50'), attempt('10:00')],
    verdicts: { a: 'redeliver' },
  },
  { when: 'a redelivery failed just now', log: [again('11:56'), attempt('10:00')], verdicts: { a: 'resting' } },
  {
    when: 'a redelivery was asked for just now and the log does not show it yet',
    log: [attempt('10:00')],
    asked: { a: { times: 1, at: at('11:57') } },
    verdicts: { a: 'resting' },
  },
  {
    when: 'the log never showed the redelivery',
    log: [attempt('10:00')],
    asked: { a: { times: 1, at: at('11:40') } },
    verdicts: { a: 'redeliver' },
  },
  {
    when: 'it failed four times',
    log: [again('11:40'), again('11:20'), again('11:00'), attempt('10:00')],
    verdicts: { a: 'exhausted' },
  },
  {
    when: 'it was asked for three times, and the log shows none of them',
    log: [attempt('10:00')],
    asked: { a: { times: 3, at: at('11:00') } },
    verdicts: { a: 'exhausted' },
  },
  {
    when: 'nobody has looked at what it hints at',
    log: [attempt('10:00')],
    refs: { a: null },
    verdicts: { a: 'unread' },
  },
  { when: 'it hints at nothing', log: [attempt('10:00')], refs: { a: [] }, verdicts: { a: 'pointless' } },
  {
    when: 'a pass that began later left nothing to do',
    log: [attempt('10:00')],
    settled: { 1: at('10:05') },
    verdicts: { a: 'settled' },
  },
  {
    when: 'a pass that may have read something older left nothing to do',
    log: [attempt('10:00')],
    settled: { 1: '2026-03-02T10:00:59Z' },
    verdicts: { a: 'redeliver' },
  },
  {
    when: 'its event happened before that pass, though a redelivery failed after it',
    log: [again('11:00'), attempt('10:00')],
    settled: { 1: at('10:30') },
    verdicts: { a: 'settled' },
  },
  {
    when: 'one of the two incidents that it hints at is settled',
    log: [attempt('10:00')],
    refs: { a: [incident(1), incident(2)] },
    settled: { 1: at('10:05') },
    verdicts: { a: 'redeliver' },
  },
  {
    when: 'several speak of one incident: the latest speaks for all',
    log: [attempt('10:20', { guid: 'c' }), attempt('10:10', { guid: 'b' }), attempt('10:00')],
    verdicts: { a: 'joined', b: 'joined', c: 'redeliver' },
  },
  {
    when: 'names of one repository differ in case',
    log: [attempt('10:10', { guid: 'b' }), attempt('10:00')],
    refs: { b: [{ kind: 'incident', owner: 'Acme', repo: 'SHOP', number: 1 }] },
    verdicts: { a: 'joined', b: 'redeliver' },
  },
  {
    when: 'the latest is under way',
    log: [again('11:58', { guid: 'b' }), attempt('10:10', { guid: 'b' }), attempt('10:00')],
    verdicts: { a: 'joined', b: 'resting' },
  },
  {
    when: 'an older one is under way: it speaks for the later ones, too',
    log: [again('11:58'), attempt('10:20', { guid: 'c' }), attempt('10:10', { guid: 'b' }), attempt('10:00')],
    verdicts: { a: 'resting', b: 'joined', c: 'joined' },
  },
  {
    when: 'the fourth attempt is under way',
    log: [again('11:58'), again('11:20'), again('11:00'), attempt('10:10', { guid: 'b' }), attempt('10:00')],
    verdicts: { a: 'exhausted', b: 'joined' },
  },
  {
    when: 'an older one failed too often, the latest did not',
    log: [again('11:40'), again('11:20'), again('11:00'), attempt('10:10', { guid: 'b' }), attempt('10:00')],
    verdicts: { a: 'exhausted', b: 'redeliver' },
  },
  {
    when: 'the latest failed too often: the older ones would, too',
    log: [
      ...['11:40', '11:20', '11:00'].map((time) => again(time, { guid: 'b' })),
      attempt('10:10', { guid: 'b' }),
      attempt('10:00'),
    ],
    verdicts: { a: 'joined', b: 'exhausted' },
  },
  {
    when: 'the latest came through at a later attempt: it spoke for the older ones',
    log: [again('11:00', { guid: 'b', outcome: 'delivered' }), attempt('10:10', { guid: 'b' }), attempt('10:00')],
    verdicts: { a: 'settled' },
  },
  {
    when: 'one came through at a later attempt before this event happened',
    log: [attempt('11:30', { guid: 'b' }), again('11:00', { outcome: 'delivered' }), attempt('10:00')],
    verdicts: { b: 'redeliver' },
  },
  {
    when: 'events of two incidents were missed',
    log: [attempt('10:10', { guid: 'b' }), attempt('10:00')],
    refs: { b: [incident(2)] },
    verdicts: { a: 'redeliver', b: 'redeliver' },
  },
  {
    when: 'an older one speaks of one more incident than the latest',
    log: [attempt('10:10', { guid: 'b' }), attempt('10:00')],
    refs: { a: [incident(1), incident(2)] },
    verdicts: { a: 'redeliver', b: 'redeliver' },
  },
]

function verdictsOf({ log, refs = {}, settled = {}, asked = {}, now = '12:00' }: Row): Record<string, string> {
  const judged = evaluateMissed(deliveriesOf(log), {
    now: at(now),
    refs: ({ guid }) => (guid in refs ? (refs[guid] ?? null) : [incident(1)]),
    settledAt: (ref) => ('number' in ref ? (settled[ref.number] ?? null) : null),
    asked: (guid) => asked[guid] ?? null,
  })
  return Object.fromEntries(judged.map(({ delivery, verdict }) => [delivery.guid, verdict]))
}

describe('a delivery that did not arrive', () => {
  it.each(rows)('when $when', (row) => {
    expect(verdictsOf(row)).toEqual(row.verdicts)
  })
})

describe('the payloads that are worth reading', () => {
  const guids = (log: readonly DeliveryAttempt[]) => telling(deliveriesOf(log)).map(({ guid }) => guid)
  const recovered = [again('11:00', { guid: 'b', outcome: 'delivered' }), attempt('09:00', { guid: 'b' })]

  it('are those of missed deliveries, the latest event first', () => {
    const late = [again('11:30'), attempt('10:20', { guid: 'c' }), attempt('10:10', { guid: 'b' }), attempt('10:00')]
    expect(guids(late)).toEqual(['c', 'b', 'a'])
  })

  it('with what people say about an incident after what changes it', () => {
    const talk = { event: 'issue_comment', action: 'created' }
    const late = [attempt('10:20', { guid: 'c', ...talk }), attempt('10:10', { guid: 'b' }), attempt('10:00', talk)]
    expect(guids(late)).toEqual(['b', 'c', 'a'])
  })

  it('and of those that came through later, for what they spoke for', () => {
    expect(guids([...recovered, attempt('08:00')])).toEqual(['b', 'a'])
  })

  it('but none where nothing is missed', () => {
    expect(guids([attempt('11:30', { outcome: 'delivered' }), ...recovered])).toEqual([])
  })
})

describe('this server', () => {
  it.each([
    ['is taken for reached when the log is empty', [], true],
    ['is taken for reached when deliveries failed and nobody has tried again', [attempt('10:00')], true],
    ['is not reached when the last redelivery failed', [again('11:00'), attempt('10:00')], false],
    [
      'is reached when anything was delivered since',
      [attempt('11:10', { guid: 'b', outcome: 'delivered' }), again('11:00'), attempt('10:00')],
      true,
    ],
    [
      'is not reached when a redelivery failed after that',
      [again('11:20'), attempt('11:10', { guid: 'b', outcome: 'delivered' }), attempt('10:00')],
      false,
    ],
  ] as const)('%s', (_, log, reached) => {
    expect(isReached(log)).toBe(reached)
  })
})

describe('a later look', () => {
  it.each([
    ['needs what is missed', [attempt('10:00')], true],
    ['needs what came through later', [again('11:00', { outcome: 'delivered' }), attempt('10:00')], true],
    ['can do without what arrived', [attempt('10:00', { outcome: 'delivered' })], false],
    ['can do without what concerns no incident', [attempt('10:00', { event: 'release' })], false],
  ] as const)('%s', (_, log, needed) => {
    expect(deliveriesOf(log).map(isToRemember)).toEqual([needed])
  })
})
