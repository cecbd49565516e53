import { describe, expect, it } from 'vitest'
import { connect } from '../../../src/entry/app.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'
import { planningHere } from '../../../src/entry/threads/plan-here.ts'
import type { Templates } from '../../../src/plan/context.ts'
import { createPass } from '../../../src/reconcile/pass.ts'
import { type Hint, ownPlace, type RunPass } from '../../../src/reconcile/ports.ts'
import { createRecentWrites } from '../../../src/reconcile/recent-writes.ts'
import { createSkipCache } from '../../../src/reconcile/skip-cache.ts'
import { person } from '../stage/script.ts'
import { type Story, tell } from '../stage/story.ts'
import { environmentOf } from '../stage/world.ts'

const wes = person('wes')
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const hint: Hint = {
  ref: { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 },
  reason: 'test',
  priority: 'interactive',
}

/** Passes over the story's incident, run by hand with as many failures before them as the test says. */
function passesOver({ world }: Story, templates: Templates = loadTemplates()): RunPass {
  const timers = { after: () => () => undefined, monotonic: () => 0 }
  return createPass({
    github: connect(environmentOf(world.sandbox), { log: quiet, timers }),
    planner: planningHere(templates),
    queue: { enqueue: () => undefined },
    log: quiet,
    recent: createRecentWrites(() => 0),
    skipCache: createSkipCache(),
  })
}

/** What GitHub never answers for this incident. */
function silence(story: Story, method: 'GET' | 'POST', path: string): void {
  story.world.sandbox.faults.add({
    request: { method, path },
    times: 1_000,
    effect: { kind: 'fail', when: 'before', with: 502 },
  })
}

describe('an incident for which GitHub gives no answer', () => {
  it.each([
    [
      'a write',
      'POST',
      '/git/refs$',
      'GitHub had a fault of its own (HTTP 502) when the app tried to create the branch',
    ],
    ['a read', 'GET', '/git/ref/heads', 'GitHub had a fault of its own (HTTP 502)'],
  ] as const)('says so in its status comment once it lasts: %s', async (_name, method, path, sentence) => {
    const story = await tell({ port: 0 })
    try {
      silence(story, method, path)
      await story.unheard(wes.opens('Checkout is down', { labels: ['incident'] }))
      const pass = passesOver(story)
      expect(await pass(hint, 0, ownPlace)).toMatchObject({ next: 'back-off' })
      expect(await story.status()).not.toContain(sentence)
      expect(await pass(hint, 3, ownPlace)).toMatchObject({ next: 'back-off' })
      expect(await story.status()).toContain(sentence)
      expect(await story.status()).toContain('it tries again by itself within the hour')

      story.writes()
      await pass(hint, 4, ownPlace)
      expect(story.writes().filter((write) => !write.endsWith('/git/refs'))).toEqual([])

      story.world.sandbox.faults.clear()
      await pass(hint, 5, ownPlace)
      await pass(hint, 0, ownPlace)
      expect(await story.status()).toContain('**wes** writes it.')
      expect(await story.status()).not.toContain(sentence)
    } finally {
      await story.close()
    }
  })

  it('stays silent about a label from before the app’s time', async () => {
    const story = await tell({ port: 0 })
    try {
      await story.unheard(wes.opens('Checkout is down', { labels: ['incident'] }))
      story.world.sandbox.clock.advance(10 * 86_400_000)
      silence(story, 'GET', '/git/ref/heads')
      await passesOver(story)(hint, 3, ownPlace)
      expect(await story.status()).toBe('')
    } finally {
      await story.close()
    }
  })
})

describe('an incident at which the program itself fails', () => {
  it('says so in its status comment once it lasts, keeps what it remembers, and mends the comment afterwards', async () => {
    const story = await tell({ port: 0 })
    try {
      await story.play(wes.opens('Checkout is down', { labels: ['incident'] }))
      const before = await story.status()
      // A template that cannot be rendered stands for every fault of the program.
      const broken = passesOver(story, { ...loadTemplates(), 'sentences/lead-drafting': '{{#open}}' })
      await expect(broken(hint, 0, ownPlace)).rejects.toThrow()
      expect(await story.status()).toBe(before)
      await expect(broken(hint, 3, ownPlace)).rejects.toThrow()
      expect(await story.status()).toContain('The app met a fault of its own at this incident.')
      await passesOver(story)(hint, 0, ownPlace)
      expect(await story.status()).toBe(before)
    } finally {
      await story.close()
    }
  })
})
