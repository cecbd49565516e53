import { describe, expect, it } from 'vitest'
import { readTypedTime } from '../../src/document/typed-time.ts'

/** A Friday, 16:00 in Zurich. */
const typed = { at: '2026-11-20T15:00:00Z', zone: 'Europe/Zurich' }

describe('a time that people type', () => {
  it.each([
    ['14:05 rolled back', '2026-11-20T13:05:00Z', 'rolled back'],
    ['14:05: rolled back', '2026-11-20T13:05:00Z', 'rolled back'],
    ['at 14:05 rolled back', '2026-11-20T13:05:00Z', 'rolled back'],
    ['14:05 UTC rolled back', '2026-11-20T14:05:00Z', 'rolled back'],
    ['14:05 +02:00 rolled back', '2026-11-20T12:05:00Z', 'rolled back'],
    ['2026-11-20 14:05 CET – rolled back', '2026-11-20T13:05:00Z', 'rolled back'],
    ['2026-11-20T14:05:00Z rolled back', '2026-11-20T14:05:00Z', 'rolled back'],
    ['5 minutes ago', '2026-11-20T14:55:00Z', ''],
    ['2 hours 5 minutes ago it began', '2026-11-20T12:55:00Z', 'it began'],
    ['yesterday 23:10 first alert', '2026-11-19T22:10:00Z', 'first alert'],
    ['now restarting', '2026-11-20T15:00:00Z', 'restarting'],
    ['23:50 was yesterday’s', '2026-11-19T22:50:00Z', 'was yesterday’s'],
    ['Monday 9am', '2026-11-16T08:00:00Z', ''],
  ])('%s', (text, at, rest) => {
    expect(readTypedTime(text, typed)).toEqual({ at, rest })
  })

  it.each([
    'rolled back at 14:05',
    'may be slow',
    'yesterday we deployed',
    '9 deployments later',
    '25:00 is no time',
    '2026-12-24 14:05 is still to come',
    '',
  ])('is none in: %s', (text) => {
    expect(readTypedTime(text, typed)).toBeNull()
  })

  it('is the wall clock of its own day, also when the clocks have changed since', () => {
    const monday = { at: '2026-10-25T12:00:00Z', zone: 'Europe/Zurich' }
    expect(readTypedTime('yesterday 23:10', monday)?.at).toBe('2026-10-24T21:10:00Z')
    expect(readTypedTime('08:00', monday)?.at).toBe('2026-10-25T07:00:00Z')
  })
})
