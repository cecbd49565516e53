import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../src/config/configuration.ts'
import type { Mutation, OpenItem } from '../../../src/domain/mutation.ts'
import type { ItemRepository, Repository } from '../../../src/domain/repository.ts'
import type { Visibility } from '../../../src/domain/visibility.ts'
import { itemPlace, laterItemPlace } from '../../../src/plan/action-items/place/item-place.ts'
import type { Inquiry } from '../../../src/plan/inquiry.ts'
import { aLine, anIssue } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'

function there(repo: string, more: Partial<ItemRepository> = {}): ItemRepository {
  return { id: 9, owner: 'acme', repo, visibility: 'public', covered: true, closed: null, ...more }
}

const shop: Repository = {
  id: 1,
  owner: 'acme',
  name: 'shop',
  defaultBranch: 'main',
  visibility: 'public',
  archived: false,
  hasIssues: true,
  url: 'https://github.com/acme/shop',
}

const services = `services:
  pay: { repositories: [billing] }
  buy: { repositories: [acme/Billing, web] }
  hidden: { repositories: [vault], private: true }
`

interface Case {
  readonly named?: string
  readonly labels?: readonly string[]
  readonly found?: ItemRepository | null
  readonly from?: Visibility
}

function placed({ named, labels = [], found = there('billing'), from = 'public' }: Case, place = itemPlace) {
  const asked: string[] = []
  const inquiry: Inquiry = {
    ask: (question) => {
      asked.push('name' in question ? String(question.name) : question.ask)
      // The planner asks nothing else here.
      return found as never
    },
    refused: () => false,
    questions: () => [],
  }
  const source = 'acme/shop/.github/postmortem.yml'
  const { configuration } = parseConfiguration({ repository: { source, text: services }, owner: null })
  const ground = { repository: { ...shop, visibility: from }, configuration, issue: anIssue({ labels }) }
  const line = named === undefined ? aLine('Alert us') : aLine('Alert us', { repository: named })
  const result = place(line, ground, inquiry)
  return { asked, place: result?.there?.repo ?? 'here', wanted: result?.wanted, neutral: result?.neutral }
}

describe('the repository in which an item gets its issue', () => {
  it.each<[what: string, given: Case, place: string, wanted: string | null, asked: readonly string[]]>([
    ['that of its line', { named: 'billing' }, 'billing', null, ['acme/billing']],
    ['that of its line, by its full name', { named: 'ACME/billing' }, 'billing', null, ['ACME/billing']],
    ['here, where the line names this one', { named: 'Shop' }, 'here', null, []],
    ['here for another owner, who is asked for nothing', { named: 'zeta/billing' }, 'here', 'zeta/billing', []],
    ['here for one that nobody sees', { named: 'gone', found: null }, 'here', 'acme/gone', ['acme/gone']],
    ['that of the service', { labels: ['service:pay'] }, 'billing', null, ['acme/billing']],
    ['that of the line before that of the service', { named: 'shop', labels: ['service:pay'] }, 'here', null, []],
    ['here, where a service has several', { labels: ['service:buy'] }, 'here', null, []],
    ['here, where services name several', { labels: ['service:pay', 'service:buy'] }, 'here', null, []],
    ['here for a private service', { labels: ['service:hidden'] }, 'here', null, []],
    ['here without a service', {}, 'here', null, []],
    ['here, where the name leads back', { named: 'old', found: there('shop', { id: 1 }) }, 'here', null, ['acme/old']],
  ])('is %s', (_, given, place, wanted, asked) => {
    expect(placed(given)).toMatchObject({ place, wanted, asked })
  })

  it.each(['not-installed', 'archived', 'no-issues'] as const)('is here where that one is %s', (closed) => {
    const found = there('billing', { closed, covered: false })
    expect(placed({ named: 'billing', found })).toMatchObject({ place: 'here', wanted: 'acme/billing' })
  })

  it.each<[from: Visibility, to: Visibility, neutral: boolean]>([
    ['private', 'public', true],
    ['private', 'internal', true],
    ['internal', 'public', true],
    ['private', 'private', false],
    ['internal', 'private', false],
    ['public', 'private', false],
  ])('gets neutral words from a %s one to a %s one: %s', (from, to, neutral) => {
    const given = { named: 'billing', from, found: there('billing', { visibility: to }) }
    expect(placed(given)).toMatchObject({ place: 'billing', neutral })
    // What came after the merge nobody saw in a preview.
    expect(placed(given, laterItemPlace).place).toBe(neutral ? 'here' : 'billing')
  })
})

const document = '# P\n\n## Action items\n\n- [ ] Close the hole in checkout @tia @bob repo:web\n- [ ] Write it down\n'
const world = anIncident()
  .with({ issue: anIssue({ labels: ['incident'] }), visibility: 'private', document })
  .with({ itemRepositories: { 'acme/web': there('web') } })
const merged = world.withPull({
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: '2026-03-02T12:00:00Z',
  mergeCommit: 'b'.repeat(40),
})
const isItem = (one: Mutation): one is Mutation & OpenItem => one.do === 'open-item'

describe('an item of a private incident for a public repository', () => {
  it('says there only what everybody may read, with its label made there', () => {
    const { mutations } = merged.decide()
    const [item, other] = mutations.filter(isItem)
    expect(item).toMatchObject({ rule: 'open-item-elsewhere', title: 'Follow-up 1 from a postmortem' })
    expect(item?.in).toMatchObject({ owner: 'acme', repo: 'web' })
    expect(item?.body).not.toMatch(/hole|checkout|shop|bob/i)
    expect(item?.body).toContain('Due: 2026-04-01')
    expect(other).toMatchObject({ rule: 'open-item', title: 'Write it down' })
    const labels = mutations.filter((one) => one.do === 'create-label').map((one) => one.in?.repo ?? 'here')
    expect(labels).toEqual(['web', 'here'])
  })

  it('is shown so beforehand, in the preview of the pull request', () => {
    const review = { kind: 'review', owner: 'acme', repo: 'shop', number: 2 } as const
    const [check] = world.withPull({ draft: false }).decideAbout(review).mutations
    const summary = check?.do === 'post-check' ? check.summary : ''
    expect(summary).toContain(
      '| Follow-up 1 from a postmortem (more people see it there, so it says no more than this) |',
    )
    expect(summary).toContain(' | acme/web | tia')
    expect(summary).toContain('| Write it down | acme/shop |')
  })

  it('is not asked about for a fork, which could find out what there is', () => {
    const review = { kind: 'review', owner: 'acme', repo: 'shop', number: 2 } as const
    const fork = { ref: 'patch', sha: 'a'.repeat(40), repositoryId: 77 }
    const unasked = new Proxy<Record<string, ItemRepository>>({}, { get: () => expect.fail('It was asked about.') })
    const [check] = world
      .with({ itemRepositories: unasked })
      .withPull({ draft: false, head: fork })
      .decideAbout(review).mutations
    expect(check?.do === 'post-check' && check.summary).toContain('No issues will be opened')
  })
})
