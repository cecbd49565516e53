import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'

const read = (body: string) => readActionItems(`# T\n\n## Action items\n\n${body}\n`).items
const told = (body: string) => read(body).map(({ text, checked }) => `${checked ? 'x' : '-'} ${text}`)

describe('a box that GitHub does not see is read as it is meant', () => {
  test.each([
    '-[ ] Alert us',
    '- [] Alert us',
    '* [ ] Alert us',
    '*[ ] Alert us',
    '+ [ ] Alert us',
    '- [ ]Alert us',
    '-[]Alert us',
    '[ ] Alert us',
    '[] Alert us',
    '- [  ] Alert us',
    '- ［ ］ Alert us',
    '- ［　］Alert us',
    '【 】 Alert us',
    '– [ ] Alert us',
    '— [ ] Alert us',
    '• [ ] Alert us',
    '·[ ] Alert us',
    '1) [ ] Alert us',
    '1.[ ] Alert us',
    'a) [ ] Alert us',
    '(1) [ ] Alert us',
    '- ( ) Alert us',
    '- () Alert us',
    '☐ Alert us',
    '- ☐ Alert us',
    '- \\[ \\] Alert us',
    '\\- [ ] Alert us',
    '\\[ ] Alert us',
    '-\u00a0[ ] Alert us',
    '- [\u00a0] Alert us',
    '- [ ]\u00a0Alert us',
    '\u00a0- [ ] Alert us',
    '\u200b- [ ] Alert us',
    '-\t[ ]\tAlert us',
    '-      [ ] Alert us',
    '- **[ ]** Alert us',
    '- **[ ] Alert us**',
    '- [~] Alert us',
    '- [?] Alert us',
    '- [ ] [Alert us](https://h/d)',
    '- [ ]\tAlert us',
  ])('%j is open', (line) => {
    for (const body of [line, `A sentence before it.\n${line}`, line.replace(/$/, '\r')]) {
      expect(told(body), JSON.stringify(body)).toEqual(['- Alert us'])
    }
  })

  test.each([
    '-[x] Alert us',
    '- [x ] Alert us',
    '- [ X] Alert us',
    '[x] Alert us',
    '- ［x］ Alert us',
    '☑ Alert us',
    '- (x) Alert us',
    '- [✓] Alert us',
  ])('%j is ticked', (line) => {
    expect(told(line)).toEqual(['x Alert us'])
  })

  test('among others, above, below and beside them', () => {
    expect(told('- [ ] a\n-[ ] b\n- [x] c\n[ ] d\n- [] e\n\n☐ f\n1. [ ] g')).toEqual([
      '- a',
      '- b',
      'x c',
      '- d',
      '- e',
      '- f',
      '- g',
    ])
  })

  test('in a group of bullets', () => {
    expect(told('- Now:\n  -[ ] a\n  - [] b\n- Later:\n  - ☐ c')).toEqual(['- a', '- b', '- c'])
  })

  test.each([
    ['a link', '- [x](https://h/d) is where it stands: move it', ['- x is where it stands: move it']],
    ['a link without words', '- [](https://h/d) Move it', ['- [](https://h/d) Move it']],
    ['a category', '- [ ] [Backend] add retries', ['- [Backend] add retries']],
    ['a word in brackets', '- [Backend] add retries', ['- [Backend] add retries']],
    ['a number', '- [1] add retries', ['- [1] add retries']],
    ['options', '- (a) add retries', ['- (a) add retries']],
  ])('%s is no box', (_name, line, expected) => {
    expect(told(line)).toEqual(expected)
  })

  test('is linked at its own end', () => {
    const text = '## Action items\n-[ ] Alert us\n• [ ] Move it\n'
    expect(readActionItems(text).items.map(({ lineEnd }) => text.slice(0, lineEnd).split('\n').at(-1))).toEqual([
      '-[ ] Alert us',
      '• [ ] Move it',
    ])
  })
})

describe('an open box below a ticked one', () => {
  test('is left to do', () => {
    expect(told('- [x] Alert us\n  - [x] in the day\n  - [ ] at night @ana\n- [ ] Move it')).toEqual([
      'x Alert us',
      '- at night',
      '- Move it',
    ])
  })

  test('however deep', () => {
    expect(told('- [x] a\n  - [x] b\n    - [ ] c\n      - [ ] d')).toEqual(['x a', 'x b', '- c'])
  })

  test('is a note below an open one', () => {
    expect(told('- [ ] a\n  - [ ] b\n  - [x] c')).toEqual(['- a'])
  })
})

test('a category in brackets is nobody, a name is', () => {
  const owners = (line: string) => read(line).map((item) => item.owners.names)
  expect(owners('- [ ] [Backend] add retries')).toEqual([[]])
  expect(owners('- [ ] [Checkout] add retries')).toEqual([[]])
  expect(owners('- [ ] [SRE] add retries')).toEqual([[]])
  expect(owners('- [ ] [Ana] add retries')).toEqual([['Ana']])
  expect(owners('- [ ] [SRE team] add retries')).toEqual([['SRE team']])
  expect(owners('- [ ] [ana] add retries')).toEqual([['ana']])
  expect(owners('- [ ] (Checkout) add retries')).toEqual([['Checkout']])
})

test('a break within an item parts its words', () => {
  expect(told('- Alert us<br>by mail<BR/>too')).toEqual(['- Alert us by mail too'])
})

test('who will do something is its owner, a thing that will is none', () => {
  const owners = (line: string) => read(line).flatMap((item) => item.owners.names)
  expect(owners('- DevEX will update all accounts')).toEqual(['DevEX'])
  expect(owners('- DevEX has agreed to update all accounts')).toEqual(['DevEX'])
  expect(owners('- [ ] Kafka will need more disks')).toEqual([])
  expect(owners('- [ ] Terraform will create the accounts')).toEqual([])
})

test('boxes in cells tell the state of their row, or are the item', () => {
  const table = (...rows: string[]) => told(`| Item | Owner |\n| --- | --- |\n${rows.join('\n')}`)
  expect(
    table('| [ ] Alert us | Ana |', '| - [ ] Move it | Ana |', '| ☐ Rename it | Ana |', '| [x] Mend it | Ana |'),
  ).toEqual(['- Alert us', '- Move it', '- Rename it', 'x Mend it'])
  expect(
    told(
      '| | Item | Owner |\n| --- | --- | --- |\n| [x] | Alert us | Ana |\n| [ ] | Move it | Ana |\n| ☑ | Mend it | |',
    ),
  ).toEqual(['x Alert us', '- Move it', 'x Mend it'])
})
