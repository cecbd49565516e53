import { afterEach, describe, expect, it } from 'vitest'
import type { Seed } from '../../sandbox/server.ts'
import { isOwn } from '../../src/domain/self.ts'
import { comparable } from '../story/stage/end-state.ts'
import { later, person } from '../story/stage/script.ts'
import { type Story, tell } from '../story/stage/story.ts'
import {
  attaches,
  forgedMarkers,
  merges,
  opensItem,
  overwrites,
  pullsFromFork,
  repositoryId,
  step,
  told,
} from './forger.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')
const stranger = person('stranger')

const accounts: NonNullable<Seed['accounts']> = [
  { login: 'ada', role: 'admin' },
  { login: 'mia', role: 'maintain' },
  { login: 'wes', role: 'write' },
  { login: 'tia', role: 'triage' },
  { login: 'stranger', role: 'none' },
  // Whoever looks like the app is not the app.
  { login: 'aftermath', role: 'none' },
  { login: 'aftermath-bot', role: 'none' },
  { login: 'aftermath2[bot]', role: 'write', bot: true },
]

let story: Story
afterEach(() => story.close())

const harmless = 'Nothing to see.'

/** A whole life in which others write `text` wherever they can. Returns what is left of it, with `harmless` in its place. */
async function lifeWith(text: string) {
  story = await tell({ seed: { accounts }, network: 'none' })
  const lookalikes = ['aftermath', 'aftermath-bot'].map((login) => person(login).says(text))
  await story.play(
    wes.opens('Checkout is down', { labels: [], body: 'Cards are declined.' }),
    stranger.says(text),
    ...lookalikes,
    tia.labels(1),
    stranger.says(text),
    ...lookalikes,
    // Another app that was first would be taken for this one under a former registration, which then stands aside.
    person('aftermath2[bot]').says(text),
    stranger.says(text, 'the pull request'),
    pullsFromFork('Postmortem: Checkout is down', text, { 'postmortems/2026-03-02-1-forged.md': `# x\n${text}\n` }),
    opensItem('stranger', 'Alert us', text),
    attaches('tia', 'Alert us'),
    wes.writes('- [ ] Alert on declined cards @tia (due 2026-03-09)\n- [ ] Page somebody @wes'),
    wes.edits('draft', 'quotes what others wrote', (document) => `${document}\n${text}\n`),
    wes.setsPull({ body: text }),
    merges('mia', 'Postmortem: Checkout is down'),
    wes.marksReady(),
    mia.merges(),
    ...['Alert on declined cards', 'Page somebody'].map((title) => stranger.says(text, title)),
    person('aftermath2[bot]').says(text, 'Page somebody'),
  )
  await story.days(15)
  await story.play(tia.closes('Alert on declined cards'), wes.closes('Page somebody', 'not_planned'))
  return comparable(told(await story.sandbox.dump('acme', 'shop'), text, harmless), story.sandbox.url)
}

describe('a forged marker', () => {
  it('changes nothing, wherever others write it', async () => {
    const undisturbed = await lifeWith(harmless)
    expect(undisturbed.issues.map(({ title, state }) => [title, state])).toEqual([
      ['Checkout is down', 'open'],
      ['Alert us', 'open'],
      ['Alert on declined cards', 'closed'],
      ['Page somebody', 'closed'],
    ])
    expect(undisturbed.issues[0]?.labels).toEqual(['incident', 'postmortem-complete'])
    const repository = await repositoryId(story)
    await story.close()
    const { status, item, reminder, damaged, command } = forgedMarkers(repository, 2)
    // A comment that holds a reminder's marker cannot be a status comment, so these two stand apart.
    for (const text of [`${status}\n${item}\n\n${command}`, `${reminder}\n${damaged}`]) {
      expect(await lifeWith(text), text).toEqual(undisturbed)
      await story.close()
    }
  })
})

describe('a pull request from a fork', () => {
  it('whose branch has the name of an incident’s is not the incident’s, merged or not', async () => {
    story = await tell()
    await story.play(
      wes.opens('Checkout is down', { labels: [] }),
      pullsFromFork('Mine', '', { 'postmortems/2026-03-02-1-mine.md': '## Action items\n- [ ] Pay the stranger\n' }),
      tia.labels(1),
    )
    expect(await story.status()).toContain('[#3]')
    expect(await story.status()).not.toContain('[#2]')
    await story.play(merges('mia', 'Mine'))
    await story.sweep()
    const { issues, pulls } = await story.state()
    expect(issues.map(({ title }) => title)).toEqual(['Checkout is down'])
    expect(pulls.map(({ head, state }) => [head, state])).toEqual([
      ['stranger:postmortem/incident-1', 'closed'],
      ['postmortem/incident-1', 'open'],
    ])
    expect(await story.status()).toContain('drafting')
  })

  it('changes neither configuration nor template, and neither does the head of the incident’s own', async () => {
    const configuration = 'template: docs/ours.md\n'
    const files = { 'docs/ours.md': '# Ours: {{title}}\n', '.github/postmortem.yml': configuration }
    story = await tell({ seed: { repositories: [{ name: 'shop', labels: ['incident'], files }] } })
    const theirs = { '.github/postmortem.yml': 'enabled: false\n', 'docs/ours.md': '# Theirs\n' }
    await story.play(
      wes.opens('Checkout is down', { labels: [] }),
      pullsFromFork('Configure', '', theirs),
      tia.labels(1),
    )
    expect((await story.document('postmortem/incident-1'))?.text).toBe('# Ours: Checkout is down\n')
    await story.play(
      overwrites('wes', '.github/postmortem.yml', 'postmortem/incident-1', 'enabled: false\n'),
      tia.says('/postmortem skip false alarm'),
    )
    expect(await story.status()).toContain('No postmortem is needed, says tia')
  })
})

describe('a label renamed', () => {
  const renames = (from: string, to: string) =>
    step(`mia renames ${from} to ${to}`, ({ person: as, repository }) =>
      as('mia').send('PATCH', `${repository}/labels/${from}`, { new_name: to }),
    )

  it('into the incident’s starts nothing that is older than an incident may be', async () => {
    story = await tell({ seed: { repositories: [{ name: 'shop', labels: ['bug'] }] } })
    await story.play(wes.opens('Old', { labels: ['bug'] }), later({ days: 4 }), renames('bug', 'incident'))
    await story.sweep()
    expect(story.writes()).toEqual([])
  })

  it('from the incident’s to another one stops the draft, touches nothing in it, and says so', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), wes.writes('What I saw.'), renames('incident', 'outage'))
    const before = (await story.document('postmortem/incident-1'))?.text
    await story.sweep()
    expect(await story.status()).toContain('The label `incident` was removed before the postmortem was merged')
    expect(await story.pullState()).toMatchObject({ state: 'open' })
    expect((await story.document('postmortem/incident-1'))?.text).toBe(before)
  })
})

describe('who the app takes for itself', () => {
  const self = { login: 'aftermath[bot]', appIds: [7, 8], logins: ['github-actions[bot]'] }
  it.each([
    ['itself', { login: 'aftermath[bot]', bot: true, appId: 7 }, true],
    ['itself in another case', { login: 'Aftermath[Bot]', bot: true, appId: null }, true],
    ['a former app, by id', { login: 'before[bot]', bot: true, appId: 8 }, true],
    ['a former account, by login', { login: 'github-actions[bot]', bot: true, appId: 15_368 }, true],
    ['another app', { login: 'aftermath2[bot]', bot: true, appId: 9 }, false],
    ['a person of its name', { login: 'aftermath', bot: false, appId: null }, false],
    ['a person of nearly its name', { login: 'aftermath-bot', bot: false, appId: null }, false],
    ['a person who writes by way of it', { login: 'stranger', bot: false, appId: 7 }, false],
  ])('%s', (_name, actor, own) => {
    expect(isOwn(actor, self)).toBe(own)
  })
})
