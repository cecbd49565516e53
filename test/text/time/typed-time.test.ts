import { describe, expect, it } from 'vitest'
import { readBeginning, readTypedTime } from '../../../src/text/time/typed-time.ts'

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
    ['14:05Z rolled back', '2026-11-20T14:05:00Z', 'rolled back'],
    ['14:05 (UTC) rolled back', '2026-11-20T14:05:00Z', 'rolled back'],
    ['[14:05] rolled back', '2026-11-20T13:05:00Z', 'rolled back'],
    ['**14:05 UTC** rolled back', '2026-11-20T14:05:00Z', 'rolled back'],
    ['09:05 America/New_York rolled back', '2026-11-20T14:05:00Z', 'rolled back'],
    ['14:05 Europe/Zurich: rolled back', '2026-11-20T13:05:00Z', 'rolled back'],
    ['14:05 Blue/Green switched', '2026-11-20T13:05:00Z', 'Blue/Green switched'],
    ['14:05-14:20 errors', '2026-11-20T13:05:00Z', '14:05-14:20 errors'],
    ['5 minutes ago', '2026-11-20T14:55:00Z', ''],
    ['Monday 9am', '2026-11-16T08:00:00Z', ''],
    ['14:44 may be DNS', '2026-11-20T13:44:00Z', 'may be DNS'],
    ['14:29 west region down', '2026-11-20T13:29:00Z', 'west region down'],
    ['14:45 sat down to look', '2026-11-20T13:45:00Z', 'sat down to look'],
    ['14:45 sun set', '2026-11-20T13:45:00Z', 'sun set'],
    ['14:45 march of the pods', '2026-11-20T13:45:00Z', 'march of the pods'],
    ['14:45 est. 200 users', '2026-11-20T13:45:00Z', 'est. 200 users'],
    ['14:45 ist down', '2026-11-20T13:45:00Z', 'ist down'],
    ['14:45 mst nodes gone', '2026-11-20T13:45:00Z', 'mst nodes gone'],
    ['14:45 in 2 hours it is over', '2026-11-20T13:45:00Z', 'in 2 hours it is over'],
    ['14:45 tomorrow’s batch began early', '2026-11-20T13:45:00Z', 'tomorrow’s batch began early'],
    ['14:45 yesterday’s deploy was taken back', '2026-11-20T13:45:00Z', 'yesterday’s deploy was taken back'],
    ['14:45 3 pods left', '2026-11-20T13:45:00Z', '3 pods left'],
    ['14:45 20 nov batch stuck', '2026-11-20T13:45:00Z', '20 nov batch stuck'],
    ['14:45, second alert', '2026-11-20T13:45:00Z', 'second alert'],
    ['14:45 second region down', '2026-11-20T13:45:00Z', 'second region down'],
    ['14:45 now all is red', '2026-11-20T13:45:00Z', 'now all is red'],
    ['14:45 WET runway', '2026-11-20T14:45:00Z', 'runway'],
    ['09:00-09:30 errors', '2026-11-20T08:00:00Z', '09:00-09:30 errors'],
    ['09:00 -05:00 errors', '2026-11-20T14:00:00Z', 'errors'],
    ['2026-11-20T09:00:00-05:00 errors', '2026-11-20T14:00:00Z', 'errors'],
    ['13:45 UTC+1 errors', '2026-11-20T12:45:00Z', 'errors'],
    ['13:45 yesterday: errors', '2026-11-19T12:45:00Z', 'errors'],
    ['13:45 2026-11-18 errors', '2026-11-18T12:45:00Z', 'errors'],
    ['18 Nov 2026 13:45 errors', '2026-11-18T12:45:00Z', 'errors'],
    ['Nov 18, 13:45 errors', '2026-11-18T12:45:00Z', 'errors'],
    ['Thursday 13:45 errors', '2026-11-19T12:45:00Z', 'errors'],
    ['18/11/2026 13:45 errors', '2026-11-18T12:45:00Z', 'errors'],
    ['18.11.2026 13:45 errors', '2026-11-18T12:45:00Z', 'errors'],
    ['11/11/2026 13:45 errors', '2026-11-11T12:45:00Z', 'errors'],
    ['2pm sat down to look', '2026-11-20T13:00:00Z', 'sat down to look'],
    ['5 minutes ago may be DNS', '2026-11-20T14:55:00Z', 'may be DNS'],
  ])('%s', (text, at, rest) => {
    expect(readTypedTime(text, typed)).toEqual({ at, rest, about: false })
  })

  it.each([
    ['~14:05 rolled back', '2026-11-20T13:05:00Z', '~14:05 rolled back'],
    ['~ 14:05: rolled back', '2026-11-20T13:05:00Z', '~ 14:05: rolled back'],
    ['around 14:05 rolled back', '2026-11-20T13:05:00Z', 'around 14:05 rolled back'],
    ['About 10:30 UTC the queue filled', '2026-11-20T10:30:00Z', 'About 10:30 UTC the queue filled'],
    ['at about 9am it began', '2026-11-20T08:00:00Z', 'at about 9am it began'],
    ['approx. yesterday 23:10 first alert', '2026-11-19T22:10:00Z', 'approx. yesterday 23:10 first alert'],
    ['ca. 14:05-14:20 errors', '2026-11-20T13:05:00Z', 'ca. 14:05-14:20 errors'],
    ['roughly 2 hours ago', '2026-11-20T13:00:00Z', ''],
    ['~09:05 America/New_York', '2026-11-20T14:05:00Z', ''],
  ])('%s, and its words say that it is not exact', (text, at, rest) => {
    expect(readTypedTime(text, typed)).toEqual({ at, rest, about: true })
  })

  it.each([
    'rolled back at 14:05',
    'may be slow',
    '1 hour before the deployment',
    '5 minutes after the deployment it rose',
    '2 minutes of downtime',
    '24 hours of logs',
    '10.0.0.1 timed out',
    '9/10 pods failed',
    '[link](https://example.com) to the graph',
    'yesterday we deployed',
    'about 5 errors a minute',
    'around the corner',
    'about 10 minutes of downtime',
    'roughly an hour before the deployment',
    'circadian rhythm at 14:05',
    '~',
    '9 deployments later',
    '25:00 is no time',
    '2026-12-24 14:05 is still to come',
    '01/12/2026 14:05 of two days',
    'sat down at 14:05',
    'may 14:05',
    'in 5 minutes we know',
    '',
  ])('is none in: %s', (text) => {
    expect(readTypedTime(text, typed)).toBeNull()
  })

  it.each<[what: string, text: string, at: string, zone: string, instant: string]>([
    ['the hour that is left out counts on', '02:30', '2026-03-29T09:00:00Z', 'Europe/Zurich', '2026-03-29T01:30:00Z'],
    ['before it the winter counts', '01:59', '2026-03-29T09:00:00Z', 'Europe/Zurich', '2026-03-29T00:59:00Z'],
    ['after it the summer', '03:00', '2026-03-29T09:00:00Z', 'Europe/Zurich', '2026-03-29T01:00:00Z'],
    [
      'of an hour that is there twice the last',
      '02:30',
      '2026-10-25T09:00:00Z',
      'Europe/Zurich',
      '2026-10-25T01:30:00Z',
    ],
    ['unless that is still to come', '02:30', '2026-10-25T00:40:00Z', 'Europe/Zurich', '2026-10-25T00:30:00Z'],
    ['or the zone tells which', '02:30 CEST', '2026-10-25T09:00:00Z', 'Europe/Zurich', '2026-10-25T00:30:00Z'],
    [
      'minutes are minutes across it',
      '90 minutes ago',
      '2026-10-25T01:30:00Z',
      'Europe/Zurich',
      '2026-10-25T00:00:00Z',
    ],
    [
      'a day ago is a day by the calendar',
      'yesterday 14:00',
      '2026-03-29T18:00:00Z',
      'Europe/Zurich',
      '2026-03-28T13:00:00Z',
    ],
    ['other places change on other days', '02:30', '2026-03-08T12:00:00Z', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['or by half an hour', '01:45', '2026-04-04T16:00:00Z', 'Australia/Lord_Howe', '2026-04-04T15:15:00Z'],
    ['or never', '02:30', '2026-03-29T09:00:00Z', 'Asia/Kolkata', '2026-03-28T21:00:00Z'],
  ])('when clocks change: %s (%s)', (_what, text, at, zone, instant) => {
    expect(readTypedTime(text, { at, zone })?.at).toBe(instant)
  })

  it('is the wall clock of its own day, also when the clocks have changed since', () => {
    const monday = { at: '2026-10-25T12:00:00Z', zone: 'Europe/Zurich' }
    expect(readTypedTime('yesterday 23:10', monday)?.at).toBe('2026-10-24T21:10:00Z')
    expect(readTypedTime('08:00', monday)?.at).toBe('2026-10-25T07:00:00Z')
  })
})

describe('a time that does not count', () => {
  it.each([
    ['01/12/2026 14:05 errors', { kind: 'ambiguous', written: '01/12/2026', readings: ['2026-12-01', '2026-01-12'] }],
    ['~2-3-26 14:05', { kind: 'ambiguous', written: '2-3-26', readings: ['2026-03-02', '2026-02-03'] }],
    ['2026-12-24 14:05 UTC', { kind: 'future', written: '2026-12-24 14:05' }],
    ['errors', { kind: 'none' }],
    ['25:00 errors', { kind: 'none' }],
  ])('is told apart: %s', (text, found) => {
    expect(readBeginning(text, typed)).toEqual(found)
  })
})
