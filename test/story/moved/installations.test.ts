import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { sampled } from '../../extent.ts'
import { twins } from '../stage/end-state.ts'
import { moves } from '../stage/moves.ts'
import { later, person, type Step } from '../stage/script.ts'
import { hear, type Story, tell } from '../stage/story.ts'
import type { AppProcess } from '../stage/world.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

/** A life in chapters: between two of them the app cannot act. */
const chapters: readonly { readonly called: string; readonly steps: readonly Step[] }[] = [
  { called: 'drafting', steps: [wes.opens('Checkout is down')] },
  { called: 'reviewing', steps: [wes.writes('- [ ] Alert us @tia (due 2026-03-20)'), wes.marksReady()] },
  { called: 'tracking', steps: [mia.merges(), later({ minutes: 2 })] },
  { called: 'reminding', steps: [later({ days: 16 }), wes.says('Any news?')] },
  { called: 'done', steps: [tia.closes('Alert us')] },
]

const absences = [
  {
    what: 'uninstalled',
    off: moves.changesInstallation('deleted'),
    on: moves.changesInstallation('created'),
    says: 'because it is not installed there',
  },
  {
    what: 'suspended',
    off: moves.changesInstallation('suspend'),
    on: moves.changesInstallation('unsuspend'),
    says: 'because its installation is suspended',
  },
  {
    what: 'taken out of the repository',
    off: moves.changesInstallation('removed', 'acme/shop'),
    on: moves.changesInstallation('added', 'acme/shop'),
    says: 'because it is not installed there',
  },
]

const incident = { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 } as const

function warnings(app: AppProcess = story.app): readonly string[] {
  return app.log.filter(({ level }) => level === 'warn').map(({ fields }) => String(fields.because))
}

/** Everything is done, once. */
async function expectDone(app: AppProcess = story.app, author = 'aftermath[bot]'): Promise<void> {
  const state = await story.state()
  const speakers = new Set(state.issues.flatMap(({ comments }) => comments.map((comment) => comment.author)))
  expect([...speakers].sort()).toEqual([...new Set([author, 'aftermath[bot]', 'wes'])].sort())
  expect(twins(state)).toEqual([])
  expect(state.issues.map(({ title, state: now }) => `${title}: ${now}`)).toEqual([
    'Checkout is down: open',
    'Alert us: closed',
  ])
  expect(state.issues[0]?.comments.map((comment) => comment.author)).toEqual(['aftermath[bot]', 'wes'])
  expect(state.issues[0]?.comments[0]?.body).toContain('Every follow-up is closed: 1 done')
  expect(state.issues[0]?.labels).toContain('postmortem-complete')
  expect(app.log.filter(({ level, message }) => level === 'error' || /backs off/.test(message))).toEqual([])
}

describe('the app', () => {
  const moments = absences.flatMap((absence) =>
    chapters.slice(0, -1).map(({ called }, index) => ({ ...absence, called, index })),
  )

  it.each(sampled(moments, 3))(
    '$what while $called writes nothing, says why, and goes on once it is back',
    async (moment) => {
      const { off, on, says, index } = moment
      story = await tell({ network: 'none' })
      await story.play(...chapters.slice(0, index + 1).flatMap(({ steps }) => steps), off)
      story.writes()
      story.app.enqueue({ ref: incident, reason: 'test', priority: 'interactive' })
      await story.app.idle()
      await story.sweep()
      expect(warnings().join()).toContain(says)
      await story.unheard(...(chapters[index + 1]?.steps ?? []))
      await story.sweep()
      expect(story.writes().filter((write) => !write.includes('_sandbox'))).toEqual([])

      await story.play(on)
      await story.sweep()
      await story.play(...chapters.slice(index + 2).flatMap(({ steps }) => steps))
      await expectDone()
    },
  )

  it.each([
    { what: 'suspended', off: moves.changesInstallation('suspend'), on: moves.changesInstallation('unsuspend') },
    { what: 'uninstalled', off: moves.changesInstallation('deleted'), on: moves.changesInstallation('created') },
  ])('$what in the middle of opening three items opens each once', async ({ off, on }) => {
    story = await tell({ network: 'none' })
    const lines = '- [ ] One\n- [ ] Two\n- [ ] Three'
    await story.play(wes.opens('Checkout is down'), wes.writes(lines), wes.marksReady())
    await mia.merges().act(story)
    const deliveries = story.sandbox.deliveries.list()
    story.sandbox.deliveries.clear()
    // The second issue finds the installation gone, as it is from then on.
    const message = 'This installation has been suspended'
    const effect = { kind: 'refuse', status: 403, message } as const
    story.sandbox.faults.add({ request: { method: 'POST', path: '/issues$' }, skip: 1, effect })
    for (const delivery of deliveries) story.app.deliver(delivery)
    await story.app.idle()
    await off.act(story)
    await story.sweep()
    expect((await story.state()).issues.map(({ title }) => title)).toEqual(['Checkout is down', 'One'])
    await story.play(on)
    await story.sweep()
    const state = await story.state()
    expect(state.issues.map(({ title }) => title)).toEqual(['Checkout is down', 'One', 'Two', 'Three'])
    expect(twins(state)).toEqual([])
    expect(await story.status()).toContain('0 of 3 closed')
  })

  it('taken out of one repository goes on in the other', async () => {
    const repositories = ['shop', 'wiki'].map((name) => ({ name, files: {}, labels: ['incident'] }))
    story = await tell({ network: 'none', seed: { repositories } })
    const wiki = story.at({ repo: 'wiki' })
    await wiki.play(wes.opens('Search is slow'))
    await story.play(wes.opens('Checkout is down'), moves.changesInstallation('removed', 'acme/shop'))
    await wiki.play(wes.writes('- [ ] Alert us'), wes.marksReady(), mia.merges())
    expect(await wiki.status()).toContain('0 of 1 closed')
  })

  it('installed again starts no incident that was labelled while it was away, unless somebody asks', async () => {
    story = await tell({ network: 'none' })
    await story.play(moves.changesInstallation('deleted'))
    await story.unheard(wes.opens('Checkout is down'), later({ minutes: 5 }))
    await story.play(moves.changesInstallation('created'))
    await story.sweep()
    expect((await story.state()).pulls).toEqual([])
    await story.play(mia.says('/postmortem start'))
    expect((await story.state()).pulls).toHaveLength(1)
  })
})

describe('the app registered anew', () => {
  const anew = chapters.slice(0, -1).map(({ called }, index) => ({ called, index }))

  it.each(sampled(anew, 1))('while $called takes over what TRUSTED_APPS names', async ({ index }) => {
    story = await tell({ network: 'none' })
    const former = story.sandbox.env.APP_ID
    await story.play(...chapters.slice(0, index + 1).flatMap(({ steps }) => steps))
    await moves.registersAnew('successor').act(story)
    story.sandbox.deliveries.clear()
    const variables = { TRUSTED_APPS: `${former},aftermath[bot]` }
    const app = story.world.startApp({ slug: 'successor', variables })
    await app.sweep()
    for (const step of chapters.slice(index + 1).flatMap(({ steps }) => steps)) {
      await step.act(story)
      await hear(story.world, app)
      await app.sweep()
    }
    await expectDone(app, index < 3 ? 'successor[bot]' : 'aftermath[bot]')
  })

  it.each(sampled(anew, 1))('while $called stands aside without it, and says what to do', async ({ index }) => {
    story = await tell({ network: 'none' })
    const former = story.sandbox.env.APP_ID
    await story.play(...chapters.slice(0, index + 1).flatMap(({ steps }) => steps))
    await moves.registersAnew('successor').act(story)
    const app = story.world.startApp({ slug: 'successor' })
    story.writes()
    for (const step of chapters.slice(index + 1).flatMap(({ steps }) => steps)) {
      // Nobody closes what is never opened.
      if (await step.ready(story)) await step.act(story)
      await hear(story.world, app)
      await app.sweep()
    }
    const before = await story.state()
    await app.sweep('all')
    expect(await story.state()).toEqual(before)
    const authors = [...before.issues, ...before.pulls].flatMap(({ comments }) => comments.map(({ author }) => author))
    expect(authors).not.toContain('successor[bot]')
    expect(before.issues.length).toBe(index < 2 ? 1 : 2)
    const notes = app.log.map(({ fields }) => String(fields.note))
    expect(notes).toContain(
      `aftermath[bot] keeps the status comment here, so nothing is done under this name. If it is the same app under another registration, set TRUSTED_APPS=${former},aftermath[bot].`,
    )
  })

  it('starts new incidents of its own, beside those of the former one', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'), moves.registersAnew('successor'))
    const app = story.world.startApp({ slug: 'successor' })
    await wes.opens('Search is slow').act(story)
    await hear(story.world, app)
    const heads = (await story.state()).pulls.map(({ head }) => head)
    expect(heads).toEqual(['postmortem/incident-1', 'postmortem/incident-3'])
  })

  it('heeds no person who writes what looks like a status comment', async () => {
    story = await tell({ network: 'none' })
    const { id } = await story.person('ada').read(story.repository, z.object({ id: z.number() }))
    const marker = renderMarker({ kind: 'status', repository: id, incident: 1, memory: noMemory })
    await story.play(wes.opens('Checkout is down', { labels: [] }), person('rex').says(marker), wes.labels(1))
    expect((await story.state()).pulls).toHaveLength(1)
  })
})
