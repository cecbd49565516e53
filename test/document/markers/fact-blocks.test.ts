import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refreshFacts, renderFacts } from '../../../src/document/markers/fact-blocks.ts'
import type { FactName } from '../../../src/domain/marker.ts'
import { extent } from '../../extent.ts'

const facts = (content: string, name: FactName = 'timeline'): ReadonlyMap<FactName, string> =>
  new Map([[name, content]])
const document = `# Postmortem\n\n${renderFacts('timeline', '| 14:05 | alert |')}\n\nWhat we think.\n`

describe('a block of facts', () => {
  it('is replaced where it stands, and nothing else changes', () => {
    expect(refreshFacts(document, facts('| 14:05 | alert |\n| 14:20 | rollback |'))).toBe(
      `# Postmortem\n\n${renderFacts('timeline', '| 14:05 | alert |\n| 14:20 | rollback |')}\n\nWhat we think.\n`,
    )
  })

  it('stays to the byte when it says the same', () => {
    const windows = document.replaceAll('\n', '\r\n')
    expect(refreshFacts(windows, facts('| 14:05 | alert |'))).toBe(windows)
  })

  it('keeps the line breaks of the document', () => {
    const fresh = refreshFacts(document.replaceAll('\n', '\r\n'), facts('one\ntwo'))
    expect(fresh.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it.each([
    ['edited', document.replace('alert', 'first alert')],
    ['added to', document.replace('| alert |', '| alert |\n| 14:06 | call |')],
    ['without its first marker', document.replace(/<!-- aftermath:v1 facts .*-->\n/, '')],
    ['without its last marker', document.replace(/<!-- aftermath:v1 facts-end .*-->\n/, '')],
    ['gone', '# Postmortem\n'],
  ])('that is %s is a person’s from then on', (_what, text) => {
    expect(refreshFacts(text, facts('other'))).toBe(text)
  })

  it('whose markers do not fit together is left alone', () => {
    const crossed = `${renderFacts('timeline', 'a').split('\n').slice(0, 2).join('\n')}\n${renderFacts('durations', 'b')}`
    expect(refreshFacts(crossed, facts('x'))).toBe(crossed)
  })

  it('comes back as what it was made of, whatever the content, and a second refresh changes nothing', () => {
    const content = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('aftermath:v'))
    fc.assert(
      fc.property(content, content, fc.string(), fc.string(), (before, after, head, tail) => {
        const text = `${head}\n${renderFacts('timeline', before)}\n${tail}`
        const fresh = refreshFacts(text, facts(after))
        expect(fresh.startsWith(`${head}\n`) && fresh.endsWith(`\n${tail}`)).toBe(true)
        expect(refreshFacts(fresh, facts(after))).toBe(fresh)
      }),
      { numRuns: extent({ full: 10_000, few: 100 }) },
    )
  })
})
