import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import type { Issue } from '../../../src/domain/issue.ts'
import type { Mutation } from '../../../src/domain/mutation.ts'
import type { OtherRepository, Pull } from '../../../src/domain/repository.ts'
import { isPublic, mayStandIn, type Visibility } from '../../../src/domain/visibility.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { anIssue } from '../builders.ts'
import { anIncident, aPull, type Incident } from '../incident-builder.ts'

const all: readonly Visibility[] = ['private', 'internal', 'public']

/** From where text may go to where, within one account: rows are its source, columns the place. */
const within: Readonly<Record<Visibility, Readonly<Record<Visibility, boolean>>>> = {
  private: { private: true, internal: false, public: false },
  internal: { private: true, internal: true, public: false },
  public: { private: true, internal: true, public: true },
}

describe('who sees a repository', () => {
  const pairs = all.flatMap((source) => all.map((place) => ({ source, place, tells: within[source][place] })))

  it.each(pairs)('text of the $source one may stand in the $place one: $tells', ({ source, place, tells }) => {
    expect(mayStandIn({ owner: 'Acme', visibility: place }, { owner: 'acme', visibility: source })).toBe(tells)
    const abroad = { owner: 'zeta', visibility: source }
    expect(mayStandIn({ owner: 'acme', visibility: place }, abroad)).toBe(isPublic(abroad))
  })
})

const secret = 'nimbus'
const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
const labels = ['incident', 'service:pay']
const incident = anIncident()
  .with({ issue: anIssue({ labels }) })
  .labelledBy('wes')

/** A word of text wherever people could read it: all that a plan writes, but for where it writes it. */
function written(of: Incident): string {
  return of.decide().mutations.map(textOf).join('\n')
}

function textOf(mutation: Mutation): string {
  return JSON.stringify({ ...mutation, rule: '', in: null })
}

const mark = renderMarker({ kind: 'item', repository: 1, incident: 1, pull: 2, ordinal: 1, source: 'Alert us' })

/** The issue of the only action item, in another repository. */
function moved(elsewhere: OtherRepository): Issue {
  const url = `https://github.com/${elsewhere.owner}/${elsewhere.repo}/issues/7`
  const body = `${mark}\n${secret}\n\nDue: 2026-03-20`
  return anIssue({ number: 7, title: `Alert ${secret}`, author: app, elsewhere, url, body, assignees: ['tia'] })
}

const merged = incident.with({ document: '# Postmortem\n\n## Action items\n\n- [ ] Alert us\n' }).withPull({
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: '2026-03-02T12:00:00Z',
  mergeCommit: 'b'.repeat(40),
})

const pay: Pull = {
  ...aPull,
  number: 9,
  title: `Merge ${secret}`,
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: '2026-03-02T11:00:00Z',
  mergeCommit: 'c'.repeat(40),
  head: { ref: 'retry', sha: 'c'.repeat(40), repositoryId: 2 },
  base: { ref: 'main', sha: 'c'.repeat(40) },
  url: `https://github.com/acme/${secret}/pull/9`,
}

function service(visibility: Visibility, more: object = {}): Parameters<Incident['with']>[0] {
  const there = { owner: 'acme', repo: secret, visibility, defaultBranch: 'main', installed: true, merges: [pay] }
  const files = { CODEOWNERS: `* @acme/${secret}-team` }
  const url = `https://github.com/acme/${secret}`
  const elsewhere = { 'acme/pay': { ...there, url, files, changed: { 9: [`${secret}.ts`] }, ...more } }
  return { configuration: 'services: { pay: { repositories: [pay] } }', elsewhere }
}

const repository = (visibility: Visibility, covered: boolean): OtherRepository => {
  return { id: 55, owner: 'acme', repo: secret, visibility, covered }
}

/** An incident that came from another repository, where its postmortem stayed. */
function transferred(visibility: Visibility): Incident {
  const memory = { ...noMemory, pull: 4 }
  const status = renderMarker({ kind: 'status', repository: 55, incident: 3, memory })
  return incident
    .with({ repositories: { 55: repository(visibility, true) } })
    .withComment('aftermath[bot]', `${status}\n### Postmortem`)
}

/**
 * Every place where text of one repository could come to stand in another. `tells` is a plan in which the word would show if
 * it may be told. Whoever adds a place adds its row.
 */
const crossings: readonly { readonly what: string; readonly tells: (source: Visibility) => Incident }[] = [
  {
    what: 'a template of the owner',
    tells: (visibility) =>
      incident.with({ configuration: 'template: x.md', ownerFiles: { visibility, files: { 'x.md': `# ${secret}` } } }),
  },
  {
    what: 'a mistake in a template of the owner',
    tells: (visibility) =>
      incident.with({
        configuration: 'template: x.md',
        ownerFiles: { visibility, files: { 'x.md': `{{> ${secret}}}` } },
      }),
  },
  { what: 'a merge in a repository of a service', tells: (visibility) => incident.with(service(visibility)) },
  {
    what: 'a failed run in a repository of a service',
    tells: (visibility) => {
      const actor = { login: 'tia', bot: false }
      const run = { id: 5, name: secret, title: secret, at: '2026-03-02T11:30:00Z', url: pay.url, actor }
      return incident.with(service(visibility, { merges: [], failedRuns: [run] }))
    },
  },
  { what: 'where an incident was transferred from', tells: transferred },
  {
    what: 'the title and repository of an action item that was transferred',
    tells: (visibility) => merged.with({ items: [moved(repository(visibility, true))] }),
  },
  {
    what: 'the name of an action item that was transferred to where the app is not',
    tells: (visibility) => merged.with({ items: [moved(repository(visibility, false))] }),
  },
  {
    what: 'the title of an issue that an action item follows, once it was transferred',
    tells: (visibility) => {
      const issue = { ...moved(repository(visibility, true)), author: { login: 'wes', bot: false, appId: null } }
      return merged.with({ document: '# Postmortem\n\n## Action items\n\n- [ ] #7\n', items: [issue] })
    },
  },
  {
    what: 'what an action item is a duplicate of',
    tells: (visibility) => {
      const twin = anIssue({ number: 8, title: 'Alert us', author: app, body: mark })
      return merged.with({ items: [moved(repository(visibility, true)), twin] })
    },
  },
]

describe.each(crossings)('$what', ({ what, tells }) => {
  const pairs = all.flatMap((source) => all.map((place) => ({ source, place })))
  it.each(pairs)('of a repository that is $source, in one that is $place', ({ source, place }) => {
    const allowed = within[source][place]
    const text = written(tells(source).with({ visibility: place }))
    expect(text, what).toMatch(/Postmortem|postmortem/)
    expect(text.includes(secret), text).toBe(allowed)
  })
})

describe('a link that is written back to the document', () => {
  const pairs = all.flatMap((there) => all.map((here) => ({ there, here })))
  it.each(pairs)(
    'names no repository that is $there, whither its issue moved, in one that is $here',
    ({ there, here }) => {
      const items = [{ ordinal: 1, issue: 3, slot: null, remindedAt: null }]
      const memory = {
        ...noMemory,
        pull: 2,
        mergeCommit: 'b'.repeat(40),
        path: 'postmortems/2026-03-02-1-checkout-is-down.md',
        items,
      }
      const status = renderMarker({ kind: 'status', repository: 1, incident: 1, memory })
      const { mutations } = merged
        .withComment('aftermath[bot]', `${status}\n### Postmortem`)
        .with({ items: [moved(repository(there, true))], visibility: here })
        .decide()
      const [write] = mutations.filter((mutation) => mutation.do === 'write-file')
      expect(write?.text).toContain('- [ ] Alert us ([#3](https://github.com/acme/shop/issues/3))')
      expect(write?.text).not.toContain(secret)
    },
  )
})

describe('what people wrote of another repository', () => {
  const references = [`acme/${secret}#12`, `https://github.com/acme/${secret}/issues/12`]
  const cases = references.flatMap((reference) => all.map((visibility) => ({ reference, visibility })))

  it.each(cases)('is their words, and no question: $reference, read in one that is $visibility', (given) => {
    const { reference, visibility } = given
    const document = `# Postmortem\n\n## Action items\n\n- [ ] ${reference}\n- [ ] Alert, see ${reference}\n`
    const elsewhere = { [`acme/${secret}`]: { ...service('private').elsewhere?.['acme/pay'] } }
    const said = merged.with({ document, visibility, ...elsewhere }).decide()
    expect(said.mutations.map(textOf).join()).not.toContain(`Merge ${secret}`)
    const bodies = said.mutations.flatMap((mutation) => ('body' in mutation ? [mutation.body] : []))
    for (const body of bodies) expect(body).not.toContain(`acme/${secret}#12`)
  })

  it('is broken where it is copied: its repository is told of nothing', () => {
    const issue = anIssue({
      labels,
      title: `As in acme/${secret}#12`,
      body: `See https://github.com/acme/${secret}/issues/12`,
    })
    const { mutations } = incident.with({ issue, visibility: 'public' }).decide()
    const [opened] = mutations.filter((mutation) => mutation.do === 'open-postmortem')
    expect(opened?.title).toContain(secret)
    for (const text of [opened?.title, opened?.body]) expect(text).not.toContain(`acme/${secret}#12`)
  })
})

describe('a fork', () => {
  const pairs = all.flatMap((fork) => all.map((parent) => ({ fork, parent })))
  it.each(pairs)('that is $fork of one that is $parent is what it is itself, whoever owns it', ({ fork, parent }) => {
    const [ours, theirs] = [
      { owner: 'acme', visibility: fork },
      { owner: 'stranger', visibility: parent },
    ]
    expect(mayStandIn(ours, theirs)).toBe(parent === 'public')
    expect(mayStandIn(theirs, ours)).toBe(fork === 'public')
  })
})

describe('a reminder in another repository', () => {
  const pairs = all.flatMap((there) => all.map((here) => ({ there, here })))
  it.each(pairs)('that is $there names an incident in one that is $here only where it may', ({ there, here }) => {
    const { mutations } = merged
      .with({ items: [moved(repository(there, true))], now: '2026-03-18T12:00:00Z', visibility: here })
      .decide()
    const [reminder] = mutations.filter((mutation) => mutation.do === 'remind')
    const allowed = within[here][there]
    expect(reminder?.body).toContain(allowed ? 'acme/shop#1' : 'this follow-up from a postmortem')
    expect(reminder?.body.includes('acme/shop')).toBe(allowed)
    expect(reminder?.body).not.toContain('Checkout is down')
  })
})

describe('the owner’s configuration', () => {
  it.each(all)('is never quoted in its mistakes, not even where the repository is %s', (visibility) => {
    const text = written(incident.with({ visibility, ownerConfiguration: `mode: ${secret}\n${secret}: 1` }))
    expect(text).toContain('acme/.github')
    expect(text).not.toContain(secret)
  })
})

describe('only one function', () => {
  it('compares who sees two repositories', () => {
    const asks = /\.visibility\b[^\n]*(?:[!=<>]=|\?)|\.private\b|['"]internal['"]/
    const ranking = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && asks.test(readFileSync(`src/${path}`, 'utf8')))
      .toSorted()
    expect(ranking).toEqual([
      // Two lists hold the word.
      'domain/visibility.ts',
      'github/wire/wire-repository.ts',
      'plan/incident/services.ts',
    ])
  })
})
