import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from './stage/script.ts'
import { present } from './stage/stage.ts'
import { type Story, tell } from './stage/story.ts'

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
    expect(await story.answers()).toEqual([expect.stringContaining('| `/lead [@user …]` |')])
    expect((await story.pullState()).comments[0]?.reactions).toEqual(['+1 aftermath[bot]'])
  })
})

describe('/action', () => {
  it('adds lines to the draft once it is quiet, each once, and merging opens their issues', async () => {
    story = await tell()
    await story.play(opened, later({ minutes: 20 }), tia.says('/action Alert on declined cards @tia 2026-03-20'))
    expect(await draft()).toContain('- [ ] Alert on declined cards @tia (due 2026-03-20)')
    await story.play(tia.says('/action Write the runbook', 'the pull request'))
    expect(await draft()).not.toContain('Write the runbook')
    expect(await story.status()).toContain('An action item waits to be added to the document')
    await story.play(later({ minutes: 20 }))
    await story.sweep()
    expect(await draft()).toContain('(due 2026-03-20)\n- [ ] Write the runbook\n')
    expect(await story.status()).not.toContain('waits to be added')

    await story.play(mia.removesComment(1))
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
    expect((await draft()).split('Write the runbook')).toHaveLength(2)

    await story.play(wes.marksReady(), mia.merges(), tia.says('/action Too late'))
    expect(await story.issueState('Alert on declined cards')).toMatchObject({ assignees: ['tia'] })
    expect(await story.issueState('Write the runbook')).toMatchObject({ state: 'open' })
    expect(await story.answers()).toEqual([
      expect.stringContaining('Put the line `- [ ] Too late` under "Action items"'),
    ])
  })
})

describe('/postmortem template', () => {
  it('makes a draft anew in which nobody has written, once', async () => {
    story = await tell()
    await story.play(opened, tia.says('/postmortem template public'))
    expect(await draft()).toContain('## Statement of purpose')
    expect(await draft()).not.toContain('aftermath:status-comment')
    await story.play(
      wes.edits('draft', 'the title', (text) => text.replace('# ', '# Our ')),
      mia.removesComment(1),
    )
    const before = await draft()
    await story.sweep()
    expect(await draft()).toBe(before)
    expect(await story.answers()).toEqual([])
  })

  it('leaves a draft alone in which people have written, and says why', async () => {
    story = await tell()
    await story.play(opened, wes.writes('- [ ] Alert us'))
    const before = await draft()
    await story.play(tia.says('/postmortem template seven-questions'))
    expect(await draft()).toBe(before)
    expect(await story.answers()).toEqual([expect.stringContaining('people have written in the draft already')])
  })
})
