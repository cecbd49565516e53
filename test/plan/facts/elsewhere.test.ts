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

describe('where it is told', () => {
  const rows: readonly (readonly [
    what: string,
    yaml: string,
    there: Partial<There>,
    here: 'public' | 'private',
    outcome: 'told' | 'left out',
  ])[] = [
    ['a public one in a public one', '{ repositories: [pay] }', {}, 'public', 'told'],
    ['a public one in a private one', '{ repositories: [pay] }', {}, 'private', 'told'],
    ['a private one in a private one', '{ repositories: [pay] }', { visibility: 'private' }, 'private', 'told'],
    ['an internal one in a private one', '{ repositories: [pay] }', { visibility: 'internal' }, 'private', 'told'],
    ['a private one in a public one', '{ repositories: [pay] }', { visibility: 'private' }, 'public', 'left out'],
    ['an internal one in a public one', '{ repositories: [pay] }', { visibility: 'internal' }, 'public', 'left out'],
    ['one without the app', '{ repositories: [pay] }', { installed: false }, 'private', 'left out'],
    ['one of a private service', '{ repositories: [pay], private: true }', {}, 'private', 'left out'],
    ["another account's public one", '{ repositories: [zeta/pay] }', { owner: 'zeta' }, 'private', 'told'],
    [
      "another account's private one",
      '{ repositories: [zeta/pay] }',
      { owner: 'zeta', visibility: 'private' },
      'private',
      'left out',
    ],
    [
      'a private one that went to another account',
      '{ repositories: [pay] }',
      { owner: 'zeta', visibility: 'private' },
      'private',
      'left out',
    ],
  ]
  it.each(rows)('%s: %4$s', (_, yaml, more, here, outcome) => {
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
