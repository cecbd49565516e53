import { parseConfiguration } from '../../src/config/configuration.ts'
import { renderMarker } from '../../src/document/markers/markers.ts'
import type { Issue } from '../../src/domain/issue.ts'
import type { Pull } from '../../src/domain/repository.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import type { ReportFacts, ReportScope, RepositoryRecord } from '../../src/report/facts.ts'
import { aBot, anIssue } from '../plan/builders.ts'
import { aPull } from '../plan/incident-builder.ts'

export const scope: ReportScope = {
  target: 'acme/shop',
  since: '2026-01-01T00:00:00.000Z',
  until: '2026-07-01T00:00:00.000Z',
  service: null,
  team: null,
}

const texts = loadTemplates()

/** What was read of acme/shop; nothing but what is said. */
export function repositoryFacts(more: Partial<RepositoryRecord> & { readonly yaml?: string } = {}): RepositoryRecord {
  const { yaml, ...facts } = more
  const repository = yaml === undefined ? null : { source: '.github/postmortem.yml', text: yaml }
  return {
    repository: {
      id: 7,
      owner: 'acme',
      name: 'shop',
      defaultBranch: 'main',
      visibility: 'public',
      archived: false,
      hasIssues: true,
      url: 'https://github.com/acme/shop',
    },
    configuration: parseConfiguration({ repository, owner: null }).configuration,
    commit: 'c'.repeat(40),
    labels: ['incident'],
    incidents: [],
    itemIssues: [],
    pulls: [],
    reviews: new Map(),
    documents: [],
    linked: new Map(),
    reasons: new Map(),
    gaps: [],
    ...facts,
  }
}

export function factsOf(more: Parameters<typeof repositoryFacts>[0], over: Partial<ReportScope> = {}): ReportFacts {
  return { scope: { ...scope, ...over }, repositories: [repositoryFacts(more)], texts }
}

/** An incident of the spring, labelled so. */
export function declared(number: number, more: Partial<Issue> = {}): Issue {
  return anIssue({ number, labels: ['incident'], title: `Incident ${number}`, ...more })
}

/** An action item's issue, as the app opens it. */
export function itemOf(incident: number, number: number, more: Partial<Issue> = {}): Issue {
  const marker = {
    kind: 'item',
    repository: 7,
    incident,
    pull: incident + 100,
    ordinal: number,
    source: 'Do it',
  } as const
  return anIssue({
    number,
    title: `Do thing ${number}`,
    labels: ['postmortem-action'],
    author: { ...aBot('aftermath[bot]'), appId: 1 },
    body: `Due: 2026-04-01\n\n${renderMarker(marker)}\n`,
    ...more,
  })
}

/** The postmortem of an incident, merged a day and a half after it. */
export function postmortemPull(incident: number, more: Partial<Pull> = {}): Pull {
  return {
    ...aPull,
    number: incident + 100,
    state: 'closed',
    draft: false,
    merged: true,
    createdAt: '2026-03-02T12:00:00Z',
    mergedAt: '2026-03-04T00:00:00Z',
    closedAt: '2026-03-04T00:00:00Z',
    head: { ref: `postmortem/incident-${incident}`, sha: 'a'.repeat(40), repositoryId: 7 },
    author: { login: 'aftermath[bot]', bot: true },
    url: `https://github.com/acme/shop/pull/${incident + 100}`,
    ...more,
  }
}
