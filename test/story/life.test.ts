import { afterEach, describe, expect, it } from 'vitest'
import { twins } from './stage/end-state.ts'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

describe('one incident, from its label to the last follow-up', () => {
  it('opens, merges, tracks, reminds and completes', async () => {
    story = await tell()
    await story.play(
      wes.opens('Checkout is down', { body: 'Cards are declined.' }),
      wes.writes('- [ ] Alert on declined cards @tia (due 2026-03-20) [P1]\n  - With a page.\n- [x] Roll back'),
      wes.marksReady(),
      mia.approves(),
      mia.merges(),
    )
    const alert = await story.issueState('Alert on declined cards')
    expect(alert).toMatchObject({ number: 3, state: 'open', assignees: ['tia'], labels: ['postmortem-action'] })
    expect((await story.issueState(1)).sub_issues).toEqual([3])

    await story.days(17)
    const [reminder] = (await story.issueState(3)).comments
    expect(reminder?.body).toContain('@tia: this follow-up from the postmortem of #1 (Checkout is down) is due on')

    await story.play(later({ days: 3 }), person('tia').closes(3))
    expect(await story.status()).toContain('Every follow-up is closed: 2 done, 0 declined.')
    expect((await story.issueState(1)).labels).toEqual(['incident', 'postmortem-complete'])
    expect(twins(await story.state())).toEqual([])
  })
})
