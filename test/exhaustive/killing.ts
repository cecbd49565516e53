import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type RepositoryState, startSandbox } from '../../sandbox/server.ts'
import { busyConfiguration } from '../story/stage/lives.ts'
import { type Stage, stageIn } from '../story/stage/stage.ts'
import { configured } from '../story/stage/story.ts'
import { requestLike } from './cases.ts'
import { type Ending, endingOn } from './ending.ts'
import type { Happening } from './happenings.ts'
import type { Beat } from './life.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { differences, timeless } from './verdict.ts'

/** How long (ms) a step may take until the repository is as it should be, and how often that is looked at. */
const [longest, lookEvery] = [60_000, 20]

/**
 * Plays the life with the built server as a process of its own, over HTTP, and kills it by SIGKILL when this write has
 * been carried out and before its answer arrives; a new process takes over. Each step begins when the repository is as
 * the one before had left it in the undisturbed life. Throws with what is different when it does not get there.
 */
export async function liveAndDie(write: Happening, beats: readonly Beat[]): Promise<Ending> {
  const sandbox = await startSandbox({ now: '2026-03-02T12:00:00Z', ...configured({}, busyConfiguration) })
  const stage = stageIn(sandbox)
  const request = { ...requestLike(write), actor: 'installation' } as const
  sandbox.faults.add({ request, skip: write.nth, effect: { kind: 'stall', when: 'after', ms: longest } })
  let server = await startServerProcess(sandbox)
  let deaths = 0

  async function until(isThere: () => Promise<boolean>): Promise<boolean> {
    for (const end = performance.now() + longest; performance.now() < end; await sleep(lookEvery)) {
      const there = await isThere()
      if (deaths > 0 || sandbox.faults.list()[0]?.struck === 0) {
        if (there) return true
        continue
      }
      deaths += 1
      await server.kill()
      server = await startServerProcess(sandbox)
    }
    return false
  }

  try {
    for (const { step, at, before, after } of beats) {
      sandbox.clock.set(at)
      // Nothing tells the app that time has passed, but each start sweeps.
      if (!(await isLike(before, stage))) server = await restarted(server, () => startServerProcess(sandbox))
      if (!(await until(() => isLike(before, stage)))) throw new Error(await partings(before, stage))
      await step.act(stage)
      if (!(await until(() => isLike(after, stage)))) throw new Error(await partings(after, stage))
    }
    await server.stop()
    return await endingOn(stage, deaths)
  } finally {
    await server.kill()
    await sandbox.close()
  }
}

async function restarted(server: ServerProcess, start: () => Promise<ServerProcess>): Promise<ServerProcess> {
  await server.stop()
  return start()
}

async function isLike(state: RepositoryState, stage: Stage): Promise<boolean> {
  return isDeepStrictEqual(timeless(await stage.state()), timeless(state))
}

async function partings(state: RepositoryState, stage: Stage): Promise<string> {
  return differences(timeless(state), timeless(await stage.state())).join('\n')
}
