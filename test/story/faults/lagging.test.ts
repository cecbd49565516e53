import { afterEach, expect, it } from 'vitest'
import { person } from '../stage/script.ts'
import { type Story, tell } from '../stage/story.ts'

const wes = person('wes')

let story: Story
afterEach(() => story.close())

it('a pull request that GitHub does not show yet is assigned once it does', async () => {
  story = await tell({ network: 'none' })
  const { faults, clock } = story.sandbox
  faults.add({ request: { method: 'POST', path: '/pulls$' }, effect: { kind: 'stale', ms: 3_600_000 } })
  await story.play(wes.opens('Checkout is down'))
  expect(await story.pullState()).toMatchObject({ assignees: [] })
  expect(await story.status()).not.toContain('GitHub shows no such thing')

  faults.clear()
  await story.world.wait(new Date(Date.parse(clock.now()) + 10_000).toISOString())
  expect(await story.pullState()).toMatchObject({ assignees: ['wes'] })
  expect(await story.status()).toContain('#2')
})
