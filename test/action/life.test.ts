import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { RepositoryState } from '../../sandbox/server.ts'
import { twins } from '../story/stage/end-state.ts'
import { person, type Step } from '../story/stage/script.ts'
import { stageIn } from '../story/stage/stage.ts'
import { hear, tell } from '../story/stage/story.ts'
import { startWorld, type World } from '../story/stage/world.ts'
import { documented, type Ran, type Runner, startRunner } from './runner.ts'

let runner: Runner
beforeAll(async () => {
  runner = await startRunner()
})
afterAll(() => runner.close())

let world: World
afterEach(() => world.close())

const wes = person('wes')
const life: readonly Step[] = [
  wes.opens('Checkout is down', { body: 'Cards are declined.' }),
  wes.writes('- [ ] Alert on declined cards @tia (due 2026-03-20) [P1]\n- [x] Roll back'),
  wes.marksReady(),
  person('mia').approves(),
  person('mia').merges(),
]

/** Plays steps; each is heard by workflows. */
async function play(...steps: readonly Step[]): Promise<readonly Ran[]> {
  const stage = stageIn(world.sandbox)
  const runs: Ran[] = []
  for (const step of steps) {
    await step.act(stage)
    runs.push(...(await runner.hear(world.sandbox)))
  }
  return runs
}

/** Whoever wrote it, and at which hour, is another one. */
function alike(state: RepositoryState): unknown {
  const text = JSON.stringify(state).replaceAll('github-actions', 'aftermath')
  return JSON.parse(text)
}

// One life for all of it, since each run is a process of its own.
it('the Action alone carries an incident to the end that the server comes to, by few requests, and hands over to a server', async () => {
  world = await startWorld()
  const { sandbox } = world
  const stage = stageIn(sandbox)
  const runs = await play(...life)
  expect(runs.flatMap(({ errors }) => errors)).toEqual([])
  const [first] = runs
  expect(first?.outputs).toMatchObject({ 'open-items': '0' })
  expect(Number(first?.outputs.writes)).toBeGreaterThan(3)
  expect(first?.summary).toContain('<a href="https://github.example/acme/shop/issues/1">acme/shop#1</a>')

  const state = await stage.state()
  const story = await tell()
  await story.play(...life)
  expect(alike(state)).toEqual(alike(await story.state()))
  await story.close()
  expect(twins(state)).toEqual([])

  sandbox.clock.advance(3 * 3_600_000)
  expect(await runner.schedule(sandbox)).toMatchObject({ status: 0, outputs: { writes: '0', 'open-items': '1' } })
  sandbox.clock.advance(3_600_000)
  sandbox.requests.clear()
  const given = { GITHUB_API_URL: sandbox.url, INPUT_TOKEN: sandbox.workflowToken('acme', 'shop', documented) }
  const idle = await runner.run('push', {}, given)
  expect(idle).toMatchObject({ status: 0, outputs: { passes: '1', writes: '0' } })
  expect(sandbox.requests.list().length).toBeLessThanOrEqual(8)

  sandbox.clock.advance(16 * 86_400_000)
  expect((await runner.schedule(sandbox)).errors).toEqual([])
  const reminded = await stage.state()
  expect(reminded.issues[1]?.comments).toHaveLength(1)

  const app = world.startApp({ variables: { TRUSTED_APPS: 'github-actions[bot]' } })
  await app.sweep('all')
  await person('tia').closes('Alert on declined cards').act(stage)
  await hear(world, app)
  const after = await stage.state()
  expect(after.issues.map(({ title }) => title)).toEqual(['Checkout is down', 'Alert on declined cards'])
  expect(after.pulls).toHaveLength(1)
  expect(after.issues[0]?.labels).toEqual(['incident', 'postmortem-complete'])
  expect(after.issues[1]?.comments).toHaveLength(1)
})
