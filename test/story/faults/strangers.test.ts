import { afterEach, describe, expect, it } from 'vitest'
import { person, type Step } from '../stage/script.ts'
import { type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const stranger = person('stranger')
const rex = person('rex')

let story: Story
afterEach(() => story.close())

/** Lets the story go on for so long, with all that the app does meanwhile. */
function go(seconds: number): Promise<void> {
  return story.world.wait(new Date(Date.parse(story.sandbox.clock.now()) + seconds * 1_000).toISOString())
}

/** How often the app has looked at the incident's comments since the last time this was asked. */
function looks(): number {
  const requests = story.sandbox.requests.list()
  story.sandbox.requests.clear()
  return requests.filter(({ method, path }) => method === 'GET' && path.includes('/issues/1/comments')).length
}

describe('who may not command', () => {
  it.each([
    ['a stranger', stranger],
    ['somebody who may only read', rex],
  ])('%s, sixty times, is answered once and costs little more than a pass a minute', async (_who, somebody) => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'), somebody.says('/postmortem start'))
    const before = await story.state()
    expect(before.issues[0]?.comments.map(({ author }) => author)).toEqual([
      'aftermath[bot]',
      expect.any(String),
      'aftermath[bot]',
    ])
    looks()
    for (let count = 0; count < 59; count += 1) {
      await story.play(somebody.says('/postmortem start'))
      await go(5)
    }
    await go(60)
    const own = story.sandbox.requests.list().filter(({ actor }) => actor === 'aftermath[bot]')
    const written = own.flatMap(({ method, path }) => (method === 'GET' ? [] : [`${method} ${path}`]))
    expect(written.filter((write) => !write.endsWith('/access_tokens'))).toEqual([])
    // In six minutes.
    expect(looks()).toBeLessThanOrEqual(11)
    const { comments } = (await story.state()).issues[0] ?? { comments: [] }
    expect(comments.filter(({ author }) => author === 'aftermath[bot]')).toHaveLength(2)
    expect(comments.flatMap(({ reactions }) => reactions)).toEqual(['confused aftermath[bot]'])
  })

  it('holds up nobody who may', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'))
    for (let count = 0; count < 10; count += 1) await story.play(stranger.says('/postmortem start'))
    await story.play(person('mia').says('/postmortem skip false alarm'))
    expect(await story.status()).toContain('says mia: false alarm')
  })

  it('is not obeyed later in what was let be, once the status comment was written again', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'), stranger.says('/postmortem skip no'), stranger.says('/lead'))
    await story.play(stranger.says('/postmortem skip it is nothing'))
    await go(2 * 3_600)
    await story.sweep()
    await story.person('ada').send('PUT', '/repos/acme/shop/collaborators/stranger', { permission: 'push' })
    await story.play(stranger.says('Thank you.'))
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    await story.play(stranger.says('/postmortem skip false alarm'))
    // Until then nobody has seen the role.
    await go(60)
    expect(await story.status()).toContain('says stranger: false alarm')
  })
})

const path = 'postmortems/2026-03-02-99-mine.md'

function asks(says: string, control: string, input: object): Step {
  return {
    says,
    ready: async () => true,
    act: ({ person: as }) =>
      as('ada').send('POST', `/_sandbox/${control}`, { repository: 'acme/shop', author: 'stranger', ...input }),
  }
}

/** The writes for what people see, without what they were. */
function written(): number {
  const own = story.sandbox.requests.list().filter(({ actor }) => actor === 'aftermath[bot]')
  story.sandbox.requests.clear()
  return own.filter(({ method, path: at }) => method !== 'GET' && !at.endsWith('/access_tokens')).length
}

describe('the label by a form', () => {
  it('is asked about once, whatever the stranger says, edits and closes afterwards', async () => {
    story = await tell({ network: 'none' })
    for (const title of ['Free money', 'More money', 'All money'])
      await story.play(asks('a form', 'issue-form', { title, labels: ['incident'] }))
    await go(60)
    expect(written()).toBeLessThanOrEqual(6)
    for (let count = 0; count < 20; count += 1) {
      await story.play(
        stranger.says(`And ${count}`, 2),
        asks('an edit', 'issue-form', { title: `Again ${count}`, labels: [] }),
      )
      await go(5)
    }
    await go(60)
    expect(written()).toBe(0)
    const { issues, pulls } = await story.state()
    const answers = issues.map(({ comments }) => comments.filter(({ author }) => author === 'aftermath[bot]').length)
    expect(answers.slice(0, 4)).toEqual([1, 1, 1, 0])
    expect(pulls).toEqual([])
  })
})

describe('a pull request from a fork', () => {
  it('has one check for what it holds, however often its title changes, and nobody else’s branch', async () => {
    story = await tell({ network: 'none' })
    const files = { [path]: '# Mine\n\n## Action items\n\n- [ ] Pay me\n' }
    await story.play(asks('a fork', 'fork-pull', { branch: 'postmortem/incident-1', title: 'Mine', files }))
    await go(60)
    expect(written()).toBeLessThanOrEqual(1)
    for (let count = 0; count < 20; count += 1) {
      await story.play({
        says: `title ${count}`,
        ready: async () => true,
        act: ({ person: as, repository }) =>
          as('stranger').send('PATCH', `${repository}/pulls/1`, { title: `Mine ${count}` }),
      })
      await go(5)
    }
    await go(60)
    expect(written()).toBe(0)
  })
})

describe('somebody with triage', () => {
  it('who sets and removes the label a hundred times makes one pull request and few writes', async () => {
    story = await tell({ network: 'none' })
    await story.play(wes.opens('Checkout is down'))
    written()
    const tia = person('tia')
    for (let count = 0; count < 100; count += 1) await story.unheard(tia.unlabels(1), tia.labels(1))
    await story.play(tia.says('Sorry.'))
    await go(60)
    expect(written()).toBeLessThanOrEqual(2)
    const { pulls } = await story.state()
    expect(pulls).toHaveLength(1)
    expect(await story.pullState()).toMatchObject({ state: 'open', draft: true })
  })
})
