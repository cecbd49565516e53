import { afterEach, describe, expect, it } from 'vitest'
import { person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

describe('a merged postmortem with a line under its action items that nobody can read', () => {
  it('is not complete until somebody mends it, and says which line it is and what to do', async () => {
    story = await tell({ network: 'none' })
    await story.play(
      wes.opens('Checkout is down'),
      wes.writes('- [x] Roll back\n\n> - [ ] Alert us'),
      wes.marksReady(),
      mia.merges(),
    )
    const status = await story.status()
    expect(status).toContain('Postmortem: held up')
    expect(status).toMatch(
      /Line \d+ of `postmortems\/.*` may be an action item that the app cannot read: `> - \[ \] Alert us`/,
    )
    expect(status).toContain('It stands in a quote')
    expect((await story.issueState(1)).labels).toEqual(['incident'])

    await story.play(
      mia.edits('base', 'unquotes it', (text) => text.replace('> - [ ] Alert us', 'It was told to all.')),
    )
    await story.days(1)
    expect(await story.status()).toContain('Postmortem: done')
    expect((await story.issueState(1)).labels).toContain('postmortem-complete')
  })

  it('opens issues for tables, bullets and numbers of the app’s own template', async () => {
    story = await tell({ network: 'none' })
    const table = '| Action | Owner |\n| --- | --- |\n| Move the queue | @tia |'
    await story.play(
      wes.opens('Checkout is down'),
      wes.writes(`- Alert us\n- [ ] Write it down\n\n1. Rename it\n\n${table}`),
      wes.marksReady(),
      mia.merges(),
    )
    const { issues } = await story.state()
    expect(issues.flatMap(({ title, labels }) => (labels.includes('postmortem-action') ? [title] : []))).toEqual([
      'Alert us',
      'Write it down',
      'Rename it',
      'Move the queue',
    ])
  })
})
