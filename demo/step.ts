import type { Look } from './outcomes.ts'
import type { Scene } from './scene.ts'
import type { Role } from './world.ts'

/** One act of the story. */
export interface Act {
  readonly title: string
  readonly steps: readonly Step[]
}

/** A page, as its path below the repository. */
export type Page = (scene: Scene) => string | Promise<string>

/** What one role does at one moment, or the clock: then the app is asked for a sweep. */
export interface Step {
  /** New York's wall clock, such as `2012-08-01 09:31`. */
  readonly at: string
  readonly who: Role | 'clock'
  /** In plain words, without the subject. */
  readonly does: string
  readonly act?: (scene: Scene) => Promise<unknown>
  readonly page: Page
  /** What the app does about it. */
  readonly app: readonly Reaction[]
  /** The name of this moment and what shows it, for whoever wants to take a picture. */
  readonly moment?: { readonly name: string; readonly page: Page }
}

/** What the app does: waited for, and the demo fails when it does not come. */
export interface Reaction {
  readonly does: string
  readonly look: Look
  readonly page: Page
}
