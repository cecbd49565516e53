import type { Store } from '../store.ts'

/**
 * The state of this moment, as a store of its own that later writes do not touch. Git objects never change, so only the
 * refs are copied; the clock, the hooks and other things that act are shared. `places` are things of the store whose
 * place others take in the copy.
 */
export function snapshot(store: Store, places: ReadonlyMap<unknown, unknown> = new Map()): Store {
  const copies = new Map(places)

  function copy<T>(value: T): T
  function copy(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    const known = copies.get(value)
    if (known !== undefined) return known
    if (Array.isArray(value)) return fill<unknown[]>(value, [], (made) => made.push(...value.map((one) => copy(one))))
    if (value instanceof Set)
      return fill(value, new Set(), (made) => {
        for (const one of value) made.add(copy(one))
      })
    if (value instanceof Map)
      return fill(value, new Map(), (made) => {
        for (const [key, one] of value) made.set(key, copy(one))
      })
    return fill(value, {}, (made) => {
      for (const [key, one] of Object.entries(value)) Object.assign(made, { [key]: copy(one) })
    })
  }

  // Noted before it is filled: issues know their repository, which knows its issues.
  function fill<C extends object>(original: object, made: C, into: (made: C) => void): C {
    copies.set(original, made)
    into(made)
    return made
  }

  return copy(store)
}
