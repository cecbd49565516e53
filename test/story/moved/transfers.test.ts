import { afterEach, describe, expect, it } from 'vitest'
import { sampled } from '../../extent.ts'
import { twins } from '../stage/end-state.ts'
import { moves } from '../stage/moves.ts'
import { later, person, type Step } from '../stage/script.ts'
import { hear, type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

const labels = ['incident']
const files = { 'README.md': '# A repository\n' }

/** The incident stands in acme/shop. The app is installed in wiki and in vault, which is private; not in the others. */
const repositories = [
  { name: 'shop', files, labels },
  { name: 'wiki', files, labels },
  { name: 'vault', files, labels, private: true },
  { name: 'docs', files, labels, installed: false },
  { name: 'safe', files, labels, installed: false, private: true },
]

async function telling(...steps: readonly Step[]): Promise<Story> {
  story = await tell({ network: 'none', seed: { repositories } })
  await story.play(...steps)
  return story
}

/** A life up to the merge of a document with two items: #3, of tia, due on Friday 20 March, and #4. */
const merged = [
  wes.opens('Checkout is down'),
  wes.writes('- [ ] Alert us @tia (due 2026-03-20)\n- [ ] Write a runbook (due 2026-03-20)'),
  wes.marksReady(),
  mia.merges(),
  // What this process has just created it takes for granted for a minute.
  later({ minutes: 2 }),
]

async function row(title: string): Promise<string> {
  return (await story.status()).split('\n').find((line) => line.startsWith('|') && line.includes(title)) ?? ''
}

/** Two days before the due date, when the item without a date has been open for sixteen. */
async function untilReminded(): Promise<void> {
  story.sandbox.clock.set('2026-03-18T12:00:00Z')
  await story.sweep()
}

/** Nothing is there twice, no pass crashed or went in circles, and another look writes nothing. */
async function expectCalm(): Promise<void> {
  story.writes()
  await story.sweep()
  await hear(story.world, story.app)
  expect(story.writes()).toEqual([])
  const bad = story.app.log.filter(({ level, message }) => level === 'error' || /crash|backs off/.test(message))
  expect(bad).toEqual([])
  expect(twins(await story.state())).toEqual([])
}

describe('an action item transferred to a repository with the app', () => {
  it('is tracked there: its state is read, its reminders go there, and closing it there counts', async () => {
    await telling(...merged, moves.transfers(3, 'acme/wiki'))
    const there = story.at({ repo: 'wiki' })
    expect(await row('Alert us')).toMatch(
      /\[acme\/wiki#1\]\(.*\/acme\/wiki\/issues\/1\).*\| tia \| 2026-03-20 \| open \|/,
    )
    expect((await there.issueState(1)).labels).toEqual(['postmortem-action'])
    await untilReminded()
    const { comments } = await there.issueState(1)
    expect(comments.map(({ author }) => author)).toEqual(['aftermath[bot]'])
    expect(comments[0]?.body).toContain('@tia: this follow-up from the postmortem of acme/shop#1 is due on 2026-03-20.')
    expect(comments[0]?.body).not.toContain('Checkout is down')

    await there.play(tia.closes(1))
    expect(await row('Alert us')).toContain('✅ done')
    await story.play(mia.closes(4))
    expect(await story.status()).toContain('Every follow-up is closed: 2 done')
    await expectCalm()
  })

  it('is reminded of by the sweep alone, months after anybody touched its incident', async () => {
    await telling(
      wes.opens('Checkout is down'),
      wes.writes('- [ ] Alert us @tia (due 2026-06-19)'),
      wes.marksReady(),
      mia.merges(),
    )
    await person('ada').says('Thanks.').act(story)
    await moves.transfers(3, 'acme/wiki').act(story)
    story.sandbox.deliveries.clear()
    await story.sweep()
    await person('ada').says('x', 1).act(story)
    await story.person('ada').send('DELETE', `${story.repository}/git/refs/heads/postmortem/incident-1`)
    story.sandbox.deliveries.clear()
    story.sandbox.clock.set('2026-06-16T12:00:00Z')
    await story.sweep()
    await story.days(4)
    const { comments } = await story.at({ repo: 'wiki' }).issueState(1)
    expect(comments.map(({ body }) => /"slot":"(.*?)"/.exec(body)?.[1])).toEqual(['2026-06-19/1'])
  })

  it('is not opened again when the status comment was deleted, and not told twice', async () => {
    await telling(...merged, moves.transfers(3, 'acme/wiki'))
    await untilReminded()
    await story.play(mia.removesComment(1))
    await story.days(1)
    expect(await row('Alert us')).toContain('acme/wiki#1')
    expect((await story.state()).issues.map(({ title }) => title)).toEqual(['Checkout is down', 'Write a runbook'])
    expect((await story.at({ repo: 'wiki' }).issueState(1)).comments).toHaveLength(1)
    await expectCalm()
  })

  it('is found while the items are still being opened', async () => {
    await telling(...merged.slice(0, 3))
    story.sandbox.faults.add({
      request: { method: 'POST', path: '/issues$' },
      skip: 1,
      effect: { kind: 'fail', when: 'before', with: 502 },
    })
    await story.play(...merged.slice(3))
    await moves.transfers(3, 'acme/wiki').act(story)
    story.sandbox.deliveries.clear()
    story.sandbox.clock.advance(60_000)
    const fresh = story.world.startApp()
    await fresh.sweep()
    await hear(story.world, fresh)
    expect(await row('Alert us')).toContain('acme/wiki#1')
    expect(await row('Write a runbook')).toContain('#4')
    expect((await story.at({ repo: 'wiki' }).state()).issues.map(({ title }) => title)).toEqual(['Alert us'])
  })

  it('keeps its words to itself where fewer people see it', async () => {
    await telling(...merged, moves.transfers(3, 'acme/vault'))
    const there = story.at({ repo: 'vault' })
    await there.play(mia.renames(1, 'Alert us about the merger'))
    expect(await row('Alert us')).toMatch(/^\| #3 Alert us \| tia \| 2026-03-20 \| open \|$/)
    expect(await story.status()).not.toMatch(/vault|merger/)
    await untilReminded()
    expect((await there.issueState(1)).comments).toHaveLength(1)
    await there.play(tia.closes(1))
    expect(await row('Alert us')).toContain('✅ done')
  })

  it('comes back to where it was', async () => {
    await telling(...merged, moves.transfers(3, 'acme/wiki'), moves.transfers(1, 'acme/shop', 'acme/wiki'))
    expect(await row('Alert us')).toMatch(/\[#5\].*\| open \|$/)
    expect((await story.state()).issues.map(({ title }) => title).sort()).toEqual([
      'Alert us',
      'Checkout is down',
      'Write a runbook',
    ])
    await expectCalm()
  })
})

describe('an action item transferred to a repository without the app', () => {
  const says = 'was transferred to a repository where the app is not installed, so it is no longer followed.'

  it.each([
    { to: 'acme/docs', link: 'acme/docs#1' },
    { to: 'acme/safe', link: '#3' },
  ])('$to is let go with a sentence, and the others are followed on', async ({ to, link }) => {
    await telling(...merged, moves.transfers(3, to))
    expect(await row('Alert us')).toContain(`| ${link} Alert us | tia | 2026-03-20 | moved away, see below |`)
    expect(await story.status()).toContain(`${link} ("Alert us") ${says}`)
    await untilReminded()
    expect((await story.at({ repo: to.slice(5) }).issueState(1)).comments).toEqual([])
    expect((await story.issueState(4)).comments).toHaveLength(1)
    await story.play(mia.closes(4))
    expect(await story.status()).toContain('Every follow-up is closed: 1 done, 0 declined, 1 moved or deleted.')
    await expectCalm()
  })

  it('is followed again once the app is installed there', async () => {
    await telling(...merged, moves.transfers(3, 'acme/safe'))
    await story.play(moves.changesInstallation('added', 'acme/safe'))
    await story.sweep()
    expect(await row('Alert us')).toContain('| open |')
    expect(await story.status()).not.toContain(says)
    await untilReminded()
    expect((await story.at({ repo: 'safe' }).issueState(1)).comments).toHaveLength(1)
  })

  it('is let go with a sentence, too, when the app is taken out of its new repository', async () => {
    await telling(...merged, moves.transfers(3, 'acme/wiki'))
    await story.play(moves.changesInstallation('removed', 'acme/wiki'), later({ hours: 1 }))
    await story.days(1)
    expect(await story.status()).toContain(says)
    await expectCalm()
  })
})

/** A life in chapters: the incident is transferred after one of them. */
const chapters = [
  { called: 'drafting', steps: [wes.opens('Checkout is down')] },
  { called: 'reviewing', steps: [wes.writes('- [ ] Alert us @tia (due 2026-03-20)'), wes.marksReady()] },
  { called: 'tracking', steps: [mia.merges(), later({ minutes: 2 })] },
  { called: 'done', steps: [tia.closes('Alert us')] },
] as const
type Moment = (typeof chapters)[number]['called']

function until(called: Moment): readonly Step[] {
  const last = chapters.findIndex((chapter) => chapter.called === called)
  return chapters.slice(0, last + 1).flatMap(({ steps }) => [...steps])
}

/** What the app says on the pull request that stays behind. */
async function farewells(): Promise<readonly string[]> {
  const { comments } = await story.pullState()
  return comments.filter(({ author }) => author === 'aftermath[bot]').map(({ body }) => body.split('\n')[1] ?? '')
}

const farewell = {
  drafting: ['Merging this pull request opens no issues.'],
  reviewing: ['Merging this pull request opens no issues.'],
  tracking: ['The follow-ups stand, but nobody is reminded of those that are open.'],
  done: [],
} as const

describe('an incident transferred', () => {
  const moments = [
    ...chapters.map(({ called }) => ({ called, to: 'wiki' })),
    { called: 'drafting', to: 'safe' },
    { called: 'tracking', to: 'docs' },
  ] as const

  it.each(sampled(moments, 2))(
    'while $called to $to leaves all as it is, and the pull request says so',
    async ({ called, to }) => {
      await telling(...until(called))
      const before = await story.state()
      await story.play(moves.transfers(1, `acme/${to}`))
      await story.days(2)
      const after = await story.state()
      expect(after.branches).toEqual(before.branches)
      expect(after.issues).toEqual(before.issues.filter(({ number }) => number !== 1))
      expect(after.pulls.map(({ state, merged: done }) => [state, done])).toEqual(
        before.pulls.map(({ state, merged: done }) => [state, done]),
      )
      const said = await farewells()
      expect(said).toEqual(farewell[called].map((line) => expect.stringContaining(line)))
      expect(said.join()).not.toContain(to)
      await expectCalm()
    },
  )

  it.each(sampled(chapters, 1))(
    'while $called says in its status comment where the postmortem is',
    async ({ called }) => {
      await telling(...until(called), moves.transfers(1, 'acme/wiki'))
      const there = story.at({ repo: 'wiki' })
      expect(await there.status()).toContain(
        'This incident was transferred here, and its postmortem stayed behind: acme/shop#2.',
      )
      expect((await there.issueState(1)).comments).toHaveLength(1)
      expect((await there.state()).pulls).toEqual([])
      await expectCalm()
    },
  )

  it('starts anew where it stands when somebody asks, and not by an old command', async () => {
    await telling(wes.opens('Checkout is down'), mia.says('/postmortem start'), moves.transfers(1, 'acme/wiki'))
    const there = story.at({ repo: 'wiki' })
    expect((await there.state()).pulls).toEqual([])
    await there.play(mia.says('/postmortem start'))
    expect((await there.state()).pulls.map(({ head }) => head)).toEqual(['postmortem/incident-1'])
    expect(await there.status()).toContain('**mia** writes it.')
    await there.play(wes.writes('- [ ] Alert us'), wes.marksReady(), mia.merges())
    expect(await there.status()).toContain('0 of 1 closed')
    expect((await story.pullState()).state).toBe('open')
  })

  it('can be called needless where it stands', async () => {
    await telling(wes.opens('Checkout is down'), moves.transfers(1, 'acme/wiki'))
    const there = story.at({ repo: 'wiki' })
    await there.play(mia.says('/postmortem skip wrong repository'))
    expect(await there.status()).toContain('No postmortem is needed, says mia: wrong repository.')
  })

  it('before anything was opened starts where it stands', async () => {
    await telling()
    await wes.opens('Checkout is down').act(story)
    await story.play(moves.transfers(1, 'acme/wiki'))
    expect((await story.state()).pulls).toEqual([])
    const there = story.at({ repo: 'wiki' })
    expect((await there.state()).pulls.map(({ head }) => head)).toEqual(['postmortem/incident-1'])
    await expectCalm()
  })

  it('without its label, which the other repository lacks, says the same', async () => {
    const without = repositories.map((one) => (one.name === 'wiki' ? { name: 'wiki', files } : one))
    story = await tell({ network: 'none', seed: { repositories: without } })
    await story.play(...until('tracking'), moves.transfers(1, 'acme/wiki'))
    const there = story.at({ repo: 'wiki' })
    expect(await there.status()).toContain('its postmortem stayed behind: acme/shop#2. The app has stopped')
    await there.play(mia.says('/postmortem start'))
    expect((await there.state()).pulls).toEqual([])
    await there.play(mia.labels(1))
    expect((await there.state()).pulls).toHaveLength(1)
  })

  it.each(['public', 'internal'])('does not name a private repository where more read: %s', async (visibility) => {
    const seed = { repositories: [{ name: 'shop', files, labels, private: true }, ...repositories.slice(1)] }
    story = await tell({ network: 'none', seed })
    await story.play(wes.opens('Checkout is down'), moves.transfers(1, 'acme/vault'))
    const there = story.at({ repo: 'vault' })
    expect(await there.status()).toContain('acme/shop#2')
    await story.person('ada').send('PATCH', '/repos/acme/vault', { visibility })
    story.sandbox.clock.advance(86_400_000)
    const fresh = story.world.startApp()
    await fresh.sweep()
    expect(await there.status()).not.toContain('shop')
  })

  it('hears of the items that it left behind without going in circles', async () => {
    await telling(...until('tracking'), moves.transfers(1, 'acme/wiki'))
    await story.play(tia.closes('Alert us'), tia.reopens('Alert us'))
    expect(await farewells()).toHaveLength(1)
    await expectCalm()
  })
})

describe('an incident deleted', () => {
  it.each(sampled(chapters, 1))(
    'while $called leaves all as it is, and the pull request says so once',
    async ({ called }) => {
      await telling(...until(called), person('ada').deletes(1))
      await story.days(2)
      expect(await farewells()).toEqual(
        farewell[called].map(() => expect.stringContaining('The incident #1 was deleted, so the app has stopped.')),
      )
      await expectCalm()
    },
  )
})
