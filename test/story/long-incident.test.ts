import { afterEach, expect, it } from 'vitest'
import { person, type Step } from './stage/script.ts'
import { present } from './stage/stage.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')

let story: Story
afterEach(() => story.close())

/** Two people talk, and every sixth comment is one for the timeline. */
function talk(count: number): Step {
  return {
    says: `${count} comments`,
    ready: async () => true,
    act: async ({ person: as, repository }) => {
      for (let index = 0; index < count; index += 1) {
        const body = index % 6 === 0 ? `/timeline step ${index}` : `Comment ${index}.`
        const login = index % 2 === 0 ? 'tia' : 'mia'
        await as(login).send('POST', `${repository}/issues/1/comments`, { body })
      }
    },
  }
}

/** The app's reads before its first write, once somebody labels an incident with so many comments. */
async function readsToDraft(count: number): Promise<number> {
  story = await tell()
  await story.unheard(wes.opens('Checkout is down', { labels: [] }), talk(count))
  story.sandbox.requests.clear()
  await story.play(wes.labels(1))
  const asked = story.sandbox.requests.list().filter(({ path }) => path.startsWith('/repos/acme/shop'))
  const ofApp = asked.filter(({ actor }) => actor.startsWith('aftermath'))
  return ofApp.findIndex(({ method }) => method !== 'GET')
}

it('an incident of 500 comments costs four reads more than one of 100, and its timeline is whole', async () => {
  const few = await readsToDraft(100)
  await story.close()
  expect(few).toBeGreaterThan(5)
  expect(await readsToDraft(500)).toBe(few + 4)
  const { text } = present(await story.document('postmortem/incident-1'), 'document')
  expect(text.match(/\| step \d+ \|/g)).toHaveLength(84)
  expect(text).toContain('<summary>26 more</summary>')
})

it('an incident whose comments hold more than is read is followed all the same, and says so', async () => {
  story = await tell({ network: 'none' })
  await story.play(wes.opens('Checkout is down'))
  const log = `A log:\n${'x'.repeat(65_000)}`
  const flood: Step = {
    says: '70 logs',
    ready: async () => true,
    act: async ({ person: as, repository }) => {
      for (let index = 0; index < 70; index += 1) {
        await as('stranger').send('POST', `${repository}/issues/1/comments`, { body: log })
      }
    },
  }
  await story.unheard(flood)
  await story.play(person('mia').says('/severity sev1'))
  expect(await story.status()).toContain('of the longest it has read the beginning only')
  expect(await story.status()).toContain('sev1')
  story.writes()
  await story.sweep()
  expect(story.writes()).toEqual([])
})
