import { afterEach, describe, expect, it } from 'vitest'
import { sampled } from '../../extent.ts'
import { twins } from '../stage/end-state.ts'
import { moves } from '../stage/moves.ts'
import { later, person, type Step } from '../stage/script.ts'
import type { Place } from '../stage/stage.ts'
import { hear, type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

/** A life in chapters: something is renamed between two of them. */
const chapters = [
  { called: 'drafting', steps: [wes.opens('Checkout is down')] },
  { called: 'reviewing', steps: [wes.writes('- [ ] Alert us @tia (due 2026-03-20)'), wes.marksReady()] },
  { called: 'tracking', steps: [mia.merges()] },
  { called: 'reminding', steps: [later({ days: 16 }), mia.says('Still open?', 3)] },
  { called: 'done', steps: [tia.closes('Alert us')] },
] as const

interface Renaming {
  readonly what: string
  readonly step: Step
  readonly place: Place
}
const renamings: readonly Renaming[] = [
  { what: 'the repository', step: moves.renamesRepository('store'), place: { repo: 'store' } },
  { what: 'the organisation', step: moves.renamesOrganization('zenith'), place: { owner: 'zenith' } },
]

const moments = renamings.flatMap((renaming) => chapters.map(({ called }) => ({ ...renaming, called })))

describe('a rename', () => {
  it.each(sampled(moments, 3))(
    'of $what while $called loses nothing and says nothing twice',
    async ({ step, place, called }) => {
      story = await tell({ network: 'none' })
      let now = story
      for (const chapter of chapters) {
        await now.play(...chapter.steps)
        await now.sweep()
        if (chapter.called !== called) continue
        await story.play(step)
        now = story.at(place)
      }
      await now.days(2)

      const state = await now.state()
      expect(twins(state)).toEqual([])
      expect(state.pulls.map(({ merged }) => merged)).toEqual([true])
      expect(state.issues.map(({ title }) => title)).toEqual(['Checkout is down', 'Alert us'])
      expect((await now.issueState(3)).comments.map(({ author }) => author)).toEqual(
        expect.arrayContaining(['aftermath[bot]', 'mia']),
      )
      const status = await now.status()
      expect(status).toContain('Every follow-up is closed: 1 done')
      const { owner = 'acme', repo = 'shop' } = place
      for (const [address] of status.matchAll(/https:\/\/[^)\s]+/g)) expect(address).toContain(`/${owner}/${repo}/`)
      expect(crashes()).toEqual([])
    },
  )

  it.each(renamings)(
    'of $what between a delivery and its pass lets the pass go on under the new name',
    async ({ step, place }) => {
      story = await tell({ network: 'none' })
      await wes.opens('Checkout is down').act(story)
      const heard = story.sandbox.deliveries.list()
      story.sandbox.deliveries.clear()
      await step.act(story)
      story.sandbox.deliveries.clear()
      for (const delivery of heard) story.app.deliver(delivery)
      await story.app.idle()
      await hear(story.world, story.app)
      const state = await story.at(place).state()
      expect(state.pulls.map(({ head }) => head)).toEqual(['postmortem/incident-1'])
      expect(twins(state)).toEqual([])
      const { owner = 'acme', repo = 'shop' } = place
      const wrote = story.app.log.filter(({ message }) => message === 'wrote').map(({ fields }) => String(fields.where))
      for (const where of wrote) expect(where).toMatch(new RegExp(`^${owner}/${repo}#`))
      expect(wrote).not.toEqual([])
      expect(crashes()).toEqual([])
    },
  )

  it.each(renamings)('of $what while three items are opened opens each once', async ({ step, place }) => {
    story = await tell({ network: 'none' })
    const lines = '- [ ] One\n- [ ] Two\n- [ ] Three'
    await story.play(wes.opens('Checkout is down'), wes.writes(lines), wes.marksReady())
    story.sandbox.faults.add({
      request: { method: 'POST', path: '/issues$' },
      skip: 1,
      effect: { kind: 'fail', when: 'after', with: 502 },
    })
    await mia.merges().act(story)
    const [merge] = story.sandbox.deliveries.list().slice(-1)
    if (merge) story.app.deliver(merge)
    await story.app.idle()
    expect((await story.state()).issues.length).toBeLessThan(4)
    await step.act(story)
    story.sandbox.deliveries.clear()
    await story.sweep()
    const now = story.at(place)
    await hear(story.world, story.app)
    const state = await now.state()
    expect(state.issues.map(({ title }) => title)).toEqual(['Checkout is down', 'One', 'Two', 'Three'])
    expect(twins(state)).toEqual([])
    expect(await now.status()).toContain('0 of 3 closed')
  })
})

describe('a former name', () => {
  it('that another repository took leads the app to nothing of that one’s', async () => {
    const repositories = [
      { name: 'shop', files: {}, labels: ['incident'] },
      { name: 'wiki', files: {}, labels: ['incident'], issues: [{ title: 'A question', author: 'wes' }] },
    ]
    story = await tell({ network: 'none', seed: { repositories } })
    await wes.opens('Checkout is down').act(story)
    const heard = story.sandbox.deliveries.list()
    await moves.renamesRepository('store').act(story)
    await moves.renamesRepository('shop').act(story.at({ repo: 'wiki' }))
    story.sandbox.deliveries.clear()
    for (const delivery of heard) story.app.deliver(delivery)
    await story.app.idle()
    const taken = await story.state()
    expect(taken.issues.map(({ comments }) => comments)).toEqual([[]])
    expect(taken.pulls).toEqual([])
    await story.sweep()
    expect((await story.at({ repo: 'store' }).state()).pulls).toHaveLength(1)
  })

  it('hands a pass over once, however often the repository is renamed to and fro', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'), moves.renamesRepository('store'))
    const there = story.at({ repo: 'store' })
    await there.sweep()
    await there.play(moves.renamesRepository('shop'))
    for (const repo of ['shop', 'store']) {
      const ref = { kind: 'incident', owner: 'acme', repo, number: 1 } as const
      story.app.enqueue({ ref, reason: 'test', priority: 'interactive' })
    }
    await story.app.idle()
    expect(twins(await story.state())).toEqual([])
    expect(crashes()).toEqual([])
  })
})

function crashes(): readonly string[] {
  return story.app.log.filter(({ level }) => level === 'error').map(({ message }) => message)
}
