import { describe, expect, it } from 'vitest'
import { readFrontMatter } from '../../../src/document/front-matter/front-matter.ts'
import { readInstant } from '../../../src/text/time/instant.ts'

describe('a time in the front matter', () => {
  it.each([
    ['2026-03-02T14:05:00Z', '2026-03-02T14:05:00Z'],
    ['2026-03-02t14:05z', '2026-03-02T14:05:00Z'],
    ['2026-03-02 14:05:30 +01:00', '2026-03-02T13:05:30Z'],
    ['2026-03-02T14:05+0530', '2026-03-02T08:35:00Z'],
    ['2026-03-02T14:05+05', '2026-03-02T09:05:00Z'],
    ['2026-03-02 14:05 UTC', '2026-03-02T14:05:00Z'],
    ['2026-03-02T14:05:00.250Z', '2026-03-02T14:05:00.250Z'],
    ['2026-03-02 14:05', '2026-03-02T13:05:00Z'],
    ['2026-07-02T14:05', '2026-07-02T12:05:00Z'],
    ['2026-03-29 02:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25 02:30', '2026-10-25T00:30:00Z'],
    ['2026-10-25 02:30+01:00', '2026-10-25T01:30:00Z'],
  ])('%s is %s, without an offset in the configured zone', (text, at) => {
    expect(readInstant(text, 'Europe/Zurich')).toBe(at)
  })

  it.each([
    '2026-03-02',
    '14:05',
    'soon',
    '',
    '2026-02-30 14:05',
    '2026-03-02 25:05',
    '02/03/2026 14:05',
    '2026-03-02 14:05+25:00',
    '2026-03-02 14:05 CET',
  ])('is none in “%s”', (text) => {
    expect(readInstant(text, 'UTC')).toBeNull()
  })
})

describe('a time of the front matter with a date of two readings', () => {
  it('is refused with both', () => {
    const read = readFrontMatter('---\nstarted: 01/12/2026 14:05\n---\n')
    expect(read).toMatchObject({ ok: false })
    expect(JSON.stringify(read)).toContain('the day can be 2026-12-01 or 2026-01-12')
  })
})
