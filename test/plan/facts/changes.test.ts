import { describe, expect, it } from 'vitest'
import type { BranchCommit } from '../../../src/domain/repository.ts'
import type { Deployment, FailedRun, Release } from '../../../src/domain/shipping.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident, aPull } from '../incident-builder.ts'
import { block, documentOf, rows } from './document.ts'

const [wes, tia] = [aPerson('wes'), aPerson('tia')]
const start = '2026-03-02T11:00:00Z'
const declared = anIncident()
  .with({ issue: anIssue({ createdAt: start }), now: '2026-03-02T12:30:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')

const page = 'https://github.com/acme/shop'
const release = (at: string, name = 'Version 2'): Release => {
  return { tag: 'v2', name, author: tia, at, url: `${page}/releases/tag/v2` }
}
const failedRun = (at: string): FailedRun => {
  return { name: 'ci', title: 'Use the new flag', actor: wes, at, url: `${page}/actions/runs/1` }
}
const deployment = (id: number, environment: string, at: string, more: Partial<Deployment> = {}): Deployment => {
  const sha = 'b'.repeat(40)
  return { id, sha, ref: sha, environment, transient: false, creator: wes, createdAt: at, ...more }
}
const merge = (number: number, mergedAt: string, more: Partial<typeof aPull> = {}): typeof aPull => ({
  ...aPull,
  id: number,
  number,
  title: `Change ${number}`,
  merged: true,
  state: 'closed',
  mergedAt,
  head: { ...aPull.head, ref: `change-${number}` },
  author: { login: 'mia', bot: false },
  url: `${page}/pull/${number}`,
  ...more,
})
/** What the block tells, without its head, times and addresses. */
const told = (incident: ReturnType<typeof anIncident>) =>
  block('changes', incident)
    .split('\n')
    .flatMap((line) => /^\| \[[^\]]*\]\([^)]*\) \| (.*) \|$/.exec(line)?.[1] ?? [])

describe('what changed near the start', () => {
  it('is told the nearest first, with the time to the start, and in the timeline too', () => {
    const incident = declared.with({
      deployments: [deployment(10, 'production', '2026-03-02T10:58:00Z')],
      went: { 10: 'failure' },
      releases: [release('2026-03-02T09:00:00Z')],
      failedRuns: [failedRun('2026-03-02T10:00:00Z')],
      merges: [merge(7, '2026-03-02T10:30:00Z')],
    })
    expect(block('changes', incident)).toMatchInlineSnapshot(`
      "| Before the start | What | Who |
      | --- | --- | --- |
      | [2 minutes](https://github.com/acme/shop/deployments/production) | Deployment of bbbbbbb to production: **failed** | wes |
      | [30 minutes](https://github.com/acme/shop/pull/7) | Merge of #7: Change 7 | mia |
      | [1 hour](https://github.com/acme/shop/actions/runs/1) | Workflow ci failed: Use the new flag | wes |
      | [2 hours](https://github.com/acme/shop/releases/tag/v2) | Release Version 2 | tia |"
    `)
    expect(rows(incident)[0]).toBe('tia: Release Version 2')
  })

  it.each([
    ['at the first second of the look-back', '2026-03-01T11:00:00Z', 1],
    ['a second before that', '2026-03-01T10:59:59Z', 0],
    ['at the start itself', start, 1],
    ['after the start', '2026-03-02T11:00:01Z', 0],
  ])('counts what was released %s or not', (_when, at, count) => {
    expect(told(declared.with({ releases: [release(at)] }))).toHaveLength(count)
  })

  it.each([
    ['after the start', '2026-03-02T12:00:00Z', 1],
    ['after the incident was closed', '2026-03-02T12:20:00Z', 0],
  ])('tells in the timeline what was released %s or not', (_when, at, count) => {
    const issue = anIssue({ createdAt: start, state: 'closed', closedAt: '2026-03-02T12:10:00Z' })
    const closed = declared.with({ issue: { ...issue, labels: ['incident'] }, releases: [release(at)] })
    expect(rows(closed).filter((row) => row.includes('Release'))).toHaveLength(count)
  })

  it('looks back as far as the configuration says', () => {
    const configuration = 'timeline:\n  look_back: 2 hours\n'
    const releases = [release('2026-03-02T09:30:00Z', 'Near'), release('2026-03-02T08:30:00Z', 'Far')]
    expect(told(declared.with({ configuration, releases }))).toEqual(['Release Near | tia'])
  })

  it('counts from when it began, where somebody says so', () => {
    const incident = declared
      .with({ releases: [release('2026-03-02T10:40:00Z')] })
      .withComment('wes', '/started 10:30', { createdAt: '2026-03-02T12:00:00Z' })
    expect(told(incident)).toEqual([])
  })

  it('names who is gone, as GitHub does', () => {
    const releases = [{ ...release('2026-03-02T10:00:00Z'), author: aPerson('ghost') }]
    expect(told(declared.with({ releases }))).toEqual(['Release Version 2 | ghost'])
  })

  it('takes out what looks like a secret, and what would be Markdown', () => {
    const title = `Use ghp_${'a'.repeat(36)} | **now** @mia`
    expect(told(declared.with({ merges: [merge(7, '2026-03-02T10:00:00Z', { title })] }))).toMatchInlineSnapshot(`
      [
        "Merge of #7: Use \\[removed\\] \\| \\*\\*now\\*\\* @​mia | mia",
      ]
    `)
  })

  it('says so when nothing is known', () => {
    expect(block('changes', declared)).toContain('No deployment, release, merge or failed run is known')
  })

  it.each([
    ['deployments', 'Deployments'],
    ['releases', 'Releases'],
    ['recentPulls', 'Merges'],
    ['failedRuns', 'Failed workflow runs'],
  ] as const)('leaves %s out with a sentence where GitHub does not show them', (topic, name) => {
    const incident = declared.with({ refused: [topic], releases: [release('2026-03-02T10:00:00Z')] })
    expect(block('changes', incident)).toContain(`_${name} are left out: GitHub does not show them to the app._`)
    expect(block('changes', incident).match(/left out/g)).toHaveLength(1)
  })
})

describe('merges', () => {
  it.each([
    ['into another branch', { base: { ...aPull.base, ref: 'next' } }],
    ['never', { merged: false, mergedAt: null }],
    ['as the document of another incident', { head: { ...aPull.head, ref: 'postmortem/incident-9' } }],
  ])('of a pull request that was merged %s are not told', (_how, more) => {
    expect(told(declared.with({ merges: [merge(7, '2026-03-02T10:00:00Z', more)] }))).toEqual([])
  })

  it.each([
    ['GitHub’s button', 'Revert "Change 5"', 'Reverts acme/shop#5', 'Revert of #5 by #7: Revert "Change 5" | mia'],
    ['words alone', 'Revert to type', 'Reverts nothing', 'Merge of #7: Revert to type | mia'],
    ['a body alone', 'Change 7', 'Reverts #5', 'Merge of #7: Change 7 | mia'],
  ])('that take something back by %s are told so or not', (_how, title, body, row) => {
    const merges = [merge(7, '2026-03-02T10:00:00Z', { title, body })]
    expect(told(declared.with({ merges }))).toEqual([row])
  })

  const back = 'c'.repeat(40)
  const pushed = (message: string, more: Partial<BranchCommit> = {}): BranchCommit => ({
    sha: 'd'.repeat(40),
    at: '2026-03-02T12:00:00Z',
    author: { login: 'tia', bot: false },
    by: 'Tia T.',
    message,
    url: `${page}/commit/d`,
    ...more,
  })
  const revert = `Revert "Change 5"\n\nThis reverts commit ${back}.\n`
  const row = 'tia: Revert of ccccccc by ddddddd, pushed without a pull request: Revert "Change 5"'

  it.each<[what: string, commit: BranchCommit, merges: readonly (typeof aPull)[], told: readonly string[]]>([
    ['by `git revert` and a push', pushed(revert), [], [row]],
    ['by somebody without an account', pushed(revert, { author: null }), [], [row.replace('tia', 'Tia T.')]],
    [
      'by a pull request that was squashed',
      pushed(revert, { sha: 'e' }),
      [merge(7, '2026-03-02T12:00:00Z', { mergeCommit: 'e' })],
      [],
    ],
    [
      'by one that was merged with its commits',
      pushed(revert),
      [merge(7, '2026-03-02T12:00:00Z', { title: 'Revert "Change 5"' })],
      [],
    ],
    ['before the look-back', pushed(revert, { at: '2026-02-28T10:00:00Z' }), [], []],
    ['by words alone', pushed('Revert to type'), [], []],
  ])('are told when something is taken back %s, or not', (_how, commit, merges, told_) => {
    // As the refresh writes it: the draft opens without them.
    const refreshed = declared
      .with({ pushed: [commit], merges, document: documentOf(declared), commits: [] })
      .withPull()
      .withComment('tia', '/postmortem refresh')
      .decide()
    const write = refreshed.mutations.find((mutation) => mutation.do === 'write-file')
    const text = write?.do === 'write-file' ? write.text : ''
    const found = [...text.matchAll(/^\| \[[^\]]*\]\([^)]*\) \| (.*) \| (Revert of .*) \|$/gm)]
    expect(found.map(([, who, what]) => `${who}: ${what}`)).toEqual(told_)
  })

  it.each([
    ['.github/workflows/ci.yml', true],
    ['src/limits.yaml', true],
    ['pnpm-lock.yaml', false],
    ['infra/main.tf', true],
    ['config/flags.json', true],
    ['Dockerfile', true],
    ['src/config.ts', false],
    ['docs/configure.md', false],
  ])('of %s change the configuration: %s', (file, is) => {
    const incident = declared.with({ merges: [merge(7, '2026-03-02T10:00:00Z')], changed: { 7: ['src/a.ts', file] } })
    expect(told(incident)[0]?.includes('(configuration: ')).toBe(is)
  })

  it('that touch the affected services come first', () => {
    const configuration = 'services:\n  checkout:\n    paths: [src/checkout]\n'
    const incident = declared
      .with({
        configuration,
        merges: [8, 7, 6].map((number) => merge(number, `2026-03-02T0${number}:00:00Z`)),
        changed: { 8: ['src/checkouts.ts'], 7: ['src/checkout/pay.ts'], 6: ['src/checkout'] },
      })
      .with({ issue: anIssue({ createdAt: start, labels: ['incident', 'service:checkout'] }) })
    expect(told(incident)).toEqual([
      'Merge of #7: Change 7 (touches an affected service) | mia',
      'Merge of #6: Change 6 (touches an affected service) | mia',
      'Merge of #8: Change 8 | mia',
    ])
  })
})

describe('a deployment', () => {
  const servers = ['smars-1', 'smars-2', 'smars-3', 'smars-4']
  const on = (names: readonly string[], more: Partial<Deployment> = {}, id = 10) =>
    names.map((name, index) => deployment(id + index, name, '2026-03-02T10:30:00Z', more))
  const old = on(servers, { sha: 'c'.repeat(40), createdAt: '2026-01-02T09:00:00Z' }, 30)
  const partial = (near: readonly Deployment[], more: object = {}) =>
    block('changes', declared.with({ deployments: [...near, ...old], ...more }))
      .split('\n')
      .filter((line) => line.startsWith('**Reached'))

  it.each<[string, readonly Deployment[], object, readonly string[]]>([
    ['was left out of one server', on(servers.slice(0, 3)), {}, ['3 of 4 environments:** bbbbbbb. Not: smars-4.']],
    [
      'failed on one server',
      on(servers),
      { went: { 12: 'failure' } },
      ['3 of 4 environments:** bbbbbbb. Not: smars-3.'],
    ],
    ['failed in one of two', on(['a', 'b']), { went: { 11: 'error' } }, ['1 of 2 environments:** bbbbbbb. Not: b.']],
    ['reached all of them', on(servers), {}, []],
    ['has only begun', on(['smars-1']), {}, []],
    ['is still under way', on(servers), { went: { 10: 'queued', 11: 'queued', 12: 'queued' } }, []],
    [
      'was replaced on one server later',
      on(servers.slice(0, 3)),
      { went: { 10: 'inactive success' } },
      ['3 of 4 environments:** bbbbbbb. Not: smars-4.'],
    ],
    [
      'was left out of a preview',
      [...on(servers), deployment(20, 'pr-9', '2026-03-02T10:40:00Z', { transient: true, sha: 'd' })],
      {},
      [],
    ],
    ['came only after the start', on(servers.slice(0, 3), { createdAt: '2026-03-02T11:30:00Z' }), {}, []],
  ])('that %s stands out or not', (_how, near, more, lines) => {
    expect(partial(near, more)).toEqual(lines.map((line) => `**Reached ${line}`))
  })

  it.each([
    ['Deployed to 7 of 8 servers', 'success', ['7 of 8 servers in production:** v2.']],
    ['web: 3/4 pods are ready', 'failure', ['3 of 4 pods in production:** v2.']],
    ['8 of 8 servers', 'success', []],
    ['2 of 8 servers', 'in_progress', []],
    ['Rolled out', 'success', []],
    ['Version 1.3/4 beta', 'success', []],
  ])('of which is said "%s" (%s) stands out or not', (said, state, lines) => {
    const near = [deployment(10, 'production', '2026-03-02T10:30:00Z', { ref: 'v2' })]
    const incident = declared.with({ deployments: near, went: { 10: state }, words: { 10: said } })
    const shown = block('changes', incident)
      .split('\n')
      .filter((line) => line.startsWith('**Reached'))
    expect(shown).toEqual(lines.map((line) => `**Reached ${line}`))
  })

  it('is told with how it went, as long as GitHub says', () => {
    const incident = declared.with({ deployments: on(['eu/west (1)'], { ref: 'v2' }), went: { 10: 'failure' } })
    expect(told(incident)).toEqual(['Deployment of v2 to eu/west (1): **failed** | wes'])
    const silent = incident.with({ refused: ['deploymentStatuses'] })
    expect(told(silent)).toEqual(['Deployment of v2 to eu/west (1) | wes'])
  })

  const outcomes = (went: Readonly<Record<number, string>>, ...deployments: readonly Deployment[]) =>
    told(declared.with({ deployments, went }))
  const on8 = (minute: number, count = 8, id = 10) =>
    Array.from({ length: count }, (_, index) =>
      deployment(id + index, `web-${index + 5}`, `2026-03-02T10:${minute + index}:00Z`, { ref: 'v2' }),
    )

  it.each<[what: string, rows: readonly string[], expected: readonly string[]]>([
    ['to several environments is one row', outcomes({}, ...on8(20)), ['v2 to web-5 … web-12: succeeded']],
    [
      'stands out where it failed',
      outcomes({ 13: 'failure' }, ...on8(20)),
      ['v2 to web-8: **failed**', 'v2 to web-5 … web-7, web-9 … web-12: succeeded'],
    ],
    [
      'names all that failed',
      outcomes({ 10: 'failure', 12: 'error', 14: 'failure' }, ...on8(20, 5)),
      ['v2 to web-6, web-8: succeeded', 'v2 to web-5, web-7, web-9: **failed**'],
    ],
    [
      'is two rows once a quarter of an hour has passed',
      outcomes({}, ...on8(10, 2), ...on8(27, 2, 20).map((one) => ({ ...one, environment: `eu-${one.id}` }))),
      ['v2 to eu-20, eu-21: succeeded', 'v2 to web-5, web-6: succeeded'],
    ],
    [
      'to the same environment again is another row',
      outcomes({}, ...on8(10, 1), ...on8(12, 1, 20)),
      ['v2 to web-5: succeeded', 'v2 to web-5: succeeded'],
    ],
    [
      'by another person is another row',
      outcomes({}, ...on8(10, 1), {
        ...on8(12, 2, 20).at(1),
        ...deployment(21, 'web-6', '2026-03-02T10:12:00Z', { ref: 'v2', creator: tia }),
      }),
      ['v2 to web-6: succeeded', 'v2 to web-5: succeeded'],
    ],
    [
      'of another version is another row',
      outcomes({}, ...on8(10, 2), deployment(21, 'web-7', '2026-03-02T10:12:00Z', { ref: 'v1' })),
      ['v1 to web-7: succeeded', 'v2 to web-5, web-6: succeeded'],
    ],
    [
      'is told without what has not come before the start',
      outcomes({}, ...on8(57, 3), deployment(21, 'web-8', '2026-03-02T11:01:00Z', { ref: 'v2' })),
      ['v2 to web-5 … web-7: succeeded'],
    ],
  ])('of one version %s', (_what, rows, expected) => {
    expect(rows.map((row) => row.replace(/^Deployment of | \| \w+$/g, ''))).toEqual(expected)
  })

  it('to several environments links their list, and stands in the timeline where it began', () => {
    const incident = declared.with({ deployments: on8(20) })
    expect(block('changes', incident)).toContain(
      `| [40 minutes](${page}/deployments) | Deployment of v2 to web-5 … web-12`,
    )
    expect(block('timeline', incident)).toContain(`| [2026-03-02 10:20](${page}/deployments) | wes | Deployment of v2`)
  })
})
