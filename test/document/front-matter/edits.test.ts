import { describe, expect, test } from 'vitest'
import { addIssueLinks, setFrontMatter } from '../../../src/document/edits.ts'
import { readFrontMatter } from '../../../src/document/front-matter/front-matter.ts'

describe('adding links to issues', () => {
  test('appends each at its offset, in any order given, and keeps every other byte', () => {
    const text = '\ufeff- [ ] a\r\n- [ ] b\r\n'
    const links = [
      { lineEnd: 17, number: 58, url: 'https://h/o/r/issues/58' },
      { lineEnd: 8, number: 57, url: 'https://h/o/r/issues/57' },
    ]
    expect(addIssueLinks(text, links)).toBe(
      '\ufeff- [ ] a ([#57](https://h/o/r/issues/57))\r\n- [ ] b ([#58](https://h/o/r/issues/58))\r\n',
    )
  })

  test('leaves out what lies outside of the text', () => {
    const url = 'https://h/o/r/issues/1'
    expect(
      addIssueLinks(
        'a',
        [-1, 2, 0.5, Number.NaN].map((lineEnd) => ({ lineEnd, number: 1, url })),
      ),
    ).toBe('a')
  })
})

describe('setting a key of the front matter', () => {
  test.each([
    ['a plain value', 'status: draft # now', 'status: merged # now'],
    ['a double-quoted value', 'status: "draft"', 'status: merged'],
    ['a single-quoted value', "status: 'it''s'   # now", 'status: merged   # now'],
    ['an empty value', 'status:\nnext: 1', 'status: merged\nnext: 1'],
    ['an empty value with a comment', 'status: # none yet', 'status: merged # none yet'],
    ['a quoted key', '"status": draft', '"status": merged'],
    ['a missing key', '# top\na: [1, 2]\nb:\n  - c', '# top\na: [1, 2]\nb:\n  - c\nstatus: merged'],
    ['a key of the same name further in', 'a:\n  status: x', 'a:\n  status: x\nstatus: merged'],
    ['no keys at all', '# nothing', '# nothing\nstatus: merged'],
  ])('changes nothing else for %s', (_name, yaml, expected) => {
    expect(setFrontMatter(`---\n${yaml}\n---\nstatus: body\n`, 'status', 'merged')).toBe(
      `---\n${expected}\n---\nstatus: body\n`,
    )
  })

  test.each([
    ['an empty value', 'services:\nnext: 1', 'services: [checkout, "a, b"]\nnext: 1'],
    ['a missing key', 'next: 1', 'next: 1\nservices: [checkout, "a, b"]'],
    ['a list in brackets', 'services: [x, "y"] # two\nnext: 1', 'services: [checkout, "a, b"] # two\nnext: 1'],
    ['an empty list', 'services: []', 'services: [checkout, "a, b"]'],
    ['a text', 'services: x', 'services: [checkout, "a, b"]'],
  ])('writes a list over %s', (_name, yaml, expected) => {
    expect(setFrontMatter(`---\n${yaml}\n---\n`, 'services', ['checkout', 'a, b'])).toBe(`---\n${expected}\n---\n`)
  })

  test.each([
    ['items on lines of their own', 'services:\n  - x'],
    ['brackets over several lines', 'services: [x,\n  y]'],
    ['a bracket within an item', 'services: ["]", y]'],
    ['the same items', 'services: ["checkout",   "a, b"]'],
  ])('writes no list over %s', (_name, yaml) => {
    expect(setFrontMatter(`---\n${yaml}\n---\n`, 'services', ['checkout', 'a, b'])).toBe(`---\n${yaml}\n---\n`)
  })

  test('writes no text over a list', () => {
    expect(setFrontMatter('---\nstatus: [a]\n---\n', 'status', 'merged')).toBe('---\nstatus: [a]\n---\n')
  })

  test('keeps the line breaks and the byte order mark of the text', () => {
    expect(setFrontMatter('\ufeff---\r\na: 1\r\n---\r\nb\r\n', 'status', 'x')).toBe(
      '\ufeff---\r\na: 1\r\nstatus: x\r\n---\r\nb\r\n',
    )
  })

  test('adds a key as far in as the others stand', () => {
    expect(setFrontMatter('---\n  # ours\n  a: 1\n---\n', 'status', 'x')).toBe(
      '---\n  # ours\n  a: 1\n  status: x\n---\n',
    )
  })

  test('fills front matter that is empty', () => {
    expect(setFrontMatter('---\n---\nb', 'status', 'x')).toBe('---\nstatus: x\n---\nb')
  })

  test.each([
    ['none', '# T\n\n---\na: 1\n---\n'],
    ['one that is never closed', '---\na: 1\n'],
    ['broken YAML', '---\na: [1\n---\n'],
    ['a key twice', '---\na: 1\na: 2\n---\n'],
    ['a list', '---\n- a\n---\n'],
    ['braces', '---\n{a: 1}\n---\n'],
    ['a value of several lines', '---\nstatus: |\n  a\n  b\n---\n'],
    ['a value that is a list', '---\nstatus:\n  - a\n---\n'],
    ['an alias within itself', '---\na: &x [*x]\n---\n'],
    [
      'aliases that grow without end',
      `---\n${Array.from({ length: 40 }, (_, n) => `a${n}: &a${n} [${n === 0 ? 'x' : `*a${n - 1}, *a${n - 1}`}]\n`).join('')}---\n`,
    ],
    ['an anchored value', '---\nstatus: &x a\nb: *x\n---\n'],
  ])('leaves the text alone for %s', (_name, text) => {
    expect(setFrontMatter(text, 'status', 'merged')).toBe(text)
  })
})

describe('reading the front matter', () => {
  test('gives what the document says and passes over the rest', () => {
    const yaml =
      'title: "Checkout: down"\nincident: 12\nincidents: [12, "#15"]\nseverity: 1\nstatus:\nstarted: 2026-11-22T10:00:00Z\nauthors: alice\nlayout: x'
    expect(readFrontMatter(`---\n${yaml}\n---\n`)).toEqual({
      ok: true,
      data: {
        title: 'Checkout: down',
        incident: 12,
        incidents: [12, 15],
        severity: '1',
        started: '2026-11-22T10:00:00Z',
        authors: ['alice'],
      },
    })
  })

  test.each([
    ['author: alice', { authors: ['alice'] }],
    ['author: [alice, bob]', { authors: ['alice', 'bob'] }],
    ['author: alice\nauthors: [bob]', { authors: ['bob'] }],
    ['author: { name: alice }', {}],
    ['author:', {}],
  ])('takes one author for the authors, where it is a name: %s', (yaml, data) => {
    expect(readFrontMatter(`---\n${yaml}\n---\n`)).toEqual({ ok: true, data })
  })

  test.each([
    ['there is none', '# T'],
    ['it is empty', '---\n---\n'],
    ['it is never closed', '---\ntitle: x\n'],
  ])('gives nothing when %s', (_name, text) => {
    expect(readFrontMatter(text)).toEqual({ ok: true, data: {} })
  })

  test.each([
    ['a wrong type', 'title: x\nincident: many', 3, /"incident" must be the number/],
    ['a time in words', 'title: x\nstarted: around noon', 3, /"started" must be a time like 2026-03-02T14:05:00Z/],
    ['a day without its hour', 'mitigated: 2026-03-02', 2, /"mitigated" must be a time like/],
    ['a year for a time', 'resolved: 2026', 2, /"resolved" must be a time like/],
    ['a wrong type in a list', 'incidents:\n  - 12\n  - [x]', 2, /"incidents" must be the number/],
    ['a list for a text', 'a: 1\nb: 2\ntitle: [x]', 4, /"title" must be a text/],
    ['broken YAML', 'title: x\nseverity: [1', 4, /not YAML/],
    ['a key twice', 'title: x\ntitle: y', 3, /not YAML/],
    ['a list', '- title', 2, /list of keys and values/],
  ])('says where it is wrong: %s', (_name, yaml, line, reason) => {
    const read = readFrontMatter(`---\n${yaml}\n---\n`)
    expect(read).toEqual({ ok: false, reason: expect.stringMatching(reason), line })
  })
})
