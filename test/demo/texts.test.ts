import { describe, expect, it } from 'vitest'
import { answers, checklist, command, during, incidentBody, items, summary } from '../../demo/document.ts'
import { addActionItems, answer, fillFrontMatter, replaceSummary } from '../../demo/editing.ts'
import { instant, shown } from '../../demo/times.ts'
import { taskLine } from '../../src/document/action-items/add-items.ts'
import { readActionItems } from '../../src/document/action-items/read/action-items.ts'

const told = [incidentBody, ...Object.values(during), summary, ...Object.values(answers)].join('\n')

describe('the facts of 1 August 2012', () => {
  it.each([
    '7 of 8 servers',
    'reused a flag',
    'Power Peg',
    'made to move prices in a test environment',
    'the eighth server',
    '8:01 ET',
    '97 internal e-mails',
    '"Power Peg disabled"',
    'nobody was to act on them',
    '9:30',
    '154 stocks',
    '4 million',
    '397 million',
    '45 minutes',
    '148 companies',
    '1,200 %',
    'from the seven servers',
    'made it worse',
    '10:15',
    '440 million dollars',
    '75 % of the equity value',
    'published no postmortem',
  ])('hold %s', (fact) => expect(told).toContain(fact))

  it('name roles and teams, nobody at fault', () => {
    expect(told).not.toMatch(/\b(fault|blame|careless|should have|mistake|forgot|failed to)\b/i)
  })
})

const taskOf = (action: string) => taskLine(action.replace('/action ', ''), '2012-08-03')

describe('the checklist', () => {
  it('is read as six items: one done, one without owner, the others with owner, date and priority', () => {
    const read = readActionItems(
      `## 6. Which actions?\n\n### Action items\n\n${checklist}\n${taskOf(command)}\n\n## 7. Else`,
    ).items
    expect(read.map(({ text }) => text)).toEqual(Object.values(items).map(({ title }) => title))
    expect(read.filter(({ checked }) => checked)).toHaveLength(1)
    expect(read.filter(({ owners }) => owners.logins.length === 0)).toHaveLength(1)
    expect(read.filter(({ due }) => due?.valid)).toHaveLength(4)
    expect(read.every(({ priority }) => priority !== null)).toBe(true)
  })
})

describe('writing into a document', () => {
  const document =
    '---\ndetected:\n---\n\n## Summary\n\n<!-- s -->\n\nold\n\n## 1. Who?\n\n<!-- one -->\n\n## 2. Talk?\n'

  it('puts an answer below the prompt of its question', () => {
    expect(answer(document, 1, 'We did.')).toContain('<!-- one -->\n\nWe did.\n\n## 2.')
  })

  it('replaces the summary and leaves its prompt', () => {
    expect(replaceSummary(document, 'new')).toContain('## Summary\n\n<!-- s -->\n\nnew\n\n## 1.')
  })

  it('fills an empty key of the front matter', () => {
    expect(fillFrontMatter(document, 'detected', '2012')).toContain('---\ndetected: 2012\n---')
  })

  it('says what the document lacks', () => {
    expect(() => addActionItems(document, checklist)).toThrow('no heading "### Action items"')
    expect(() => fillFrontMatter(document, 'mitigated', '2012')).toThrow('no empty "mitigated:"')
  })
})

describe("New York's time", () => {
  it('is four hours behind in summer and shown as such', () => {
    expect(instant('2012-08-01 09:31')).toBe('2012-08-01T13:31:00Z')
    expect(shown('2012-08-01 09:31')).toBe('Wed 1 Aug 2012, 09:31 ET')
  })
})
