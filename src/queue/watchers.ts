/** Who waits until something about the queue is true. */
export interface Watchers {
  /** Resolves as soon as `condition` holds: at once, or when `notify` finds it so. */
  when(condition: () => boolean): Promise<void>
  /** Something has changed: whoever waited for it goes on. */
  notify(): void
}

/** Nobody waits yet. */
export function createWatchers(): Watchers {
  let watching: (() => boolean)[] = []
  return {
    when(condition) {
      return new Promise((resolve) => {
        if (condition()) return resolve()
        watching.push(() => {
          if (!condition()) return true
          resolve()
          return false
        })
      })
    },
    notify() {
      if (watching.length > 0) watching = watching.filter((isWatching) => isWatching())
    },
  }
}
