import { afterEach, describe, expect, it } from 'vitest'
import { moves } from '../stage/moves.ts'
import { later, person } from '../stage/script.ts'
import { type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

const labels = ['incident']
const files = { 'README.md': '# A repository\n' }
const secret = 'The layoffs of May'

/** The app is installed in all of them. */
const repositories = (shop: object, vault: object) => [
  { name: 'shop', files, labels, ...shop },
  { name: 'vault', files, labels, ...vault },
]

/** Everything that anybody can read in acme/shop, with what the app did not write. */
async function readable(): Promise<string> {
  const { issues, pulls } = await story.state()
  return JSON.stringify({ issues, pulls, document: await story.document('main') })
}

const hidden = [
  ['is private, from a public one', {}, { private: true }],
  ['is private, from an internal one', { visibility: 'internal' }, { private: true }],
  ['is internal, from a public one', {}, { visibility: 'internal' }],
] as const

describe('an item that is nothing but a link into a repository', () => {
  it.each(hidden)(
    'that %s tells neither its title nor its state, though the app sees it',
    async (_name, shop, vault) => {
      story = await tell({ network: 'none', seed: { repositories: repositories(shop, vault) } })
      const there = story.at({ repo: 'vault' })
      await there.play(wes.opens(secret, { labels: [] }))
      const url = `${story.sandbox.url}/acme/vault/issues/1`
      await story.play(
        wes.opens('Checkout is down'),
        wes.writes(`- [ ] acme/vault#1\n- [ ] ${url}\n- [ ] [the other one](${url})`),
        wes.marksReady(),
        mia.merges(),
        later({ minutes: 2 }),
      )
      const before = await story.status()
      expect(before).toContain('the app cannot see it from here')
      await there.play(mia.closes(1))
      await story.days(2)
      expect(await story.status()).toContain('the app cannot see it from here')
      expect(await readable()).not.toContain(secret)
      expect((await there.state()).issues[0]?.comments).toEqual([])
    },
  )
})

describe('an issue that an item is nothing but a link to', () => {
  it.each(hidden)('and that goes to one that %s, takes its new title and name with it', async (_name, shop, vault) => {
    story = await tell({ network: 'none', seed: { repositories: repositories(shop, vault) } })
    await story.play(
      wes.opens('Checkout is down'),
      wes.opens('Old words', { labels: [] }),
      wes.writes('- [ ] #3'),
      wes.marksReady(),
      mia.merges(),
      later({ minutes: 2 }),
    )
    expect(await story.status()).toContain('Old words')
    await story.play(moves.transfers(3, 'acme/vault'))
    const there = story.at({ repo: 'vault' })
    await there.play(wes.renames(1, secret))
    await story.days(2)
    expect(await readable()).not.toContain(secret)
    expect(await story.status()).not.toContain('vault')
  })
})
