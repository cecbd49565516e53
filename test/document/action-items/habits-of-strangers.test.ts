import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import type { ActionItem } from '../../../src/domain/action-item.ts'

function shown({ text, source, owners, state }: ActionItem): string {
  const names = [...owners.logins, ...owners.names]
  return [
    text === '' ? source : text,
    ...(names.length > 0 ? [`by ${names.join(', ')}`] : []),
    ...(state ? [state] : []),
  ].join(' · ')
}

const told = (document: string) => readActionItems(document).items.map(shown)
const under = (body: string, heading = '## Action items') => told(`# T\n\n${heading}\n\n${body}\n`)

describe('who or what stands above a list', () => {
  test.each([
    ['bold initials', '**LB**\n\n- Rename the queue', ['Rename the queue · by LB']],
    ['initials and what for', '**AG - for planning**\n\n- Rename the queue', ['Rename the queue · by AG']],
    ['a team with a colon', 'Platform team:\n\n- Rename the queue', ['Rename the queue · by Platform team']],
    ['a team in bold', '**Platform team**\n\n- Rename the queue', ['Rename the queue · by Platform team']],
    [
      'a bullet with a team',
      '- Platform team\n  - Rename the queue\n  - Add an alert',
      ['Rename the queue · by Platform team', 'Add an alert · by Platform team'],
    ],
    [
      'a bullet with a thing',
      '- Payment gateway\n  - Add a probe\n  - Move it to v2',
      ['Add a probe', 'Move it to v2'],
    ],
    ['a bullet with what is to do', '- Add a probe\n  - Check it hourly', ['Add a probe']],
  ])('%s heads it', (_name, body, items) => {
    expect(under(body)).toEqual(items)
  })

  test.each([
    [
      'a team before a colon',
      '1. Platform team: review the design of the queue',
      ['review the design of the queue · by Platform team'],
    ],
    ['a given name before a colon', '- Alice: rename the queue', ['rename the queue · by Alice']],
    ['but no thing before a colon', '- Database: rename the queue', ['Database: rename the queue']],
  ])('%s owns it', (_name, body, items) => {
    expect(under(body)).toEqual(items)
  })
})

describe('a label of an action', () => {
  test.each([
    ['Action point: rename the queue', ['rename the queue']],
    ['**Action:** rename the queue', ['rename the queue']],
    ['**Acción:** renombrar la cola', ['renombrar la cola']],
    ['**Ação:** renomear a fila', ['renomear a fila']],
    ['Maßnahme: Warteschlange umbenennen', ['Warteschlange umbenennen']],
    ['対策：キューの名前を変える', ['キューの名前を変える']],
    ['**DOING** the import should check for space', ['the import should check for space · in-progress']],
  ])('leads to it: %s', (line, items) => {
    expect(under(line)).toEqual(items)
  })

  test.each([
    ['Action(s) taken/planned:\n\n- Rename the queue', ['Rename the queue']],
    ['**Action points:**\n\n- Rename the queue', ['Rename the queue']],
  ])('heads its list outside of any heading: %s', (body, items) => {
    expect(told(`# T\n\nIt was down.\n\n${body}\n`).map((item) => item.replace(/ · (?:done|open)$/, ''))).toEqual(items)
  })
})

describe('a heading of two meanings', () => {
  test.each([
    '## Lessons learned and future improvements',
    '## Remediation and architectural lessons',
    '## Solution',
    '## Monitoring to implement',
  ])('counts what says what is to do: %s', (heading) => {
    expect(under('- Queues fill up at night\n- Add an alert on the queue', heading)).toEqual([
      'Add an alert on the queue',
    ])
  })

  test('counts only where no surer heading stands', () => {
    expect(told('## Solution\n\n- Add memory\n\n## Action items\n\n- Rename the queue\n')).toEqual(['Rename the queue'])
  })

  test.each([
    ['Package maintainers should audit who may publish.'],
    ['Application developers should use a lockfile.'],
    ['Users and operators must upgrade to 2.0.'],
  ])('leaves advice to others aside: %s', (line) => {
    expect(under(`- ${line}`, '## Recommendations')).toEqual([])
  })
})

describe('a heading that looks ahead', () => {
  test.each([
    '## Looking Forward:',
    '## Looking ahead',
    '## The way forward',
    '## Our commitments',
    '## Preventive Enhancements',
    '## What is being done to prevent future incidents?',
  ])('is one of action items: %s', (heading) => {
    expect(under('### Process\n\n- Introduce a ring of early customers', heading)).toEqual([
      'Introduce a ring of early customers',
    ])
  })

  test.each([
    ['## Planned enhancements', 'open'],
    ['## What has been done to prevent this', 'done'],
  ])('tells how far they are: %s', (heading, state) => {
    expect(readActionItems(`${heading}\n\n- Introduce a ring of early customers\n`).items).toMatchObject([{ state }])
  })

  test('leaves those below a surer heading alone', () => {
    const text = '## Looking forward\n\n- A calmer winter\n\n## Action items\n\n- Rename the queue\n'
    expect(told(text)).toEqual(['Rename the queue'])
  })
})

describe('no action', () => {
  test.each([
    ['a host', '- web-01.example.com'],
    ['an address of the network', '- 10.0.0.1'],
    ['a piece of code', '- `payments_queue`'],
    ['a commit', '- 4890dfa12'],
    ['a name of a machine', '- node17'],
    ['the second half of a sentence', '- and then it was down again'],
    ['what a template asks for', '*List any tasks we should complete*'],
  ])('is %s', (_name, line) => {
    expect(under(`- Rename the queue\n\n${line}`).filter((item) => item !== 'Rename the queue')).toEqual([])
  })
})

describe('what was done', () => {
  test.each([
    ['[FIXED](https://h/x) Rename the queue', 'done'],
    ['An alert on the queue (added in v2)', 'done'],
    ['The runbook is updated', 'done'],
    ['Changes have been made to the queue so that it drains', 'done'],
    ['The fix was applied to avoid the same issue', 'done'],
    ['Already run the script on all accounts', 'done'],
    ['We have already rotated the keys', 'done'],
    ['Purge the logs; completed as of 2021-10-29', 'done'],
    ['Rename the queue. Done.', 'done'],
    ['Rename the queue — fixed', 'done'],
    ['[N/A] Rename the queue', 'declined'],
    ['Rename the queue; done by 2027-01-01', null],
    ['Already existing alerts need an owner', null],
    ['Keep the runbook reviewed, updated', null],
    ['Revert the gate that was introduced for the fix', null],
    ['The runbook should be updated', null],
    ['Check that the alert is updated when it fires', null],
  ])('is told by its words: %s', (line, state) => {
    expect(readActionItems(`## Action items\n\n- ${line}\n`).items.map((item) => item.state)).toEqual([state])
  })

  test.each(['## Acciones tomadas', '## Ações realizadas'])('is told by its heading: %s', (heading) => {
    expect(readActionItems(`${heading}\n\n- Índice nuevo\n`).items).toMatchObject([{ state: 'done' }])
  })
})

test.each([
  [
    'a long line',
    '- Rename the queue that holds the payments of all customers in\n  the north and drain it',
    'Rename the queue that holds the payments of all customers in the north and drain it',
  ],
  [
    'a narrow column',
    '- Rename the queue that holds the payments\n  of the north',
    'Rename the queue that holds the payments of the north',
  ],
  ['a word before a link', '- Test\n  [`tests/infra.py`](https://h/t) guards it', 'Test `tests/infra.py` guards it'],
  [
    'a sentence with a note below',
    '- Rename the queue that holds the payments.\n  of the north',
    'Rename the queue that holds the payments.',
  ],
])('a wrapped bullet keeps its whole text: %s', (_name, body, text) => {
  expect(under(body).map((item) => item.replace(/ · .*/, ''))).toEqual([text])
})

test.each([
  ['## Accionables', '- Agregar una alerta'],
  ['## Acionáveis', '- Adicionar um alerta'],
  ['## Améliorations', '- Ajouter une alerte'],
  ['## Handlungsbedarf', '- Alarm einrichten'],
  ['## 改善策', '- アラートを追加する'],
])('%s heads actions in its language', (heading, body) => {
  expect(under(body, heading)).toHaveLength(1)
})
