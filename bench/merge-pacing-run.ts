import { ofInstallation, writesOf } from './requests.ts'
import { createStockGitHub } from './stock-github.ts'
import { actionItems, mergePostmortem, settledDraft } from './story.ts'
import { type Engine, startEngine, startWorld } from './world.ts'

/** What one run prints: how long the app took from the hint of the merge until nothing was left to do. */
export interface PacedRun {
  readonly seconds: number
  readonly writes: number
  readonly requests: number
}

/** Turns 20 action items into issues at 50 ms latency, paced as the first argument says: `stock` or `github` (ours). */
async function run(pacing: string | undefined): Promise<PacedRun> {
  const world = await startWorld()
  const { env } = world.sandbox
  const incident = await settledDraft(world)
  await mergePostmortem(world, incident, actionItems(20))
  const engine: Engine =
    pacing === 'stock'
      ? startEngine({ env, github: await createStockGitHub(env) })
      : startEngine({ env, pacing: 'github' })
  world.sandbox.setLatency(50)
  world.sandbox.requests.clear()
  const start = performance.now()
  await engine.pass(incident)
  const seconds = (performance.now() - start) / 1000
  const asked = ofInstallation(world.sandbox.requests.list())
  const attached = asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/sub_issues')).length
  if (attached !== 20) throw new Error(`${attached} of 20 items were attached.`)
  return { seconds, writes: writesOf(asked).length, requests: asked.length }
}

process.stdout.write(`${JSON.stringify(await run(process.argv[2]))}\n`)
process.exit()
