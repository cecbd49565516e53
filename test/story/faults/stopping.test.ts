import { describe, expect, it } from 'vitest'
import type { RepositoryState, Saved } from '../../../sandbox/server.ts'
import { extent, sampled } from '../../extent.ts'
import { twins } from '../stage/end-state.ts'
import { wholeLife } from '../stage/lives.ts'
import { stageIn } from '../stage/stage.ts'
import { hear, writesOf } from '../stage/story.ts'
import { startWorld } from '../stage/world.ts'

/** What an undisturbed life had come to after a step. */
interface Moment {
  readonly saved: Saved
  /** The steps and the writes so far. */
  readonly steps: number
  readonly writes: number
}

interface Run {
  readonly end: RepositoryState
  readonly writes: readonly string[]
  readonly deaths: number
  readonly moments: readonly Moment[]
}

/**
 * Plays the life. The process dies right after its `k`-th write, and a new one without memory takes over. What is the same
 * until then is not played again: it begins at the last of the `known` moments before that write.
 */
async function live(k: number | undefined, known: readonly Moment[] = []): Promise<Run> {
  const world = await startWorld({ network: 'none', port: 'none' })
  const { sandbox } = world
  try {
    const stage = stageIn(sandbox)
    let app = world.startApp()
    let deaths = 0
    const start = known.findLast((moment) => k !== undefined && moment.writes < k)
    if (start) sandbox.restore(start.saved)
    sandbox.stopAfterWrites(k && k - (start?.writes ?? 0))
    const writes: string[] = []
    const moments: Moment[] = []
    for (const [index, step] of [...wholeLife.entries()].slice(start?.steps ?? 0)) {
      await step.act(stage)
      await hear(world, app)
      // Nothing tells the app that time has passed.
      if (step.says.endsWith('pass')) await app.sweep()
      writes.push(...writesOf(world))
      const died = sandbox.requests.list().some(({ status }) => status === 0)
      sandbox.requests.clear()
      moments.push({ saved: sandbox.save(), steps: index + 1, writes: writes.length })
      if (!died) continue
      deaths += 1
      await app.stop()
      sandbox.stopAfterWrites(undefined)
      app = world.startApp()
      await app.sweep()
    }
    return { end: await stage.state(), writes, deaths, moments }
  } finally {
    await world.close()
  }
}

/** What is asked for, whatever the numbers and names in it. */
function kindOf(write: string): string {
  return write.replace(/\d+/g, 'N').replace(/contents\/.*/, 'contents')
}

/** Every write of a life, by its place in it. In `npm test` one of each kind, another each time. */
function deathsIn(writes: readonly string[]) {
  const all = writes.map((write, index) => ({ k: index + 1, write }))
  const kinds = [...new Set(writes.map(kindOf))]
  const few = kinds.flatMap((kind) =>
    sampled(
      all.filter(({ write }) => kindOf(write) === kind),
      1,
    ),
  )
  return extent({ full: all, few })
}

describe('a process that dies after any of its writes', async () => {
  const whole = await live(undefined)

  it('has a life with every kind of write to die after', () => {
    const kinds = new Set(whole.writes.map(kindOf))
    expect([...kinds].sort((one, other) => one.localeCompare(other))).toMatchInlineSnapshot(`
      [
        "PATCH /repos/acme/shop/issues/comments/N",
        "PATCH /repos/acme/shop/pulls/N",
        "POST /repos/acme/shop/check-runs",
        "POST /repos/acme/shop/git/refs",
        "POST /repos/acme/shop/issues",
        "POST /repos/acme/shop/issues/comments/N/reactions",
        "POST /repos/acme/shop/issues/N/assignees",
        "POST /repos/acme/shop/issues/N/comments",
        "POST /repos/acme/shop/issues/N/labels",
        "POST /repos/acme/shop/issues/N/sub_issues",
        "POST /repos/acme/shop/labels",
        "POST /repos/acme/shop/pulls",
        "PUT /repos/acme/shop/contents",
      ]
    `)
    expect(twins(whole.end)).toEqual([])
  })

  it.each(deathsIn(whole.writes))('leaves nothing undone and nothing twice: $k, $write', async ({ k }) => {
    const { end, deaths } = await live(k, whole.moments)
    // After the last write there may be nothing left to ask GitHub for, so that nobody notices.
    if (k < whole.writes.length) expect(deaths).toBe(1)
    expect(twins(end)).toEqual([])
    expect(end).toEqual(whole.end)
  })
})
