import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { twins } from './stage/end-state.ts'
import { later, person } from './stage/script.ts'
import type { OpenFile } from './stage/stage.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

const labels = ['incident', 'service:checkout', 'service:search', 'service:mail']
const reference = z.object({ object: z.object({ sha: z.string() }) })
const contents = z.object({ sha: z.string(), content: z.string() })

/** A file on the branch of an incident, as an editor holds it. */
async function open(incident: number, path: string): Promise<OpenFile> {
  const branch = `postmortem/incident-${incident}`
  const address = `${story.repository}/contents/${path}?ref=${branch}`
  const { sha, content } = await story.person('mia').read(address, contents)
  return { path, branch, sha, text: Buffer.from(content, 'base64').toString() }
}

describe('one repository for all incidents', () => {
  const configuration = `services:
  shop: { repositories: [web, api, vault, legacy, mobile], paths: [cart] }
  other: { repositories: [wiki] }
`
  const there = { files: { 'README.md': '# A repository\n' } }
  const repositories = [
    { name: 'incidents', private: true, labels, files: { '.github/postmortem.yml': configuration } },
    { name: 'web', files: { ...there.files, '.github/CODEOWNERS': 'cart/ @acme/cart\n' } },
    { name: 'api', ...there, hasIssues: false },
    { name: 'vault', ...there, private: true },
    { name: 'legacy', ...there, installed: false },
    { name: 'mobile', ...there, installed: false, private: true },
    { name: 'wiki', ...there },
  ]
  const names = ['web', 'api', 'vault', 'legacy', 'mobile', 'wiki']

  /** A pull request that changes one file, opened and merged. */
  async function mergedIn(repository: string, path: string): Promise<void> {
    const there = `/repos/acme/${repository}`
    const mia = story.person('mia')
    const { object } = await mia.read(`${there}/git/ref/heads/main`, reference)
    await mia.send('POST', `${there}/git/refs`, { ref: 'refs/heads/change', sha: object.sha })
    const content = Buffer.from('export {}\n').toString('base64')
    await mia.send('PUT', `${there}/contents/${path}`, { message: 'Change it', content, branch: 'change' })
    await mia.send('POST', `${there}/pulls`, { title: 'Round totals', head: 'change', base: 'main' })
    await mia.send('PUT', `${there}/pulls/1/merge`)
  }

  async function opened(seen: 'public' | 'private'): Promise<string> {
    const [first, ...others] = repositories
    const seed = { repositories: [{ ...first, name: 'incidents', private: seen === 'private' }, ...others] }
    story = (await tell({ network: 'none', seed })).at({ repo: 'incidents' })
    for (const name of names) {
      const body = { tag_name: 'v2', name: `Version 2 of ${name}` }
      await story.person('wes').send('POST', `/repos/acme/${name}/releases`, body)
    }
    await mergedIn('web', 'cart/total.ts')
    await story.play(later({ minutes: 5 }))
    story.world.sandbox.requests.clear()
    await story.play(wes.opens('Checkout is down', { body: '### Affected service\n\nShop\n' }))
    const document = await story.document('postmortem/incident-1')
    return document?.text ?? ''
  }

  it('tells what happened in each service with the app, and counts those without it', async () => {
    const text = await opened('private')
    const told = names.filter((name) => text.includes(`acme/${name}: Release Version 2 of ${name}`))
    expect(told).toEqual(['web', 'api', 'vault'])
    expect(text).toContain('_2 repositories of these services may be read by fewer people than this document')
    expect(text).toContain('services: ["shop"]')
    expect(text).not.toMatch(/legacy|mobile|wiki/)
  })

  it('reads there with tokens that may write nothing, and only what the incident is about', async () => {
    await opened('private')
    const asked = story.world.sandbox.requests.list()
    const elsewhere = asked.filter(({ path }) => names.some((name) => path.startsWith(`/repos/acme/${name}/`)))
    expect(new Set(elsewhere.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(elsewhere.filter(({ path }) => path.startsWith('/repos/acme/wiki'))).toEqual([])
    const before = asked.length
    await story.play(mia.says('We are on it.'))
    expect(story.world.sandbox.requests.list().length - before).toBeLessThan(10)
  })

  it('says which changes there touch the service, and whose knowledge would have helped', async () => {
    const text = await opened('private')
    expect(text).toContain('Merge of acme/web#1: Round totals (touches an affected service)')
    expect(text).toContain('near the start: acme/cart.')
  })

  it('tells nothing of private repositories where everybody sees it', async () => {
    const text = await opened('public')
    expect(names.filter((name) => text.includes(`Version 2 of ${name}`))).toEqual(['web', 'api'])
    expect(text).toContain('_3 repositories of these services may be read by fewer people than this document')
    expect(text).not.toMatch(/vault|legacy|mobile|wiki/)
    expect(await story.status()).not.toContain('vault')
  })
})

describe('three teams in one repository', () => {
  const configuration = `reminders: { limit: 1, repeat: 1 }
services:
  checkout: { paths: [services/checkout], lead: '@mia', reviewers: ['@mia'] }
  search: { paths: [services/search], team: '@acme/search', reviewers: ['@acme/search'] }
  mail: { paths: [services/mail] }
overrides:
  - when: { labels: ['service:checkout'] }
    directory: checkout/postmortems
    action_items: { label: checkout-action }
  - when: { labels: ['service:search'] }
    directory: search/postmortems
    template: .github/search.md
    action_items: { label: search-action }
  - when: { labels: ['service:mail'] }
    reminders: { escalation: '@acme/directors' }
`
  const template =
    '---\nservices: {{{yaml.services}}}\n---\n\n# {{title}}, for the search team\n\n## Action items\n\n## 7.\n'
  const files = { '.github/postmortem.yml': configuration, '.github/search.md': template }
  const teams = [
    {
      team: 'checkout',
      folder: 'checkout/postmortems',
      label: 'checkout-action',
      whom: '@mia',
      heading: '# Postmortem:',
    },
    {
      team: 'search',
      folder: 'search/postmortems',
      label: 'search-action',
      whom: '@acme/search',
      heading: '# search, for the search team',
    },
    {
      team: 'mail',
      folder: 'postmortems',
      label: 'postmortem-action',
      whom: '@acme/directors',
      heading: '# Postmortem:',
    },
  ]

  it('each has its own folder, template, label of items and escalation', async () => {
    story = await tell({ network: 'none', seed: { repositories: [{ name: 'shop', labels, files }] } })
    for (const [index, { team, folder, heading }] of teams.entries()) {
      const incident = index * 2 + 1
      await story.play(wes.opens(team, { labels: [`service:${team}`, 'incident'] }))
      const opened = await open(incident, `${folder}/2026-03-02-${incident}-${team}.md`)
      expect(opened.text).toContain(heading)
      expect(opened.text).toContain(`services: ["${team}"]`)
      const item = `- [ ] Alert ${team} @tia (due 2026-03-10)\n\n`
      await story.save('wes', opened, opened.text.replace(/(?=^## 7\.)/m, item))
    }
    for (const index of teams.keys()) await story.at({ incident: index * 2 + 1 }).play(wes.marksReady(), mia.merges())
    for (const { team, label } of teams) expect((await story.issueState(`Alert ${team}`)).labels).toEqual([label])

    for (const day of ['09', '11']) {
      story.sandbox.clock.set(`2026-03-${day}T12:00:00Z`)
      await story.sweep()
    }
    for (const { team, whom } of teams) {
      const { comments } = await story.issueState(`Alert ${team}`)
      expect(comments.map(({ body }) => /^@\S+(?=:)/m.exec(body)?.[0])).toEqual(['@tia', whom])
    }
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
    expect(twins(await story.state())).toEqual([])
  })

  it('one may have an incident label of its own, and another do without the app', async () => {
    const files = {
      '.github/postmortem.yml': `overrides:
  - when: { labels: ['service:mail'] }
    incident_label: mail-incident
  - when: { labels: ['service:search'] }
    enabled: false
`,
    }
    const repository = { name: 'shop', labels: [...labels, 'mail-incident'], files }
    story = await tell({ network: 'none', seed: { repositories: [repository] } })
    await story.play(
      wes.opens('Search is down', { labels: ['service:search', 'incident'] }),
      wes.opens('Mail is odd', { labels: ['service:mail', 'incident'] }),
    )
    await story.unheard(wes.opens('Mail is late', { labels: ['service:mail', 'mail-incident'] }))
    await story.sweep()
    const documents = await Promise.all([1, 2, 3].map((number) => story.document(`postmortem/incident-${number}`)))
    expect(documents.map((document) => document?.path ?? null)).toEqual([
      null,
      null,
      'postmortems/2026-03-02-3-mail-is-late.md',
    ])
  })
})
