import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import type { Comment, Issue, Role } from '../../../src/domain/issue.ts'
import type { IssueLinks } from '../../../src/domain/issue-links.ts'
import type { Question } from '../../../src/domain/question.ts'
import type { Pull } from '../../../src/domain/repository.ts'
import { type Snapshot, withAnswer } from '../../../src/domain/snapshot.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'
import { plan } from '../../../src/plan/plan.ts'
import { anIssue } from '../builders.ts'
import { aPull } from '../incident-builder.ts'

const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
const marker = renderMarker({ kind: 'item', repository: 1, incident: 1, pull: 2, ordinal: 1, source: 'Alert us' })
const merged = { ...aPull, state: 'closed', draft: false, merged: true, body: '' } as const

interface World {
  readonly revert: Partial<Pull>
  readonly undone: Partial<Pull> | null
  readonly item: Partial<Issue>
  readonly link: Partial<IssueLinks>
  readonly said: readonly Comment[]
  readonly role: Role
}

const closed: Partial<Issue> = { state: 'closed', stateReason: 'completed', closedAt: '2026-03-03T10:00:00Z' }

/** What the pass over #9 does, which takes #8 back, by which #3 was closed. */
function decided(world: Partial<World> = {}) {
  const undone: Pull = {
    ...merged,
    number: 8,
    title: 'Alert us',
    mergedAt: '2026-03-03T10:00:00Z',
    head: { ...aPull.head, ref: 'alert' },
    ...world.undone,
  }
  const revert: Pull = {
    ...merged,
    number: 9,
    title: 'Revert "Alert us"',
    body: 'Reverts acme/shop#8',
    mergedAt: '2026-03-04T10:00:00Z',
    head: { ...aPull.head, ref: 'revert-8-alert' },
    ...world.revert,
  }
  const item = anIssue({ number: 3, author: app, assignees: ['tia'], body: marker, ...closed, ...world.item })
  const link: IssueLinks = {
    number: 3,
    pulls: [],
    closer: { kind: 'pull', number: 8 },
    duplicateOf: null,
    ...world.link,
  }
  const repository = { id: 1, owner: 'acme', name: 'shop', defaultBranch: 'main', archived: false } as const
  const shown = { ...repository, visibility: 'private', hasIssues: true, url: 'https://github.com/acme/shop' } as const
  const read = (snapshot: Snapshot, question: Question): Snapshot => {
    const { answers } = snapshot
    switch (question.ask) {
      case 'repository':
        return { ...snapshot, answers: withAnswer<'repository'>(answers, question, shown) }
      case 'configuration':
        return {
          ...snapshot,
          answers: withAnswer<'configuration'>(answers, question, { repository: null, owner: null }),
        }
      case 'pull': {
        const pull = question.number === 9 ? revert : world.undone === null ? null : undone
        return { ...snapshot, answers: withAnswer<'pull'>(answers, question, pull) }
      }
      case 'pullFiles':
        return { ...snapshot, answers: withAnswer<'pullFiles'>(answers, question, []) }
      case 'issue': {
        const issue = question.number === 3 ? item : anIssue({ number: 9, isPull: true, labels: [] })
        return { ...snapshot, answers: withAnswer<'issue'>(answers, question, { found: true, issue }) }
      }
      case 'role':
        return { ...snapshot, answers: withAnswer<'role'>(answers, question, world.role ?? 'none') }
      case 'closingIssues':
        return { ...snapshot, answers: withAnswer<'closingIssues'>(answers, question, [3]) }
      case 'issueLinks':
        return { ...snapshot, answers: withAnswer<'issueLinks'>(answers, question, [link]) }
      case 'comments':
        return { ...snapshot, answers: withAnswer<'comments'>(answers, question, world.said ?? []) }
      default:
        throw new Error(`It asks for ${question.ask}.`)
    }
  }
  const ref = { kind: 'pull', owner: 'acme', repo: 'shop', number: 9 } as const
  let snapshot: Snapshot = { ref, now: '2026-03-04T11:00:00Z', answers: {}, refusals: [] }
  for (let wave = 0; wave < 10; wave += 1) {
    const { questions, mutations, followUps } = plan(snapshot, {
      templates,
      self: { login: 'aftermath[bot]', appIds: [7], logins: [] },
      admit: 'normal',
      scope: 'recent',
      trouble: null,
      skippable: new Map(),
    })
    if (questions.length === 0)
      return { writes: mutations.map((one) => one.rule), next: followUps.map(({ ref: { kind } }) => kind) }
    snapshot = questions.reduce(read, snapshot)
  }
  throw new Error('It asks for more and more.')
}

const templates = loadTemplates()
const fork = { head: { ...aPull.head, ref: 'revert-8-alert', repositoryId: 99 } }
const said: Comment = {
  id: 900,
  body: renderMarker({ kind: 'reminder', slot: 'revert/9' }),
  author: app,
  createdAt: '2026-03-04T10:30:00Z',
  updatedAt: '2026-03-04T10:30:00Z',
  url: '',
  marks: 0,
  hidden: false,
}

describe('a merged revert opens the item again that the reverted pull request had closed', () => {
  it.each([
    ['with a comment first', {}],
    ['whatever the case of the name', { revert: { body: 'Reverts Acme/Shop#8\n\nIt woke everybody.' } }],
    ['from the fork of somebody with the triage role', { revert: fork, role: 'triage' }],
  ] as const)('%s', (_, world) => {
    expect(decided(world)).toEqual({ writes: ['tell-reverted', 'reopen-item'], next: ['incident'] })
  })

  it('without a second comment where the first was written and the rest was lost', () => {
    expect(decided({ said: [said] }).writes).toEqual(['reopen-item'])
  })

  it.each([
    ['its title says nothing of it', { revert: { title: 'Alert us less' } }],
    ['it names another repository', { revert: { body: 'Reverts acme/api#8' } }],
    ['it names itself', { revert: { body: 'Reverts acme/shop#9' } }],
    ['it is not merged', { revert: { merged: false, mergedAt: null } }],
    ['it goes into another branch', { revert: { base: { ref: 'release', sha: aPull.base.sha } } }],
    ['a stranger wrote so, from a fork', { revert: fork, role: 'read' }],
    ['what it names was never merged', { undone: { merged: false } }],
    ['what it names is not there', { undone: null }],
    ['the item was closed by hand', { link: { closer: null } }],
    ['the item was closed by something else', { link: { closer: { kind: 'pull', number: 7 } } }],
    ['the item was closed after it', { item: { closedAt: '2026-03-04T10:00:01Z' } }],
    ['the item is open', { item: { state: 'open', closedAt: null } }],
    ['the issue is nobody’s item', { item: { body: 'Please alert us' } }],
    ['somebody else wrote the marker', { item: { author: { login: 'eve', bot: false, appId: null } } }],
    [
      'the item is another repository’s',
      { item: { body: renderMarker({ kind: 'item', repository: 5, incident: 1, pull: 2, ordinal: 1, source: 'x' }) } },
    ],
  ] as const)('not where %s', (_, world) => {
    expect(decided(world).writes).toEqual([])
  })
})
