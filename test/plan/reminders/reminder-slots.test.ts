import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../../src/config/schema/schema.ts'
import {
  dueSlot,
  nextSlotAt,
  type Posted,
  reminderSeries,
  slotName,
  slotNumber,
} from '../../../src/plan/reminders/reminder-slots.ts'

type Rules = Configuration['reminders']

const rules: Rules = {
  enabled: true,
  zone: 'UTC',
  hour: 9,
  before: 2,
  repeat: 7,
  undated: 14,
  limit: 5,
  escalation: null,
}
const berlin = { zone: 'Europe/Berlin' }
/** A Monday. */
const opened = '2026-03-02T12:00:00Z'

function moments(due: string | null, changed: Partial<Rules> = {}, at = opened): readonly string[] {
  return reminderSeries(due, at, { ...rules, ...changed }).slots.map(
    (slot) => `${slot.n}${slot.escalation ? '!' : ''} ${slot.at.slice(0, 16)}`,
  )
}

describe('a series of reminders', () => {
  it.each([
    {
      name: 'comes two days before, the day after, then weekly',
      due: '2026-03-18',
      expected: [
        '1 2026-03-16T09:00',
        '2 2026-03-19T09:00',
        '3 2026-03-26T09:00',
        '4 2026-04-02T09:00',
        '5 2026-04-09T09:00',
      ],
    },
    {
      name: 'moves from a Saturday and a Sunday to the Monday',
      due: '2026-03-16',
      changed: { limit: 2 },
      expected: ['1 2026-03-16T09:00', '2 2026-03-17T09:00'],
    },
    {
      name: 'moves the day after a Friday to the Monday',
      due: '2026-03-20',
      changed: { limit: 2 },
      expected: ['1 2026-03-18T09:00', '2 2026-03-23T09:00'],
    },
    {
      name: 'keeps its hour in the zone when the clocks change',
      due: '2026-03-30',
      changed: { ...berlin, limit: 3, before: 4 },
      expected: ['1 2026-03-26T08:00', '2 2026-03-31T07:00', '3 2026-04-07T07:00'],
    },
    {
      name: 'keeps its hour in the zone when summer ends',
      due: '2026-10-22',
      changed: { ...berlin, limit: 3 },
      expected: ['1 2026-10-20T07:00', '2 2026-10-23T07:00', '3 2026-10-30T08:00'],
    },
    {
      name: 'comes at midnight in a zone ahead of UTC, which is the day before there',
      due: '2026-03-18',
      changed: { zone: 'Asia/Tokyo', hour: 0, limit: 1 },
      expected: ['1 2026-03-15T15:00'],
    },
    {
      name: 'comes on the due day itself when before is 0',
      due: '2026-03-18',
      changed: { before: 0, limit: 2 },
      expected: ['1 2026-03-18T09:00', '2 2026-03-19T09:00'],
    },
    {
      name: 'leaves out what lies before the opening',
      due: '2026-03-03',
      changed: { limit: 3 },
      expected: ['2 2026-03-04T09:00', '3 2026-03-11T09:00'],
    },
    {
      name: 'counts from the opening when the date had passed by then',
      due: '2025-12-24',
      changed: { limit: 3 },
      expected: ['2 2026-03-03T09:00', '3 2026-03-10T09:00'],
    },
    { name: 'is empty when the limit is 0', due: '2026-03-18', changed: { limit: 0 }, expected: [] },
    {
      name: 'is empty when the limit is 0, escalation or not',
      due: '2026-03-18',
      changed: { limit: 0, escalation: '@acme/leads' },
      expected: [],
    },
    {
      name: 'ends with the escalation when one is configured',
      due: '2026-03-18',
      changed: { limit: 2, escalation: '@acme/leads' },
      expected: ['1 2026-03-16T09:00', '2 2026-03-19T09:00', '3! 2026-03-26T09:00'],
    },
    {
      name: 'comes every fourteen days without a due date',
      due: null,
      changed: { limit: 3 },
      expected: ['1 2026-03-16T09:00', '2 2026-03-30T09:00', '3 2026-04-13T09:00'],
    },
  ])('$name', ({ due, changed = {}, expected }) => {
    expect(moments(due, changed)).toEqual(expected)
  })

  it('has names that only the same series understands', () => {
    const series = reminderSeries('2026-03-18', opened, rules)
    const [first] = series.slots
    expect(first && slotName(series, first)).toBe('2026-03-18/1')
    expect(slotNumber(series, '2026-03-18/4')).toBe(4)
    expect(slotNumber(reminderSeries(null, opened, rules), 'none/2')).toBe(2)
    for (const other of ['2026-03-19/4', 'none/4', '2026-03-18/', '2026-03-18/x', '', null]) {
      expect(slotNumber(series, other)).toBe(0)
    }
  })
})

describe('the reminder to post now', () => {
  const escalating = { ...rules, limit: 2, escalation: '@acme/leads' }
  const series = reminderSeries('2026-03-18', opened, escalating)
  const nothing: Posted = { n: 0, at: null }

  it.each([
    { name: 'none before the first', posted: nothing, now: '2026-03-16T08:59:59Z', due: undefined },
    { name: 'the first at its hour', posted: nothing, now: '2026-03-16T09:00:00Z', due: 1 },
    { name: 'none twice', posted: { n: 1, at: '2026-03-16T09:00:00Z' }, now: '2026-03-16T10:00:00Z', due: undefined },
    { name: 'none on a Saturday, whenever it came due', posted: nothing, now: '2026-03-21T12:00:00Z', due: undefined },
    {
      name: 'none before the hour, whenever it came due',
      posted: nothing,
      now: '2026-03-20T03:00:00Z',
      due: undefined,
    },
    { name: 'the latest after downtime', posted: nothing, now: '2026-03-20T12:00:00Z', due: 2 },
    {
      name: 'the last, not the escalation, when all were missed',
      posted: nothing,
      now: '2026-06-01T12:00:00Z',
      due: 2,
    },
    {
      name: 'the last, not the escalation, after a long time closed',
      posted: { n: 1, at: '2026-03-16T09:00:00Z' },
      now: '2026-06-01T12:00:00Z',
      due: 2,
    },
    {
      name: 'no escalation before people had a week',
      posted: { n: 2, at: '2026-06-01T12:00:00Z' },
      now: '2026-06-07T12:00:00Z',
      due: undefined,
    },
    {
      name: 'the escalation after that week',
      posted: { n: 2, at: '2026-06-01T12:00:00Z' },
      now: '2026-06-08T09:00:00Z',
      due: 3,
    },
    {
      name: 'nothing after the escalation',
      posted: { n: 3, at: '2026-06-08T09:00:00Z' },
      now: '2027-06-08T09:00:00Z',
      due: undefined,
    },
  ])('is $name', ({ posted, now, due }) => {
    expect(dueSlot(series, posted, now, escalating)?.n).toBe(due)
  })

  it('is never more than the limit and one escalation, on weekdays, from the hour on, however often one looks', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Tokyo')
    fc.assert(
      fc.property(
        fc.record({
          zone: zones,
          hour: fc.integer({ min: 0, max: 23 }),
          before: fc.integer({ min: 0, max: 30 }),
          repeat: fc.integer({ min: 1, max: 60 }),
          limit: fc.integer({ min: 0, max: 20 }),
          escalation: fc.constantFrom(null, '@acme/leads'),
          due: fc.option(fc.integer({ min: -40, max: 90 })),
          looks: fc.array(fc.integer({ min: 1, max: 24 * 20 }), { maxLength: 60 }),
        }),
        ({ due, looks, ...changed }) => {
          const applied: Rules = { ...rules, ...changed }
          const day = due === null ? null : DateTime.fromISO(opened).plus({ days: due }).toISODate()
          const one = reminderSeries(day, opened, applied)
          let posted: Posted = { n: 0, at: null }
          let now = DateTime.fromISO(opened, { zone: applied.zone })
          const posts: number[] = []
          for (const hours of looks) {
            now = now.plus({ hours })
            const at = now.toUTC().toISO({ suppressMilliseconds: true }) ?? ''
            const next = nextSlotAt(one, posted, at, applied)
            const slot = dueSlot(one, posted, at, applied)
            // Who sleeps until the moment that was told misses nothing.
            if (slot !== null) expect(next !== null && next <= at).toBe(true)
            if (slot === null) continue
            expect(slot.n).toBeGreaterThan(posted.n)
            if (slot.escalation) expect(posts.length).toBeGreaterThan(0)
            posted = { n: slot.n, at }
            posts.push(slot.n)
            const planned = DateTime.fromISO(slot.at, { zone: applied.zone })
            expect(planned.weekday).toBeLessThanOrEqual(5)
            expect(planned.hour).toBe(applied.hour)
            expect(now.weekday).toBeLessThanOrEqual(5)
            expect(now.hour).toBeGreaterThanOrEqual(applied.hour)
          }
          expect(posts.length).toBeLessThanOrEqual(applied.limit + (applied.escalation === null ? 0 : 1))
        },
      ),
    )
  })
})
