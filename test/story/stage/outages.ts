import type { RepositoryState, Sandbox } from '../../../sandbox/server.ts'
import { type RunningServer, startServer } from '../../../src/entry/server.ts'
import { systemTimers } from '../../../src/entry/timers.ts'
import type { Timers } from '../../../src/reconcile/ports.ts'
import { keptLog, type Lines } from '../../entry/parts.ts'
import { withoutOrder } from './end-state.ts'
import type { Step } from './script.ts'
import { stageIn } from './stage.ts'
import { environmentOf, startWorld } from './world.ts'

/** Nobody listens there. */
export const nowhere = 'http://127.0.0.1:9/'

/** Minutes, as in the environment; 0 for never. */
export interface Rhythm {
  readonly sweep: number
  readonly redelivery: number
}

/** A real server that has done at its start what it does by the clock. */
export interface StartedServer {
  readonly server: RunningServer
  readonly log: Lines
}

/**
 * Starts a server, lets GitHub reach it, and waits until it has nothing left to do: its looks are over, no delivery is on
 * its way, and no pass is asked for. `rhythm` must not be all 0.
 */
export async function startWhere(sandbox: Sandbox, rhythm: Rhythm): Promise<StartedServer> {
  const log = keptLog()
  const looks = [rhythm.sweep, rhythm.redelivery].filter((minutes) => minutes > 0).length
  const { timers, rested } = countedTimers(looks)
  const environment = environmentOf(sandbox, {
    HOST: '127.0.0.1',
    PORT: '0',
    SWEEP_INTERVAL: String(rhythm.sweep),
    REDELIVERY_INTERVAL: String(rhythm.redelivery),
  })
  const server = await startServer(environment, { log, timers })
  // Its first look asks GitHub something before it redelivers, so the address is known in time.
  sandbox.setWebhookUrl(server.webhookUrl)
  await rested
  await settled(sandbox, server)
  return { server, log }
}

async function settled(sandbox: Sandbox, server: RunningServer): Promise<void> {
  do {
    await sandbox.deliveries.idle()
    // A pass that waits for its time is asked for, too. To look again without waiting for it would leave it no turn.
    await server.app?.queue.idle({ delayed: 'included' })
  } while ((server.app?.queue.size() ?? 0) > 0)
}

/** Real time that tells when `count` works wait for their next turn. */
function countedTimers(count: number): { readonly timers: Timers; readonly rested: Promise<void> } {
  const timers = systemTimers()
  let left = count
  let rest = (): void => undefined
  const rested = new Promise<void>((resolve) => {
    rest = resolve
  })
  return {
    rested,
    timers: {
      ...timers,
      after(ms, run) {
        if (ms >= 60_000) left -= 1
        if (left === 0) rest()
        return timers.after(ms, run)
      },
    },
  }
}

/**
 * A life in which the server is down whenever people act: it starts only when somebody waits for it, and at the end, and
 * what GitHub sent meanwhile has failed. Gives what is left behind.
 */
export async function liveThroughOutages(steps: readonly Step[], rhythm: Rhythm): Promise<RepositoryState> {
  const world = await startWorld({ webhookUrl: nowhere, largeDeliveryIds: true })
  const { sandbox } = world
  const comeAndGo = async () => {
    const { server } = await startWhere(sandbox, rhythm)
    sandbox.setWebhookUrl(nowhere)
    await server.stop(5_000)
  }
  try {
    const stage = stageIn(sandbox)
    for (const step of steps) {
      if (!(await step.ready(stage))) await comeAndGo()
      await step.act(stage)
      await sandbox.deliveries.idle()
    }
    await comeAndGo()
    return withoutOrder(await stage.state())
  } finally {
    await world.close()
  }
}
