import { LRUCache } from 'lru-cache'
import type { Saved } from '../../../sandbox/server.ts'
import type { Step } from './script.ts'
import type { AppProcess, LogLine, World } from './world.ts'

/** What a story had come to when everything that its first steps led to was done. */
interface Chapter {
  readonly saved: Saved
  readonly log: readonly LogLine[]
}

/** The chapters that this process has told, by how they began and their steps. Most stories begin as others do. */
const chapters = new LRUCache<string, Chapter>({ max: 100 })

/** Stories part ways early. */
const longest = 8

/** Spares a story what another one has told before it, step for step, in the same world. */
export interface Telling {
  /**
   * Moves the world to the end of those first steps that were told before, and gives their number. The app, which has
   * done nothing yet, goes on from there as a process that was just started.
   */
  skip(steps: readonly Step[]): number
  /** A step is over, and so is all that it led to. */
  over(step: Step): void
}

/** `beginning` tells the world from every other one; `null` when nothing is like it. */
export function telling(world: World, app: AppProcess, beginning: string | null): Telling {
  const { sandbox } = world
  const { fetch, exchange } = sandbox
  // Somebody who listens wants to hear everything.
  const isHeard = () => sandbox.fetch !== fetch || sandbox.exchange !== exchange
  // Whatever happens between the steps makes it another story.
  const mark = () => `${sandbox.changes} ${sandbox.clock.now()} ${sandbox.faults.list().length}`
  let told = beginning
  let seen = mark()
  let fresh = true
  let count = 0
  return {
    skip(steps) {
      if (mark() !== seen || isHeard()) told = null
      if (!fresh) return 0
      const names = steps.map((_, index) => after(told, steps.slice(0, index + 1)))
      const index = names.findLastIndex((name) => name !== null && chapters.has(name))
      const name = names[index]
      const chapter = name && chapters.get(name)
      if (!chapter) return 0
      sandbox.restore(chapter.saved)
      app.recall(chapter.log)
      told = name
      seen = mark()
      count += index + 1
      return index + 1
    },
    over(step) {
      told = after(told, [step])
      seen = mark()
      fresh = false
      count += 1
      if (told !== null && count <= longest) chapters.set(told, { saved: sandbox.save(), log: [...app.log] })
    },
  }
}

function after(told: string | null, steps: readonly Step[]): string | null {
  if (told === null) return null
  const keys = steps.map(({ key = null }) => key)
  return keys.includes(null) ? null : [told, ...keys].join('\n')
}
