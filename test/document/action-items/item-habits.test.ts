import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'

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
    [
      'types explained before a table',
      '- Prevent - It cannot happen again.\n- Detect - We notice sooner.\n\n| A | B |\n| --- | --- |',
    ],
    ['priorities explained', 'Each has a priority:\n\n- P0 - This week.\n- P1 - This month.'],
    ['states explained', 'Status legend:\n\n- **Open**: nobody began\n- **Done**: all is well'],
    ['the issue of a list, below it', '- TBD\n\nhttps://github.com/acme/app/issues/12'],
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

describe('items and what stands below them', () => {
  test.each([
    [
      'a numbered title beside numbered sentences',
      '1. **Alarm**: page when the disk fills up\n2. **Runbook**:\n   - where it is\n   - add who has it',
      ['Alarm: page when the disk fills up', 'Runbook'],
    ],
    [
      'numbered titles of what is to do',
      '1. **Watch the disk**:\n   - Add a gauge\n   - Add an alarm',
      ['Watch the disk'],
    ],
    ['numbered topics with what is to do below', '1. **Disk**:\n   - Add a gauge', ['Add a gauge']],
    [
      'what was done, and how',
      '1. Health checks hardened similarly:\n   - retries,',
      ['Health checks hardened similarly'],
    ],
    [
      'a sentence with examples',
      '- A better way to tell all teams early:\n  - mail\n  - a horn',
      ['A better way to tell all teams early'],
    ],
    ['a sentence that leads to what is to do', '- In the warehouse on the hill:\n  - Add a horn', ['Add a horn']],
    ['a question with answers', '- How will we notice it sooner next time?:\n  - a horn', ['a horn']],
    [
      'a colon with nothing below',
      '- Always change the locks together:\n- In pairs',
      ['Always change the locks together', 'In pairs'],
    ],
    ['a colon before its own list', '- Do the following things:\n- Add a horn', ['Add a horn']],
    ['a title of its own kind', '- **Open follow-up:** look at the other barns', ['look at the other barns']],
  ])('%s', (_name, lines, expected) => {
    expect(texts(under('## Actions', lines))).toEqual(expected)
  })
})

describe('a line that begins with bold words', () => {
  test('belongs to whose name they are, with the list below as its notes where it ends in a colon', () => {
    const lines = ['**Anita** Ring the horn for:', '- fire', '- fog', '', '**JG** Paint the gate in red']
    expect(read(under('## Actions', ...lines)).map(({ text, owners }) => [text, owners.names])).toEqual([
      ['Ring the horn for', ['Anita']],
      ['Paint the gate in red', ['JG']],
    ])
  })

  test.each([
    ['is an item where it goes on with what is to do', '**Yard:** Add a lamp', ['Yard: Add a lamp']],
    ['is none where nothing is to do', '**Yard:** dark at night', []],
    ['heads a list where a name has a remark', '**Anita** (barn):\n\n- Add a lamp', ['Add a lamp']],
  ])('%s', (_name, lines, expected) => {
    expect(texts(under('## Actions', lines))).toEqual(expected)
  })
})

test('a list below a label without a heading goes on after a wrapped line that looks like a heading', () => {
  const lines = [
    'Action items',
    '',
    '- Add a lamp that burns for all of the long winter nights and',
    '  events (horn).',
    '- Move the gate',
  ]
  expect(read(under('## Summary', ...lines)).map(({ line }) => line)).toHaveLength(2)
})

describe('plain lines', () => {
  test.each([
    [
      'broken off by tags',
      'Add a horn<br>\nA lamp for the yard<br>\nMove the gate',
      ['Add a horn', 'A lamp for the yard', 'Move the gate'],
    ],
    [
      'broken off by spaces',
      'A horn for the yard  \nA lamp for the barn',
      ['A horn for the yard', 'A lamp for the barn'],
    ],
    ['one a paragraph', 'Add a horn\n\nLonger lamps\n\nMove the gate', ['Add a horn', 'Longer lamps', 'Move the gate']],
    ['that begin with an owner', '@ana to add a horn\n\n@acme/barn: move the gate', ['add a horn', 'move the gate']],
    ['that tell what was are none', 'The horn was silent  \nThe lamp is out', []],
  ])('%s', (_name, lines, expected) => {
    expect(texts(under('## Actions', lines))).toEqual(expected)
  })

  test('are items where they are nothing but a link to an issue', () => {
    const lines = 'https://github.com/acme/app/issues/12\n\n[The horn](https://github.com/acme/app/pull/13)'
    expect(read(under('## Fixes and follow-ups', lines)).map(({ references }) => references)).toHaveLength(2)
  })
})

describe('sentences under a heading of the actions, where nothing else is an item', () => {
  test.each([
    'We will paint the gate red.',
    'The horn should call more people.',
    'It would be useful to have a second lamp.',
    'All gates will stop opening at night.',
    'We could close the yard on Fridays.',
  ])('count: %s', (line) => {
    expect(texts(under('## Follow-up', `It is quiet here. ${line}`))).toEqual([line])
  })

  test.each(['The gate should now be shut.', 'It should have been shut.', 'You should shut yours.'])(
    'do not count where nothing is to do: %s',
    (line) => {
      expect(texts(under('## Follow-up', line))).toEqual([])
    },
  )
})

describe('whose an item is', () => {
  test.each([
    ['several people above it, one with a rare name', '**Anita & Zorvald**\n- Rename the queue', ['Anita', 'Zorvald']],
    ['a login as the beginning of an address', '- Rename the queue. OWNER: zorv@ (DONE)', ['zorv']],
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
    ['- Rename the queue. Talked about, but decided not to do.', 'declined'],
    ['- [ ] ~~Rename the queue~~', 'declined'],
    ['- [ ] ~~Rename the queue~~ not needed', 'declined'],
    ['- [x] ~~Rename the queue~~', 'done'],
    ['- [ ] ~~Rename~~ move the queue to the other broker', 'open'],
    ['- Rename the queue\n  Status: Done', 'done'],
    ['- Rename the queue\n  - **Status**: In progress', 'in-progress'],
    ['| Action | Status |\n| --- | --- |\n| Rename the queue | Investigating |', 'in-progress'],
    ['| Action | Status |\n| --- | --- |\n| Rename the queue | Live |', 'done'],
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

describe('a time span at the end of an item', () => {
  test.each([
    ['- Rename the queue in 2 weeks', 'Rename the queue'],
    ['- Rename the queue (due in 2 weeks)', 'Rename the queue'],
  ])('is its date: %s', (line, text) => {
    expect(read(under('## Actions', line)).map((item) => [item.text, item.due])).toEqual([
      [text, { valid: true, day: '2026-01-26' }],
    ])
  })
})

test('a span that says how long stays in the text', () => {
  expect(texts(under('## Actions', '- Watch the queue over 2 weeks'))).toEqual(['Watch the queue over 2 weeks'])
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
