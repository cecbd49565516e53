import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect } from 'vitest'
import { setFrontMatter } from '../../src/document/edits.ts'
import { type FrontMatter, readFrontMatter } from '../../src/document/front-matter/front-matter.ts'
import { yamlString } from '../../src/document/harmless/escape.ts'
import { frontMatterSpan } from '../../src/text/markdown/sections.ts'
import { hostileLine, hostileText, noise, piecesOf } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('front matter')

/** Texts, and among them those that YAML would take for something else. */
const anyValue = fc.oneof(hostileText, hostileLine, piecesOf('yaml'), noise)

/** Entries as people write them, some of several lines; none is the top level's `status`. */
const entry = fc.constantFrom(
  ...[
    'title: Checkout is down',
    "quote: 'it''s: # down'",
    'double: "a \\" # b"',
    'incident: 12',
    'incidents: [12, 15]',
  ],
  ...['list:\n  - status: inner\n  - b', 'nested:\n  status: inner\n  deeper: { status: x }', 'empty:', 'none: ~'],
  ...[
    '# status: not yet',
    'folded: >-\n  status: folded\n  text',
    'literal: |\n  status: literal\n\n  x',
    '"quoted": y',
  ],
  ...[
    'anchored: &a [1, 2]',
    'constructor: x',
    '__proto__: y',
    'tagged: !!str 12',
    'ü: Größe 🔥',
    'colon: a:b',
    '1: one',
  ],
)
const status = fc.constantFrom(
  ...['status: draft', 'status: "dra\\"ft"', "status: 'dra''ft'", 'status:', 'status: ~', 'status:    draft   # now'],
  ...['"status": draft', "'status' : draft", 'status: 12', 'status: # nothing', 'status: a b', 'status: 2026-11-22'],
)

/** A document in three parts: what comes before the line of `status`, that line or nothing, and what comes after. */
const inParts = fc
  .record({
    entries: fc.uniqueArray(entry, { maxLength: 8 }),
    at: fc.nat(8),
    status: fc.option(status, { nil: '' }),
    mark: fc.constantFrom('', '\ufeff'),
    lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
    body: hostileText,
  })
  .map(({ entries, at, status, mark, lineBreak, body }) => {
    const written = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
    const breaks = (text: string) => text.replaceAll('\n', lineBreak)
    return {
      before: mark + breaks(`---\n${written(entries.slice(0, at))}`),
      own: status === '' ? '' : status + lineBreak,
      after: breaks(written(entries.slice(at))),
      body: breaks('---\n') + body,
      lineBreak,
    }
  })

function yamlOf(text: string): string | null {
  const span = frontMatterSpan(text)
  return span === null ? null : text.slice(span.yamlStart, span.yamlEnd)
}

/** What js-yaml itself reads; `null` for what is no mapping. */
function mappingOf(yaml: string): Readonly<Record<string, unknown>> | null {
  if (yaml.split(/[\r\n]/).every((line) => /^[ \t]*(?:#|$)/.test(line))) return {}
  try {
    const data = load(yaml)
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : null
  } catch {
    return null
  }
}

describe('setting a key of the front matter', () => {
  law.costly(
    'touches only that value or adds one line, and reads back as it was written',
    fc.property(inParts, anyValue, ({ before, own, after, body, lineBreak }, value) => {
      const text = before + own + after + body
      const edited = setFrontMatter(text, 'status', value)
      const added = own === '' && edited !== text
      const [head, tail] = added ? [before + after, body] : [before, after + body]
      expect(edited.startsWith(head)).toBe(true)
      expect(edited.endsWith(tail)).toBe(true)
      const line = edited.slice(head.length, edited.length - tail.length)
      expect(line.split(lineBreak)).toHaveLength(2)
      const comment = own.indexOf('#')
      if (comment >= 0) expect(line.endsWith(own.slice(comment))).toBe(true)
      expect(mappingOf(yamlOf(edited) ?? '[')).toEqual({ ...mappingOf(yamlOf(text) ?? '['), status: value })
      expect(setFrontMatter(edited, 'status', value)).toBe(edited)
    }),
  )

  law(
    'changes nothing in any document but that key, and most often nothing at all where it would be unsound',
    fc.property(
      fc.oneof(hostileText, piecesOf('yaml')),
      hostileText,
      fc.constantFrom('status', 'a', 'key'),
      anyValue,
      (yaml, body, key, value) => {
        const text = `---\n${yaml}\n---\n${body}`
        const edited = setFrontMatter(text, key, value)
        if (edited === text) return
        const [before, after] = [frontMatterSpan(text), frontMatterSpan(edited)]
        expect(edited.slice(after?.yamlEnd)).toBe(text.slice(before?.yamlEnd))
        expect(mappingOf(yamlOf(edited) ?? '[')).toEqual({ ...mappingOf(yamlOf(text) ?? '['), [key]: value })
      },
    ),
  )
})

describe('reading the front matter', () => {
  law(
    'never throws, and a complaint names a line of the document',
    fc.property(
      fc.oneof(hostileText, piecesOf('yaml')),
      fc.constantFrom('\n', '\r\n', ''),
      hostileText,
      (yaml, end, body) => {
        const text = `---\n${yaml}${end}---${end}${body}`
        const read = readFrontMatter(text)
        if (read.ok) return
        expect(read.reason).toMatch(/\.$/)
        expect(read.line).toBeGreaterThanOrEqual(2)
        expect(read.line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length)
      },
    ),
  )

  const data: fc.Arbitrary<FrontMatter> = fc
    .record(
      {
        title: anyValue,
        incident: fc.integer({ min: 1, max: 2 ** 31 }),
        incidents: fc.array(fc.integer({ min: 1, max: 2 ** 31 }), { maxLength: 3 }),
        severity: anyValue,
        status: anyValue,
        started: fc.constantFrom('2026-03-02T14:05:00Z', '2026-03-02 14:05', '2026-03-02t14:05+01:00'),
        authors: fc.array(anyValue, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    )
    // An empty text says as little as a missing key.
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, said]) => said !== '')))

  law(
    'gives back what was written as YAML strings, whatever they hold',
    fc.property(data, hostileText, (said, body) => {
      const show = (one: unknown): string =>
        Array.isArray(one) ? `[${one.map(show).join(', ')}]` : typeof one === 'string' ? yamlString(one) : String(one)
      const yaml = Object.entries(said).map(([key, one]) => `${key}: ${show(one)}\n`)
      expect(readFrontMatter(`---\n${yaml.join('')}---\n${body}`)).toEqual({ ok: true, data: said })
    }),
  )
})
