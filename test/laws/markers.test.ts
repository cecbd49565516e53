import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { block, codeText, inlineText, yamlString } from '../../src/document/harmless/escape.ts'
import { parseMarkdown } from '../../src/document/harmless/parse-markdown.ts'
import { findMarker, type ParsedMarker, parseMarkers, renderMarker } from '../../src/document/markers/markers.ts'
import type { Marker, StatusMemory } from '../../src/domain/marker.ts'
import { hostileText, noise, piecesOf } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('markers')

const positive = fc.oneof(fc.integer({ min: 1, max: 99 }), fc.maxSafeInteger().map(Math.abs).filter(Boolean))
const count = fc.oneof(fc.constant(0), positive)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const memory: fc.Arbitrary<StatusMemory> = fc.record({
  pull: maybe(positive),
  mergeCommit: maybe(hostileText),
  closedDraft: maybe(positive),
  path: maybe(hostileText),
  handled: count,
  decision: maybe(
    fc.record({
      kind: fc.constantFrom('skip' as const, 'start' as const),
      reason: hostileText,
      by: hostileText,
      comment: count,
    }),
  ),
  template: hostileText,
  leftOut: fc.constantFrom('timeline', 'timeline-and-summary'),
  actions: fc.array(positive, { maxLength: 3 }),
  writeBack: fc.constantFrom('pending', 'done', 'refused'),
  items: fc.array(
    fc.record({ ordinal: positive, issue: positive, slot: maybe(hostileText), remindedAt: maybe(hostileText) }),
    { maxLength: 3 },
  ),
  refreshed: count,
})
const anyMarker: fc.Arbitrary<Marker> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), repository: positive, incident: positive, memory }),
  fc.record({
    kind: fc.constant('item' as const),
    repository: positive,
    incident: positive,
    pull: positive,
    ordinal: positive,
    source: hostileText,
  }),
  fc.record({ kind: fc.constant('reminder' as const), slot: hostileText }),
  fc.record({ kind: fc.constant('answer' as const), comment: positive, to: maybe(hostileText) }),
)

/** Text of other people's, in which no marker of the app's begins. */
const around = fc.oneof(hostileText, piecesOf('app', 'markdown')).map((text) => text.replaceAll('aftermath:v', 'after'))
const rendered = anyMarker.map(renderMarker)
/** Markers whole, cut, within each other and doubled, and text that looks like one. */
const tangled = fc.oneof(
  piecesOf('app'),
  fc.array(fc.oneof(rendered, noise, piecesOf('app')), { maxLength: 5 }).map((parts) => parts.join('')),
  fc.tuple(rendered, rendered, fc.nat(200)).map(([outer, inner, at]) => outer.slice(0, at) + inner + outer.slice(at)),
  fc.tuple(rendered, fc.nat(200)).map(([marker, at]) => marker.slice(0, at) + marker),
  fc.tuple(rendered, fc.nat(200), noise).map(([marker, at, put]) => marker.slice(0, at) + put + marker.slice(at + 1)),
)

function sound(parsed: readonly ParsedMarker[]): readonly Marker[] {
  return parsed.flatMap((one) => (one.ok ? [one.marker] : []))
}

describe('markers, whatever they hold and wherever they stand', () => {
  law(
    'come back as they were written, in order, none lost and none confused with its neighbour',
    fc.property(fc.array(fc.tuple(around, anyMarker), { maxLength: 4 }), around, (pairs, end) => {
      const text = pairs.map(([before, marker]) => before + renderMarker(marker)).join('') + end
      const parsed = parseMarkers(text)
      expect(parsed).toHaveLength(pairs.length)
      expect(sound(parsed)).toEqual(pairs.map(([, marker]) => marker))
      for (const [index, { start, end: stop }] of parsed.entries()) {
        expect(text.slice(start, stop)).toBe(pairs.map(([, marker]) => renderMarker(marker))[index])
      }
    }),
  )

  law(
    'survive every edit of the text around them',
    fc.property(around, around, anyMarker, around, around, (before, otherBefore, marker, after, otherAfter) => {
      const kept = `${before}\n${renderMarker(marker)}\n${after}`
      const edited = kept.replace(before, () => otherBefore).slice(0, -after.length || undefined) + otherAfter
      expect(findMarker(edited, marker.kind)).toEqual(findMarker(kept, marker.kind))
    }),
  )

  law.costly(
    'are one line of a hidden comment that nothing in them can end, mention or reference from',
    fc.property(anyMarker, (marker) => {
      const text = renderMarker(marker)
      expect(text.slice('<!--'.length, -'-->'.length)).not.toMatch(/--|[<>@#\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      const markdown = parseMarkdown(text)
      expect(markdown.ok && markdown.tree.children).toMatchObject([{ type: 'html', value: text }])
    }),
  )

  law(
    'that are cut, doubled, within each other or made up are sound or damaged, and never an exception',
    fc.property(tangled, (text) => {
      let last = 0
      for (const { start, end, ...parsed } of parseMarkers(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(text.slice(start, end)).toMatch(/^<!-- aftermath:v.*-->$/s)
        // What is sound can be written again and means the same.
        if (parsed.ok) expect(findMarker(renderMarker(parsed.marker), parsed.marker.kind)).toEqual(parsed.marker)
        else expect(parsed.reason).not.toBe('')
        last = end
      }
    }),
  )

  law.costly(
    'cannot be smuggled into what the app writes for people',
    fc.property(tangled, (text) => {
      for (const written of [inlineText(text), codeText(text), yamlString(text), block(text)]) {
        expect(parseMarkers(written)).toEqual([])
      }
    }),
  )
})
