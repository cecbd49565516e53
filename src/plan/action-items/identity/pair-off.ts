/** What two things are compared by; `null` for what is not to be compared so. */
export interface PairRule<A, B> {
  readonly one: (thing: A) => string | null
  readonly other: (thing: B) => string | null
}

/**
 * Pairs things one to one: by the first rule as many as it pairs, then by the next one among those that are left. Of several
 * with one key the first ones on both sides are paired, in their order. Linear in their number for each rule.
 */
export function pairOff<A, B>(
  ones: readonly A[],
  others: readonly B[],
  rules: readonly PairRule<A, B>[],
): ReadonlyMap<A, B> {
  const pairs = new Map<A, B>()
  const taken = new Set<B>()
  for (const rule of rules) {
    const waiting = byKeyLastFirst(others, (other) => (taken.has(other) ? null : rule.other(other)))
    for (const one of ones) {
      const key = pairs.has(one) ? null : rule.one(one)
      const other = key === null ? undefined : waiting.get(key)?.pop()
      if (other === undefined) continue
      pairs.set(one, other)
      taken.add(other)
    }
  }
  return pairs
}

/** Things by their key, those of one key from the last to the first, so that the first one is popped first. */
function byKeyLastFirst<B>(things: readonly B[], keyOf: (thing: B) => string | null): ReadonlyMap<string, B[]> {
  const byKey = new Map<string, B[]>()
  for (const thing of things.toReversed()) {
    const key = keyOf(thing)
    if (key === null) continue
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [thing])
    else known.push(thing)
  }
  return byKey
}

/** `pairs` and those who are left on both sides, one to one by their position. */
export function withLeftovers<A, B>(
  pairs: ReadonlyMap<A, B>,
  ones: readonly A[],
  others: readonly B[],
): ReadonlyMap<A, B> {
  const taken = new Set(pairs.values())
  const left = others.filter((other) => !taken.has(other))
  const all = new Map(pairs)
  for (const [index, one] of ones.filter((each) => !pairs.has(each)).entries()) {
    const other = left[index]
    if (other !== undefined) all.set(one, other)
  }
  return all
}
