import { afterEach, describe, expect, it } from 'vitest'
import { twins } from './stage/end-state.ts'
import { person } from './stage/script.ts'
import { present } from './stage/stage.ts'
import { type Story, shop, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

/** A life up to the merge of a document with these action items. */
function merged(lines: string) {
  return [wes.opens('Checkout is down'), wes.writes(lines), wes.marksReady(), mia.merges()]
}

async function row(title: string): Promise<string> {
  return (await story.status()).split('\n').find((line) => line.startsWith('|') && line.includes(title)) ?? ''
}

describe('the status comment of a merged postmortem', () => {
  it('follows reassigning, renaming, closing and reopening', async () => {
    story = await tell()
    await story.play(...merged('- [ ] Alert us @tia (due 2026-04-01)\n- [ ] Write a runbook'))
    expect(await row('Alert us')).toMatch(/\| tia \| 2026-04-01 \| open \|$/)
    expect(await row('runbook')).toMatch(/\| nobody yet \| 2026-04-01 \| open \|$/)
    await story.play(mia.assigns('Write a runbook', 'wes', 'tia'), tia.renames('Alert us', 'Page us'))
    expect(await row('Page us')).toContain('[#3]')
    expect(await row('runbook')).toMatch(/\| (wes, tia|tia, wes) \|/)
    await story.play(tia.closes('Page us'), mia.closes('Write a runbook', 'not_planned'))
    expect(await row('Page us')).toContain('✅ done')
    expect(await row('runbook')).toContain('declined')
    expect(await story.status()).toContain('Every follow-up is closed: 1 done, 1 declined.')
    expect((await story.issueState(1)).labels).toContain('postmortem-complete')

    await story.play(tia.reopens('Page us'))
    expect(await row('Page us')).toContain('| open |')
    expect((await story.issueState(1)).labels).toEqual(['incident'])
  })

  it('takes a not planned by a bot for nobody’s decision', async () => {
    const accounts = [
      { login: 'ada', role: 'admin' },
      { login: 'wes', role: 'write' },
      { login: 'mia', role: 'maintain' },
      { login: 'stale[bot]', role: 'write', bot: true },
    ] as const
    story = await tell({ seed: { accounts: [...accounts] } })
    await story.play(...merged('- [ ] Alert us'), person('stale[bot]').closes(3, 'not_planned'))
    expect(await row('Alert us')).toContain('closed by a bot')
    expect((await story.issueState(1)).labels).toEqual(['incident'])
  })

  it('says that a deleted issue is gone, and never opens it again', async () => {
    story = await tell()
    await story.play(...merged('- [ ] Alert us\n- [ ] Write a runbook'), person('ada').deletes('Alert us'))
    await story.days(2)
    expect(await row('Alert us')).toContain('moved or deleted')
    expect((await story.state()).issues.map(({ title }) => title)).toEqual(['Checkout is down', 'Write a runbook'])
  })

  it('names an impossible date and an owner who cannot be assigned, and keeps an item’s notes', async () => {
    story = await tell()
    await story.play(
      ...merged('- [ ] Alert us (due 2030-02-29)\n  - Ask payments first.\n- [ ] Write a runbook @ghost'),
    )
    expect(await story.status()).toContain('The due date "2030-02-29" of "Alert us (due 2030-02-29)" is not a date')
    const { body } = await story.issueState('Alert us (due 2030-02-29)')
    expect(body).toContain('- Ask payments first.')
    expect(body).not.toContain('Due: 2030')
    expect(body).toContain('Due: 2026-04-01')
    const runbook = await story.issueState('Write a runbook')
    expect(runbook.assignees).toEqual([])
    expect(runbook.body).toMatch(/^- Owner.* in the document.*: ghost$/m)
  })

  it('says so when nothing is to be tracked', async () => {
    story = await tell()
    await story.play(...merged('- [x] Rolled back'))
    expect(await story.status()).toContain('Every follow-up is closed: 1 done, 0 declined.')
  })
})

describe('many action items', () => {
  it('opens fifty of sixty, each once, and lists the other ten', async () => {
    story = await tell()
    const names = Array.from({ length: 60 }, (_, index) => `Task ${String(index + 1).padStart(2, '0')} of many`)
    await story.play(...merged(names.map((name) => `- [ ] ${name}`).join('\n')))
    const { issues } = await story.state()
    expect(issues.slice(1).map(({ title }) => title)).toEqual(names.slice(0, 50))
    expect(issues[0]?.sub_issues).toHaveLength(50)
    expect(await story.status()).toContain('Without an issue: 10 of the action items')
    expect(await story.status()).toContain('Task 60 of many')
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
  })
})

describe('the links in the document', () => {
  const items = '- [ ] Alert us\n- [ ] Write a runbook'

  it('are committed with [skip ci] and nothing else changes', async () => {
    story = await tell()
    await story.play(...merged(items))
    const text = present(await story.document('main'), 'document').text
    expect(text).toMatch(/^- \[ \] Alert us \(\[#3\]\(.*\/issues\/3\)\)$/m)
    expect(text).toMatch(/^- \[ \] Write a runbook \(\[#4\]\(.*\/issues\/4\)\)$/m)
  })

  it('are offered as a pull request, and stay away once it is closed unmerged', async () => {
    story = await tell({ configuration: 'write_back: pull-request\n' })
    await story.play(...merged(items))
    const offered = (await story.state()).pulls.filter(({ head }) => head === 'postmortem/links-incident-1')
    expect(offered).toMatchObject([{ state: 'open', draft: false, base: 'main', number: 5 }])
    await story.person('mia').send('PATCH', `${story.repository}/pulls/5`, { state: 'closed' })
    await story.person('mia').send('DELETE', `${story.repository}/git/refs/heads/postmortem/links-incident-1`)
    await story.days(3)
    expect((await story.state()).pulls).toHaveLength(2)
    expect((await story.document('main'))?.text).not.toContain('[#3]')
  })

  it('are merged from that pull request without a second one', async () => {
    story = await tell({ configuration: 'write_back: pull-request\n' })
    await story.play(...merged(items))
    await story.person('mia').send('PUT', `${story.repository}/pulls/5/merge`)
    await story.days(3)
    expect((await story.document('main'))?.text).toContain('[#3]')
    expect((await story.state()).pulls).toHaveLength(2)
    expect((await story.state()).issues).toHaveLength(3)
  })

  it('are left out when switched off', async () => {
    story = await tell({ configuration: 'write_back: off\n' })
    await story.play(...merged(items))
    expect((await story.document('main'))?.text).not.toContain('[#3]')
    expect((await story.state()).pulls).toHaveLength(1)
  })

  it('are given up, once and said, where rules forbid the commit', async () => {
    const rules = [{ branch: 'main', requirePullRequest: true as const }]
    story = await tell({ seed: { repositories: [{ ...shop, rules }] } })
    await story.play(...merged(items))
    expect(await story.status()).toContain('a direct commit to `main` was refused')
    expect(await row('Alert us')).toContain('[#3]')
    story.writes()
    await story.days(2)
    expect(story.writes()).toEqual([])
  })
})

describe('a repository without sub-issues', () => {
  it('has a task list in the status comment instead', async () => {
    story = await tell({ seed: { repositories: [{ ...shop, subIssues: false }] } })
    await story.play(...merged('- [ ] Alert us\n- [ ] Write a runbook'))
    expect(await story.status()).toContain('- [ ] #3\n- [ ] #4')
    await story.play(tia.closes(3))
    expect(await story.status()).toContain('- [x] #3\n- [ ] #4')
    await story.play(tia.closes(4))
    expect(await story.status()).toContain('Every follow-up is closed')
    expect(twins(await story.state())).toEqual([])
  })
})
