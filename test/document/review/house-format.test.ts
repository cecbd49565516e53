import { describe, expect, test } from 'vitest'
import { findings, linesOf } from './findings.ts'

describe('findings of a house format', () => {
  const list = (...lines: readonly string[]) => `## Action items\n\n${lines.join('\n')}\n`
  const many = (count: number, tail: string) =>
    Array.from({ length: count }, (_, at) => `- [ ] Alert on queue ${at}${tail}`)

  test('are one where no item of many has an owner', () => {
    const [only, ...others] = findings(list(...many(52, ' (due 2030-01-31)')), 'action-item/no-owner')
    expect(others).toEqual([])
    expect(only).toMatchObject({ line: 3, message: 'None of the `52` open action items has an owner.' })
    expect(only?.also).toHaveLength(51)
  })

  test('name their lines where most have none, and are single where few do', () => {
    const most = list(...many(3, ''), '- [ ] Alert on full disks @robin (due 2030-01-31)')
    expect(findings(most, 'action-item/no-owner').map(({ message }) => message)).toEqual([
      '`3` of the `4` open action items have no owner, in the lines 3, 4, 5.',
    ])
    const few = list(...many(3, ''), ...many(3, ' of mail @robin (due 2030-01-31)'))
    expect(linesOf(few, 'action-item/no-owner')).toEqual([3, 4, 5])
    expect(linesOf(list(...many(2, '')), 'action-item/no-owner')).toEqual([3, 4])
  })

  test.each([
    ['placeholder/left', `# Down\n\n${'Impact: TBD\n\n'.repeat(6)}`],
    ['action-item/past', list(...many(5, ' @robin (due 2020-01-31)'))],
    ['action-item/bad-date', list(...many(5, ' @robin (due 2030-02-31)'))],
    [
      'action-item/unbounded',
      list(...['alerts', 'logs', 'tests'].map((what) => `- [ ] Improve ${what} @robin (due 2030-01-31)`)),
    ],
    [
      'action-item/unread',
      list('- [ ] Alert on full disks @robin (due 2030-01-31)', '', ...many(5, '').map((line) => `> ${line}`)),
    ],
  ])('are one for each rule about lines: %s', (rule, text) => {
    const [only, ...others] = findings(text, rule)
    expect(others).toEqual([])
    expect(only?.also?.length).toBeGreaterThan(1)
    expect(only?.message).toMatch(/lines/)
  })

  test('fail the check like single ones', () => {
    expect(findings(list(...many(9, '')), 'action-item/no-owner', { require: ['owners'] })).toMatchObject([
      { severity: 'failure' },
    ])
  })
})

describe('the types of action items', () => {
  const table = (...types: readonly string[]) =>
    `## Action items\n\n| Action | Type | Owner | Due |\n| --- | --- | --- | --- |\n${types.map((type, at) => `| Write page ${at} | ${type} | @robin | 2030-01-31 |\n`).join('')}`

  test.each([
    ['process and mitigate', ['process', 'mitigate'], 1],
    ['one that prevents', ['process', 'prevent'], 0],
    ['a house’s own words', ['process', 'product fix'], 0],
    ['a repair', ['mitigate', 'repair'], 0],
  ])('%s', (_name, types, count) => {
    expect(findings(table(...types), 'action-item/none-prevents')).toHaveLength(count)
  })
})
