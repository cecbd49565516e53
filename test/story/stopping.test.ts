import { afterEach, describe, expect, it } from 'vitest'
import type { RepositoryState } from '../../sandbox/server.ts'
import { twins } from './end-state.ts'
import { wholeLife } from './lives.ts'
import { stageIn } from './stage.ts'
import { hear, writesOf } from './story.ts'
import { startWorld, type World } from './world.ts'

let world: World
afterEach(() => world.close())

interface Run {
  readonly end: RepositoryState
  readonly writes: number
}

/** Plays the life. The process dies right after its `k`-th write, and a new one takes over with a sweep. */
async function live(k: number | null): Promise<Run> {
  world = await startWorld()
  const { sandbox } = world
  const stage = stageIn(sandbox)
  let app = world.startApp()
  if (k !== null) sandbox.stopAfterWrites(k)
  for (const step of wholeLife) {
    await step.act(stage)
    await hear(world, app)
    await app.sweep()
    const died = sandbox.requests.list().some(({ status }) => status === 0)
    if (!died) continue
    await app.stop()
    sandbox.stopAfterWrites(undefined)
    sandbox.requests.clear()
    app = world.startApp()
    await app.sweep()
  }
  const writes = writesOf(world).length
  return { end: await stage.state(), writes }
}

describe('a process that dies after any of its writes', async () => {
  const whole = await live(null)
  await world.close()

  it('has a life with every kind of write to die after', () => {
    expect(whole.writes).toBeGreaterThan(25)
    expect(twins(whole.end)).toEqual([])
  })

  it.each(Array.from({ length: whole.writes }, (_, index) => index + 1))(
    'leaves nothing undone and nothing twice: write %i',
    async (k) => {
      const { end } = await live(k)
      expect(twins(end)).toEqual([])
      expect(end).toEqual(whole.end)
    },
  )
})
