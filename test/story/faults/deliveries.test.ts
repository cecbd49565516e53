import { describe, expect, it } from 'vitest'
import type { RepositoryState, SentDelivery } from '../../../sandbox/server.ts'
import { sampled } from '../../extent.ts'
import { twins, withoutOrder } from '../stage/end-state.ts'
import { wholeLife } from '../stage/lives.ts'
import { type Random, randomFrom, shuffled } from '../stage/random.ts'
import type { Step } from '../stage/script.ts'
import { type Stage, stageIn } from '../stage/stage.ts'
import { hear } from '../stage/story.ts'
import { type AppProcess, startWorld, type World } from '../stage/world.ts'

/** The seeds of a hundred orders; a few of them, others each time, in `npm test`. */
const orders = sampled(
  Array.from({ length: 100 }, (_, index) => index + 1),
  4,
)

/** The post office between GitHub and the app: late, in any order, some twice, some never. */
function postOffice(world: World, app: AppProcess, random: Random) {
  let held: readonly SentDelivery[] = []
  const collect = () => {
    const sent = world.sandbox.deliveries.list()
    world.sandbox.deliveries.clear()
    const copies = sent.flatMap((delivery) => {
      const luck = random()
      return luck < 0.2 ? [] : luck < 0.4 ? [delivery, delivery] : [delivery]
    })
    held = shuffled([...held, ...copies], random)
  }
  return {
    /** Brings some of what it holds; the app may still be busy with it afterwards. */
    async bringSome() {
      collect()
      const count = Math.floor(random() * (held.length + 1))
      for (const delivery of held.slice(0, count)) app.deliver(delivery)
      held = held.slice(count)
      if (random() < 0.5) await app.idle()
    },
    async bringAll() {
      collect()
      for (const delivery of held) app.deliver(delivery)
      held = []
      await app.idle()
    },
  }
}

/** People wait for what the app makes: first for late deliveries, then for the hourly sweep. */
async function wait(step: Step, stage: Stage, post: ReturnType<typeof postOffice>, app: AppProcess): Promise<void> {
  if (await step.ready(stage)) return
  await post.bringAll()
  if (await step.ready(stage)) return
  await app.sweep()
}

async function live(seed: number): Promise<RepositoryState> {
  const world = await startWorld({ network: 'none' })
  try {
    const stage = stageIn(world.sandbox)
    const app = world.startApp()
    const post = postOffice(world, app, randomFrom(seed))
    for (const step of wholeLife) {
      await wait(step, stage, post, app)
      await step.act(stage)
      await post.bringSome()
    }
    await post.bringAll()
    await app.sweep()
    return withoutOrder(await stage.state())
  } finally {
    await world.close()
  }
}

async function liveInOrder(): Promise<RepositoryState> {
  const world = await startWorld({ network: 'none' })
  try {
    const stage = stageIn(world.sandbox)
    const app = world.startApp()
    for (const step of wholeLife) {
      if (!(await step.ready(stage))) await app.sweep()
      await step.act(stage)
      await hear(world, app)
    }
    return withoutOrder(await stage.state())
  } finally {
    await world.close()
  }
}

describe('deliveries of a whole life, late, shuffled, doubled and dropped', async () => {
  const whole = await liveInOrder()

  it.each(orders)('reach the same end with one sweep: seed %i', async (seed) => {
    const end = await live(seed)
    expect(twins(end)).toEqual([])
    expect(end).toEqual(whole)
  })
})
