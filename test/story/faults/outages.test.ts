import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox, SentDelivery } from '../../../sandbox/server.ts'
import { sampled } from '../../extent.ts'
import { twins, withoutOrder } from '../stage/end-state.ts'
import { liveThroughOutages, nowhere, type Rhythm, type StartedServer, startWhere } from '../stage/outages.ts'
import { later, person, type Step } from '../stage/script.ts'
import { stageIn } from '../stage/stage.ts'
import { tell } from '../stage/story.ts'
import { startWorld, type World } from '../stage/world.ts'

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

  const rhythms: readonly (readonly [string, Rhythm])[] = [
    ['with missed deliveries redelivered and no sweep', { sweep: 0, redelivery: 10 }],
    ['with the sweep alone', { sweep: 60, redelivery: 0 }],
    ['with both', { sweep: 60, redelivery: 10 }],
  ]
  it.each(sampled(rhythms, 1))('ends like any other: %s', async (_, rhythm) => {
    const end = await liveThroughOutages(life, rhythm)
    expect(twins(end)).toEqual([])
    expect(end).toEqual(whole)
  })
})

describe('an outage in which one incident was spoken of seven times', () => {
  let world: World
  const servers: StartedServer[] = []
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(({ server }) => server.stop(5_000)))
    await world.close()
  })

  async function outage(): Promise<Sandbox> {
    world = await startWorld({ webhookUrl: nowhere, largeDeliveryIds: true })
    const { sandbox } = world
    const talk = Array.from({ length: 5 }, (_, index) => wes.says(`Still looking, ${index}.`))
    for (const step of [wes.opens('Checkout is down'), ...talk, later({ minutes: 5 })]) await step.act(stageIn(sandbox))
    await sandbox.deliveries.idle()
    return sandbox
  }

  async function start(rhythm: Rhythm): Promise<StartedServer> {
    const started = await startWhere(world.sandbox, rhythm)
    servers.push(started)
    return started
  }

  const redelivered = ({ deliveries }: Sandbox): readonly SentDelivery[] =>
    deliveries.list().filter(({ redelivery }) => redelivery)
  const told = ({ log }: StartedServer) => log.lines.filter((line) => line.includes('missed deliveries'))
  const pulls = async (sandbox: Sandbox) => (await sandbox.dump('acme', 'shop')).pulls.length

  it('is over after one redelivery, told in one line, and the next start asks for nothing', async () => {
    const sandbox = await outage()
    const first = await start({ sweep: 0, redelivery: 10 })
    expect(redelivered(sandbox)).toMatchObject([{ status: 200 }])
    expect(told(first)).toEqual([expect.stringMatching(/"missed":7,"redelivered":1,"skipped":\{"joined":6\}/)])
    await first.server.stop()
    await start({ sweep: 0, redelivery: 10 })
    expect(redelivered(sandbox)).toHaveLength(1)
    expect(await pulls(sandbox)).toBe(1)
  })

  it('is over without any where a sweep has settled the incident', async () => {
    const sandbox = await outage()
    const started = await start({ sweep: 60, redelivery: 0 })
    await started.server.app?.redeliverMissed()
    expect(told(started)).toEqual([expect.stringMatching(/"missed":7,"redelivered":0,"skipped":\{"settled":7\}/)])
    expect(redelivered(sandbox)).toEqual([])
    expect(await pulls(sandbox)).toBe(1)
  })

  it('is over after two servers have looked at the same time', async () => {
    const sandbox = await outage()
    await Promise.all([start({ sweep: 0, redelivery: 10 }), start({ sweep: 0, redelivery: 10 })])
    expect(redelivered(sandbox).length).toBeLessThanOrEqual(2)
    expect(twins(await stageIn(sandbox).state())).toEqual([])
    expect(await pulls(sandbox)).toBe(1)
  })

  it('is planned over in a thread beside the server’s', async () => {
    await outage()
    let threads = 0
    const count = () => {
      threads += 1
    }
    process.on('worker', count)
    try {
      await start({ sweep: 60, redelivery: 0 })
    } finally {
      process.off('worker', count)
    }
    expect(threads).toBeGreaterThan(0)
  })

  it('is over by the sweep where GitHub has no log of deliveries', async () => {
    const sandbox = await outage()
    const effect = { kind: 'refuse', status: 404, message: 'Not Found' } as const
    sandbox.faults.add({ request: { path: '^/app/hook/' }, effect, times: 1_000 })
    const started = await start({ sweep: 60, redelivery: 10 })
    expect(told(started)).toEqual([expect.stringMatching(/^warn .* so the sweep alone finds what they tell/)])
    expect(await pulls(sandbox)).toBe(1)
  })
})
