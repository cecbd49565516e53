import { afterEach, describe, expect, it } from 'vitest'
import { person, type Step } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const [wes, mia, tia] = [person('wes'), person('mia'), person('tia')]

let story: Story
afterEach(() => story.close())

/** Somebody merges a pull request that is not from an incident's branch. */
const merges = (number: number): Step => ({
  says: `mia merges #${number}`,
  ready: async () => true,
  act: ({ person: as, repository }) => as('mia').send('PUT', `${repository}/pulls/${number}/merge`),
})

const document = (start = '') =>
  `${start}# Checkout was down\n\n## Follow-ups\n\n- Alert on declined cards @tia (due 2026-03-20)\n- Write the runbook\n`

/** The issues that the app opened for action items. */
async function opened() {
  const { issues } = await story.state()
  return issues.filter(({ labels }) => labels.includes('postmortem-action')).map(({ title }) => title)
}

const both = ['Alert on declined cards', 'Write the runbook']

describe('a postmortem that people add by hand', () => {
  it.each([
    ['front matter', 'postmortems/checkout.md', document('---\nincident: 1\n---\n')],
    ['front matter with several incidents', 'postmortems/checkout.md', document('---\nincidents: [1, 7]\n---\n')],
    ["the file's name", 'postmortems/2026-03-02-1-checkout.md', document()],
    ['a link to it', 'postmortems/checkout.md', document('For #1.\n\n')],
  ])('is followed on its incident, which it names by %s', async (_name, path, text) => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), wes.proposes('by-hand', { [path]: text }), merges(3))
    expect(await opened()).toEqual(both)
    expect((await story.issueState(1)).sub_issues).toHaveLength(2)
    expect(await story.status()).toContain('0 of 2 closed')
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
    await story.play(tia.closes('Alert on declined cards'), mia.closes('Write the runbook'))
    expect(await story.status()).toContain('Every follow-up is closed')
  })

  it('is followed on its pull request when it names no incident', async () => {
    story = await tell()
    await story.play(wes.proposes('by-hand', { 'postmortems/checkout.md': document() }), merges(1))
    expect(await opened()).toEqual(both)
    const [pull] = (await story.state()).pulls
    expect(pull?.comments).toMatchObject([{ author: 'aftermath[bot]', body: expect.stringContaining('0 of 2 closed') }])
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
    await story.play(tia.closes('Alert on declined cards'), mia.closes('Write the runbook'))
    const after = (await story.state()).pulls[0]
    expect(after?.comments[0]?.body).toContain('Every follow-up is closed')
  })

  it('is looked at every day, since dates pass', async () => {
    story = await tell()
    const text = document().replace('2026-03-20', '2026-03-03')
    await story.play(wes.proposes('by-hand', { 'postmortems/checkout.md': text }))
    const marks = async () => (await story.state()).pulls[0]?.checks[0]?.annotations.join() ?? ''
    expect(await marks()).not.toContain('action-item/past')
    await story.days(2)
    expect(await marks()).toContain('action-item/past')
  })

  it('opens what its preview showed', async () => {
    story = await tell()
    await story.play(wes.proposes('by-hand', { 'postmortems/checkout.md': document() }))
    const summary = (await story.state()).pulls[0]?.checks[0]?.summary ?? ''
    const shown = [...summary.matchAll(/^\| (.*?) \| acme\/shop \|/gm)].map(([, title]) => title)
    await story.play(merges(1))
    expect(shown).toEqual(await opened())
  })

  it('is none where it stands beside them, or elsewhere', async () => {
    story = await tell()
    const files = { 'postmortems/README.md': document(), 'docs/checkout.md': document() }
    await story.play(wes.proposes('by-hand', files), merges(1))
    expect(await opened()).toEqual([])
    expect((await story.state()).pulls[0]?.comments).toEqual([])
  })
})
