import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

async function comments(): Promise<readonly string[]> {
  return (await story.issueState(3)).comments.map(({ body }) => body)
}

describe('commands on the issue of an action item', () => {
  it('reschedule it, put it off, hand it over and close it, and no reminder comes while it is snoozed', async () => {
    story = await tell()
    await story.play(
      wes.opens('Checkout is down'),
      wes.writes('- [ ] Alert us @tia (due 2026-03-20)'),
      wes.marksReady(),
      mia.merges(),
    )
    story.writes()
    await story.play(tia.says('/due 27 March', 3))
    expect(story.writes()).toEqual([
      'PATCH /repos/acme/shop/issues/3',
      expect.stringMatching(/^POST \/repos\/acme\/shop\/issues\/comments\/\d+\/reactions$/),
      expect.stringMatching(/^PATCH \/repos\/acme\/shop\/issues\/comments\/\d+$/),
    ])
    expect(await story.status()).toContain('| tia | 2026-03-27 | open |')

    await story.play(tia.says('/snooze until 2026-04-08 the vendor answers after Easter', 3))
    await story.days(36)
    expect((await comments()).filter((body) => body.includes('this follow-up'))).toEqual([])
    await story.days(2)
    expect((await comments()).filter((body) => body.includes('@tia: this follow-up'))).toHaveLength(1)

    await story.play(tia.says('/owner @wes', 3), later({ minutes: 1 }), wes.says('/decline the vendor is gone', 3))
    const { state, assignees, body } = await story.issueState(3)
    expect([state, assignees]).toEqual(['closed', ['wes']])
    expect(body).toContain('> ➖ **Declined** by wes on Thursday, 9 April 2026: the vendor is gone')
    expect(await story.status()).toContain('Every follow-up is closed: 0 done, 1 declined.')
    expect(await story.answers()).toEqual([])
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
  })
})
