import { afterEach, describe, expect, it } from 'vitest'
import { wholeLife } from './stage/lives.ts'
import { person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')

const stories: Story[] = []
afterEach(async () => {
  for (const story of stories.splice(0)) await story.close()
})

async function telling(options: Parameters<typeof tell>[0] = {}): Promise<Story> {
  const story = await tell(options)
  stories.push(story)
  return story
}

describe('a story that begins as another one did', () => {
  it('ends as if all of it had been played, with the same writes', async () => {
    // What stands between makes it a story of its own.
    const whole = await telling({ between: [] })
    await whole.play(...wholeLife)
    const other = await telling()
    await other.play(...wholeLife.slice(0, 8))
    const story = await telling()
    await story.play(...wholeLife)
    expect(story.sandbox.changes).toBeLessThan(whole.sandbox.changes / 2)
    expect(await story.state()).toEqual(await whole.state())
    expect(story.writes()).toEqual(whole.writes())
    expect(story.app.log.map(({ message }) => message)).toContain(whole.app.log[0]?.message)
  })

  it('leaves the other one as it was', async () => {
    const other = await telling()
    await other.play(wes.opens('Search is slow'))
    const before = await other.state()
    const story = await telling()
    await story.play(wes.opens('Search is slow'), wes.closes(1))
    expect(await other.state()).toEqual(before)
    const third = await telling()
    await third.play(wes.opens('Search is slow'))
    expect(await third.state()).toEqual(before)
  })

  it.each([
    ['on another day', ({ sandbox }: Story) => sandbox.clock.advance(86_400_000)],
    [
      'after somebody has done something else',
      ({ play }: Story) => play(wes.opens('The till is stuck', { labels: [] })),
    ],
  ])('is another one %s', async (_, before) => {
    const other = await telling()
    await other.play(wes.opens('Search is slow'))
    const story = await telling()
    await before(story)
    await story.play(wes.opens('Search is slow'))
    expect(await story.state()).not.toEqual(await other.state())
  })
})
