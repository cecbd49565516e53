import { describe, expect, it } from 'vitest'
import type { Pull, ServiceRepository } from '../../../src/domain/repository.ts'
import type { FailedRun } from '../../../src/domain/shipping.ts'
import type { Visibility } from '../../../src/domain/visibility.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'
import { block, rows } from './document.ts'

const sha = 'c'.repeat(40)

/** A pull request of `acme/pay`, merged an hour before the incident. */
const merge: Pull = {
  id: 77,
  number: 7,
  title: 'Retry cards',
  body: '',
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: '2026-03-02T11:00:00Z',
  mergeCommit: sha,
  closedAt: '2026-03-02T11:00:00Z',
  createdAt: '2026-03-02T10:00:00Z',
  updatedAt: '2026-03-02T11:00:00Z',
  head: { ref: 'retry', sha, repositoryId: 2 },
  base: { ref: 'trunk', sha },
  author: { login: 'tia', bot: false },
  assignees: [],
  reviewers: [],
  url: 'https://github.com/acme/pay/pull/7',
}

type There = ServiceRepository & {
  readonly merges: readonly Pull[]
  readonly failedRuns?: readonly FailedRun[]
  readonly changed?: Readonly<Record<number, readonly string[]>>
  readonly files?: Readonly<Record<string, string>>
}

function there(more: Partial<There> = {}): There {
  const url = 'https://github.com/acme/pay'
  const visibility = 'public'
  return {
    owner: 'acme',
    repo: 'pay',
    url,
    visibility,
    defaultBranch: 'trunk',
    installed: true,
    merges: [merge],
    ...more,
  }
}

function about(yaml: string, elsewhere: Readonly<Record<string, There>>, seen: Visibility = 'public') {
  const issue = anIssue({ labels: ['service:pay'] })
  return anIncident()
    .with({ configuration: `services: { pay: ${yaml} }`, issue, elsewhere, visibility: seen })
    .labelledBy('wes')
}

const leftOut =
  '_1 repository of these services may be read by fewer people than this document, or not by the app, and is left out._'

describe('what changed in another repository', () => {
  it('is told with its name, among the changes and in the timeline', () => {
    const incident = about('{ repositories: [pay] }', { 'acme/pay': there() })
    expect(block('changes', incident)).toMatchInlineSnapshot(`
      "| Before the start | What | Who |
      | --- | --- | --- |
      | [1 hour](https://github.com/acme/pay/pull/7) | Merge of acme/pay#7: Retry cards | tia |"
    `)
    expect(rows(incident)[0]).toContain('Retry cards')
  })

  it('comes before what happened later in the incident’s own repository, which is no affected service', () => {
    const own = { ...merge, number: 8, mergedAt: '2026-03-02T11:30:00Z', base: { ref: 'main', sha } }
    const incident = about('{ repositories: [pay] }', { 'acme/pay': there() }).with({ merges: [own] })
    expect(block('changes', incident).match(/Merge of \S+/g)).toEqual(['Merge of acme/pay#7:', 'Merge of #8:'])
  })

  it('is told under the name that the repository has now', () => {
    const incident = about('{ repositories: [cash] }', { 'acme/cash': there() })
    expect(block('changes', incident)).toContain('acme/pay#7')
  })

  it('is not asked for when the incident is about another service', () => {
    const incident = about('{ repositories: [pay], label: other }', { 'acme/pay': there() })
    expect(block('changes', incident)).not.toContain('Retry')
    expect(block('changes', incident)).not.toContain('left out')
  })
})

describe('what is known of another repository', () => {
  const changed = { 7: ['cards/retry.ts', 'config/cards.yml'] }
  const files = { CODEOWNERS: '* @acme/core\ncards/ @acme/cards\n' }
  const there7 = there({ changed, files, visibility: 'private' })
  const seen = (yaml: string, more: Readonly<Record<string, There>> = {}) =>
    about(yaml, { 'acme/pay': there7, ...more }, 'private')

  it.each([
    ['in the paths of the service', '{ repositories: [pay], paths: [cards] }', true],
    ['elsewhere in it', '{ repositories: [pay], paths: [refunds] }', false],
    ['somewhere in it, where no paths are named', '{ repositories: [pay] }', false],
  ])('says of a merge %s whether it touches the service', (_where, yaml, touches) => {
    const told = block('changes', seen(yaml))
    expect(told).toContain('acme/pay#7: Retry cards')
    expect(told).toContain('config/cards.yml')
    expect(told.includes('touches an affected service')).toBe(touches)
  })

  it('asks the teams that own the files there', () => {
    expect(block('people', seen('{ repositories: [pay] }'))).toContain('near the start: acme/cards, acme/core.')
  })

  it('tells failed runs of its own default branch', () => {
    const at = '2026-03-02T11:30:00Z'
    const run = { name: 'ci', title: 'Retry cards', actor: aPerson('tia'), at, url: 'https://x.example/1' }
    const told = block('changes', about('{ repositories: [pay] }', { 'acme/pay': there({ failedRuns: [run] }) }))
    expect(told).toContain('acme/pay: Workflow ci failed: Retry cards')
  })

  it('is of the three merges nearest to the start, wherever they were', () => {
    const minute = (n: number) => `2026-03-02T11:0${n}:00Z`
    const many = (n: number) =>
      there({
        repo: `pay${n}`,
        merges: [1, 2].map((k) => ({ ...merge, number: 10 * n + k, mergedAt: minute(2 * n + k) })),
        changed: Object.fromEntries([1, 2].map((k) => [10 * n + k, [`p${10 * n + k}.yml`]])),
      })
    const names = [0, 1, 2].map((n) => `pay${n}`)
    const incident = about(
      `{ repositories: [${names.join(', ')}] }`,
      Object.fromEntries(names.map((name, n) => [`acme/${name}`, many(n)])),
    )
    expect(block('changes', incident).match(/p\d+\.yml/g)).toEqual(['p22.yml', 'p21.yml', 'p12.yml'])
  })

  it('is nothing where more people would see it', () => {
    const open = about('{ repositories: [pay], paths: [cards] }', { 'acme/pay': there7 }, 'public')
    expect(block('people', open) + block('changes', open)).not.toMatch(/acme\/(?:core|cards)|cards/)
  })
})

describe('what happened', () => {
  const pay = '{ repositories: [pay] }'
  const rows: readonly (readonly [
    where: string,
    outcome: 'told' | 'left out',
    yaml: string,
    there: Partial<There>,
    here: 'public' | 'private',
  ])[] = [
    ['in a public repository, for a public one', 'told', pay, {}, 'public'],
    ['in a public repository, for a private one', 'told', pay, {}, 'private'],
    ['in a private repository, for a private one', 'told', pay, { visibility: 'private' }, 'private'],
    ['in an internal repository, for a private one', 'told', pay, { visibility: 'internal' }, 'private'],
    ['in a private repository, for a public one', 'left out', pay, { visibility: 'private' }, 'public'],
    ['in an internal repository, for a public one', 'left out', pay, { visibility: 'internal' }, 'public'],
    ['in a repository without the app', 'left out', pay, { installed: false }, 'private'],
    ['in that of a private service', 'left out', '{ repositories: [pay], private: true }', {}, 'private'],
    ["in another account's public one", 'told', '{ repositories: [zeta/pay] }', { owner: 'zeta' }, 'private'],
    [
      "in another account's private one",
      'left out',
      '{ repositories: [zeta/pay] }',
      { owner: 'zeta', visibility: 'private' },
      'private',
    ],
    [
      'in a private one that went to another account',
      'left out',
      pay,
      { owner: 'zeta', visibility: 'private' },
      'private',
    ],
  ]
  it.each(rows)('%s, is %s', (_where, outcome, yaml, more, here) => {
    const incident = about(yaml, { 'acme/pay': there(more), 'zeta/pay': there(more) }, here)
    const text = block('changes', incident)
    expect(text.includes('Retry cards')).toBe(outcome === 'told')
    expect(text.includes(leftOut)).toBe(outcome === 'left out')
    if (outcome === 'left out') expect(text).not.toContain('pay')
  })

  it('is not told of one that the app cannot see, in the same words', () => {
    expect(block('changes', about('{ repositories: [pay] }', {}))).toContain(leftOut)
  })

  it('counts what is left out', () => {
    const text = block('changes', about('{ repositories: [a, b, pay] }', { 'acme/pay': there() }))
    expect(text).toContain(
      '2 repositories of these services may be read by fewer people than this document, or not by the app, and are left out.',
    )
    expect(text).toContain('Retry cards')
  })
})
