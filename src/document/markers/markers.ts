import { z } from 'zod'
import { type FrozenList, factNames, type Marker } from '../../domain/marker.ts'

const opening = '<!-- aftermath:v'
const closing = '-->'
const version = '1'

/** The longest marker that is read: GitHub's own limit for a body. */
const longest = 65_536

const positive = z.int().positive()
const count = z.int().nonnegative()

/** An item is a short row: ordinal, line, fingerprint, whether it was left to do, and its words where there are any. */
const frozen = z.object({
  at: z.string(),
  items: z.array(
    z
      .tuple([positive, count, z.string(), z.union([z.literal(0), z.literal(1)])], z.string())
      .transform(([ordinal, line, words, open, text = '']) => ({ ordinal, line, words, open: open === 1, text })),
  ),
})

const memory = z.object({
  pull: positive.nullable(),
  mergeCommit: z.string().nullable(),
  closedDraft: positive.nullable(),
  path: z.string().nullable(),
  handled: count,
  decision: z
    .object({ kind: z.enum(['skip', 'start']), reason: z.string(), by: z.string(), comment: count })
    .nullable(),
  writeBack: z.enum(['pending', 'done', 'refused']),
  items: z.array(
    z.object({
      ordinal: positive,
      issue: positive,
      in: positive.optional(),
      slot: z.string().nullable(),
      remindedAt: z.string().nullable(),
      moved: z.literal(true).optional(),
      handled: count.optional(),
      heard: count.optional(),
      why: z.enum(['asked', 'said']).optional(),
      paused: z
        .object({ days: count, since: z.iso.datetime().optional(), asked: z.literal(true).optional() })
        .optional(),
      proof: z.enum(['seen', 'asked']).optional(),
      // Links are made of it: what is not as the app writes it is read again.
      closed: z
        .object({
          at: z.iso.datetime(),
          by: z.enum(['pull', 'commit', 'duplicate', 'hand']),
          name: z.string().regex(/^(?:[1-9]\d{0,9}|[0-9a-f]{7})?$/),
        })
        .optional()
        .catch(undefined),
    }),
  ),
  refreshed: count,
  misnamed: z.literal(true).optional(),
  times: z.array(positive).optional(),
  actions: z.array(positive).optional(),
  template: z.string().optional(),
  leftOut: z.enum(['timeline', 'timeline-and-summary']).optional(),
  reviewers: positive.optional(),
  participants: positive.optional(),
  others: z.array(z.string()).optional(),
  adopted: positive.optional(),
  pinned: z.literal(true).optional(),
  origin: z.object({ repository: positive, pull: positive, merged: z.boolean() }).optional(),
  frozen: frozen.optional(),
})

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), repository: positive, incident: positive, memory }),
  z.object({
    kind: z.literal('item'),
    repository: positive,
    incident: positive,
    pull: positive,
    ordinal: positive,
    source: z.string(),
    words: z.string().optional(),
    due: z.iso.date().optional(),
    wanted: z.string().max(200).optional(),
    frozen: frozen.optional(),
  }),
  z.object({ kind: z.literal('reminder'), slot: z.string() }),
  z.object({
    kind: z.literal('item-state'),
    handled: count,
    snoozed: z.object({ until: z.iso.date(), by: z.string(), reason: z.string() }).optional(),
    postponed: z.array(positive).optional(),
    closed: z
      .object({ as: z.enum(['done', 'declined']), on: z.iso.date(), by: z.string(), reason: z.string() })
      .optional(),
  }),
  z.object({ kind: z.literal('item-state-end') }),
  z.object({ kind: z.literal('answer'), comment: positive, to: z.string().nullable() }),
  z.object({ kind: z.literal('stopped'), why: z.enum(['deleted', 'transferred']) }),
  z.object({ kind: z.literal('facts'), name: z.enum(factNames), digest: z.string() }),
  z.object({ kind: z.literal('facts-end'), name: z.enum(factNames) }),
])

/** What stands between `start` and `end` of a text: a marker, or why it is none. */
export type ParsedMarker =
  | { readonly ok: true; readonly marker: Marker; readonly start: number; readonly end: number }
  | { readonly ok: false; readonly reason: string; readonly start: number; readonly end: number }

/**
 * The marker as one line of HTML comment. Whatever its strings hold, the data never contains `--`, `<`, `>`, `@`, `#` or
 * a line break: it cannot end its comment early, mention anybody or refer to an issue.
 */
export function renderMarker(marker: Marker): string {
  const { kind, ...data } = marker
  const json = JSON.stringify(data, inRows).replace(/[<>@#\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|-(?=-)/gu, escapeJson)
  return `${opening}${version} ${kind} ${json} ${closing}`
}

/** What `JSON.stringify` is to write for a value: the items of a frozen list in rows, everything else as it is. */
function inRows(key: string, value: unknown): unknown {
  if (key === 'memory' && typeof value === 'object' && value !== null) return inOneOrder(value)
  if (key !== 'frozen' || !isFrozen(value)) return value
  const items = value.items.map(({ ordinal, line, words, open, text }) => {
    return [ordinal, line, words, open ? 1 : 0, ...(text === '' ? [] : [text])]
  })
  return { at: value.at, items }
}

/** What is equal is written alike, whatever was remembered first: the order is that in which it is read. */
function inOneOrder(value: object): unknown {
  const known = new Map<string, unknown>(Object.entries(value))
  return Object.fromEntries(Object.keys(memory.shape).map((name) => [name, known.get(name)]))
}

function isFrozen(value: unknown): value is FrozenList {
  return typeof value === 'object' && value !== null && 'items' in value
}

function escapeJson(character: string): string {
  let escaped = ''
  for (let at = 0; at < character.length; at += 1) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  }
  return escaped
}

/**
 * Every marker of `text`, damaged ones included, in order; an empty list for none. Never throws, and reads each character
 * a fixed number of times. A comment that is never closed is no marker.
 */
export function parseMarkers(text: string): readonly ParsedMarker[] {
  const found: ParsedMarker[] = []
  let start = text.indexOf(opening)
  while (start >= 0) {
    const close = text.indexOf(closing, start + opening.length)
    if (close < 0) break
    const end = close + closing.length
    found.push({ ...parseContent(text, start + opening.length, close), start, end })
    start = text.indexOf(opening, end)
  }
  return found
}

type Content = { readonly ok: true; readonly marker: Marker } | { readonly ok: false; readonly reason: string }

function parseContent(text: string, from: number, to: number): Content {
  if (to - from > longest) return { ok: false, reason: `the marker is longer than ${longest} characters` }
  const parts = /^(\d{1,9}) ([a-z-]{1,32}) (.*)$/s.exec(text.slice(from, to).trimEnd())
  const [, writtenVersion, kind, json] = parts ?? []
  if (writtenVersion === undefined || kind === undefined || json === undefined) {
    return { ok: false, reason: 'the marker is not made of a version, a kind and data' }
  }
  if (writtenVersion !== version)
    return { ok: false, reason: `the marker has version ${writtenVersion}, not ${version}` }
  const data = parseJson(json)
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return { ok: false, reason: `the data of the ${kind} marker is not a JSON object` }
  }
  const parsed = shape.safeParse({ ...data, kind })
  if (parsed.success) return { ok: true, marker: parsed.data }
  const issue = parsed.error.issues[0]
  return {
    ok: false,
    reason: `the ${kind} marker is damaged at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`,
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** The first sound marker of `kind` in `text`, or `null`. Damaged ones and those of other versions are passed over. */
export function findMarker<K extends Marker['kind']>(text: string, kind: K): Extract<Marker, { kind: K }> | null {
  for (const parsed of parseMarkers(text)) {
    if (parsed.ok && isKind(parsed.marker, kind)) return parsed.marker
  }
  return null
}

function isKind<K extends Marker['kind']>(marker: Marker, kind: K): marker is Extract<Marker, { kind: K }> {
  return marker.kind === kind
}

/** `text` without its markers, damaged ones included; the line of a marker that stood alone goes with it. */
export function stripMarkers(text: string): string {
  let kept = ''
  let from = 0
  for (const { start, end } of parseMarkers(text)) {
    const after = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end, end + 100))
    const alone = after !== null && /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(from, start - 100), start))
    kept += text.slice(from, start)
    from = alone ? end + after[0].length : end
  }
  return kept + text.slice(from)
}
