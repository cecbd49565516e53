import { describe, expect, test } from 'vitest'
import { parseConfiguration } from '../../src/config/configuration.ts'
import { effectiveValues } from '../../src/config/effective-values.ts'
import {
  areOfIncident,
  configurationFor,
  incidentLabels,
  isEnabledForSome,
  itemLabels,
} from '../../src/config/overrides.ts'

function parse(repository: string, owner: string | null = null) {
  return parseConfiguration({
    repository: { source: 'acme/shop/.github/postmortem.yml', text: repository },
    owner: owner === null ? null : { source: 'acme/.github/.github/postmortem.yml', text: owner },
  })
}

function problemsOf(repository: string, owner: string | null = null): readonly string[] {
  return parse(repository, owner).problems.map(
    ({ line, column, key, message }) => `${line}:${column} ${key}: ${message}`,
  )
}

const whole = `services:
  checkout:
    repositories: [acme/checkout, cart]
    paths: [/services/checkout/, 'lib/cart/**', .github/workflows]
    team: acme/checkout
    lead: '@ana'
    reviewers: [ben, '@acme/checkout']
    private: true
  search:
`

describe('services', () => {
  test('are read with what each says, the rest by default', () => {
    const { configuration, problems } = parse(whole)
    expect(problems).toEqual([])
    expect(configuration.services).toEqual([
      {
        name: 'checkout',
        repositories: ['acme/checkout', 'cart'],
        paths: ['services/checkout', 'lib/cart', '.github/workflows'],
        label: 'service:checkout',
        team: '@acme/checkout',
        lead: '@ana',
        reviewers: ['@ben', '@acme/checkout'],
        private: true,
      },
      {
        name: 'search',
        repositories: [],
        paths: [],
        label: 'service:search',
        team: null,
        lead: null,
        reviewers: [],
        private: false,
      },
    ])
  })

  test("are merged with the owner's by name, key by key", () => {
    const result = parse(
      'services: { checkout: { team: "@acme/cart" } }',
      'services: { checkout: { team: "@acme/pay", label: pay }, search: {} }',
    )
    expect(result.configuration.services).toMatchObject([
      { name: 'checkout', team: '@acme/cart', label: 'pay' },
      { name: 'search', label: 'service:search' },
    ])
    expect(result.sources).toMatchObject({
      'services.checkout.team': 'repository',
      'services.checkout.label': 'owner',
      'services.search.lead': 'default',
    })
  })

  test('are listed key by key among the effective values', () => {
    const rows = effectiveValues(parse('services: { a.b: { paths: [lib] } }')).filter(({ key }) =>
      /^services/.test(key),
    )
    expect(rows.map(({ key, value, source }) => [key, value, source])).toEqual([
      ['services.a.b.repositories', [], 'default'],
      ['services.a.b.paths', ['lib'], 'repository'],
      ['services.a.b.label', 'service:a.b', 'default'],
      ['services.a.b.team', null, 'default'],
      ['services.a.b.lead', null, 'default'],
      ['services.a.b.reviewers', [], 'default'],
      ['services.a.b.private', false, 'default'],
    ])
  })

  const noService =
    'is no service, allowed: at most 100 names of 1 to 40 characters that begin with a letter or a digit, with the keys of a service below'
  const rows: readonly (readonly [name: string, text: string, says: string])[] = [
    [
      'a key that a service does not have',
      'services:\n  checkout:\n    path: [lib]\n',
      '3:5 services.checkout.path: is not a known key (did you mean services.checkout.paths?), allowed: repositories, paths, label, team, lead, reviewers, private',
    ],
    [
      'a value that does not fit',
      'services:\n  checkout:\n    paths: [lib, ../etc]\n',
      '3:18 services.checkout.paths: the text "../etc" does not fit, allowed: a list of at most 50 folders or files, relative to the root, without "..", backslashes or wildcards; [] counts instead (default)',
    ],
    [
      'a wildcard',
      'services: { checkout: { paths: ["*.ts"] } }',
      '1:33 services.checkout.paths: the text "*.ts" does not fit, allowed: a list of at most 50 folders or files, relative to the root, without "..", backslashes or wildcards; [] counts instead (default)',
    ],
    [
      'a repository that is none',
      'services: { checkout: { repositories: [acme/shop/x] } }',
      '1:40 services.checkout.repositories: the text "acme/shop/x" does not fit, allowed: a list of at most 20 repositories, such as acme/checkout, or checkout for one of the same owner; [] counts instead (default)',
    ],
    ['a name with a comma', 'services: { "a,b": {} }', `1:13 services.a,b: ${noService}`],
    ['a name of 41 characters', `services: { ${'x'.repeat(41)}: {} }`, `1:13 services.${'x'.repeat(41)}: ${noService}`],
    ['a name that is a prototype', 'services: { __proto__: { paths: [x] } }', `1:13 services.__proto__: ${noService}`],
    ['a name with hidden letters', 'services: { "a\\u202Eb": {} }', `1:13 services.a b: ${noService}`],
    [
      'a list of services',
      'services: [checkout]',
      '1:11 services: a list of 1 does not fit, allowed: at most 100 names of 1 to 40 characters that begin with a letter or a digit, with the keys of a service below',
    ],
    [
      'a service that is a text',
      'services: { checkout: lib }',
      '1:23 services.checkout: the text "lib" does not fit, allowed: the keys repositories, paths, label, team, lead, reviewers, private, indented below it',
    ],
    [
      'a service that is written twice',
      'services:\n  checkout: {}\n  checkout: {}\n',
      '3:3 services.checkout: is written twice, the first one in line 2 counts; remove one of them',
    ],
  ]
  test.each(rows)('have one problem with %s', (_, text, says) => {
    expect(problemsOf(text)).toEqual([says])
  })

  test("of the owner's file are not named in its problems", () => {
    expect(problemsOf('', 'services: { secret-plan: { path: [x], lead: 7 }, "a,b": {} }')).toEqual([
      '1:28 : a key is not known, allowed: repositories, paths, label, team, lead, reviewers, private',
      '1:45 : what stands here does not fit, allowed: a team "@org/team" or an account "@login", in quotes, or null; null counts instead (default)',
      `1:50 : ${noService}`,
    ])
  })
})

describe('overrides', () => {
  const { configuration, problems } = parse(`reminders: { hour: 8, zone: Europe/Zurich }
overrides:
  - when: { labels: [sev1] }
    start: { within: 7 days }
    reminders: { hour: 6, escalation: '@acme/directors' }
  - when: { labels: ['team:search', sev1] }
    template: .github/search.md
    reminders: { hour: 5 }
    action_items: { label: search-action }
`)

  test('are read without a problem', () => {
    expect(problems).toEqual([])
  })

  const rows: readonly (readonly [name: string, labels: readonly string[], expected: object])[] = [
    [
      'no label',
      ['incident'],
      { start: { withinHours: 72 }, template: { byLabel: [], otherwise: 'seven-questions' }, reminders: { hour: 8 } },
    ],
    [
      'all labels of the first',
      ['incident', 'SEV1'],
      {
        start: { withinHours: 168 },
        template: { byLabel: [], otherwise: 'seven-questions' },
        reminders: { hour: 6, zone: 'Europe/Zurich', escalation: '@acme/directors' },
      },
    ],
    [
      'only some labels of the second',
      ['team:search'],
      { template: { byLabel: [], otherwise: 'seven-questions' }, reminders: { hour: 8 } },
    ],
    [
      'the labels of both, the later before the earlier',
      ['team:search', 'sev1'],
      {
        start: { withinHours: 168 },
        template: { byLabel: [], otherwise: '.github/search.md' },
        reminders: { hour: 5, escalation: '@acme/directors' },
        actionItems: { label: 'search-action', max: 50, people: {} },
      },
    ],
  ]
  test.each(rows)('count for an incident with %s', (_, labels, expected) => {
    expect(configurationFor(configuration, labels)).toMatchObject(expected)
  })

  test('leave services that they do not name and themselves as they are', () => {
    const changed = configurationFor(configuration, ['sev1'])
    expect(changed).toMatchObject({ services: configuration.services, overrides: configuration.overrides })
  })

  test('change services key by key, and add some', () => {
    const given = parse(`services: { a.b: { lead: '@ana', team: '@acme/ab' }, search: { paths: [search] } }
overrides:
  - when: { labels: [sev1] }
    services: { a.b: { lead: '@ben', reviewers: [cem] }, mail: { team: acme/mail } }
`)
    expect(given.problems).toEqual([])
    const before = given.configuration.services
    expect(configurationFor(given.configuration, ['incident']).services).toEqual(before)
    expect(configurationFor(given.configuration, ['sev1']).services).toEqual([
      { ...before[0], lead: '@ben', reviewers: ['@cem'] },
      before[1],
      expect.objectContaining({ name: 'mail', label: 'service:mail', team: '@acme/mail' }),
    ])
  })

  test('may give incidents another label, and switch the app off or on for some', () => {
    const { configuration: other } = parse(`enabled: false
overrides:
  - when: { labels: ['team:mail'] }
    incident_label: outage
    enabled: true
`)
    expect(areOfIncident(['incident', 'team:mail'], other)).toBe(false)
    expect(areOfIncident(['Outage', 'team:mail'], other)).toBe(true)
    expect(areOfIncident(['outage'], other)).toBe(false)
    expect(incidentLabels(other)).toEqual(['incident', 'outage'])
    expect(isEnabledForSome(other)).toBe(true)
    expect(configurationFor(other, ['team:mail']).enabled).toBe(true)
  })

  test('name every label that items may have', () => {
    expect(itemLabels(configuration)).toEqual(['postmortem-action', 'search-action'])
  })

  test("count as one value: the repository's before the owner's, and none takes the owner's back", () => {
    const owner = 'overrides: [{ when: { labels: [sev1] }, mode: observe }]'
    expect(parse('', owner)).toMatchObject({
      configuration: { overrides: [{ labels: ['sev1'] }] },
      sources: { overrides: 'owner' },
    })
    expect(parse('overrides: []', owner)).toMatchObject({
      configuration: { overrides: [] },
      sources: { overrides: 'repository' },
    })
  })

  test('are shown among the effective values as a file would write them', () => {
    const row = effectiveValues(parse('overrides: [{ when: { labels: [a] }, reminders: { hour: 5 }, mode: act }]')).at(
      -1,
    )
    expect(row).toEqual({
      key: 'overrides',
      value: [{ when: { labels: ['a'] }, reminders: { hour: 5 }, mode: 'act' }],
      source: 'repository',
    })
  })

  const never = 'say for which incidents it is, such as `when: { labels: [sev1] }`'
  const allowed =
    'when, enabled, mode, incident_label, start, directory, base_branch, template, write_back, action_items, complete_label, timeline, reminders, review, publish, severity_labels, required_for, deadlines, services'
  const mistakes: readonly (readonly [name: string, text: string, says: string])[] = [
    [
      'without labels',
      'overrides:\n  - mode: observe\n',
      `2:5 overrides.when: is missing, so this override never counts; ${never}`,
    ],
    [
      'whose labels are a text',
      'overrides: [{ when: { labels: sev1 } }]',
      `1:31 overrides.when: does not fit, so this override never counts; ${never}`,
    ],
    [
      'with an empty list of labels, which every incident carries',
      'overrides: [{ when: { labels: [] }, mode: observe }]',
      `1:31 overrides.when: does not fit, so this override never counts; ${never}`,
    ],
    [
      'with a condition that nobody knows',
      'overrides: [{ when: { labels: [a], severity: 1 }, mode: observe }]',
      '1:36 overrides.when.severity: is not a known key, allowed: labels',
    ],
    [
      'with a service of a key that nobody knows',
      'overrides: [{ when: { labels: [a] }, services: { mail: { path: [x] } } }]',
      '1:58 overrides.services.mail.path: is not a known key (did you mean services.mail.paths?), allowed: repositories, paths, label, team, lead, reviewers, private',
    ],
    [
      'of overrides',
      'overrides: [{ when: { labels: [a] }, overrides: [] }]',
      `1:38 overrides.overrides: cannot stand in another one, allowed: ${allowed}`,
    ],
    [
      'with a key that nobody knows',
      'overrides: [{ when: { labels: [a] }, templat: x.md }]',
      `1:38 overrides.templat: is not a known key (did you mean template?), allowed: ${allowed}`,
    ],
    [
      'with a value that does not fit',
      'overrides:\n  - when: { labels: [a] }\n    reminders:\n      hour: 25\n',
      '4:13 overrides.reminders.hour: 25 does not fit, allowed: a whole number from 0 to 23; this override leaves it as it is',
    ],
    [
      'that are no mapping',
      'overrides: [sev1]',
      '1:13 overrides: the text "sev1" is no override, allowed: `when` and the keys that it changes',
    ],
    [
      'that are no list',
      'overrides: { when: { labels: [a] } }',
      '1:12 overrides: a mapping does not fit, allowed: a list of at most 50, each with `when: { labels: [...] }` and any other keys of this file',
    ],
    [
      'that make a label serve two purposes',
      'overrides: [{ when: { labels: [a] }, action_items: { label: Incident } }]',
      '1:61 overrides.action_items.label: is the same label as incident_label, allowed: a label of its own; this override leaves it as it is',
    ],
    [
      'that make two labels the same between them',
      'overrides: [{ when: { labels: [a] }, complete_label: x }, { when: { labels: [b] }, action_items: { label: x } }]',
      '1:107 overrides.action_items.label: is the same label as complete_label, allowed: a label of its own; this override leaves it as it is',
    ],
  ]
  test.each(mistakes)('have one problem %s', (_, text, says) => {
    expect(problemsOf(text)).toEqual([says])
  })

  test('with a mistake in one key count with the others', () => {
    const result = parse('overrides: [{ when: { labels: [a] }, mode: x, template: y.md }]')
    expect(configurationFor(result.configuration, ['a'])).toMatchObject({
      mode: 'act',
      template: { byLabel: [], otherwise: 'y.md' },
    })
  })
})
