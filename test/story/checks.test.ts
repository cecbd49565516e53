import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { person } from './script.ts'
import { hear, type Story, shop, tell } from './story.ts'

const wes = person('wes')

let story: Story
afterEach(() => story.close())

const required = { branch: 'main', requiredChecks: ['Postmortem'] }
const group = z.object({ sha: z.string() })

/** The check of a pull request's head, `undefined` for none. */
async function checkOf(number: number) {
  const { pulls } = await story.state()
  return pulls.find((pull) => pull.number === number)?.checks.find(({ name }) => name === 'Postmortem')
}

/** What the people's own pages can do and the API cannot. */
async function control(name: string, wish: object): Promise<unknown> {
  const { sandbox } = story
  const request = new Request(`${sandbox.url}/_sandbox/${name}`, { method: 'POST', body: JSON.stringify(wish) })
  const answer = await sandbox.fetch(request)
  expect(answer.ok, name).toBe(true)
  return answer.status === 204 ? null : await answer.json()
}

describe('a pull request that is no postmortem', () => {
  it.each([
    ['a ruleset', required],
    ['classic protection', { ...required, classic: true }],
  ])('gets an answer where %s requires one: one write, and no file is read', async (_name, rule) => {
    story = await tell({ seed: { repositories: [{ ...shop, rules: [rule] }] } })
    await story.sweep()
    story.writes()
    await story.play(wes.proposes('topic', { 'notes.md': '# Notes\n' }))
    expect(await checkOf(1)).toMatchObject({
      conclusion: 'success',
      title: 'Not a postmortem',
      annotations: [],
      runs: 1,
    })
    const asked = story.sandbox.requests.list().map(({ method, path }) => `${method} ${path}`)
    expect(asked.filter((one) => one.includes('/contents/notes.md') && one.startsWith('GET'))).toEqual([])
    expect(story.writes().filter((one) => one.includes('check-runs'))).toEqual(['POST /repos/acme/shop/check-runs'])
    await story.play(wes.says('Looks fine.', 1))
    await story.sweep()
    expect(story.writes().filter((one) => one.includes('check-runs'))).toEqual([])
  })

  it('gets none where nothing requires it', async () => {
    story = await tell()
    await story.play(wes.proposes('topic', { 'notes.md': '# Notes\n' }))
    expect(await checkOf(1)).toBeUndefined()
    expect(story.writes().filter((one) => one.includes('check-runs'))).toEqual([])
  })

  it('passes the merge queue, since its group is answered, too', async () => {
    story = await tell({ seed: { repositories: [{ ...shop, rules: [{ ...required, mergeQueue: true }] }] } })
    await story.play(wes.proposes('topic', { 'notes.md': '# Notes\n' }))
    group.parse(await control('merge-queue', { repository: 'acme/shop', number: 1, by: 'wes' }))
    await hear(story.world, story.app)
    expect((await story.state()).pulls[0]).toMatchObject({ merged: true })
  })
})
