import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { itemsToOpen } from '../../../src/plan/action-items/items-to-open.ts'

function opened(text: string, max = 10) {
  const { open, overflow } = itemsToOpen(readActionItems(text).items, max)
  return {
    open: open.map((item) => `${item.ordinal} ${item.text}`),
    overflow: overflow.map(({ text: words }) => words),
  }
}

const list = '- [x] a\n- [ ] b\n- c\n- d (done)\n- [#7](https://h/o/r/issues/7)\n'

describe('what becomes an issue at the merge', () => {
  test.each([
    ['of the template', `## 6. Which actions will prevent it?\n\n### Action items\n\n${list}`, ['2 b', '3 c']],
    ['of anybody else', `## Action items\n${list}`, ['2 b', '3 c']],
    ['without a task', '## Action items\n- c\n- d (done)', ['1 c']],
    ['with numbers', '## Action items\n1. c\n2. d', ['1 c', '2 d']],
    ['with a table', '## Action items\n| Action | Owner |\n| --- | --- |\n| Add c | Ana |', ['1 Add c']],
  ] as const)('are the open items of a document %s', (_name, text, open) => {
    expect(opened(text).open).toEqual(open)
  })

  test('is as many as the configuration allows, the rest is told', () => {
    expect(opened('## Next steps\n1. a\n2. b\n3. c', 2)).toEqual({ open: ['1 a', '2 b'], overflow: ['c'] })
  })
})
