import { afterEach, describe, expect, it } from 'vitest'
import type { Saved } from '../../sandbox/server.ts'
import type { StatusMemory } from '../../src/domain/marker.ts'
import { person } from '../story/stage/script.ts'
import { stageIn } from '../story/stage/stage.ts'
import { type Story, tell } from '../story/stage/story.ts'
import { editsMemory } from './forger.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')
const ada = person('ada')

let story: Story
afterEach(() => story.close())

let saved: Saved | undefined

/** Two incidents, 1 and 2, with pull requests 3 and 4 and items 5 and 6; 7 and 8 are nobody's. */
async function tracked(): Promise<void> {
  const files = { 'README.md': '## Action items\n\n- [ ] Pay the forger\n' }
  story = await tell({ network: 'none', seed: { repositories: [{ name: 'shop', labels: ['incident'], files }] } })
  if (saved) return story.sandbox.restore(saved)
  const second = stageIn(story.sandbox, { incident: 2 })
  await story.unheard(wes.opens('Checkout is down'), wes.opens('Search is slow'))
  await story.sweep()
  await story.unheard(wes.writes('- [ ] Alert us @tia (due 2026-03-09)'), wes.marksReady(), mia.merges())
  await story.sweep()
  for (const one of [wes.writes('- [ ] Cache it @tia (due 2026-03-09)'), wes.marksReady(), mia.merges()])
    await one.act(second)
  await story.sweep()
  const plain = { labels: [], assignees: ['tia'] }
  await story.play(tia.opens('Paint the door', plain), tia.opens('Water the plants', plain))
  const { issues } = await story.state()
  expect(issues.map(({ number, title }) => [number, title])).toEqual([
    [1, 'Checkout is down'],
    [2, 'Search is slow'],
    [5, 'Alert us'],
    [6, 'Cache it'],
    [7, 'Paint the door'],
    [8, 'Water the plants'],
  ])
  saved = story.sandbox.save()
}

const item = (ordinal: number, issue: number) => ({ ordinal, issue, slot: null, remindedAt: null })
const also = (...items: StatusMemory['items']) => ({
  what: `items ${items.map(({ ordinal, issue }) => `${ordinal}: #${issue}`).join(', ')}`,
  edit: (memory: StatusMemory) => ({ ...memory, items: [...memory.items, ...items] }),
})
const at = (path: string) => ({
  what: `the path ${JSON.stringify(path)}`,
  edit: (memory: StatusMemory) => ({ ...memory, path }),
})

const forgeries: readonly { readonly what: string; readonly edit: (memory: StatusMemory) => StatusMemory }[] = [
  also(item(9, 7)),
  also(item(9, 7), item(9, 8)),
  also(item(1, 8)),
  also(item(9, 6)),
  also(item(2, 3)),
  at('README.md'),
  at('postmortems/2026-03-02-2-search-is-slow.md'),
  at('../../../acme/other/postmortems/x.md'),
  at('.github/workflows/x.md'),
  at('postmortems/\ud800.md'),
  { what: 'another pull request', edit: (memory) => ({ ...memory, pull: 4, mergeCommit: 'f'.repeat(40) }) },
  { what: 'no items', edit: (memory) => ({ ...memory, items: [] }) },
  { what: 'links not written', edit: (memory) => ({ ...memory, writeBack: 'pending' }) },
]

describe('the app’s memory, edited by somebody who may', () => {
  it('reaches no issue, pull request or file that is not the incident’s', async () => {
    await tracked()
    const before = await story.state()
    for (const { what, edit } of forgeries) {
      await story.play(editsMemory('wes', edit))
      expect(await story.state(), what).toEqual(before)
    }
    await story.days(15)
    const { issues } = await story.state()
    const reminded = issues.filter(({ number, comments }) => number > 2 && comments.length > 0)
    expect(reminded.map(({ title }) => title)).toEqual(['Alert us', 'Cache it'])
  })

  it('never becomes too long to be put right', async () => {
    await tracked()
    const long = 'x'.repeat(50_000)
    const decision = { kind: 'start', reason: long, by: long, comment: 1 } as const
    await story.play(
      editsMemory('wes', (memory) => ({ ...memory, template: long })),
      editsMemory('wes', (memory) => ({ ...memory, decision: { ...decision, by: 'ada' } })),
      editsMemory('wes', (memory) => ({ ...memory, path: `${long}.md` })),
    )
    expect((await story.status()).length).toBeLessThan(8_000)
    expect(await story.status()).toContain('Action items: 0 of 1 closed')
  })

  it('can only silence, and deleting the comment gives the app its ears and its voice back', async () => {
    await tracked()
    await story.play(
      editsMemory('wes', (memory) => ({
        ...memory,
        handled: 9_000_000_000_000_000,
        items: [{ ordinal: 1, issue: 5, slot: '2026-03-09/99', remindedAt: '2026-03-02T12:00:00Z' }],
      })),
      tia.says('/postmortem skip late'),
    )
    await story.days(10)
    expect((await story.issueState('Alert us')).comments).toEqual([])
    expect(await story.answers()).toEqual([])
    await story.play(ada.removesComment(1))
    expect(await story.answers()).toEqual([expect.stringContaining('it can no longer be skipped')])
    expect((await story.issueState('Alert us')).comments).toHaveLength(1)
  })

  it('can put words into somebody’s mouth before the merge, until anybody commands otherwise', async () => {
    story = await tell({ network: 'none' })
    const decision = {
      kind: 'skip',
      reason: '@everyone <!-- hi --> ![x](https://evil.example/x)',
      by: 'ada',
      comment: 1,
    } as const
    await story.play(
      wes.opens('Checkout is down'),
      editsMemory('wes', (memory) => ({ ...memory, decision })),
    )
    expect(await story.status()).toContain(
      'says ada: @\u200beveryone &lt;!-- hi --&gt; \\!\\[x\\](https://evil.example/x).',
    )
    expect(await story.pullState()).toMatchObject({ state: 'closed' })
    await story.play(tia.says('/postmortem start'))
    expect(await story.pullState()).toMatchObject({ state: 'open' })
  })
})
