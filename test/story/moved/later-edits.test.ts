import { afterEach, describe, expect, it } from 'vitest'
import { sampled } from '../../extent.ts'
import { person } from '../stage/script.ts'
import { present } from '../stage/stage.ts'
import { type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

const alert = '- [ ] Alert on declined cards @tia'
const runbook = '- [ ] Write the runbook'

/** A merged postmortem with two items, #3 and #4; the links stand in the document when `links` says so. */
async function merged(links: 'links' | 'no links'): Promise<void> {
  story = await tell({ network: 'none', ...(links === 'no links' && { configuration: 'write_back: off\n' }) })
  await story.play(wes.opens('Checkout is down'), wes.writes(`${alert}\n${runbook}`), wes.marksReady(), mia.merges())
  expect(await titles()).toEqual(['Alert on declined cards', 'Write the runbook'])
}

async function titles(): Promise<readonly string[]> {
  const { issues } = await story.state()
  return issues.filter(({ labels }) => labels.includes('postmortem-action')).map(({ title }) => title)
}

/** Where the items' lines stand, links included. */
const lines = /^- \[.\] (?:Alert|Write).*$/gm

const edits: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ['a typo is fixed', (text) => text.replace('] Alert on declined', '] Alert us on declined')],
  [
    'every line is rewritten',
    (text) => text.replace('] Alert on declined cards', '] Page when cards fail').replace('] Write the', '] Draft a'),
  ],
  [
    'a line is moved',
    (text) => {
      const [first = '', second = ''] = text.match(lines) ?? []
      return text.replace(first, 'FIRST').replace(second, first).replace('FIRST', second)
    },
  ],
  [
    'a line is moved and its typo fixed',
    (text) => {
      const [first = '', second = ''] = text.match(lines) ?? []
      return text.replace(first, 'FIRST').replace(second, first.replace('cards', 'payments')).replace('FIRST', second)
    },
  ],
  ['an equal line is added', (text) => text.replace('## 7.', `${alert}\n\n## 7.`)],
  ['a line is doubled with its link', (text) => text.replace(lines, (line) => `${line}\n${line}`)],
  ['an item is removed', (text) => text.replace(/^- \[ \] Alert.*\n/m, '')],
  ['all items are removed', (text) => text.replace(lines, '')],
  ['a box is ticked', (text) => text.replace(/^- \[ \] Alert/m, '- [x] Alert')],
  ['the owner and the date are changed', (text) => text.replace('@tia', '@mia (due 2026-05-01) [P1]')],
  ['the section is gone', (text) => text.replace('### Action items', '### Whatever')],
  ['the document is emptied', () => '\n'],
]

describe.each(['links', 'no links'] as const)('a document edited after the merge, with %s in it', (links) => {
  it.each(sampled(edits, 4))('opens no second issue when %s', async (_name, change) => {
    await merged(links)
    await story.play(wes.edits('base', 'after the merge', change))
    await story.days(2)
    expect(await titles()).toHaveLength(2)
    expect((await story.issueState(1)).sub_issues).toEqual([3, 4])
  })

  it('opens exactly one issue for a line that is new', async () => {
    await merged(links)
    await story.play(
      wes.edits('base', 'a new line', (text) =>
        text.replace('## 7.', '- [ ] Add a probe @wes (due 2026-06-01)\n\n## 7.'),
      ),
    )
    await story.days(2)
    expect(await titles()).toEqual(['Alert on declined cards', 'Write the runbook', 'Add a probe'])
    expect(await story.status()).toContain('Add a probe')
    expect((await story.issueState('Add a probe')).assignees).toEqual(['wes'])

    await story.play(wes.edits('base', 'a typo in it', (text) => text.replace('Add a probe', 'Add two probes')))
    await story.days(2)
    expect(await titles()).toHaveLength(3)
  })

  it('asks about a line that may be new or an edited one', async () => {
    await merged(links)
    await story.play(
      wes.edits('base', 'one line gone, two lines came', (text) =>
        text.replace(/^- \[ \] Write.*$/m, '- [ ] Note it down\n- [ ] Add a probe'),
      ),
    )
    expect(await titles()).toHaveLength(2)
    expect(await story.status()).toContain('The line "Add a probe" in the document has no issue')
    await story.days(2)
    expect(await titles()).toHaveLength(2)
  })
})

describe('a line added when the document has as many issues as it may', () => {
  it('is listed and said', async () => {
    story = await tell({ network: 'none', configuration: 'action_items:\n  max: 2\n' })
    await story.play(wes.opens('Checkout is down'), wes.writes(`${alert}\n${runbook}`), wes.marksReady(), mia.merges())
    await story.play(wes.edits('base', 'adds one', (text) => text.replace('## 7.', '- [ ] Add a probe\n\n## 7.')))
    expect(await titles()).toHaveLength(2)
    expect(await story.status()).toContain(
      'since one document opens 2 at most (`action_items.max`). They are: Add a probe',
    )
  })
})

describe('a document renamed after the merge', () => {
  it('is found under its new name, and a new line in it becomes one issue', async () => {
    await merged('links')
    const { path, sha, text } = present(await story.document('main'), 'document')
    const ada = story.person('ada')
    const content = Buffer.from(text.replace('## 7.', '- [ ] Add a probe\n\n## 7.')).toString('base64')
    await ada.send('DELETE', `${story.repository}/contents/${path}`, { message: 'Move', sha })
    await ada.send('PUT', `${story.repository}/contents/postmortems/2026-03-02-1-renamed.md`, {
      message: 'Move',
      content,
    })
    await story.days(2)
    expect(await titles()).toEqual(['Alert on declined cards', 'Write the runbook', 'Add a probe'])
  })
})
