import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { block, quote } from '../../../src/document/harmless/escape.ts'
import { renderFacts } from '../../../src/document/markers/fact-blocks.ts'

const texts = (document: string) => readActionItems(document).items.map(({ text }) => text)

const bodies = [
  '- [ ] Call the vendor',
  'Next steps:\n- call the vendor\n- call the bank',
  '**Action items**\n\n- call the vendor',
  '### Tasks\n\n1. call the vendor',
  '| Action item | Owner |\n| --- | --- |\n| Call the vendor | Ana |',
  'TODO: call the vendor',
  '**Action item:** call the vendor',
  'To prevent this, we will do the following:\n\n- Call the vendor',
  '[ ] call the vendor\n☐ call the bank',
  '##Action items\n- call the vendor',
]

describe('tasks and labels', () => {
  test.each(bodies)('of the incident never become items, however it is written: %j', (body) => {
    const written = '## 6. Which actions will prevent it?\n\n### Action items\n\n- [ ] Alert us\n'
    for (const summary of [quote(block(body)), block(body)]) {
      expect(texts(`# T\n\n## Summary\n\n${summary}\n\n${written}`)).toEqual(['Alert us'])
      expect(texts(`# T\n\n## Summary\n\n${summary}\n\n${written.replace('- [ ] Alert us', '')}`)).toEqual([])
    }
    // A template of one's own may put it anywhere.
    expect(texts(`# T\n\n## What we saw\n\n${quote(block(body))}\n\n## Next steps\n\n- Alert us\n`)).toEqual([
      'Alert us',
    ])
    expect(texts(`# T\n\n${quote(block(body))}\n`)).toEqual([])
  })

  test.each(bodies)('of comments within the facts never become items: %j', (body) => {
    const facts = renderFacts('timeline', block(body))
    expect(texts(`# T\n\n## Timeline\n\n${facts}\n\n## Action items\n\n- [ ] Alert us\n`)).toEqual(['Alert us'])
    expect(texts(`# T\n\n## Timeline\n\n${facts}\n`)).toEqual([])
  })

  test('that a document’s authors write stay theirs', () => {
    expect(texts('# T\n\n## Summary\n\n**Action items**\n\n- Alert us\n')).toEqual(['Alert us'])
  })
})
