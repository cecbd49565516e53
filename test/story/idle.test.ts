import { afterEach, describe, expect, it } from 'vitest'
import { reopenedLife } from './stage/lives.ts'
import { type Story, tell } from './stage/story.ts'

let story: Story
afterEach(() => story.close())

describe('a pass after a complete pass', () => {
  it('writes nothing, after each step of a life, in the running process and in a fresh one', async () => {
    story = await tell()
    for (const step of reopenedLife) {
      await story.play(step)
      await story.sweep()
      story.writes()

      story.app.enqueue({
        ref: { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 },
        reason: 'again',
        priority: 'interactive',
      })
      await story.app.idle()
      expect(story.writes(), `once more after: ${step.says}`).toEqual([])

      await story.app.sweep('all')
      expect(story.writes(), `a full sweep after: ${step.says}`).toEqual([])

      const fresh = story.world.startApp()
      await fresh.sweep()
      expect(story.writes(), `a restart after: ${step.says}`).toEqual([])
      await fresh.stop()
    }
    expect(await story.status()).toContain('Every follow-up is closed: 2 done, 1 declined.')
  })
})
