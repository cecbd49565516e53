import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { readActionItems, readDueLine } from '../../src/document/action-items/read/action-items.ts'
import { addIssueLinks, type IssueLink } from '../../src/document/edits.ts'
import type { ActionItem } from '../../src/domain/action-item.ts'
import { hostileText, piecesOf } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('action items')

const word = fc.constantFrom(
  'Rotate',
  'the',
  'keys',
  'when',
  'order rate',
  'passes 10',
  'mean,',
  'a/b',
  'v1.2',
  'ü🔥',
  "don't",
  'x_y',
)
const login = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(?:-[a-z0-9]{1,4})?$/)
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const priority = fc.constantFrom('P0', 'P1', 'P2', 'P3')
const items = fc.record({
  mark: fc.constantFrom('- [ ]', '- [x]', '* [ ]', '+ [X]'),
  words: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
  owners: fc.uniqueArray(
    fc.oneof(
      login,
      fc.tuple(login, login).map((names) => names.join('/')),
    ),
    { maxLength: 3 },
  ),
  due: fc.option(fc.tuple(fc.constantFrom('(due ', 'due: ', 'by ', '(due date: '), day)),
  priority: fc.option(fc.tuple(fc.constantFrom('[', '(', 'prio '), priority)),
  order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  notes: fc.array(fc.constantFrom('- Compare before switching.', '- see @bob, due 2020-02-02', '- `[P0]`'), {
    maxLength: 2,
  }),
})
type Item = typeof items extends fc.Arbitrary<infer T> ? T : never

const closing = new Map([
  ['[', ']'],
  ['(', ')'],
])

/** The item as a person would write it, what belongs to it after its words in any order. */
function written({ mark, words, owners, due, priority: urgency, order, notes }: Item): readonly string[] {
  const tail = [
    owners.map((owner) => `@${owner}`).join(' '),
    due === null ? '' : due[0] + due[1] + (due[0].startsWith('(') ? ')' : ''),
    urgency === null ? '' : urgency[0] + urgency[1] + (closing.get(urgency[0]) ?? ''),
  ]
  const said = [words, ...order.map((index) => tail[index])].filter((part) => part !== '')
  return [`${mark} ${said.join(' ')}`, ...notes.map((note) => `  ${note}`)]
}

function meaning({ mark, words, owners, due, priority: urgency, notes }: Item): Partial<ActionItem> {
  return {
    checked: /x/i.test(mark),
    text: words.replace(/[,]$/, ''),
    owners: {
      logins: owners.filter((owner) => !owner.includes('/')),
      teams: owners.filter((owner) => owner.includes('/')),
      names: [],
    },
    due: due === null ? null : { valid: true, day: due[1] },
    priority: urgency === null ? null : urgency[1],
    notes: notes.join('\n'),
    links: [],
  }
}

const lineBreak = fc.constantFrom('\n', '\r\n')
const lists = fc
  .record({
    list: fc.array(items, { minLength: 1, maxLength: 4 }),
    lineBreak,
    rest: fc.constantFrom('', '## Else\n- [ ] no\n'),
  })
  .map(({ list, lineBreak: end, rest }) => {
    const lines = ['## Action items', '', ...list.flatMap(written), '', rest]
    return { list, text: lines.join('\n').replaceAll('\n', end) }
  })

function linksTo(found: readonly ActionItem[]): readonly IssueLink[] {
  return found.map(({ lineEnd, ordinal }) => {
    const number = 9_000_000 + ordinal
    return { lineEnd, number, url: `https://h/o/r/issues/${number}` }
  })
}

function withoutLinks(linked: string, links: readonly IssueLink[]): string {
  return links.reduce((left, { number, url }) => left.replace(` ([#${number}](${url}))`, ''), linked)
}

const documents = fc.oneof(hostileText, piecesOf('app', 'markdown'), piecesOf('app', 'markdown', 'github', 'unseen'))

describe('the action items of a document', () => {
  law.costly(
    'come back as they were written: text, owners, date, priority, notes and state',
    fc.property(lists, ({ list, text }) => {
      const { items: found, section } = readActionItems(text)
      expect(section).toBe('found')
      expect(found).toMatchObject(list.map(meaning))
      const lines = text.split(/\r\n|\n/)
      for (const { line, lineEnd, source } of found) {
        expect(lines[line - 1]?.endsWith(source)).toBe(true)
        expect(text.slice(0, lineEnd).endsWith(source)).toBe(true)
      }
    }),
  )

  law.costly(
    'mean the same after their links were written back, which touches only the ends of their lines',
    fc.property(lists, ({ text }) => {
      const { items: before } = readActionItems(text)
      const links = linksTo(before)
      const linked = addIssueLinks(text, links)
      const { items: after } = readActionItems(linked)
      expect(after).toEqual(
        before.map((item, index) => {
          const [number = 0, url] = [links[index]?.number, links[index]?.url]
          const added = ` ([#${number}](${url}))`
          const lineEnd = item.lineEnd + added.length * (index + 1)
          return {
            ...item,
            source: item.source + added,
            lineEnd,
            links: [number],
            references: expect.arrayContaining([url]),
          }
        }),
      )
      expect(withoutLinks(linked, links)).toBe(text)
    }),
  )

  law.costly(
    'are counted and placed soundly in any text',
    fc.property(documents, (body) => {
      const text = `## Action items\n- [ ] a ${body}`
      const { items: found } = readActionItems(text)
      const lines = text.split(/\r\n|\n|\r/).length
      for (const [index, item] of found.entries()) {
        expect(item.ordinal).toBe(index + 1)
        expect(item.line).toBeGreaterThan(found[index - 1]?.line ?? 0)
        expect(item.line).toBeLessThanOrEqual(lines)
        expect(item.lineEnd).toBeGreaterThan(found[index - 1]?.lineEnd ?? 0)
        expect(item.lineEnd).toBeLessThanOrEqual(text.length)
        expect(item.source).toBe(item.source.trim())
      }
    }),
  )

  law.costly(
    'are as many and each knows its issue after links were written back into any text but an unfinished link',
    fc.property(documents, (body) => {
      const text = `## Action items\n- [ ] a ${body.replaceAll('](', '] (')}`
      const { items: before } = readActionItems(text)
      const links = linksTo(before)
      const linked = addIssueLinks(text, links)
      const { items: after } = readActionItems(linked)
      expect(after.map(({ links: known }) => known.at(-1))).toEqual(links.map(({ number }) => number))
      expect(withoutLinks(linked, links)).toBe(text)
    }),
  )
})

describe('the due date of an action-item issue', () => {
  law(
    'is the first that its text says, wherever the line stands and whatever follows',
    fc.property(
      fc.constantFrom('', 'Checkout.\n\n', '- a\n', '> due: never\n\n'),
      day,
      lineBreak,
      hostileText,
      (before, due, end, after) => {
        expect(readDueLine(`${before}Due: ${due}${end}${after}`, '2026-03-02')).toEqual({ valid: true, day: due })
      },
    ),
  )

  law(
    'is a day, a short text or nothing in any body',
    fc.property(documents, (body) => {
      const due = readDueLine(`due: ${body}`, '2026-03-02')
      if (due !== null) expect((due.valid ? due.day : due.text).length).toBeLessThanOrEqual(100)
    }),
  )
})
