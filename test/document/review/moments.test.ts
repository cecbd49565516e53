import { describe, expect, test } from 'vitest'
import { beginsWithDay, isSaid, namesTime, readMoment } from '../../../src/document/review/moments.ts'

describe('a time of day', () => {
  test.each([
    ['- 0457 the alert fires', 4 * 60 + 57],
    ['1435 - the rollback begins', 14 * 60 + 35],
    ['| 0030 | the queue grows |', 30],
    ['2300: the batch begins', 23 * 60],
    ['2:54 PM the queue grows', 14 * 60 + 54],
    ['5pm PST', 17 * 60],
    ['14h05 somebody notices', 14 * 60 + 5],
    ['um 14 Uhr kam die erste Meldung', 14 * 60],
    ['14.05 Uhr: erste Meldung', 14 * 60 + 5],
    ['às 14h o serviço voltou', 14 * 60],
    ['14時05分 アラート', 14 * 60 + 5],
    ['1405 UTC the queue grows', 14 * 60 + 5],
  ])('is read: %s', (text, minutes) => expect(readMoment(text)?.minutes).toBe(minutes))

  test.each([
    '- 1200 requests failed',
    '2021 - the year of the move',
    'It took 2h and 5 people.',
    '2時間 止まりました',
    'Version 1435.2 is out',
    'A delay of 0.457 s',
  ])('is none: %s', (text) => expect(namesTime(text)).toBe(false))
})

describe('a day', () => {
  test.each([
    'Feb-07-2022 the disk is full',
    '- 07-Feb-2022: the disk is full',
    '| 01/07 | índices |',
    '| Jun 2026 | plano |',
    '| Jun–Jul | beta |',
    '2 de marzo: primera alerta',
    '7. März – erste Meldung',
    '12 août : première alerte',
    '3月2日 アラート',
    '2026年3月2日 アラート',
    '2026/03/02 the alert',
  ])('begins a line: %s', (text) => expect(beginsWithDay(text)).toBe(true))

  test.each([
    '1/2 of the hosts were down',
    '12.5 % of the orders',
    'Marked as done',
    'Many 500 errors',
    '10.0.0.1 is down',
  ])('does not: %s', (text) => expect(beginsWithDay(text)).toBe(false))
})

describe('a line of a chat', () => {
  test.each(['[10:02] <robin> is it down?', '10:02 robin: is it down?', '10:02:31 @kim: yes'])('is one: %s', (text) =>
    expect(isSaid(text)).toBe(true),
  )
  test.each(['10:02 The rollout begins', 'robin: is it down?'])('is none: %s', (text) =>
    expect(isSaid(text)).toBe(false),
  )
})
