/** Keys and their values, as a file nests them. */
export type Mapping = Readonly<Record<string, unknown>>

/** `mapping` with a value at a path, such as `['reminders', 'zone']`. */
export function withValue(mapping: Mapping, path: readonly string[], value: unknown): Mapping {
  const [name, ...rest] = path
  if (name === undefined) return mapping
  if (rest.length === 0) return { ...mapping, [name]: value }
  const inner = valueAt(mapping, [name])
  return { ...mapping, [name]: withValue(isMapping(inner) ? inner : {}, rest, value) }
}

/** What stands at a path; `undefined` for nothing. */
export function valueAt(mapping: Mapping, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    mapping,
  )
}

/** Where a dotted key name stands: the name of a service may have dots of its own. */
export function keyPath(name: string): readonly string[] {
  const [, service, key] = /^services\.(.+)\.([a-z]+)$/.exec(name) ?? []
  return service === undefined || key === undefined ? name.split('.') : ['services', service, key]
}

/** Whether a value holds keys of its own. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
