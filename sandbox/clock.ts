export interface StoryClock {
  /** The story's moment, ISO 8601 in UTC with whole seconds, as GitHub writes it. */
  now(): string
  /** Moves the story to a moment (ISO 8601) and holds it there. */
  set(iso: string): void
  /** Moves the story by milliseconds, forwards or backwards. */
  advance(ms: number): void
}

/**
 * The clock of the story that a sandbox tells. Without `start` it follows real time; with it, or after `set`, it stands
 * still and moves only when told, so that a story is the same in every run.
 * @throws RangeError for text that is not a date
 */
export function storyClock(start?: string): StoryClock {
  let held = start === undefined ? undefined : moment(start)
  let offset = 0
  return {
    now: () => iso(held ?? Date.now() + offset),
    set: (text) => {
      held = moment(text)
    },
    advance: (ms) => {
      if (held === undefined) offset += ms
      else held += ms
    },
  }
}

function moment(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is not a date. Write it as 2026-12-01T09:00:00Z.`)
  return at
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
