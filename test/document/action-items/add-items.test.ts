import { describe, expect, it } from 'vitest'
import { addTaskLines, taskLine } from '../../../src/document/action-items/add-items.ts'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'

const today = '2026-11-20'

describe('what somebody asks to do', () => {
  it.each([
    ['Alert us', '- [ ] Alert us'],
    ['Alert us @tia', '- [ ] Alert us @tia'],
    ['Alert us @tia @acme/sre due 2026-12-01 [P1]', '- [ ] Alert us @tia @acme/sre (due 2026-12-01) [P1]'],
    ['Alert us @tia 2026-12-01', '- [ ] Alert us @tia (due 2026-12-01)'],
    ['Alert us 2026-12-01 @tia', '- [ ] Alert us @tia (due 2026-12-01)'],
    ['Alert us @tia 2026-12-01 [P1]', '- [ ] Alert us @tia (due 2026-12-01) [P1]'],
    ['Alert us 2026-12-01 [P1] @tia', '- [ ] Alert us @tia (due 2026-12-01) [P1]'],
    ['Alert us by 2026-12-01', '- [ ] Alert us (due 2026-12-01)'],
    [
      'Delete what is older than 2026-01-01 from the cache',
      '- [ ] Delete what is older than 2026-01-01 from the cache',
    ],
    ['Alert us (due in 2 weeks)', '- [ ] Alert us (due 2026-12-04)'],
    ['Ask @bob about the cache', '- [ ] Ask bob about the cache'],
    ['Read the logs of 2026-11-20', '- [ ] Read the logs of 2026-11-20'],
    ['Alert us (due soon next week)', '- [ ] Alert us (due soon next week)'],
    ['Close #12 --> `x` [x](y)', '- [ ] Close\u200b #\u200b12 --&gt; \\`x\\` x'],
    ['Take a.b@acme.example out', '- [ ] Take \\[removed\\] out'],
  ])('%s becomes a task on one line', (asked, line) => {
    expect(taskLine(asked, today)).toBe(line)
  })
})

describe('tasks are added', () => {
  const line = '- [ ] Page us'
  it.each([
    [
      'below the last task',
      '## Action items\n\n- [ ] a\n- [x] b\n\n## Next\n',
      '## Action items\n\n- [ ] a\n- [x] b\n- [ ] Page us\n\n## Next\n',
    ],
    [
      'below its notes',
      '## Action items\n\n- [ ] a\n  note\n\n  more\n\nText.\n',
      '## Action items\n\n- [ ] a\n  note\n\n  more\n- [ ] Page us\n\nText.\n',
    ],
    [
      'below a hint',
      '## Action items\n\n<!--\n- [ ] hint\n-->\n\n## Next\n',
      '## Action items\n\n<!--\n- [ ] hint\n-->\n\n- [ ] Page us\n\n## Next\n',
    ],
    ['right below a heading', '## Action items', '## Action items\n\n- [ ] Page us'],
    [
      'in the line breaks of the document',
      '## Action items\r\n\r\n- [ ] a\r\n',
      '## Action items\r\n\r\n- [ ] a\r\n- [ ] Page us\r\n',
    ],
    ['at the end of the text', '## Action items\n\n- [ ] a', '## Action items\n\n- [ ] a\n- [ ] Page us'],
  ])('%s', (_name, text, added) => {
    expect(addTaskLines(text, [line])).toBe(added)
  })

  it.each([
    ['no section', '# Postmortem\n\nText.\n'],
    ['a comment that never ends', '## Action items\n\n<!-- so\n'],
    ['code that never ends', '## Action items\n\n```\n'],
  ])('by nobody but people where there is %s', (_name, text) => {
    expect(addTaskLines(text, [line])).toBeNull()
  })

  it.each(['seven-questions', 'public', 'book-report'])('to a draft from the template %s, and read there', (name) => {
    const template = loadTemplates()[`document/${name}`]
    const parts = template?.replaceAll('{{{action-items}}}', '<!-- so -->')
    const added = parts === undefined ? null : addTaskLines(parts, ['- [ ] Page us @tia', '- [ ] Alert us'])
    if (added !== null) expect(readActionItems(added).items.map(({ text }) => text)).toEqual(['Page us', 'Alert us'])
    else expect(readActionItems(parts ?? '').section).toBe('missing')
  })
})
