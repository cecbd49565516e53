import { nearest } from '../../domain/commands/nearest.ts'
import type { YamlNode } from '../../text/yaml/yaml.ts'
import { configurationKeys, topLevel } from '../schema/keys.ts'

/** The full name of the key that an unknown one was most likely meant to be, `null` when none is near. */
export function nearestKey(name: string, siblings: readonly { readonly name: string }[]): string | null {
  const last = lastPart(name)
  // Written at the wrong depth: `zone` for `reminders.zone`, `reminders.mode` for `mode`.
  const elsewhere = [...topLevel, ...configurationKeys].find((candidate) => lastPart(candidate.name) === last)
  if (elsewhere !== undefined) return elsewhere.name
  const near = nearest(
    last,
    siblings.map((candidate) => lastPart(candidate.name)),
  )
  return siblings.find((candidate) => lastPart(candidate.name) === near)?.name ?? null
}

/** Whether a key is one of the schema's, whose names everybody may know. */
export function isOurs(name: string): boolean {
  const ours = name.replace(/^overrides\./, '')
  return ours === 'when' || [...topLevel, ...configurationKeys].some((known) => known.name === ours)
}

/** What to say of YAML that breaks at `offset`. `reason` may quote the file; `null` leaves it out. */
export function brokenYaml(text: string, offset: number, reason: string | null): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n')[0] ?? ''
  const why = reason === null ? '' : ` (${shorten(reason)})`
  const message = `is not valid YAML${why}, so the whole file is ignored`
  if (/:\s+@/.test(line)) return `${message}; put quotes around text that begins with "@"`
  if (/^\s*\t/.test(line)) return `${message}; indent with spaces, not tabs`
  return `${message}; mend this line or the one above it`
}

/** Whether nothing stands there, or `null`. */
export function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null
}

/** A value as a mistake quotes it. */
export function showNode(node: YamlNode): string {
  switch (node.kind) {
    case 'mapping':
      return 'a mapping'
    case 'sequence':
      return `a list of ${node.items.length}`
    case 'scalar':
      if (node.value === null) return 'an empty value'
      return typeof node.value === 'string' ? `the text ${JSON.stringify(shorten(node.value))}` : String(node.value)
  }
}

/** The keys' own names, without those of their sections, for a sentence. */
export function leafNames(keys: readonly { readonly name: string }[]): string {
  return keys.map((key) => lastPart(key.name)).join(', ')
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Text of a file on one line of at most 60 characters. */
export function shorten(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
