/** A value that is kept for a while. */
export interface Kept {
  readonly value: string
  /** For so long (ms) yet. */
  readonly left: number
}

/**
 * Small values that all replicas see, each for a while. Nothing depends on them: what is lost costs requests or time. Every
 * call ends within about a second and rejects where the store does not answer. Times are milliseconds, by the store's clock.
 */
export interface SharedStore {
  read(key: string): Promise<Kept | null>
  keep(key: string, value: string, ms: number): Promise<void>
  drop(key: string): Promise<void>
  /** Keeps `owner` under `key` unless somebody else's is kept there, and for `ms` from now on; whether it is `owner`'s now. */
  claim(key: string, owner: string, ms: number): Promise<boolean>
  /** Adds one of several values under `key`, each with a time of its own. */
  add(key: string, value: string, ms: number): Promise<void>
  /** The values that were added and are still kept, the oldest first. */
  added(key: string): Promise<readonly string[]>
}
