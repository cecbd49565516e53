import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ownComment } from './stage/end-state.ts'
import { later, person } from './stage/script.ts'
import { present } from './stage/stage.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

const opened = wes.opens('Checkout is down')

describe('a start', () => {
  it('assigns the draft to who labelled the incident', async () => {
    story = await tell()
    await story.play(person('rex').opens('Checkout is down', { labels: [] }), tia.labels(1))
    expect(await story.pullState()).toMatchObject({
      draft: true,
      assignees: ['tia'],
      title: 'Postmortem: Checkout is down',
    })
    expect(await story.status()).toContain('**tia** writes it.')
  })

  it('asks a maintainer when a stranger set the label by a form, and goes on when one commands it', async () => {
    story = await tell()
    const form = { repository: 'acme/shop', title: 'Free money', labels: ['incident'], author: 'stranger' }
    await story.play({
      says: 'a form',
      ready: async () => true,
      act: ({ person: as }) => as('ada').send('POST', '/_sandbox/issue-form', form),
    })
    expect(await story.status()).toContain('stranger, who set it, cannot start a postmortem here')
    expect((await story.state()).pulls).toEqual([])
    await story.play(tia.says('/postmortem start'))
    expect(await story.pullState()).toMatchObject({ draft: true, assignees: ['tia'] })
  })

  it('does not happen for a label older than three days, until somebody commands it', async () => {
    story = await tell()
    await story.unheard(opened)
    await story.unheard(later({ days: 4 }))
    await story.sweep()
    expect(story.writes()).toEqual([])
    await story.play(mia.says('/postmortem start'))
    expect(await story.pullState()).toMatchObject({ assignees: ['mia'] })
  })

  it('makes a normal pull request where drafts are not supported', async () => {
    story = await tell({ seed: { repositories: [{ name: 'shop', labels: ['incident'], drafts: false }] } })
    await story.play(opened)
    expect(await story.pullState()).toMatchObject({ draft: false, state: 'open' })
  })

  it('goes to the configured base branch, and counts only what merges there', async () => {
    story = await tell({ configuration: 'base_branch: develop\n' })
    const { repository } = story
    const ada = story.person('ada')
    const head = z.object({ object: z.object({ sha: z.string() }) })
    const { object } = await ada.read(`${repository}/git/ref/heads/main`, head)
    await ada.send('POST', `${repository}/git/refs`, { ref: 'refs/heads/develop', sha: object.sha })
    await story.play(opened, wes.writes('- [ ] Alert us'))
    expect(await story.pullState()).toMatchObject({ base: 'develop' })
    await story.play(wes.marksReady(), wes.setsPull({ base: 'main' }), mia.merges())
    expect(await story.status()).toContain('was merged into `main`, but postmortems count from `develop`')
    expect((await story.state()).issues).toHaveLength(1)
  })
})

describe('/postmortem skip and start', () => {
  it('closes an untouched draft with the reason, and takes it back', async () => {
    story = await tell()
    await story.play(opened, tia.says('/postmortem skip a test page went off'))
    expect(await story.status()).toContain(
      'No postmortem is needed, says tia: a test page went off. Comment `/postmortem start`',
    )
    expect(await story.pullState()).toMatchObject({ state: 'closed' })
    expect((await story.issueState(1)).comments[1]?.reactions).toEqual(['+1 aftermath[bot]'])

    await story.play(tia.says('/postmortem start'))
    expect(await story.pullState()).toMatchObject({ state: 'open', draft: true })
    expect(await story.status()).toContain('drafting')
  })

  it('stays closed by a person, even when the answer to an old command was deleted', async () => {
    story = await tell()
    await story.play(
      opened,
      tia.says('/postmortem skip a test page went off'),
      tia.says('/postmortem start'),
      later({ minutes: 1 }),
      mia.setsPull({ state: 'closed' }),
      person('ada').removesComment(1),
    )
    await story.days(1)
    expect(await story.pullState()).toMatchObject({ state: 'closed' })
    expect(await story.status()).toContain('Pull request #2 was closed without merging')
  })

  it.each([1, 2, 3])(
    'never closes a draft again that a person reopened, even if the app died after write %i',
    async (k) => {
      story = await tell()
      await story.play(opened)
      story.world.sandbox.stopAfterWrites(k)
      await story.play(tia.says('/postmortem skip a test page went off'))
      await story.app.stop()
      story.world.sandbox.stopAfterWrites(undefined)
      const next = story.world.startApp()
      await next.sweep()
      expect(await story.pullState()).toMatchObject({ state: 'closed' })

      await story.unheard(later({ minutes: 1 }), wes.setsPull({ state: 'open' }))
      await next.sweep()
      expect(await story.pullState()).toMatchObject({ state: 'open' })
    },
  )

  it('leaves a draft open that holds work by people', async () => {
    story = await tell()
    await story.play(opened, wes.writes('What I saw.'), tia.says('/postmortem skip small', 'the pull request'))
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    expect(await story.status()).toContain('holds work by people, so it stays open')
  })

  it.each(['rex', 'stranger'])('is refused to %s with a reaction and a sentence', async (login) => {
    story = await tell()
    await story.play(opened, person(login).says('/postmortem skip it is nothing'))
    expect((await story.issueState(1)).comments[1]?.reactions).toEqual(['confused aftermath[bot]'])
    expect(await story.answers()).toEqual([
      expect.stringContaining('`/postmortem skip` needs the triage role or more here'),
    ])
    expect(await story.pullState()).toMatchObject({ state: 'open' })
  })

  it('needs a reason, and says so', async () => {
    story = await tell()
    await story.play(opened, mia.says('/postmortem skip'))
    expect(await story.answers()).toEqual([
      expect.stringContaining('`/postmortem skip` needs a reason in the same line'),
    ])
    await story.play(mia.says('/postmortem skip false alarm'))
    expect(await story.answers()).toHaveLength(1)
    expect(await story.status()).toContain('says mia: false alarm.')
  })

  it('is not read from edited comments', async () => {
    story = await tell()
    await story.play(opened, mia.says('Nothing to see.'), later({ minutes: 1 }))
    const comments = (await story.issueState(1)).comments
    expect(comments).toHaveLength(2)
    await story.play(mia.editsComment(1, 'Nothing to see.', '/postmortem skip nothing'))
    await story.sweep()
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    expect((await story.issueState(1)).comments[1]?.reactions).toEqual([])
  })

  it('is not taken from bots', async () => {
    const accounts = [
      { login: 'ada', role: 'admin' },
      { login: 'wes', role: 'write' },
      { login: 'robot[bot]', role: 'admin', bot: true },
    ] as const
    story = await tell({ seed: { accounts: [...accounts] } })
    await story.play(opened, person('robot[bot]').says('/postmortem skip nothing'))
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    expect((await story.issueState(1)).comments[1]?.reactions).toEqual([])
  })

  it('starts what a bot labelled', async () => {
    const accounts = [
      { login: 'ada', role: 'admin' },
      { login: 'pager[bot]', role: 'write', bot: true },
    ] as const
    story = await tell({ seed: { accounts: [...accounts] } })
    await story.play(person('pager[bot]').opens('Checkout is down'))
    expect(await story.pullState()).toMatchObject({ state: 'open', assignees: [] })
    expect(await story.status()).toContain('Who will?')
  })

  it('cannot skip what is merged', async () => {
    story = await tell()
    await story.play(
      opened,
      wes.writes('- [ ] Alert us'),
      wes.marksReady(),
      mia.merges(),
      mia.says('/postmortem skip late'),
    )
    expect(await story.answers()).toEqual([expect.stringContaining('it can no longer be skipped')])
    expect(await story.status()).toContain('tracking')
  })
})

describe('what stops an incident, and what resumes it', () => {
  it('is the label, removed and put back', async () => {
    story = await tell()
    await story.play(opened, wes.writes('What I saw.'), wes.unlabels(1))
    expect(await story.status()).toContain('The label `incident` was removed before the postmortem was merged')
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    await story.play(wes.labels(1))
    expect(await story.status()).toContain('drafting')
    expect((await story.state()).pulls).toHaveLength(1)
  })

  it('is not the label once the postmortem is merged', async () => {
    story = await tell()
    await story.play(
      opened,
      wes.writes('- [ ] Alert us'),
      wes.marksReady(),
      mia.merges(),
      wes.unlabels(1),
      wes.closes('Alert us'),
    )
    expect(await story.status()).toContain('Every follow-up is closed: 1 done')
  })

  it('is the pull request, closed unmerged and reopened by a person', async () => {
    story = await tell()
    await story.play(opened, mia.setsPull({ state: 'closed' }))
    expect(await story.status()).toContain('Pull request #2 was closed without merging')
    await story.days(3)
    expect(await story.pullState()).toMatchObject({ state: 'closed' })
    await story.play(mia.setsPull({ state: 'open' }))
    expect(await story.status()).toContain('drafting')
  })

  it('is closing it as a duplicate, which links the other one', async () => {
    story = await tell()
    await story.play(opened, mia.says('Duplicate of #12'), mia.closes(1, 'duplicate'))
    expect(await story.status()).toContain('This incident was closed as a duplicate of #12')
    expect(await story.pullState()).toMatchObject({ state: 'closed' })
    await story.play(mia.says('/postmortem start'))
    expect(await story.pullState()).toMatchObject({ state: 'open' })
  })

  it('is deleting the incident, which leaves everything as it is', async () => {
    story = await tell()
    await story.play(opened, person('ada').deletes(1))
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
    expect(present(await story.pull(), 'pull request').state).toBe('open')
  })
})

describe('the status comment', () => {
  it('is put right when somebody changes it, and written anew when somebody deletes it', async () => {
    story = await tell()
    await story.play(opened)
    const before = await story.status()
    await story.play(mia.editsComment(1, before, 'Vandalised.'))
    expect(await story.status()).toBe(before)
    await story.play(mia.removesComment(1))
    expect(ownComment(await story.state(), 1)?.body).toContain('drafting')
    expect((await story.issueState(1)).comments).toHaveLength(1)
  })
})
