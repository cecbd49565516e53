import { describe, expect, test } from 'vitest'
import { parseConfiguration } from '../../../src/config/configuration.ts'
import {
  affectedServices,
  escalationOf,
  impactOf,
  pathsOf,
  repositoriesOf,
  reviewersOf,
  servicesOf,
} from '../../../src/plan/incident/services.ts'
import { anIssue } from '../builders.ts'

const text = `services:
  checkout:
    paths: [services/checkout, lib/cart]
    repositories: [acme/payments, cart, acme/shop]
    team: '@acme/checkout'
    lead: '@ana'
    reviewers: ['@acme/checkout', '@ben']
  search:
    label: 'area: search'
    paths: [services/search, lib/cart]
    repositories: [Acme/Payments, other/index]
    reviewers: ['@ben']
    private: true
  mail: {}
reminders: { escalation: '@acme/directors' }
`

function about({ labels = [], body = '' }: { labels?: readonly string[]; body?: string }) {
  const { configuration } = parseConfiguration({ repository: { source: 'x', text }, owner: null })
  const repository = {
    id: 1,
    owner: 'acme',
    name: 'shop',
    defaultBranch: 'main',
    archived: false,
    visibility: 'private' as const,
    hasIssues: true,
    url: 'https://github.com/acme/shop',
  }
  return { configuration, repository, issue: anIssue({ labels, body }) }
}

describe('an incident is about', () => {
  const rows: readonly (readonly [what: string, file: Parameters<typeof about>[0], names: readonly string[]])[] = [
    ['nothing that anybody said', { body: 'It is checkout, I think.' }, []],
    ['the service of its label, whatever the case', { labels: ['incident', 'Service:Checkout'] }, ['checkout']],
    ['the service with a label of its own', { labels: ['area: search'] }, ['search']],
    ["no service by a label that is another one's", { labels: ['service:search'] }, []],
    ['the service that its form names', { body: '### Affected service\n\nCheckout\n' }, ['checkout']],
    [
      'several of both, each once, in the order of the configuration',
      {
        labels: ['area: search', 'service:checkout'],
        body: '### Affected services\n\nmail, search\n',
      },
      ['checkout', 'search', 'mail'],
    ],
    ['nothing where the form was left empty', { body: '### Affected service\n\n_No response_\n' }, []],
    ['nothing by a name that nobody configured', { body: '### Affected service\n\nconstructor, __proto__\n' }, []],
  ]
  test.each(rows)('%s', (_, file, names) => {
    expect(servicesOf(about(file)).map(({ name }) => name)).toEqual(names)
  })
})

describe('the affected services for people', () => {
  test('are those known, then what only the form and labels say', () => {
    const body = '### Affected services\n\nSearch, the bakery'
    expect(affectedServices(about({ labels: ['service:vans', 'area: search'], body }))).toEqual([
      'search',
      'vans',
      'the bakery',
    ])
  })

  test('are short, on one line and without secrets', () => {
    const body = `### Affected services\n\n${'x'.repeat(500)}, ghp_${'a'.repeat(36)}, a\u202eb\n`
    expect(affectedServices(about({ body }))).toEqual(['x'.repeat(60), '[removed]', 'ab'])
  })

  test('are at most twenty', () => {
    const body = `### Affected services\n\n${Array.from({ length: 500 }, (_, n) => `s${n}`).join(', ')}`
    expect(affectedServices(about({ body }))).toHaveLength(20)
  })
})

describe('the impact', () => {
  const rows: readonly (readonly [body: string, impact: string | null])[] = [
    ['### Impact\n\nHalf of all\npayments fail.\n\n### Other\n\nx', 'Half of all payments fail.'],
    ['### Impact\n\n_No response_\n\n### Who is affected?\n\nEU customers', 'EU customers'],
    ['### Impact\n\n_No response_\n', null],
    ['Impact: everybody', null],
  ]
  test.each(rows)('of %j is %j', (body, impact) => {
    expect(impactOf(about({ body }))).toBe(impact)
  })
})

describe('what services say', () => {
  const both = about({ labels: ['service:checkout', 'area: search'] })

  test('of paths and reviewers counts once each', () => {
    expect(pathsOf(both)).toEqual(['services/checkout', 'lib/cart', 'services/search'])
    expect(reviewersOf(both)).toEqual(['@acme/checkout', '@ben'])
  })

  test("of repositories counts once each, the incident's own left out; what one keeps secret stays so, and paths count in each", () => {
    expect(repositoriesOf(both)).toEqual([
      {
        owner: 'Acme',
        repo: 'Payments',
        secret: true,
        paths: ['services/checkout', 'lib/cart', 'services/search', 'lib/cart'],
      },
      { owner: 'acme', repo: 'cart', secret: false, paths: ['services/checkout', 'lib/cart'] },
      { owner: 'other', repo: 'index', secret: true, paths: ['services/search', 'lib/cart'] },
    ])
  })

  const escalations: readonly (readonly [labels: readonly string[], whom: readonly string[]])[] = [
    [['service:checkout'], ['@ana', '@acme/checkout']],
    [['service:mail'], ['@acme/directors']],
    [[], ['@acme/directors']],
  ]
  test.each(escalations)('of escalation counts before what counts for all: %j', (labels, whom) => {
    expect(escalationOf(about({ labels }))).toEqual(whom)
  })
})
