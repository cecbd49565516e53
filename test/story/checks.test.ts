import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { person } from './stage/script.ts'
import { hear, type Story, shop, tell } from './stage/story.ts'

const wes = person('wes')

let story: Story
afterEach(() => story.close())

const required = { branch: 'main', requiredChecks: ['Postmortem'] }
const group = z.object({ sha: z.string() })
const checkRuns = z.object({ check_runs: z.array(z.object({ id: z.number() })) })

/** The check of a pull request's head, `undefined` for none. */
async function checkOf(number: number) {
  const { pulls } = await story.state()
  return pulls.find((pull) => pull.number === number)?.checks.find(({ name }) => name === 'Postmortem')
}

/** What the people's own pages can do and the API cannot. */
async function control(name: string, input: object): Promise<unknown> {
  const { sandbox } = story
  const request = new Request(`${sandbox.url}/_sandbox/${name}`, { method: 'POST', body: JSON.stringify(input) })
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

const mia = person('mia')

describe('the review of a postmortem', () => {
  it('stands on each head: at opening, after a push, and once', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'))
    expect(await checkOf(2)).toMatchObject({ status: 'completed', conclusion: 'neutral', runs: 1 })
    await story.play(wes.writes('- [ ] Alert on declined cards @tia (due 2026-03-20)\n- [ ] Write the runbook'))
    const check = await checkOf(2)
    expect(check?.summary).toContain('| Alert on declined cards | acme/shop | tia | 2026-03-20 | postmortem-action |')
    expect(check?.summary).toContain(
      '| Write the runbook | acme/shop | nobody: the line names no owner | 30 days after the merge, by default |',
    )
    expect(check?.annotations.join()).toContain('action-item/no-owner')
    story.writes()
    await story.play(mia.says('Thanks.', 'the pull request'))
    await story.sweep()
    expect(story.writes()).toEqual([])
  })

  it('looks again when somebody presses the button, and writes only what is new', async () => {
    story = await tell()
    await story.play(
      wes.opens('Checkout is down'),
      wes.writes('- [ ] Alert on declined cards @stranger (due 2026-03-20)'),
    )
    expect((await checkOf(2))?.annotations.join()).toContain('not-assignable')
    const press = async () => {
      const { check_runs } = await story
        .person('ada')
        .read('/repos/acme/shop/commits/postmortem%2Fincident-1/check-runs', checkRuns)
      await control('check-button', { repository: 'acme/shop', run: check_runs[0]?.id, identifier: 'again', by: 'wes' })
      await hear(story.world, story.app)
    }
    story.writes()
    await press()
    expect(story.writes()).toEqual([])
    await story.person('ada').send('PUT', '/repos/acme/shop/collaborators/stranger', { permission: 'push' })
    await press()
    expect(story.writes()).toEqual(['POST /repos/acme/shop/check-runs'])
    expect((await checkOf(2))?.annotations.join()).not.toContain('not-assignable')
  })

  it('fails for what the configuration requires, and for nothing else', async () => {
    story = await tell({ configuration: 'review: { require: [owners] }' })
    await story.play(wes.opens('Checkout is down'), wes.writes('- [ ] Alert on declined cards (due 2026-03-20)'))
    expect(await checkOf(2)).toMatchObject({ conclusion: 'failure' })
    await story.play(wes.edits('draft', 'names an owner', (text) => text.replace('cards (due', 'cards @tia (due')))
    expect(await checkOf(2)).toMatchObject({ conclusion: 'neutral' })
  })

  it('shows exactly the issues that merging creates', async () => {
    story = await tell()
    const lines = [
      '- [ ] Alert on declined cards @tia (due 2026-03-20)',
      '- [x] Roll back @wes',
      '- [ ] Write the runbook @stranger',
      '- [ ] Rehearse the failover (due 2026-02-31)',
    ]
    await story.play(wes.opens('Checkout is down'), wes.writes(lines.join('\n')), wes.marksReady())
    const rows = (await checkOf(2))?.summary?.match(/^\| .* \| acme\/shop \| .*$/gm) ?? []
    await story.play(mia.merges())
    const { issues } = await story.state()
    const created = issues.filter(({ labels }) => labels.includes('postmortem-action'))
    expect(rows.map((row) => row.split(' | ')[0]?.slice(2))).toEqual(created.map(({ title }) => title))
    expect(created.map(({ assignees }) => assignees.join())).toEqual(['tia', '', ''])
    expect(rows.map((row) => row.split(' | ')[2])).toEqual([
      'tia',
      'stranger (named in the text: GitHub cannot assign them here)',
      'nobody: the line names no owner',
    ])
  })
})

describe('GitHub’s own “Re-run”', () => {
  it.each(['wes', 'stranger'])(
    'a hundred times by %s leaves one check with its conclusion, for a few requests',
    async (by) => {
      story = await tell({ network: 'none' })
      await story.play(wes.opens('Checkout is down'))
      const at = '/repos/acme/shop/commits/postmortem%2Fincident-1/check-runs'
      const { check_runs } = await story.person('ada').read(at, checkRuns)
      const before = await checkOf(2)
      story.sandbox.requests.clear()
      for (let press = 0; press < 100; press += 1) {
        await control('check-button', { repository: 'acme/shop', run: check_runs[0]?.id, by })
      }
      expect(await checkOf(2)).toMatchObject({ status: 'queued', conclusion: null })
      await hear(story.world, story.app)
      expect(await checkOf(2)).toEqual(before)
      const own = story.sandbox.requests.list().filter(({ actor }) => actor === 'aftermath[bot]')
      expect(own.length).toBeLessThanOrEqual(40)
      expect(own.filter(({ method, path }) => method !== 'GET' && path.includes('check-runs'))).toHaveLength(1)
    },
  )
})
