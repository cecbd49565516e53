import { afterEach, expect, it } from 'vitest'
import { person } from '../stage/script.ts'
import { stageIn } from '../stage/stage.ts'
import { hear } from '../stage/story.ts'
import { startWorld, type World } from '../stage/world.ts'

const wes = person('wes')
const mia = person('mia')

let world: World
afterEach(() => world.close())

it('what a trusted identity says beside its markers is neither taken over nor removed', async () => {
  world = await startWorld({ network: 'none' })
  const stage = stageIn(world.sandbox)
  const app = world.startApp({ variables: { TRUSTED_APPS: 'mia' } })
  const steps = [wes.opens('Checkout is down'), mia.says('Deployed.'), mia.says('Rolled back.'), wes.closes(1)]
  for (const step of steps) {
    await step.act(stage)
    await hear(world, app)
  }
  const { issues } = await stage.state()
  expect(issues[0]?.comments.map(({ author }) => author)).toEqual(['aftermath[bot]', 'mia', 'mia'])
})
