import { describe, expect, it } from 'vitest'
import type { RepositoryState, Sandbox, Saved } from '../../../sandbox/server.ts'
import { extent, sampled } from '../../extent.ts'
import { twins } from '../stage/end-state.ts'
import { wholeLife } from '../stage/lives.ts'
import { stageIn } from '../stage/stage.ts'
import { hear, writesOf } from '../stage/story.ts'
import type { Between } from '../stage/wire.ts'
import { type AppProcess, startWorld } from '../stage/world.ts'

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

/** How a process ends in the middle of its work, and at which of its writes. */
interface Ending {
  readonly at: number
  readonly how: 'dies right after it' | 'is told to stop during it' | 'is cut off before it'
}

/**
 * Plays the life. The process ends at one of its writes, and a new one without memory takes over. What is the same until then
 * is not played again: it begins at the last of the `known` moments before that write.
 */
async function live(ending: Ending | undefined, known: readonly Moment[] = []): Promise<Run> {
  const between: Between[] = []
  const world = await startWorld({ network: 'none', port: 'none', between })
  const { sandbox } = world
  try {
    const stage = stageIn(sandbox)
    let app = world.startApp()
    let deaths = 0
    const start = known.findLast((moment) => ending !== undefined && moment.writes < ending.at)
    if (start) sandbox.restore(start.saved)
    const end = ending && endingOf({ ...ending, at: ending.at - (start?.writes ?? 0) }, { sandbox, app })
    if (end) between.push(end.between)
    const writes: string[] = []
    const moments: Moment[] = []
    for (const [index, step] of [...wholeLife.entries()].slice(start?.steps ?? 0)) {
      await step.act(stage)
      await hear(world, app)
      // Nothing tells the app that time has passed.
      if (step.says.endsWith('pass')) await app.sweep()
      writes.push(...writesOf(world))
      const ended = end?.hasCome() === true && deaths === 0
      sandbox.requests.clear()
      moments.push({ saved: sandbox.save(), steps: index + 1, writes: writes.length })
      if (!ended) continue
      deaths += 1
      await app.stop()
      between.pop()
      sandbox.stopAfterWrites(undefined)
      app = world.startApp()
      await app.sweep()
    }
    return { end: await stage.state(), writes, deaths, moments }
  } finally {
    await world.close()
  }
}

/** Makes the process end at one of its writes. `hasCome` says whether it did, since the log of requests was cleared. */
function endingOf({ at, how }: Ending, { sandbox, app }: { readonly sandbox: Sandbox; readonly app: AppProcess }) {
  if (how === 'dies right after it') {
    sandbox.stopAfterWrites(at)
    const hasCome = () => sandbox.requests.list().some(({ status }) => status === 0)
    return { hasCome, between: (async (url, init, go) => go(url, init)) satisfies Between }
  }
  let count = 0
  const between: Between = async (url, init, go) => {
    if (init.method !== 'GET' && !url.endsWith('/access_tokens')) count += 1
    if (count === at) void app.stop()
    if (count >= at && how === 'is cut off before it') throw new TypeError('fetch failed')
    return go(url, init)
  }
  return { hasCome: () => count >= at, between }
}

/** What is asked for, whatever the numbers and names in it. */
function kindOf(write: string): string {
  return write.replace(/\d+/g, 'N').replace(/contents\/.*/, 'contents')
}

/** Every write of a life, by its place in it. In `npm test` one of some kinds, others each time. */
function deathsIn(writes: readonly string[]) {
  const all = writes.map((write, index) => ({ k: index + 1, write }))
  const kinds = [...new Set(writes.map(kindOf))]
  const few = sampled(kinds, 6).flatMap((kind) =>
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
        "PATCH /repos/acme/shop/issues/N",
        "PATCH /repos/acme/shop/pulls/N",
        "POST /graphql",
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
        "PUT /repos/acme/shop/issues/comments/N/pin",
      ]
    `)
    expect(twins(whole.end)).toEqual([])
  })

  it.each(deathsIn(whole.writes))('leaves nothing undone and nothing twice: $k, $write', async ({ k }) => {
    expect(await live({ at: k, how: 'dies right after it' }, whole.moments)).toMatchObject(sameAs(whole, k))
  })

  it.each(sampled(deathsIn(whole.writes), 1))(
    'nor does one that is told to stop during it, or whose time is over before it: $k, $write',
    async ({ k }) => {
      for (const how of ['is told to stop during it', 'is cut off before it'] as const)
        expect(await live({ at: k, how }, whole.moments), how).toMatchObject(sameAs(whole, k))
    },
  )
})

/** After the last write there may be nothing left to ask GitHub for, so that nobody notices. */
function sameAs({ end, writes }: Run, k: number) {
  expect(twins(end)).toEqual([])
  return { end, deaths: k < writes.length ? 1 : expect.any(Number) }
}
