/** Says what may happen often only now and then, so that nobody can fill the log by repeating it. */
export interface Occasions {
  /**
   * Calls `say` unless it was called for the same `kind` less than `every` ms ago; `unsaid` counts how often that was.
   * Kinds are remembered: take them from a fixed list.
   */
  note(kind: string, say: (unsaid: number) => void): void
}

/** `every` is in milliseconds, as is `now`, on a clock that never goes back. */
export function createOccasions({ every, now }: { readonly every: number; readonly now: () => number }): Occasions {
  const known = new Map<string, { readonly saidAt: number; unsaid: number }>()
  return {
    note(kind, say) {
      const last = known.get(kind)
      if (last !== undefined && now() - last.saidAt < every) {
        last.unsaid += 1
        return
      }
      known.set(kind, { saidAt: now(), unsaid: 0 })
      say(last?.unsaid ?? 0)
    },
  }
}
