import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from './script.ts'
import { present } from './stage.ts'
import { type Story, tell } from './story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

const opened = wes.opens('Checkout is down', { labels: ['incident', 'sev3'] })

async function draft(): Promise<string> {
  return present(await story.document('postmortem/incident-1'), 'document').text
}

describe('commands', () => {
  it('say how severe it is and who leads, on the incident and on the pull request', async () => {
    story = await tell()
    await story.play(opened, tia.says('It is worse.\n\n/severity sev1\n/lead @mia'))
    expect(await story.issueState(1)).toMatchObject({ labels: ['incident', 'sev1'], assignees: ['mia'] })
    await story.play(mia.says('/severity SEV2', 'the pull request'))
    expect(await story.issueState(1)).toMatchObject({ labels: ['incident', 'sev2'] })
    expect(await story.answers()).toEqual([])
  })

  it('do nothing twice, however often they are read', async () => {
    story = await tell()
    await story.play(opened, tia.says('/severity sev1\n/lead @mia\n/severty'), tia.says('/help'))
    await story.play(later({ minutes: 1 }), mia.unlabels(1, 'sev1'), mia.labels(1, 'sev4'), mia.removesComment(1))
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
    expect(await story.issueState(1)).toMatchObject({ labels: ['incident', 'sev4'] })
    expect(await story.answers()).toHaveLength(2)
  })

  it('lists themselves, once', async () => {
    story = await tell()
    await story.play(opened, tia.says('/help', 'the pull request'))
    expect(await story.answers()).toEqual([expect.stringContaining('| `/lead [@user]` |')])
    expect((await story.pullState()).comments[0]?.reactions).toEqual(['+1 aftermath[bot]'])
  })
})

describe('/postmortem template', () => {
  it('leaves a draft alone in which people have written, and says why', async () => {
    story = await tell()
    await story.play(opened, wes.writes('- [ ] Alert us'))
    const before = await draft()
    await story.play(tia.says('/postmortem template seven-questions'))
    expect(await draft()).toBe(before)
    expect(await story.answers()).toEqual([expect.stringContaining('people have written in the draft already')])
  })
})
