import { describe, expect, test } from 'vitest'
import { askedBy, formAnswers, namesIn } from '../../../src/document/files/form-answers.ts'

describe('the answers of an issue form', () => {
  const rows: readonly (readonly [name: string, body: string, expected: readonly (readonly [string, string])[]])[] = [
    [
      'are what stands below each heading',
      '### Impact\n\nall\n\n### Other\n\nx',
      [
        ['Impact', 'all'],
        ['Other', 'x'],
      ],
    ],
    ['keep their lines', '### Impact\r\n\r\none\r\n\r\ntwo', [['Impact', 'one\n\ntwo']]],
    ['are empty where nobody answered', '### Impact\n\n_No response_\n', [['Impact', '']]],
    ['are none in plain text', 'Payments fail.\n## Impact\n\nall', []],
    ['have headings without what nobody sees', '### Im\u200bpact\n\nall', [['Impact', 'all']]],
  ]
  test.each(rows)('%s', (_, body, expected) => {
    expect(formAnswers(body).map(({ heading, answer }) => [heading, answer])).toEqual(expected)
  })

  test('take no time to speak of in a body full of headings', () => {
    expect(formAnswers('### a\n'.repeat(10_000))).toHaveLength(10_000)
  })
})

describe('the names in an answer', () => {
  const rows: readonly (readonly [answer: string, names: readonly string[]])[] = [
    ['checkout', ['checkout']],
    ['checkout, Order search', ['checkout', 'Order search']],
    ['- checkout\n- `search`', ['checkout', 'search']],
    ['- [x] checkout\n- [ ] search\n- [X] cart', ['checkout', 'cart']],
    ['', []],
    [' , ;', []],
    ['che\u202eckout', ['checkout']],
  ]
  test.each(rows)('%j are %j', (answer, names) => {
    expect(namesIn(answer)).toEqual(names)
  })
})

describe('a heading asks for', () => {
  const rows: readonly (readonly [heading: string, asked: 'services' | 'impact' | null])[] = [
    ['Affected service', 'services'],
    ['Affected services/systems/components', 'services'],
    ['Which services are affected?', 'services'],
    ['Components', 'services'],
    ['🔥 Impacted system(s)', 'services'],
    ['Impact', 'impact'],
    ['Customer impact', 'impact'],
    ['Who is affected?', 'impact'],
    ["Who's affected, and how?", 'impact'],
    ['What is the impact on users?', 'impact'],
    ['Affected', null],
    ['Service level objective', null],
    ['Impact on the roadmap', null],
    ['Who should know?', null],
    ['What do people notice?', null],
    ['', null],
  ]
  test.each(rows)('%j: %j', (heading, asked) => {
    expect(askedBy(heading)).toBe(asked)
  })
})
