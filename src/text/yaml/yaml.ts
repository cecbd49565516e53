import {
  COLLECTION_STYLE,
  constructFromEvents,
  EVENT_ID,
  type Event,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml'

/** A value of a YAML file with the offset at which people see it begin. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping

export interface YamlScalar {
  readonly kind: 'scalar'
  readonly offset: number
  readonly value: unknown
}

export interface YamlSequence {
  readonly kind: 'sequence'
  readonly offset: number
  readonly items: readonly YamlNode[]
}

export interface YamlMapping {
  readonly kind: 'mapping'
  readonly offset: number
  readonly entries: readonly YamlEntry[]
}

/** `key` is `null` when it is no plain text (a list, a mapping, an alias). Keys may repeat. */
export interface YamlEntry {
  readonly key: string | null
  readonly offset: number
  readonly value: YamlNode
}

export interface YamlFault {
  readonly offset: number
  readonly reason: string
}

/** The root of the first document, `null` for an empty file, or what is wrong with the syntax. */
export type YamlResult =
  | { readonly ok: true; readonly root: YamlNode | null; readonly second: number | null }
  | { readonly ok: false; readonly fault: YamlFault }

/**
 * Reads YAML 1.2 into nodes that know where they stand. Never throws. Aliases are shared, never copied, so a small
 * file stays small. `second` is the offset of a second document, which is not read.
 */
export function parseYaml(text: string): YamlResult {
  try {
    const events = parseEvents(text, {})
    const next = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT)
    const second = next === -1 ? undefined : events[next + 1]
    const root = readDocument(text, next === -1 ? events : events.slice(0, next))
    return { ok: true, root, second: second === undefined ? null : eventOffset(second) }
  } catch (error) {
    if (error instanceof YAMLException) {
      return { ok: false, fault: { offset: error.mark?.position ?? 0, reason: error.reason } }
    }
    // js-yaml asks to catch everything: https://github.com/nodeca/js-yaml/blob/master/docs/safety.md
    return { ok: false, fault: { offset: 0, reason: error instanceof Error ? error.message : String(error) } }
  }
}

interface OpenCollection {
  readonly add: (child: YamlNode) => void
}

function readDocument(text: string, events: readonly Event[]): YamlNode | null {
  const values = scalarValues(text, events)
  const anchors = new Map<string, YamlNode>()
  const open: OpenCollection[] = []
  let root: YamlNode | null = null

  const place = (node: YamlNode, name: string) => {
    if (name !== '') anchors.set(name, node)
    const parent = open.at(-1)
    if (parent === undefined) root = node
    else parent.add(node)
  }

  for (const event of events) {
    const offset = eventOffset(event)
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        break
      case EVENT_ID.SCALAR:
        place({ kind: 'scalar', offset, value: values.get(event) }, anchorName(text, event))
        break
      case EVENT_ID.SEQUENCE: {
        const items: YamlNode[] = []
        place({ kind: 'sequence', offset, items }, anchorName(text, event))
        open.push({ add: (child) => items.push(child) })
        break
      }
      case EVENT_ID.MAPPING: {
        const entries: YamlEntry[] = []
        place({ kind: 'mapping', offset, entries }, anchorName(text, event))
        open.push({ add: pairing(entries) })
        break
      }
      case EVENT_ID.ALIAS: {
        const target = anchors.get(anchorName(text, event))
        if (target === undefined) YAMLException.throwAt(text, offset, `no anchor is named ${anchorName(text, event)}`)
        place({ ...target, offset }, '')
        break
      }
      case EVENT_ID.POP:
        open.pop()
        break
    }
  }
  return root
}

/** The values of all scalars of a document, constructed at once: one call each takes a hundred times as long. */
function scalarValues(text: string, events: readonly Event[]): ReadonlyMap<ScalarEvent, unknown> {
  const document = events[0]
  const scalars = events.filter((event) => event.type === EVENT_ID.SCALAR)
  if (document === undefined) return new Map()
  const pop = { type: EVENT_ID.POP }
  const values = constructFromEvents([document, allTogether, ...scalars, pop, pop], { source: text })[0]
  return new Map(scalars.map((event, index) => [event, Array.isArray(values) ? values[index] : undefined]))
}

const allTogether: SequenceEvent = {
  type: EVENT_ID.SEQUENCE,
  start: 0,
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  style: COLLECTION_STYLE.FLOW,
}

function anchorName(text: string, event: { readonly anchorStart: number; readonly anchorEnd: number }): string {
  return event.anchorStart < 0 ? '' : text.slice(event.anchorStart, event.anchorEnd)
}

/** Events of a mapping come as key, value, key, value. */
function pairing(entries: YamlEntry[]): (child: YamlNode) => void {
  let key: YamlNode | null = null
  return (child) => {
    if (key === null) {
      key = child
      return
    }
    // An empty key stands nowhere: its value shows the place.
    const offset = key.kind === 'scalar' && key.value === null ? child.offset : key.offset
    entries.push({ key: keyText(key), offset, value: child })
    key = null
  }
}

function keyText(key: YamlNode): string | null {
  return key.kind === 'scalar' ? String(key.value) : null
}

/** Where people see it begin: at its tag, anchor or quote, or at the first letter of a block. */
function eventOffset(event: Event): number {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return 0
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1
    case EVENT_ID.SCALAR:
      return scalarOffset(event)
  }
}

/** Nothing at all, as in `key:`, has no place of its own: 0. */
function scalarOffset(event: ScalarEvent): number {
  if (event.tagStart >= 0) return event.tagStart
  if (event.anchorStart >= 0) return event.anchorStart - 1
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return event.valueStart - 1
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return event.valueStart + Math.max(event.indent, 0)
    case SCALAR_STYLE.PLAIN:
      return Math.max(event.valueStart, 0)
  }
}
