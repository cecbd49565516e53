import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

async function row(): Promise<string> {
  return (await story.status()).split('\n').find((line) => line.startsWith('| [#3]')) ?? ''
}

async function said(): Promise<readonly string[]> {
  return (await story.issueState(3)).comments.map(({ body }) => body).filter((body) => body.includes('taken back'))
}

const revert = wes.proposes('revert-4-alert', { 'src/gone.ts': '' }, 'Reverts acme/shop#4', 'Revert "alert"')

describe('an action item that a merged pull request closed', () => {
  it('is open again once that is reverted, with one comment, and stays closed when a person closes it again', async () => {
    story = await tell()
    await story.play(
      wes.opens('Checkout is down'),
      wes.writes('- [ ] Alert us @tia (due 2026-04-01)'),
      wes.marksReady(),
      mia.merges(),
      wes.proposes('alert', { 'src/alert.ts': 'alert()\n' }, 'Fixes #3'),
      mia.mergesPull(4),
    )
    expect(await row()).toContain('| ✅ done by [#4](')
    expect((await story.issueState(1)).labels).toContain('postmortem-complete')

    await story.play(later({ hours: 1 }), revert, mia.mergesPull(5))
    expect((await story.issueState(3)).state).toBe('open')
    expect(await said()).toEqual([
      expect.stringContaining('@tia: #4, which had closed this follow-up, was taken back by #5.'),
    ])
    expect(await row()).toContain('| open |')
    expect((await story.issueState(1)).labels).toEqual(['incident'])

    await story.play(later({ hours: 1 }), tia.closes(3))
    expect(await row()).toContain('| ✅ done by tia |')
    await story.world.startApp().sweep()
    expect((await story.issueState(3)).state).toBe('closed')
    expect(await said()).toHaveLength(1)
  })

  it('is open again also when nobody heard of the revert', async () => {
    story = await tell()
    await story.play(
      wes.opens('Checkout is down'),
      wes.writes('- [ ] Alert us @tia (due 2026-04-01)'),
      wes.marksReady(),
      mia.merges(),
      wes.proposes('alert', { 'src/alert.ts': 'alert()\n' }, 'Fixes #3'),
      mia.mergesPull(4),
    )
    await story.unheard(later({ hours: 1 }), revert, mia.mergesPull(5))
    await story.sweep()
    expect((await story.issueState(3)).state).toBe('open')
    expect(await row()).toContain('| open |')
    expect(await said()).toHaveLength(1)
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
  })
})
