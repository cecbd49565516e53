import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../src/document/action-items.ts'

const today = '2026-01-12'
const read = (document: string) => readActionItems(document, { today }).items
const texts = (document: string) => read(document).map(({ text }) => text)
const under = (heading: string, ...lines: readonly string[]) => `# T\n\n${heading}\n\n${lines.join('\n')}\n`

describe('a heading of the actions', () => {
  test.each([
    '## Corrective actions applied',
    '## Corrective Actions — rules that change',
    '## Preventive measures taken',
    "## How we'll prevent this in the future",
    "## What are we doing to make sure this doesn't happen again?",
    '## Improvements to make',
    '## Tasks to address the leak',
    '## A list of tasks to address the leak',
    '##Action items',
    '**Action Items:**',
  ])('is %s', (heading) => {
    expect(texts(under(heading, '- Rename the queue'))).toEqual(['Rename the queue'])
  })

  test('may be a bold line beside another such heading, before it or after it', () => {
    const document = '# T\n\n**Action items:**\n\nAI-1: Rename the queue\n\n## Improvements\n\n- A feed of changes\n'
    expect(texts(document)).toEqual(['Rename the queue', 'A feed of changes'])
  })

  test('holds lines that begin with who is to do them', () => {
    expect(read(under('### Follow ups', '@sam to look at the queue', '@lee will write it down'))).toMatchObject([
      { kind: 'plain', owners: { logins: ['sam'] } },
      { kind: 'plain', owners: { logins: ['lee'] } },
    ])
  })

  test('holds links by the words that they are shown by', () => {
    const [linked] = read(under('## Tasks', '- [ ] [Rename the queue](https://git.example/acme/press/issues/5) - @lou'))
    expect(linked).toMatchObject({ text: 'Rename the queue', links: [5], owners: { logins: ['lou'] } })
  })

  test('ends where the next heading was meant, though its space is missing', () => {
    expect(texts('##Action items\n\n- Rename the queue\n##Timeline\n\n- 10:01 Somebody noticed')).toEqual([
      'Rename the queue',
    ])
  })
})

describe('what is no action item', () => {
  test.each([
    ['a sample in brackets', '- [What to do]'],
    ['a sample after a label', '- **Review**: [When will we review this?]'],
    ['a sentence that there is nothing to do', '- None required for this run.'],
    ['another one', '1. No further corrective actions are needed'],
    ['a sample in braces', '- {{ summary }} [link to the issue]'],
    ['boxes that authors tick', '- [x] The incident is over\n- [ ] All sections above are filled out'],
    ['boxes of what was done about the document', '- [ ] Retrospective scheduled\n- [ ] Stakeholders notified'],
    ['a list below a label that names another question', 'Lessons learned\n\n- Two sensors are better than one'],
    ['advice', 'Operators should now:\n\n1. Update their clients'],
    ['a legend', '### Action item status legend\n\n- ⏳ Pending'],
    ['incidents like it', '### Similar incidents\n\n| Incident | Date |\n| --- | --- |\n| Fire | 2025-03-01 |'],
  ])('%s', (_name, lines) => {
    expect(texts(under('## Action items', lines))).toEqual([])
  })

  test.each([
    ['what a team did', 'We took the following steps:'],
    ['what is told', 'In short:'],
    ['what was done', 'The following changes were made:'],
  ])('a list below a sentence of %s', (_name, line) => {
    expect(read(under('## Summary', line, '', '- Rename the queue'))).toEqual([])
  })
})

describe('items without a heading of their own', () => {
  test.each([
    'Going forward, we will do the following:',
    'Some possible actions in the future:',
    "To prevent this from happening again, we're making these changes:",
    'To avoid this in the future:',
  ])('are below "%s"', (line) => {
    expect(texts(under('## Summary', line, '', '- Rename the queue', '', 'Thanks to all.'))).toEqual([
      'Rename the queue',
    ])
  })

  test('are in a table whose head says so, and in no other', () => {
    const table = (head: string) => `| ${head} | Owner |\n| --- | --- |\n| Rename the queue | @ana |`
    expect(texts(under('## Summary', table('Action item')))).toEqual(['Rename the queue'])
    expect(texts(under('## Summary', table('Action')))).toEqual(['Rename the queue'])
    expect(texts(under('## Summary', table('Service')))).toEqual([])
  })

  test('are marked with TODO; DONE alone marks none', () => {
    const lines = ['**TODO**: rename the queue', '', '**DONE**: renamed the topic']
    expect(read(under('## Lessons', ...lines)).map(({ text, state }) => [text, state])).toEqual([
      ['rename the queue', 'open'],
      ['renamed the topic', 'done'],
    ])
    expect(read(under('## Lessons', '**DONE**: renamed the topic'))).toEqual([])
  })
})

describe('whose an item is', () => {
  test.each([
    ['a given name above it', '**Anita**\n- Rename the queue', ['Anita']],
    ['initials above it', '**JG/TO**\n- Rename the queue', ['JG', 'TO']],
    ['an abbreviation above it', '**DNS**\n- Rename the queue', []],
    ['a topic above it', '### Public Endpoint\n- Rename the queue', []],
    ['what stands in TODO()', '- TODO(anita): rename the queue', ['anita']],
    ['a name after a dash', '- Rename the queue — Anita', ['Anita']],
    ['a thing after a dash', '- Rename the queue — Postgres', []],
  ])('is told by %s', (_name, lines, names) => {
    expect(read(under('## Actions', lines)).map(({ owners }) => owners.names)).toEqual([names])
  })

  test('is not told any more below the next label', () => {
    const lines = ['**Anita**', '- Rename the queue', '', '**For planning**', '- Rename the topic']
    expect(read(under('## Actions', ...lines)).map(({ owners }) => owners.names)).toEqual([['Anita'], []])
  })
})

describe('how far an item is, and until when', () => {
  test.each([
    ['- Rename the queue - done, see the board', 'done'],
    ['- Rename the queue **TODO**', 'open'],
    ['- [#12 (done)](https://h/o/r/pull/12): rename the queue', 'done'],
    ['The following will be implemented:\n\n- Rename the queue', null],
    ['| Action | Status |\n| --- | --- |\n| Rename the queue | Done in #12 |', 'done'],
    ['| Action | Status |\n| --- | --- |\n| Rename the queue | Open / to be verified |', 'open'],
    ['| Action | Status |\n| --- | --- |\n| Rename the queue | [x] |', 'done'],
    ['| Action | Status |\n| --- | --- |\n| ~~Rename the queue~~ | Declined |', 'declined'],
    ['| Action | Bug |\n| --- | --- |\n| Rename the queue | OPS-12 **DONE** |', 'done'],
  ])('%s', (lines, state) => {
    expect(read(under('## Action items', lines)).map((item) => item.state)).toEqual([state])
  })

  test('is the day after a dash or a login at its end', () => {
    const lines = ['- Rename the queue — 2026-05-03', '- Rename the topic @ana 2026-05-04']
    expect(read(under('## Action items', ...lines)).map(({ text, due }) => [text, due])).toEqual([
      ['Rename the queue', { valid: true, day: '2026-05-03' }],
      ['Rename the topic', { valid: true, day: '2026-05-04' }],
    ])
  })
})

describe('the column of the actions', () => {
  test.each([
    ['by a head that holds the word', '| ID | Proposed action | Owner |', '| 1 | Rename the queue | @ana |'],
    ['by no head, beside one of an owner', '| | Owner |', '| Rename the queue | @ana |'],
    ['not where it holds nothing but numbers', '| Item | Description |', '| AI-1 | Rename the queue |'],
    ['by what its cells say', '| Gap | Answer |', '| Queues have odd names | Rename the queue |'],
  ])('is found %s', (_name, head, row) => {
    const dashes = `${'| --- '.repeat(head.split('|').length - 2)}|`
    expect(texts(under('## Action items', head, dashes, row))).toEqual(['Rename the queue'])
  })
})
