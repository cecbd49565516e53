import { describe, expect, it } from 'vitest'
import type { ItemPriority } from '../../../src/domain/action-item.ts'
import type { IssueField } from '../../../src/domain/issue.ts'
import type { Mutation, OpenItem } from '../../../src/domain/mutation.ts'
import { fieldsOfItem, optionFor } from '../../../src/plan/action-items/issue-fields/fields-of-item.ts'
import { anIncident } from '../incident-builder.ts'

describe('the option that stands for a priority', () => {
  const levels = ['Urgent', 'High', 'Medium', 'Low']
  it.each<[options: readonly string[], priority: ItemPriority | null, option: string | null]>([
    [levels, 'P0', 'Urgent'],
    [levels, 'P1', 'High'],
    [levels, 'P3', 'Low'],
    [levels, 'medium', 'Medium'],
    [levels.toReversed(), 'P0', 'Urgent'],
    [levels.toReversed(), 'P3', 'Low'],
    [['P3', 'P2', 'P1', 'P0'], 'P1', 'P1'],
    [['🔥 P0 (now)', 'P1: soon'], 'P1', 'P1: soon'],
    [['High', 'Medium', 'Low'], 'P0', 'High'],
    [['High', 'Medium', 'Low'], 'P2', 'Medium'],
    [['Red', 'Amber'], 'P1', 'Red'],
    [['Red', 'Amber'], 'low', 'Amber'],
    [['1', '2', '3', '4', '5'], 'P3', '4'],
    [['Yes'], 'P0', null],
    [[], 'P0', null],
    [levels, null, null],
  ])('among %j is for %s: %s', (options, priority, option) => {
    expect(optionFor(priority, options)).toBe(option)
  })
})

const date: IssueField = { id: 5, name: 'Target date', type: 'date', options: [] }
const when: IssueField = { id: 6, name: 'When', type: 'date', options: [] }
const priority: IssueField = { id: 7, name: 'PRIORITY', type: 'single_select', options: ['High', 'Low'] }
const usual = { due: null, priority: null }

describe('the fields of an issue', () => {
  it.each<
    [
      what: string,
      fields: readonly IssueField[],
      named: typeof usual | { due: string; priority: string | null },
      set: object,
    ]
  >([
    ['are found by their usual names', [when, priority, date], usual, { 5: '2026-03-20', 7: 'High' }],
    ['are those that are named', [when, date], { due: 'when', priority: null }, { 6: '2026-03-20' }],
    ['are none where their name is none', [date], { due: 'none', priority: null }, {}],
    [
      'are none of another type',
      [
        { ...date, type: 'text' },
        { ...priority, type: 'text' },
      ],
      usual,
      {},
    ],
    ['are none where there are none', [], usual, {}],
  ])('%s', (_, fields, named, set) => {
    const { values, due } = fieldsOfItem({ priority: 'P0' }, '2026-03-20', fields, { named, neutral: 'whole' })
    expect(Object.fromEntries(values.map(({ id, value }) => [id, value]))).toEqual(set)
    expect(due === null).toBe(!Object.values(set).includes('2026-03-20'))
  })

  it('say nothing but until when, where more people see them than the document', () => {
    const { values } = fieldsOfItem({ priority: 'P0' }, '2026-03-20', [date, priority], {
      named: usual,
      neutral: 'neutral',
    })
    expect(values).toEqual([{ id: 5, value: '2026-03-20' }])
  })
})

const document = '# P\n\n## Action items\n\n- [ ] Alert us (due 2026-03-20)\n'
const merged = anIncident()
  .with({ document })
  .labelledBy('wes')
  .withPull({
    state: 'closed',
    draft: false,
    merged: true,
    mergedAt: '2026-03-02T12:00:00Z',
    mergeCommit: 'b'.repeat(40),
  })
const isItem = (one: Mutation): one is Mutation & OpenItem => one.do === 'open-item'

describe('the permission to read issue fields', () => {
  it.each([
    [{ issue_fields: 'read' }, [{ id: 5, value: '2026-03-20' }]],
    [{}, undefined],
  ])('as %j gives them values: %j', (permissions, fields) => {
    const incident = merged.with({ issueFields: [date], permissions: { checks: 'write', ...permissions } })
    const [item] = incident.decide().mutations.filter(isItem)
    expect(item?.fields).toEqual(fields)
    expect(item?.body.includes('Due: 2026-03-20')).toBe(fields === undefined)
  })
})
