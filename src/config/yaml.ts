import {
  constructFromEvents,
  type DocumentEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
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
    const documents = readDocuments(text, parseEvents(text, {}))
    return { ok: true, root: documents[0] ?? null, second: documents[1]?.offset ?? null }
  } catch (error) {
    if (error instanceof YAMLException) {
      return { ok: false, fault: { offset: error.mark?.position ?? 0, reason: error.reason } }
    }
    // js-yaml asks to catch everything: https://github.com/nodeca/js-yaml/blob/master/docs/safety.md
    return { ok: false, fault: { offset: 0, reason: error instanceof Error ? error.message : String(error) } }
  }
}

interface OpenCollection {
  readonly node: YamlNode
  readonly add: (child: YamlNode) => void
}

function readDocuments(text: string, events: readonly Event[]): YamlNode[] {
  const roots: YamlNode[] = []
  const open: OpenCollection[] = []
  let anchors = new Map<string, YamlNode>()
  let document: DocumentEvent | null = null
  let end = 0

  const place = (node: YamlNode, named: { readonly anchorStart: number; readonly anchorEnd: number } | null) => {
    if (named !== null && named.anchorStart >= 0) anchors.set(text.slice(named.anchorStart, named.anchorEnd), node)
    const parent = open.at(-1)
    if (parent === undefined) roots.push(node)
    else parent.add(node)
  }

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        document = event
        anchors = new Map()
        break
      case EVENT_ID.SCALAR: {
        if (event.valueStart >= 0) end = event.valueEnd
        const offset = event.valueStart >= 0 ? scalarOffset(event) : end
        place({ kind: 'scalar', offset, value: scalarValue(text, event, document) }, event)
        break
      }
      case EVENT_ID.SEQUENCE: {
        const items: YamlNode[] = []
        const node: YamlNode = { kind: 'sequence', offset: event.start, items }
        place(node, event)
        open.push({ node, add: (child) => items.push(child) })
        break
      }
      case EVENT_ID.MAPPING: {
        const entries: YamlEntry[] = []
        const node: YamlNode = { kind: 'mapping', offset: event.start, entries }
        place(node, event)
        open.push({ node, add: pairing(entries) })
        break
      }
      case EVENT_ID.ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd)
        const target = anchors.get(name)
        const offset = event.anchorStart - 1
        end = event.anchorEnd
        if (target === undefined) YAMLException.throwAt(text, offset, `no anchor is named ${name}`)
        place({ ...target, offset }, null)
        break
      }
      case EVENT_ID.POP:
        open.pop()
        break
    }
  }
  return roots
}

/** Events of a mapping come as key, value, key, value. */
function pairing(entries: YamlEntry[]): (child: YamlNode) => void {
  let key: YamlNode | null = null
  return (child) => {
    if (key === null) {
      key = child
      return
    }
    entries.push({ key: keyText(key), offset: key.offset, value: child })
    key = null
  }
}

function keyText(key: YamlNode): string | null {
  return key.kind === 'scalar' ? String(key.value) : null
}

function scalarValue(text: string, event: ScalarEvent, document: DocumentEvent | null): unknown {
  if (event.style !== SCALAR_STYLE.PLAIN && event.tagStart < 0) return getScalarValue(text, event)
  const start: DocumentEvent = document ?? {
    type: EVENT_ID.DOCUMENT,
    explicitStart: false,
    explicitEnd: false,
    directives: [],
  }
  return constructFromEvents([start, event, { type: EVENT_ID.POP }], { source: text })[0]
}

/** Where people see the scalar begin: at its tag, anchor or quote, or at the first letter of a block. */
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
      return event.valueStart
  }
}
