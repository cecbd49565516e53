import { describe, expect, it } from 'vitest'
import type { Pull, ServiceRepository } from '../../../src/domain/repository.ts'
import { anIssue } from '../builders.ts'
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

type There = ServiceRepository & { readonly merges: readonly Pull[] }

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

function about(yaml: string, elsewhere: Readonly<Record<string, There>>, seen: 'public' | 'private' = 'public') {
  const issue = anIssue({ labels: ['service:pay'] })
  return anIncident()
    .with({ configuration: `services: { pay: ${yaml} }`, issue, elsewhere, private: seen === 'private' })
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
