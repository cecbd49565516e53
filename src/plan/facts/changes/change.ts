/** Something that changed what people use, near the incident. */
export interface Change {
  /** ISO 8601 in UTC. */
  readonly at: string
  /** A login. Untrusted. */
  readonly who: string
  readonly what: What
  readonly url: string
  /** Whether it touched the paths of the affected services, as far as its files are known. */
  readonly touches: boolean
  /** Where, if not in the incident's own repository: `acme/checkout`. */
  readonly in?: string
}

export type What =
  | {
      readonly kind: 'deployment'
      readonly ref: string
      /** One, or those of a rollout in the order in which they came. Untrusted. */
      readonly environments: readonly string[]
      /** As GitHub calls it; empty where it is not known. */
      readonly state: string
      /** The address of all deployments of its repository. */
      readonly list: string
    }
  | { readonly kind: 'release'; readonly name: string }
  | {
      readonly kind: 'merge'
      readonly number: number
      readonly title: string
      /** The pull request that it took back; `null` for none. */
      readonly reverts: number | null
      /** The first file of configuration that it changed; `null` for none, or where its files were not looked at. */
      readonly configuration: string | null
    }
  /** A commit that took another one back, pushed without a pull request. */
  | { readonly kind: 'revert'; readonly sha: string; readonly reverts: string; readonly title: string }
  | { readonly kind: 'failed-run'; readonly name: string; readonly title: string }

/** Whether a state of GitHub's says that a deployment went wrong. */
export function isFailure(state: string): boolean {
  return state === 'failure' || state === 'error'
}

/** From and to, both included, ISO 8601 in UTC. */
export interface Window {
  readonly from: string
  readonly to: string
}

/** Whether an instant is in the window, its two edges included. */
export function isIn(window: Window, at: string): boolean {
  const time = Date.parse(at)
  return time >= Date.parse(window.from) && time <= Date.parse(window.to)
}

/** An instant cut to its hour, so that passes soon after each other ask GitHub the same. */
export function hourOf(at: string): string {
  return `${at.slice(0, 13)}:00:00Z`
}

/** The newest first; what happened in the same second stays in the order given. */
export function newestFirst<T extends { readonly at: string }>(things: readonly T[]): readonly T[] {
  return things.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
}
