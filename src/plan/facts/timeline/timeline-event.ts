/** Something that happened, as a row of the timeline. */
export interface TimelineEvent {
  /** When it happened: ISO 8601 in UTC. */
  readonly at: string
  /** When GitHub learned of it; later than `at` where somebody typed an earlier time. */
  readonly recordedAt: string
  /** A login, or empty where nobody is known. Untrusted. */
  readonly who: string
  /** Prepared Markdown on one line. */
  readonly what: string
  readonly url: string
  readonly prominence: Prominence
  /** Somebody asked for this very row, by `/timeline`. */
  readonly asked?: true
}

/**
 * What stays in sight when there are too many rows. A `turn` is where the incident changed its course: declared, a phase,
 * a severity, closed, reopened. `key` is what somebody wanted told. A `detail` is the first to be folded.
 */
export type Prominence = 'turn' | 'key' | 'detail'

/** Oldest first; what happened in the same second stays in the order given. */
export function oldestFirst<T extends Pick<TimelineEvent, 'at'>>(moments: readonly T[]): readonly T[] {
  return moments.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
}
