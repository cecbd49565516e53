import { describe, expect, test } from 'vitest'
import { findMarker, parseMarkers, renderMarker, stripMarkers } from '../../../src/document/markers/markers.ts'
import type { Marker, StatusMemory } from '../../../src/domain/marker.ts'

const memory: StatusMemory = {
  pull: 3,
  mergeCommit: null,
  closedDraft: null,
  path: 'postmortems/a--b.md',
  handled: 9_007_199_254_740_991,
  decision: { kind: 'skip', reason: '--> <!-- @everyone\n#12', by: 'octocat', comment: 5 },
  writeBack: 'pending',
  items: [{ ordinal: 1, issue: 57, slot: '2026-12-01/2', remindedAt: '2026-11-29T09:00:00Z' }],
  refreshed: 0,
}
const status: Marker = { kind: 'status', repository: 1, incident: 12, memory }

describe('markers', () => {
  test('carry the whole memory of the status comment', () => {
    expect(findMarker(`Hello\n${renderMarker(status)}`, 'status')).toEqual(status)
  })

  test('are found by kind, the first sound one of several', () => {
    const text = [
      '<!-- aftermath:v1 reminder {"slot":0} -->',
      renderMarker({ kind: 'reminder', slot: 'none/4' }),
      renderMarker(status),
    ].join('\n')
    expect(findMarker(text, 'reminder')).toEqual({ kind: 'reminder', slot: 'none/4' })
    expect(findMarker(text, 'item')).toBeNull()
  })

  test('keep working when a later release adds a key', () => {
    expect(findMarker('<!-- aftermath:v1 reminder {"slot":"none/4","later":[1]} -->', 'reminder')).toEqual({
      kind: 'reminder',
      slot: 'none/4',
    })
  })

  test.each([
    ['another version', '<!-- aftermath:v2 reminder {"incident":4} -->', /version 2/],
    ['an unknown kind', '<!-- aftermath:v1 pony {"incident":4} -->', /pony marker is damaged/],
    ['a wrong type', '<!-- aftermath:v1 reminder {"slot":4} -->', /damaged at "slot"/],
    ['broken JSON', '<!-- aftermath:v1 reminder {"incident":4 -->', /not a JSON object/],
    ['a list', '<!-- aftermath:v1 reminder [4] -->', /not a JSON object/],
    ['nothing but its name', '<!-- aftermath:v1 -->', /not made of/],
    ['a kind within the data', '<!-- aftermath:v1 pony {"kind":"reminder","incident":4} -->', /pony/],
    ['a size beyond any body', `<!-- aftermath:v1 reminder {"slot":"${'x'.repeat(70_000)}"} -->`, /longer than/],
    ['a deep nest', `<!-- aftermath:v1 reminder ${'['.repeat(30_000)} -->`, /not a JSON object/],
  ])('that have %s are damaged, and say so', (_name, text, reason) => {
    expect(parseMarkers(text)).toEqual([
      { ok: false, reason: expect.stringMatching(reason), start: 0, end: text.length },
    ])
  })

  test('that are never closed are none, however many there are', () => {
    expect(parseMarkers('<!-- aftermath:v1 reminder '.repeat(100_000))).toEqual([])
  })

  test('are stripped with the line that they stood alone on, and nothing else', () => {
    const marker = renderMarker({ kind: 'reminder', slot: 'none/4' })
    expect(stripMarkers(`a\r\n${marker}\r\nb ${marker} c\n<!-- other -->\n${marker}`)).toBe(
      'a\r\nb  c\n<!-- other -->\n',
    )
  })
})
