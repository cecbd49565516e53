import { describe, expect, it, test } from 'vitest'
import { readLibraryDocument } from '../../../src/document/library/library-document.ts'

const read = (text: string, path = 'a.md') => readLibraryDocument(text, { path })

describe('the title of a document', () => {
  it.each([
    ['its front matter', '---\ntitle: "Orders **nobody** placed"\n---\n# Other\n', 'Orders **nobody** placed'],
    ['its first heading, as a reader sees it', '# The `router` [stood](x) still\n', 'The router stood still'],
    ['the name of its file where it begins with a part', '## Summary\n\nText.\n', '2026 03 02 router'],
    ['the name of its file where a heading is a label', '# Metadata\n', '2026 03 02 router'],
    ['the name of its file where a heading is a question', '# Root cause\n', '2026 03 02 router'],
  ])('is from %s', (_, text, title) => {
    expect(read(text, 'x/2026-03-02-router.md').title).toBe(title)
  })

  it('holds no character that turns the direction or cannot be seen', () => {
    expect(read('# safe \u202egnp.exe\u2066 \u200bname\n').title).toBe('safe gnp.exe name')
  })
})

describe('the day of a document', () => {
  it.each([
    [
      'its front matter',
      '---\nstarted: 2026-01-02 23:30 UTC\n---\n# A\n\n2020-01-01\n',
      'a/2019-01-01.md',
      '2026-01-02',
    ],
    ['its file', '# A\n\n2020-01-01\n', '2019-05-30-prow.md', '2019-05-30'],
    ['its heading', '# May 30th, 2019 Prow Flakiness\n', 'a.md', '2019-05-30'],
    ['its first lines', '# A\n\n**Date**: 3 March 2021\n', 'a.md', '2021-03-03'],
    ['nothing, where the calendar has no such day', '# A\n', '2019-02-31.md', null],
    ['nothing, where no day is named', '# A\n\nSome day in 2019.\n', 'a.md', null],
  ])('is from %s', (_, text, path, day) => {
    expect(read(text, path).day).toBe(day)
  })
})

test('severity, services, tags and kinds are read from the front matter, and else from labels of the head', () => {
  const keys =
    '---\nseverity: SEV1\nservices: [Checkout, checkout, Search]\ntags: [dns]\nkind: configuration\n---\n# A\n'
  expect(read(keys)).toMatchObject({
    severity: 'SEV1',
    services: ['Checkout', 'Search'],
    tags: ['dns'],
    kinds: ['configuration'],
  })
  const labels =
    '# A\n\n| Severity | SEV2 |\n| --- | --- |\n\n**Affected services**: Checkout, Search\n- Category: Kubernetes\n'
  expect(read(labels)).toMatchObject({ severity: 'SEV2', services: ['Checkout', 'Search'], kinds: ['Kubernetes'] })
})

test('a document that says nothing of it has none: nothing is made up', () => {
  expect(read('Words.\n')).toMatchObject({
    severity: null,
    services: [],
    tags: [],
    kinds: [],
    phases: [],
    timeline: [],
    items: [],
    lessons: '',
    wentWell: '',
  })
})

describe('the timeline', () => {
  it('has each entry with its day, its time, its zone and what was', () => {
    const text =
      '# A\n\n## Timeline\n\n- **23:50 UTC** - It *began*\n- 00:10 UTC: Seen\n\n| Time | What |\n| --- | --- |\n| 2026-03-04 08:00 | Over |\n'
    expect(read(text, '2026-03-02.md').timeline).toEqual([
      { day: '2026-03-02', minutes: 1430, zone: 'utc', text: 'It began' },
      { day: '2026-03-03', minutes: 10, zone: 'utc', text: 'Seen' },
      { day: '2026-03-04', minutes: 480, zone: null, text: 'Over' },
    ])
  })

  it('reads the table that the app itself makes, whose times are links, and its other zone is no news', () => {
    const text =
      '# A\n\n## 3. How exactly did it happen?\n\n| UTC | New York | Who | What |\n| --- | --- | --- | --- |\n| [2026-03-02 13:30](https://x/1) | 09:30 | ops | [Merge](https://x/2) of it |\n'
    expect(read(text).timeline).toEqual([{ day: '2026-03-02', minutes: 810, zone: null, text: 'ops · Merge of it' }])
  })

  it('takes no line that goes on with a sentence for an entry', () => {
    expect(
      read('# A\n\n## Timeline\n\nIt began in 154 stocks, and at\n09:58 on the new code, and ended.\n').timeline,
    ).toEqual([])
  })

  it('takes neither spans nor numbers nor other parts for entries', () => {
    const text =
      '# A\n\n## Timeline\n\n- From 9:58 on it looked so\n- 10:00-11:00 a span\n- 500 orders\n\n## What went well?\n\n- 10:05 we met\n'
    expect(read(text).timeline).toEqual([])
  })
})

test('follow-ups have their state, their owners, their day and where they are tracked', () => {
  const text = '# A\n\n## Action items\n\n- [x] Delete it #12\n- [ ] Alert us @acme/ops (due 2026-04-01)\n'
  expect(read(text).items).toEqual([
    { text: 'Delete it #12', state: 'done', owners: [], due: null, reference: '#12' },
    { text: 'Alert us', state: 'open', owners: ['acme/ops'], due: '2026-04-01', reference: null },
  ])
})

test('learnings end where another question begins, and a prompt of the template is none', () => {
  const text =
    '# A\n\n## 4. What went well?\n\n<!-- Things to keep. -->\n\n## Lessons learned\n\nOne.\n\n### Details\n\nTwo.\n\n### Action items\n\n- [ ] Three\n'
  expect(read(text)).toMatchObject({ wentWell: '', lessons: 'One.\n\n### Details\n\nTwo.' })
})

test('a report of somebody else’s incident has its citation, where that is an address of a page', () => {
  expect(read('---\nsource: https://example.com/post\n---\n').cites).toBe('https://example.com/post')
  expect(read('---\nsource: javascript:alert(1)\n---\n').cites).toBeNull()
})

test.each([
  ['deep lists', `${'> '.repeat(500)}x`],
  ['a broken front matter', '---\ntitle: [\n---\n# A\n'],
  ['brackets without end', '['.repeat(50_000)],
  ['one endless word', 'x'.repeat(200_000)],
])('%s are read without a fault', (_, text) => {
  expect(read(text).title).not.toBe('')
})
