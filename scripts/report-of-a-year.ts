import { parseConfiguration } from '../src/config/configuration.ts'
import { renderMarker } from '../src/document/markers/markers.ts'
import type { Issue } from '../src/domain/issue.ts'
import { postmortemBranch } from '../src/domain/ref.ts'
import type { Pull } from '../src/domain/repository.ts'
import { loadTemplates } from '../src/entry/templates.ts'
import type { ReportFacts } from '../src/report/facts.ts'
import { reportPage } from '../src/report/page/page.ts'
import { spanReport } from '../src/report/report.ts'

const titles = ['Checkout is slow', 'Search finds nothing', 'Cards are declined', 'People cannot sign in']
const services = ['checkout', 'search', 'payments', 'login']
const url = 'https://github.com/acme/shop'
const hour = 3_600_000

const after = (at: string, hours: number): string => new Date(Date.parse(at) + hours * hour).toISOString()

function issue(number: number, more: Partial<Issue>): Issue {
  return {
    id: number,
    number,
    title: '',
    body: '',
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    author: { login: 'aftermath[bot]', bot: true, appId: 1 },
    createdAt: '',
    updatedAt: '',
    closedAt: null,
    closedBy: null,
    url: `${url}/issues/${number}`,
    isPull: false,
    locked: false,
    elsewhere: null,
    talk: 0,
    blockedBy: 0,
    ...more,
  }
}

function incident(n: number): Issue {
  const createdAt = new Date(Date.UTC(2026, (n * n) % 11, 1 + ((n * 7) % 27), (n * 5) % 24)).toISOString()
  const labels = ['incident', `sev${1 + ((n * 3) % 4)}`, `service:${services[n % 4]}`]
  const title = titles[n % 4] ?? ''
  return issue(n, { title, labels, createdAt, state: 'closed', closedAt: after(createdAt, 1 + ((n * n * 7) % 60)) })
}

function items(of: Issue): readonly Issue[] {
  return [0, 1, 2].map((k) => {
    const marker = {
      kind: 'item',
      repository: 1,
      incident: of.number,
      pull: of.number + 500,
      ordinal: k + 1,
      source: '',
    } as const
    const open = (of.number + k) % 5 === 0
    const number = 1000 + of.number * 10 + k
    return issue(number, {
      title: ['Alert on the error rate', 'Bound the pool of connections', 'Rehearse the rollback'][k] ?? '',
      body: `Due: ${after(of.createdAt, 24 * 30).slice(0, 10)}\n\n${renderMarker(marker)}\n`,
      createdAt: after(of.createdAt, 72),
      state: open ? 'open' : 'closed',
      stateReason: open ? null : (of.number + k) % 7 === 1 ? 'not_planned' : 'completed',
      closedAt: open ? null : after(of.createdAt, 24 * (5 + ((of.number * (k + 3)) % 50))),
    })
  })
}

function pull(of: Issue): Pull {
  const mergedAt = after(of.createdAt, 24 * (1 + ((of.number * 5) % 14)))
  return {
    id: of.number,
    number: of.number + 500,
    title: '',
    body: '',
    state: 'closed',
    draft: false,
    merged: true,
    mergedAt,
    mergeCommit: 'a'.repeat(40),
    closedAt: mergedAt,
    createdAt: of.createdAt,
    updatedAt: mergedAt,
    head: { ref: postmortemBranch(of.number), sha: 'a'.repeat(40), repositoryId: 1 },
    base: { ref: 'main', sha: 'a'.repeat(40) },
    author: { login: 'aftermath[bot]', bot: true },
    assignees: [],
    reviewers: [],
    url: `${url}/pull/${of.number + 500}`,
  }
}

/** The page that a report of an invented year makes, for pictures. */
export function reportOfAYear(): string {
  const incidents = Array.from({ length: 34 }, (_, n) => incident(n + 1))
  const facts: ReportFacts = {
    scope: {
      target: 'acme/shop',
      since: '2026-01-01T00:00:00.000Z',
      until: '2026-12-01T00:00:00.000Z',
      service: null,
      team: null,
    },
    repositories: [
      {
        repository: {
          id: 1,
          owner: 'acme',
          name: 'shop',
          defaultBranch: 'main',
          visibility: 'private',
          archived: false,
          hasIssues: true,
          url,
        },
        configuration: parseConfiguration({ repository: null, owner: null }).configuration,
        commit: 'a'.repeat(40),
        labels: ['incident'],
        incidents,
        itemIssues: incidents.flatMap(items),
        pulls: incidents.filter(({ number }) => number % 5 !== 0).map(pull),
        reviews: new Map(),
        documents: [],
        linked: new Map(),
        reasons: new Map(),
        gaps: [],
      },
    ],
    texts: loadTemplates(),
  }
  return reportPage(spanReport(facts))
}
