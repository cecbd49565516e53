import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KnownItem, matchLines } from '../../../src/plan/action-items/later-lines.ts'
import { extent } from '../../extent.ts'
import { aLine } from '../builders.ts'

const known: readonly KnownItem[] = [
  { ordinal: 1, source: 'Alert us @tia', issue: 3 },
  { ordinal: 2, source: 'Write a runbook', issue: 4 },
]

/** How the lines were understood: `1=Alert us @tia`, `new: …`, `ambiguous: …`. */
function read(lines: Parameters<typeof matchLines>[0], items = known): readonly string[] {
  const { matched, fresh, ambiguous } = matchLines(lines, items)
  return [
    ...[...matched].sort(([one], [other]) => one - other).map(([ordinal, line]) => `${ordinal}=${line.source}`),
    ...fresh.map((line) => `new: ${line.source}`),
    ...ambiguous.map((line) => `ambiguous: ${line.source}`),
  ]
}

describe('today’s lines of a merged document', () => {
  it.each([
    {
      name: 'are the items while nothing changed',
      lines: [aLine('Alert us @tia'), aLine('Write a runbook')],
      expected: ['1=Alert us @tia', '2=Write a runbook'],
    },
    {
      name: 'are known by their links, whatever they say and wherever they stand',
      lines: [aLine('Something', { links: [4] }), aLine('Else', { links: [3] })],
      expected: ['1=Else', '2=Something'],
    },
    {
      name: 'are known by their words below a link that was added',
      lines: [aLine('Write a runbook ([#4](https://github.com/acme/shop/issues/4))'), aLine('Alert us @tia')],
      expected: ['1=Alert us @tia', '2=Write a runbook ([#4](https://github.com/acme/shop/issues/4))'],
    },
    {
      name: 'are known by position when the words were edited',
      lines: [aLine('Alert us now @tia'), aLine('Write two runbooks')],
      expected: ['1=Alert us now @tia', '2=Write two runbooks'],
    },
    {
      name: 'are known by what their words share when they were moved and edited',
      lines: [aLine('Write two runbooks'), aLine('Alert us now @tia')],
      expected: ['1=Alert us now @tia', '2=Write two runbooks'],
    },
    {
      name: 'hold an ambiguous one when it has nothing in common with the item that is gone',
      lines: [aLine('Alert us @tia', { links: [3] }), aLine('Buy a generator')],
      expected: ['1=Alert us @tia', 'ambiguous: Buy a generator'],
    },
    {
      name: 'hold nothing new in a line that is nothing but a link',
      lines: [aLine('Alert us @tia'), aLine('Write a runbook'), aLine('#12', { references: ['#12'] })],
      expected: ['1=Alert us @tia', '2=Write a runbook'],
    },
    {
      name: 'are known in languages that write no spaces',
      lines: [aLine('アラートを二つ追加する')],
      before: [{ ordinal: 1, source: 'アラートを追加する', issue: 3 }],
      expected: ['1=アラートを二つ追加する'],
    },
    {
      name: 'hold no ambiguous one where it says in other words what is gone',
      lines: [aLine('Alert us @tia'), aLine('WRITE it all down, in a handbook')],
      expected: ['1=Alert us @tia', '2=WRITE it all down, in a handbook'],
    },
    { name: 'may be fewer', lines: [aLine('Write a runbook')], expected: ['2=Write a runbook'] },
    { name: 'may be none', lines: [], expected: [] },
    {
      name: 'hold a new one when every item is found',
      lines: [aLine('Alert us @tia'), aLine('Add a probe'), aLine('Write a runbook')],
      expected: ['1=Alert us @tia', '2=Write a runbook', 'new: Add a probe'],
    },
    {
      name: 'hold an ambiguous one when it says the same as an item',
      lines: [aLine('Alert us @tia'), aLine('Alert us @tia'), aLine('Write a runbook')],
      expected: ['1=Alert us @tia', '2=Write a runbook', 'ambiguous: Alert us @tia'],
    },
    {
      name: 'hold ambiguous ones when an item is not found and more lines are left than items',
      lines: [aLine('Alert us @tia'), aLine('Note it down'), aLine('Add a probe')],
      expected: ['1=Alert us @tia', 'ambiguous: Note it down', 'ambiguous: Add a probe'],
    },
    {
      name: 'hold nothing new in a line that is ticked or links an issue already',
      lines: [
        aLine('Alert us @tia'),
        aLine('Write a runbook'),
        aLine('Done', { checked: true }),
        aLine('Old', { links: [99] }),
      ],
      expected: ['1=Alert us @tia', '2=Write a runbook'],
    },
  ])('$name', ({ lines, expected, before = known }) => {
    expect(read(lines, before)).toEqual(expected)
  })

  const words = fc.constantFrom(
    'Alert us',
    'Write a runbook',
    'Add a probe',
    'Fix it',
    'Fix it ([#3](https://x.test/3))',
  )
  const lines = fc.array(
    fc.record({
      source: words,
      checked: fc.boolean(),
      links: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
    }),
    { maxLength: 7 },
  )
  const items = fc.array(fc.record({ source: words, issue: fc.option(fc.integer({ min: 1, max: 6 })) }), {
    maxLength: 6,
  })
  const documents = fc.record({ lines, items }).map((made) => ({
    lines: made.lines.map(({ source, ...more }) => aLine(source, more)),
    items: made.items.map((item, index) => ({ ...item, ordinal: index + 1 })),
  }))

  it('never give an item two lines, a line two items, or a new line while an item is not found', () => {
    fc.assert(
      fc.property(documents, ({ lines: today, items: before }) => {
        const { matched, fresh, ambiguous } = matchLines(today, before)
        expect(matched.size).toBeLessThanOrEqual(before.length)
        const used = [...matched.values(), ...fresh, ...ambiguous]
        expect(new Set(used).size).toBe(used.length)
        expect(used.every((line) => today.includes(line))).toBe(true)
        if (matched.size < before.length) expect(fresh).toEqual([])
        expect(fresh.every((line) => !line.checked && line.links.length === 0)).toBe(true)
      }),
      { numRuns: extent({ full: 10_000, few: 50 }) },
    )
  })

  it('never hold anything new after lines were moved, edited or removed', () => {
    const edited = fc.record({
      texts: fc.uniqueArray(fc.stringMatching(/^[b-h]{3,8}$|^[!?.]{1,4}$/), { maxLength: 8 }),
      order: fc.infiniteStream(fc.integer({ min: 0, max: 7 })),
      change: fc.infiniteStream(fc.constantFrom('keep', 'edit', 'remove')),
    })
    fc.assert(
      fc.property(edited, ({ texts, order, change }) => {
        const before = texts.map((source, index) => ({ ordinal: index + 1, source, issue: index + 10 }))
        const today = texts.flatMap((text) => {
          const what = change.next().value
          return what === 'remove' ? [] : [aLine(what === 'edit' ? `${text} edited` : text)]
        })
        const moved = [...today].sort(() => order.next().value - 3)
        const { fresh, ambiguous } = matchLines(moved, before)
        expect([...fresh, ...ambiguous]).toEqual([])
      }),
    )
  })
})
