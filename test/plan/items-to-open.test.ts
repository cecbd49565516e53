import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../src/document/action-items.ts'
import { trackedItems, tracksTasksOnly } from '../../src/document/tracked-items.ts'
import { itemsToOpen } from '../../src/plan/items-to-open.ts'

function opened(text: string, branch: 'own' | 'other', max = 10) {
  const read = readActionItems(text)
  const { open, overflow } = itemsToOpen(trackedItems(read, tracksTasksOnly(text, read, branch)), max)
  return {
    open: open.map((item) => `${item.ordinal} ${item.text}`),
    overflow: overflow.map(({ text: words }) => words),
  }
}

const list = '- [x] a\n- [ ] b\n- c\n- d (done)\n- [#7](https://h/o/r/issues/7)\n'

describe('what becomes an issue at the merge', () => {
  test.each([
    ['of the template', `## 6. Which actions will prevent it?\n\n### Action items\n\n${list}`, 'other', ['2 b']],
    ['of a branch of an incident', `## Action items\n${list}`, 'own', ['2 b']],
    ['of anybody else', `## Action items\n${list}`, 'other', ['2 b', '3 c']],
    ['of such a branch without a task', '## Action items\n- c\n- d (done)', 'own', ['1 c']],
    ['without such a section', `## Summary\n${list}`, 'other', []],
  ] as const)('are the open items of a document %s', (_name, text, branch, open) => {
    expect(opened(text, branch).open).toEqual(open)
  })

  test('is as many as the configuration allows, the rest is told', () => {
    expect(opened('## Next steps\n1. a\n2. b\n3. c', 'other', 2)).toEqual({ open: ['1 a', '2 b'], overflow: ['c'] })
  })
})
