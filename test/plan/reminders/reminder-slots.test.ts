import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import {
  dueSlot,
  nextSlotAt,
  type Posted,
  type ReminderRules as Rules,
  reminderSeries,
  type Slot,
  slotName,
  slotNumber,
} from '../../../src/plan/reminders/reminder-slots.ts'

const rules: Rules = {
  enabled: true,
  zone: 'UTC',
  hour: 9,
  holidays: [],
  before: 2,
  repeat: 7,
  undated: 14,
  limit: 5,
  escalation: null,
  levels: [],
}
const berlin = { zone: 'Europe/Berlin' }
/** A Monday. */
const opened = '2026-03-02T12:00:00Z'
const span = { openedAt: opened, now: opened }

/** What is known of a series on the day when it is opened, without the first of the monthly ones, and that one. */
function moments(due: string | null, changed: Partial<Rules> = {}): readonly string[] {
  const series = reminderSeries(due, { openedAt: opened, now: opened }, { ...rules, ...changed })
  return series.slots.map(({ n, to, at }) => `${n}${to === 'owners' ? '' : ` ${to}`} ${at.slice(0, 16)}`)
}

describe('a series of reminders', () => {
  it.each<{ name: string; due: string | null; changed?: Partial<Rules>; expected: readonly string[] }>([
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
    {
      name: 'reminds those who do it before anybody above, when one reminder is all and its day has passed',
      due: '2026-03-03',
      changed: { limit: 1, levels: ['team'] },
      expected: ['1 2026-03-04T09:00', '2 team 2026-03-11T09:00'],
    },
    { name: 'is empty when the limit is 0', due: '2026-03-18', changed: { limit: 0 }, expected: [] },
    {
      name: 'is empty when the limit is 0, whoever could be told',
      due: '2026-03-18',
      changed: { limit: 0, levels: ['team', 'lead'] },
      expected: [],
    },
    {
      name: 'goes on with those above, a week apart',
      due: '2026-03-18',
      changed: { limit: 2, levels: ['team', 'lead'] },
      expected: ['1 2026-03-16T09:00', '2 2026-03-19T09:00', '3 team 2026-03-26T09:00', '4 lead 2026-04-02T09:00'],
    },
    {
      name: 'leaves out a level at which there is nobody, and keeps the numbers',
      due: '2026-03-18',
      changed: { limit: 2, levels: ['lead'] },
      expected: ['1 2026-03-16T09:00', '2 2026-03-19T09:00', '4 lead 2026-04-02T09:00'],
    },
    {
      name: 'comes every fourteen days without a due date',
      due: null,
      changed: { limit: 3 },
      expected: ['1 2026-03-16T09:00', '2 2026-03-30T09:00', '3 2026-04-13T09:00'],
    },
  ])('$name', ({ due, changed = {}, expected }) => {
    expect(moments(due, changed).slice(0, -1)).toEqual(expected)
  })

  it('goes on once a month for as long as the item is open', () => {
    const years = { openedAt: opened, now: '2028-03-02T12:00:00Z' }
    const slots = reminderSeries('2026-03-18', years, { ...rules, limit: 2, levels: ['team'] }).slots
    expect(slots.slice(3, 6).map(({ n, at }) => `${n} ${at.slice(0, 10)}`)).toEqual([
      '5 2026-05-04',
      '6 2026-06-01',
      '7 2026-07-01',
    ])
    const ahead = slots.filter(({ at }) => at > years.now)
    expect(ahead.length).toBeGreaterThanOrEqual(1)
    expect(ahead.length).toBeLessThanOrEqual(2)
  })

  it('has names that only the same series understands', () => {
    const series = reminderSeries('2026-03-18', span, rules)
    const [first] = series.slots
    expect(first && slotName(series, first)).toBe('2026-03-18/1')
    expect(slotNumber(series, '2026-03-18/4')).toBe(4)
    expect(slotNumber(reminderSeries(null, span, rules), 'none/2')).toBe(2)
    for (const other of ['2026-03-19/4', 'none/4', '2026-03-18/', '2026-03-18/x', '', null]) {
      expect(slotNumber(series, other)).toBe(0)
    }
  })
})

describe('the reminder to post now', () => {
  const escalating: Rules = { ...rules, limit: 2, levels: ['team', 'lead'] }
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
      name: 'who leads the incident, a week after the escalation and not sooner',
      posted: { n: 3, at: '2026-06-08T09:00:00Z' },
      now: '2026-06-14T12:00:00Z',
      due: undefined,
    },
    {
      name: 'who leads the incident, however long that was missed',
      posted: { n: 3, at: '2026-06-08T09:00:00Z' },
      now: '2027-06-08T09:00:00Z',
      due: 4,
    },
    {
      name: 'the latest of those that come once a month, after that',
      posted: { n: 4, at: '2027-06-01T09:00:00Z' },
      now: '2027-06-08T09:00:00Z',
      due: 18,
    },
  ])('is $name', ({ posted, now, due }) => {
    const series = reminderSeries('2026-03-18', { openedAt: opened, now }, escalating)
    expect(dueSlot(series, posted, now, escalating)?.n).toBe(due)
  })

  it('is never more than the limit, one escalation a level and one a month, on weekdays, from the hour on, however often one looks', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Tokyo')
    fc.assert(
      fc.property(
        fc.record({
          zone: zones,
          hour: fc.integer({ min: 0, max: 23 }),
          before: fc.integer({ min: 0, max: 30 }),
          repeat: fc.integer({ min: 1, max: 60 }),
          limit: fc.integer({ min: 0, max: 20 }),
          levels: fc.subarray(['team', 'lead'] as const),
          due: fc.option(fc.integer({ min: -40, max: 90 })),
          looks: fc.array(fc.integer({ min: 1, max: 24 * 20 }), { maxLength: 60 }),
        }),
        ({ due, looks, ...changed }) => {
          const applied: Rules = { ...rules, ...changed }
          const day = due === null ? null : DateTime.fromISO(opened).plus({ days: due }).toISODate()
          let posted: Posted = { n: 0, at: null }
          let now = DateTime.fromISO(opened, { zone: applied.zone })
          const posts: Slot[] = []
          for (const hours of looks) {
            now = now.plus({ hours })
            const at = now.toUTC().toISO({ suppressMilliseconds: true }) ?? ''
            const one = reminderSeries(day, { openedAt: opened, now: at }, applied)
            const next = nextSlotAt(one, posted, at, applied)
            const slot = dueSlot(one, posted, at, applied)
            // Who sleeps until the moment that was told misses nothing.
            if (slot !== null) expect(next !== null && next <= at).toBe(true)
            if (slot === null) continue
            expect(slot.n).toBeGreaterThan(posted.n)
            if (slot.to !== 'owners') expect(posts.length).toBeGreaterThan(0)
            posted = { n: slot.n, at }
            posts.push(slot)
            const planned = DateTime.fromISO(slot.at, { zone: applied.zone })
            expect(planned.weekday).toBeLessThanOrEqual(5)
            expect(planned.hour).toBe(applied.hour)
            expect(now.weekday).toBeLessThanOrEqual(5)
            expect(now.hour).toBeGreaterThanOrEqual(applied.hour)
          }
          const past = posts.filter(({ n }) => n > applied.limit)
          const above = past.flatMap(({ to }) => (to === 'owners' ? [] : [to]))
          expect(posts.length - past.length).toBeLessThanOrEqual(applied.limit)
          expect(above).toEqual(applied.levels.slice(0, above.length))
          const months = now.diff(DateTime.fromISO(opened)).as('days') / 30
          expect(past.length - above.length).toBeLessThanOrEqual(months)
          if (applied.limit === 0) expect(posts).toEqual([])
        },
      ),
    )
  })
})
