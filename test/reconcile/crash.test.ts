import { afterEach, expect, it } from 'vitest'
import { connect } from '../../src/entry/app.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import { planningHere } from '../../src/entry/threads/plan-here.ts'
import { systemTimers } from '../../src/entry/timers.ts'
import { createPass } from '../../src/reconcile/pass.ts'
import { ownPlace } from '../../src/reconcile/ports.ts'
import { createRecentWrites } from '../../src/reconcile/recent-writes.ts'
import { createSkipCache } from '../../src/reconcile/skip-cache.ts'
import { ownComment } from '../story/stage/end-state.ts'
import { person } from '../story/stage/script.ts'
import { stageIn } from '../story/stage/stage.ts'
import { environmentOf, startWorld, type World } from '../story/stage/world.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const ref = { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 } as const

let world: World
afterEach(() => world.close())

it('a pass that crashed says so where people look, and settles nothing', async () => {
  world = await startWorld({ network: 'none' })
  const stage = stageIn(world.sandbox)
  await person('wes').opens('Checkout is down').act(stage)
  const skipCache = createSkipCache()
  const github = connect(environmentOf(world.sandbox), { log: quiet, timers: systemTimers() })
  // A template that cannot be rendered stands for any fault of the program.
  const templates = { ...loadTemplates(), 'document/seven-questions': '{{#never closed}}' }
  const queue = { enqueue: () => undefined }
  const pass = createPass({
    github,
    planner: planningHere(templates),
    queue,
    log: quiet,
    recent: createRecentWrites(() => 0),
    skipCache,
  })
  // The first one writes the sentence, the second finds it there and writes nothing.
  for (const failures of [98, 99])
    await expect(pass({ ref, reason: 'test', priority: 'interactive' }, failures, ownPlace)).rejects.toThrow()
  expect(ownComment(await stage.state(), 1)?.body).toContain('fault')
  expect(await skipCache.settledAt(ref)).toBeNull()
  await github.close()
})
