import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { person, type Step } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

const shown = z.object({ pinned_comment: z.object({ id: z.number(), body: z.string() }).nullish() })

const comments = z.array(z.object({ id: z.number() }))

async function pinned() {
  const { pinned_comment: comment } = await story.person('mia').read(`${story.repository}/issues/1`, shown)
  return comment ?? null
}

function pins(method: 'PUT' | 'DELETE', comment: number): Step {
  return {
    says: `${method} pin`,
    ready: async () => true,
    act: async ({ person, repository }) => {
      await person('mia').send(method, `${repository}/issues/comments/${comment}/pin`, {})
    },
  }
}

const pinWrites = () => story.writes().filter((write) => write.endsWith('/pin'))
const opened = wes.opens('Checkout is down')
const merged = [wes.writes('- [ ] Alert us @tia (due 2026-04-01)'), wes.marksReady(), mia.merges()]

describe('the status comment', () => {
  it('is pinned once, and stays unpinned where a person takes the pin away', async () => {
    story = await tell()
    await story.play(opened)
    expect(pinWrites()).toHaveLength(1)
    const found = await pinned()
    expect(found?.body).toContain('Postmortem:')
    await story.play(pins('DELETE', found?.id ?? 0), ...merged)
    expect(await pinned()).toBeNull()
    expect(pinWrites()).toEqual([])
  })

  it('takes no other comment’s place', async () => {
    story = await tell()
    await story.unheard(opened, wes.says('Call the vendor: 555'))
    const [theirs] = await story.person('mia').read(`${story.repository}/issues/1/comments`, comments)
    await story.unheard(pins('PUT', theirs?.id ?? 0))
    await story.sweep()
    expect((await pinned())?.body).toBe('Call the vendor: 555')
    expect(await story.status()).toContain('Postmortem:')
    expect(pinWrites()).toEqual([])
  })

  it('is not pinned where GitHub pins none, which is asked once and told nobody', async () => {
    story = await tell()
    story.sandbox.faults.add({
      request: { method: 'PUT', path: '/pin$' },
      effect: { kind: 'refuse', status: 404, message: 'Not Found' },
    })
    await story.play(opened)
    expect(pinWrites()).toHaveLength(1)
    await story.play(...merged)
    expect(await story.status()).not.toContain('Please have a look')
    expect(pinWrites()).toEqual([])
  })
})
