import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

/** What the app says on the pull request, a line each. */
async function said(): Promise<readonly string[]> {
  const { comments } = await story.pullState()
  const own = comments.filter(({ author }) => author === 'aftermath[bot]')
  return own.map(({ body }) => body.split('\n')[1] ?? '')
}

describe('a deadline', () => {
  // The story begins on Monday, 2 March 2026, at noon.
  it('is shown, and who writes it hears of it three times, and then whoever leads once', async () => {
    story = await tell({ configuration: "reminders: { escalation: '@mia' }" })
    await story.play(wes.opens('Checkout is down', { labels: ['incident', 'sev1'] }))
    expect(await story.status()).toContain('- To be merged by: 2026-03-05 (sev1: within 3 days)')
    await story.days(2)
    expect(await said()).toEqual([expect.stringMatching(/^@wes: this postmortem of #1 is to be merged by 2026-03-05/)])
    await story.days(40)
    expect(await said()).toEqual([
      expect.stringMatching(/^@wes: .* is to be merged/),
      expect.stringMatching(/^@wes: .* was to be merged/),
      expect.stringMatching(/^@wes: .* was to be merged/),
      expect.stringMatching(/^@mia: .* were reminded 3 times/),
    ])
  })

  it('is over with the merge', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down', { labels: ['incident', 'sev1'] }), wes.marksReady(), mia.merges())
    await story.days(10)
    expect(await said()).toEqual([])
  })
})

describe('an incident that needs no postmortem', () => {
  it('says so in one line, and gets one as soon as it turns out to be severe', async () => {
    story = await tell({ configuration: 'required_for: [sev1, sev2]' })
    await story.play(wes.opens('Checkout is slow', { labels: ['incident', 'sev4'] }))
    expect(await story.status()).toContain('No postmortem needed for sev4. Comment `/postmortem start`')
    expect((await story.state()).pulls).toEqual([])

    await story.play(later({ minutes: 5 }), mia.says('/severity sev1'))
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    await story.play(later({ minutes: 5 }), mia.says('/severity sev4'))
    expect(await story.pullState()).toMatchObject({ state: 'closed' })
    await story.play(later({ minutes: 5 }), mia.says('/severity sev2'))
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    expect(await story.status()).toContain('within 5 business days')
  })
})
