import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from '../stage/script.ts'
import { present } from '../stage/stage.ts'
import { hear, type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const branch = 'postmortem/incident-1'

let story: Story
afterEach(() => story.close())

/** Somebody commits a file, and the app hears of it. */
async function commits(path: string, text: string, on = 'main'): Promise<void> {
  const body = { branch: on, message: 'Change it', content: Buffer.from(text).toString('base64') }
  await story.person('mia').send('PUT', `${story.repository}/contents/${path}`, body)
  await hear(story.world, story.app)
}

async function itemTitles(): Promise<readonly string[]> {
  const { issues } = await story.state()
  return issues.filter(({ number }) => number !== 1).map(({ title }) => title)
}

const merged = [
  wes.opens('Checkout is down'),
  wes.writes('- [ ] Alert us @tia (due 2026-03-20)'),
  wes.marksReady(),
  mia.merges(),
]

describe('a postmortem whose items are tracked', () => {
  it('stays tracked when another base branch is configured, as after a rename of the default branch', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged)
    await commits('.github/postmortem.yml', 'base_branch: trunk\n')
    await story.days(17)
    expect(await story.status()).toContain('Postmortem: tracking')
    expect((await story.issueState(3)).comments).toHaveLength(1)
  })

  it('stays tracked when somebody opens and merges another pull request from its branch', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged)
    const opened = present(await story.document(branch), 'document')
    await story.save('wes', opened, `${opened.text}\nOne more lesson.\n`)
    const pull = { title: 'One more lesson', head: branch, base: 'main' }
    await story.person('wes').send('POST', `${story.repository}/pulls`, pull)
    await hear(story.world, story.app)
    expect(await story.status()).toContain('Alert us | tia | 2026-03-20 | open |')
    await story.person('mia').send('PUT', `${story.repository}/pulls/4/merge`)
    await hear(story.world, story.app)
    expect(await story.status()).toContain('Postmortem: tracking')
    expect(await itemTitles()).toEqual(['Alert us'])
  })
})

describe('the document', () => {
  it('is the one named after the incident when the pull request adds others', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'), wes.writes('- [ ] Alert us'))
    await commits('postmortems/0-notes.md', '# Notes\n\n## Action items\n\n- [ ] Not this one\n', branch)
    await story.play(wes.marksReady(), mia.merges())
    expect(await itemTitles()).toEqual(['Alert us'])
  })

  it('is known in its old directory when another one is configured meanwhile', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'), wes.writes('- [ ] Alert us'))
    await commits('.github/postmortem.yml', 'directory: docs/incidents\n')
    await story.play(wes.marksReady(), mia.merges())
    expect(await itemTitles()).toEqual(['Alert us'])
  })
})

describe('the sweep', () => {
  it('finds a draft that was merged weeks after its incident was last touched, its branch deleted', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'), wes.writes('- [ ] Alert us'))
    await story.unheard(later({ days: 40 }), wes.marksReady(), mia.merges())
    await story.person('mia').send('DELETE', `${story.repository}/git/refs/heads/${branch}`)
    story.sandbox.deliveries.clear()
    await story.sweep()
    expect(await itemTitles()).toEqual(['Alert us'])
  })
})
