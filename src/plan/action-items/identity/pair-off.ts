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
    const waiting = new Map<string, B[]>()
    for (const other of others) {
      const key = taken.has(other) ? null : rule.other(other)
      if (key === null) continue
      const queue = waiting.get(key)
      if (queue === undefined) waiting.set(key, [other])
      else queue.push(other)
    }
    for (const queue of waiting.values()) queue.reverse()
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
