import { afterEach, describe, expect, it } from 'vitest'
import { twins } from './stage/end-state.ts'
import { moves } from './stage/moves.ts'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

const labels = ['incident']
const files = { 'README.md': '# A repository\n' }
/** The incident stands in acme/shop, which is private; everybody reads acme/web. */
const repositories = [
  { name: 'shop', files, labels, private: true },
  { name: 'billing', files, private: true },
  { name: 'web', files },
  { name: 'legacy', files, installed: false },
]
const lines = [
  '- [ ] Alert us @tia repo:billing (due 2026-03-20)',
  '- [ ] Close the hole in the token check @tia repo:web (due 2026-03-20)',
  '- [ ] Rotate the secret key (public: Rotate keys) repo:acme/web',
  '- [ ] Write a runbook repo:legacy',
]

async function bodiesIn(repo: string): Promise<readonly string[]> {
  const { issues } = await story.at({ repo }).state()
  return issues.flatMap(({ title, body, comments }) => [title, body ?? '', ...comments.map((one) => one.body)])
}

describe('items that belong to other repositories', () => {
  it('are opened, attached, reminded of and commanded there, and tell no more there than may be read', async () => {
    story = await tell({ network: 'none', seed: { repositories } })
    await story.play(wes.opens('Checkout is down'), wes.writes(lines.join('\n')), wes.marksReady())
    story.writes()
    await story.play(mia.merges())
    const billing = story.at({ repo: 'billing' })
    const web = story.at({ repo: 'web' })
    const opened = story.writes().filter((write) => /\/issues$|sub_issues$/.test(write))
    expect(opened.toSorted()).toEqual([
      'POST /repos/acme/billing/issues',
      'POST /repos/acme/shop/issues',
      ...Array(4).fill('POST /repos/acme/shop/issues/1/sub_issues'),
      ...Array(2).fill('POST /repos/acme/web/issues'),
    ])
    const status = await story.status()
    expect(status).toMatch(/\[acme\/billing#1\]\(.*\/acme\/billing\/issues\/1\) Alert us \| tia \| 2026-03-20 \| open/)
    expect(status).toMatch(/\[acme\/web#1\]\(\S+\) Close the hole in the token check \| tia/)
    expect(status).toContain('#3 (Write a runbook) was to be opened in acme/legacy, and is here.')
    expect(status).not.toContain('- [ ]')
    expect((await story.document('main'))?.text).toMatch(
      /Alert us @tia repo:billing \(due 2026-03-20\) \(\[acme\/billing#1\]\(\S+\/acme\/billing\/issues\/1\)\)/,
    )
    const { title, body, labels: carried } = await billing.issueState(1)
    expect([title, carried]).toEqual(['Alert us', ['postmortem-action']])
    expect(body).toContain('acme/shop#1')

    await story.play(later({ minutes: 2 }), tia.says('Ready?', 1))
    await billing.play(tia.says('/due 27 March', 1))
    expect(await story.status()).toContain('| tia | 2026-03-27 | open |')
    story.sandbox.clock.set('2026-03-18T12:00:00Z')
    await story.sweep()
    await story.days(8)
    expect((await billing.issueState(1)).comments.map(({ author }) => author)).toContain('aftermath[bot]')
    expect((await web.issueState(1)).comments.length).toBeGreaterThan(0)

    const told = (await bodiesIn('web')).join('\n')
    expect(told).toContain('Follow-up 2 from a postmortem')
    expect(told).toContain('Rotate keys')
    expect(told).not.toMatch(/shop|hole|token|secret|checkout|billing|legacy|runbook|wes|mia/i)

    await web.play(tia.closes(1), tia.closes(2))
    await billing.play(tia.closes(1))
    await story.play(mia.closes(3))
    expect(await story.status()).toContain('Every follow-up is closed: 4 done')
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
    for (const repo of ['shop', 'billing', 'web']) expect(twins(await story.at({ repo }).state())).toEqual([])
  })

  it('are not opened twice when the answer is lost, nor when the comment is, and are followed where they are transferred', async () => {
    story = await tell({ network: 'none', seed: { repositories } })
    await story.play(wes.opens('Checkout is down'), wes.writes(lines.slice(0, 2).join('\n')), wes.marksReady())
    story.sandbox.faults.add({
      request: { method: 'POST', path: '/billing/issues$' },
      effect: { kind: 'fail', when: 'after' },
      times: 1,
    })
    story.sandbox.faults.add({
      request: { method: 'POST', path: '/issues/1/sub_issues$' },
      effect: { kind: 'fail', when: 'after' },
      times: 1,
    })
    await story.play(mia.merges())
    await story.world.wait('2026-03-02T13:00:00Z')
    await story.play(later({ minutes: 2 }), mia.removesComment(1))
    await story.days(1)
    const counted = async () => Promise.all(['billing', 'web'].map(async (repo) => (await bodiesIn(repo)).length))
    expect(await counted()).toEqual([2, 2])
    await story.play(moves.transfers(1, 'acme/shop', 'acme/billing'))
    expect(await story.status()).toMatch(/\[#3\]\(\S+\/acme\/shop\/issues\/3\) Alert us/)
    await story.days(1)
    expect(await counted()).toEqual([0, 2])
  })
})
