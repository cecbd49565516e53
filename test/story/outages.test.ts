import { describe, expect, it } from 'vitest'
import { twins, withoutOrder } from './end-state.ts'
import { liveThroughOutages } from './outages.ts'
import { later, person, type Step } from './script.ts'
import { tell } from './story.ts'

const [wes, mia, tia] = [person('wes'), person('mia'), person('tia')]

/** Everything in it is said by a delivery: nothing falls due. */
const life: readonly Step[] = [
  wes.opens('Checkout is down', { body: 'Cards are declined.', assignees: ['wes'] }),
  mia.says('/postmortem skip false alarm'),
  mia.says('/postmortem start'),
  wes.writes('- [ ] Alert on declined cards @tia (due 2026-03-20)\n- [ ] Write the runbook @mia'),
  wes.closes(1),
  wes.marksReady(),
  mia.approves(),
  mia.merges(),
  tia.closes('Alert on declined cards'),
  mia.closes('Write the runbook', 'not_planned'),
].flatMap((step) => [step, later({ minutes: 5 })])

async function liveUndisturbed() {
  const story = await tell({ network: 'none' })
  try {
    await story.play(...life)
    return withoutOrder(await story.state())
  } finally {
    await story.close()
  }
}

describe('a life whose deliveries all fail, since the server is down when people act', async () => {
  const whole = await liveUndisturbed()

  it.each([
    ['with missed deliveries redelivered and no sweep', { sweep: 0, redelivery: 10 }],
    ['with the sweep alone', { sweep: 60, redelivery: 0 }],
    ['with both', { sweep: 60, redelivery: 10 }],
  ])('ends like any other: %s', async (_, rhythm) => {
    const end = await liveThroughOutages(life, rhythm)
    expect(twins(end)).toEqual([])
    expect(end).toEqual(whole)
  })
})
