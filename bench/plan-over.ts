import { renderMarker } from '../src/document/markers/markers.ts'
import type { Actor, Issue } from '../src/domain/issue.ts'
import type { Plan } from '../src/domain/plan.ts'
import type { IncidentRef, Ref } from '../src/domain/ref.ts'
import type { Pull } from '../src/domain/repository.ts'
import { loadTemplates } from '../src/entry/templates.ts'
import { noMemory } from '../src/plan/incident/incident.ts'
import { plan } from '../src/plan/plan.ts'
import { observe } from '../src/reconcile/observe.ts'
import type { Reader, Session } from '../src/reconcile/ports.ts'
import { createRecentWrites } from '../src/reconcile/recent-writes.ts'
import { place } from './world.ts'

const ref: IncidentRef = { kind: 'incident', ...place, number: 1 }
const at = '2026-03-02T12:00:00Z'
const url = 'https://github.example/acme/shop'
const path = 'postmortems/2026-03-02-1-checkout-is-down.md'
const commit = 'c'.repeat(40)
const app: Actor = { login: 'aftermath[bot]', bot: true, appId: 1 }
const templates = loadTemplates()

export const incident: Issue = {
  id: 1,
  number: 1,
  title: 'Checkout is down',
  body: 'Cards are declined.',
  state: 'open',
  stateReason: null,
  labels: ['incident'],
  assignees: ['wes'],
  author: { login: 'wes', bot: false, appId: null },
  createdAt: at,
  updatedAt: at,
  closedAt: null,
  closedBy: null,
  elsewhere: null,
  url: `${url}/issues/1`,
  isPull: false,
  locked: false,
  talk: 0,
  blockedBy: 0,
}

export const merged: Pull = {
  id: 2,
  number: 2,
  title: 'Postmortem: Checkout is down',
  body: '',
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: at,
  mergeCommit: commit,
  closedAt: at,
  createdAt: at,
  updatedAt: at,
  head: { ref: 'postmortem/incident-1', sha: commit, repositoryId: 1 },
  base: { ref: 'main', sha: commit },
  author: { login: app.login, bot: true },
  assignees: ['wes'],
  reviewers: [],
  url: `${url}/pull/2`,
}

/** Observes and plans a merged incident whose document is `text`. Returns the number of planned writes. */
export async function planOver(text: string): Promise<number> {
  return (await planFrom(readerOf(text))).mutations.length
}

/** Observes and plans the review of an open postmortem whose document is `text`. Returns the number of its annotations. */
export async function reviewOver(text: string): Promise<number> {
  const open: Pull = { ...merged, state: 'open', merged: false, mergedAt: null, mergeCommit: null, closedAt: null }
  const reader = { ...readerOf(text), pull: async () => open, pullsFrom: async () => [open] }
  const { mutations } = await planFrom(reader, { kind: 'review', ...place, number: open.number })
  return mutations.reduce((count, write) => count + (write.do === 'post-check' ? write.annotations.length : 0), 0)
}

/** Observes and plans incident 1, or another ref, with every answer of `reader` at hand: what one pass computes. */
export async function planFrom(reader: Reader, about: Ref = ref): Promise<Plan> {
  const session: Session = {
    self: { login: app.login, appIds: [1], logins: [] },
    reader,
    // Observing never writes.
    get writer(): never {
      throw new Error('There is nothing to write to.')
    },
    now: () => at,
  }
  const context = {
    templates,
    self: session.self,
    admit: 'normal',
    scope: 'recent',
    trouble: null,
    skippable: new Map(),
  } as const
  const observed = await observe(
    { ref: about, session, recent: createRecentWrites(() => 0) },
    async (known) => plan(known, context),
    { refusals: [] },
  )
  return observed.plan
}

/** What GitHub answers about a merged incident whose document is `text`. */
export function readerOf(text: string): Reader {
  const memory = { ...noMemory, pull: 2, path }
  const status = {
    id: 10,
    body: renderMarker({ kind: 'status', repository: 1, incident: 1, memory }),
    author: app,
    createdAt: at,
    updatedAt: at,
    url: `${url}/issues/1#issuecomment-10`,
    marks: 0,
    hidden: false,
  }
  return {
    repositoryById: async () => null,
    serviceRepository: async () => null,
    issueElsewhere: async () => null,
    itemRepository: async () => null,
    issueFields: async () => null,
    reviews: async () => [],
    tree: async () => [],
    issueLinks: async () => [],
    closingIssues: async () => [],
    succeeded: async () => false,
    checkRuns: async () => [],
    requiredChecks: async () => [],
    ownerFile: async () => ({ found: false, reason: 'missing' }),
    repository: async () => ({
      id: 1,
      owner: place.owner,
      name: place.repo,
      defaultBranch: 'main',
      archived: false,
      visibility: 'public',
      hasIssues: true,
      url,
    }),
    configuration: async () => ({ repository: null, owner: null }),
    installation: async () => ({ createdAt: '2026-01-01T00:00:00Z', permissions: { checks: 'write' } }),
    issue: async () => ({ found: true, issue: incident }),
    comments: async () => [status],
    marks: async () => [],
    deployments: async () => [],
    deploymentStatuses: async () => [],
    releases: async () => [],
    failedRuns: async () => [],
    misnamedConfiguration: async () => null,
    commits: async () => [],
    issueEvents: async () => [{ kind: 'labelled', label: 'incident', actor: incident.author, at }],
    pullsFrom: async () => [merged],
    pull: async () => merged,
    pullFiles: async () => [{ path, status: 'added', previousPath: null }],
    pullCommits: async () => [],
    subIssues: async () => [],
    labelled: async () => [],
    label: async () => true,
    role: async () => 'write',
    assignable: async () => true,
    branch: async ({ name }) => ({ name, sha: commit }),
    file: async () => ({ found: true, path, sha: 'b'.repeat(40), text }),
    comparison: async () => null,
    incidents: async () => [],
    openItems: async () => [],
    branches: async () => [],
    recentPulls: async () => [],
  }
}
