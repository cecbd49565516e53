import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const [wes, mia, tia] = [person('wes'), person('mia'), person('tia')]

let story: Story
afterEach(() => story.close())

const requested = z.object({ users: z.array(z.object({ login: z.string() })), teams: z.array(z.object({})) })

async function reviewers(): Promise<readonly string[]> {
  const path = `${story.repository}/pulls/2/requested_reviewers`
  return (await story.person('wes').read(path, requested)).users.map(({ login }) => login)
}

/** What the app asked those who took part, on the pull request. */
async function asked(): Promise<readonly string[]> {
  const { comments } = await story.pullState()
  return comments.flatMap(({ body }) => (body.includes('saw it from close by') ? (body.split('\n')[1] ?? '') : []))
}

describe('reviewers', () => {
  it('are asked when the postmortem is ready, once: who takes it back is left alone', async () => {
    story = await tell({ configuration: "review: { reviewers: ['@wes', '@stranger', '@mia', '@tia', '@ada'] }" })
    await story.play(wes.opens('Checkout is down'))
    expect(await reviewers()).toEqual([])
    await story.play(wes.marksReady())
    expect(await reviewers()).toEqual(['mia', 'tia'])
    const path = `${story.repository}/pulls/2/requested_reviewers`
    await story.person('wes').send('DELETE', path, { reviewers: ['mia', 'tia'] })
    story.writes()
    await story.sweep()
    await story.play(wes.says('Not yet.', 'the pull request'))
    expect([await reviewers(), story.writes()]).toEqual([[], []])
  })

  it('that GitHub does not accept cost nobody else', async () => {
    story = await tell({ configuration: "review: { reviewers: ['@acme/nobody', '@mia'] }" })
    await story.play(wes.opens('Checkout is down'), wes.marksReady())
    expect(await reviewers()).toEqual(['mia'])
  })

  it('of whom GitHub accepts nobody are named in the status comment, until somebody mends it', async () => {
    story = await tell({ configuration: "review: { reviewers: ['@acme/nobody'] }" })
    await story.play(wes.opens('Checkout is down'), wes.marksReady())
    await story.sweep()
    expect(await story.status()).toMatch(/could not ask @\S?acme\/nobody to review .* correct “reviewers”/)
  })
})

describe('those who took part in an incident', () => {
  // The story begins on Monday, 2 March 2026, at noon.
  it('are asked once how they saw it, in the morning after it was closed', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), tia.says('The old version is back.'), mia.closes(1))
    expect(await asked()).toEqual([])
    await story.play(later({ hours: 22 }))
    await story.sweep()
    expect(await asked()).toEqual([expect.stringMatching(/^@wes @tia: #1 is closed, and you saw it from close by\./)])
    await story.play(mia.reopens(1), mia.closes(1))
    await story.days(10)
    expect(await asked()).toHaveLength(1)
  })

  it('are not asked when the postmortem is merged by then', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), mia.closes(1), wes.marksReady(), mia.merges())
    await story.days(4)
    expect(await asked()).toEqual([])
  })
})
