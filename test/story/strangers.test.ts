import { afterEach, describe, expect, it } from 'vitest'
import { person } from './script.ts'
import { type Story, tell } from './story.ts'

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
