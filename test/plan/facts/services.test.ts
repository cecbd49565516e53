import { describe, expect, it } from 'vitest'
import type { Mutation } from '../../../src/domain/mutation.ts'
import { anIssue } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'
import { documentOf } from './document.ts'

const form = `### What do people notice?

Cards are declined.

### Affected services

Checkout, the bakery

### Impact

Half of the "EU" customers: cannot pay.

### Severity

_No response_
`
const configuration = `services:
  checkout: { paths: [services/checkout] }
  search: { label: 'area: search' }
`
const filled = anIncident()
  .with({ configuration, issue: anIssue({ body: form }) })
  .labelledBy('wes')

/** The lines of the front matter that say what the incident is about. */
function about(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^(?:services|impact):/.test(line))
}

describe('the front matter', () => {
  it('carries what the form says', () => {
    expect(about(documentOf(filled))).toEqual([
      'services: ["checkout", "the bakery"]',
      'impact: "Half of the \\"EU\\" customers: cannot pay."',
    ])
  })

  it('carries the services of labels', () => {
    const issue = anIssue({ labels: ['area: search', 'service:vans'] })
    const incident = anIncident().with({ configuration, issue }).labelledBy('wes')
    expect(about(documentOf(incident))).toEqual(['services: ["search", "vans"]', 'impact:'])
  })

  it('is left empty by a form that nobody filled', () => {
    const body = '### Affected services\n\n_No response_\n\n### Impact\n\n_No response_\n'
    const incident = anIncident()
      .with({ configuration, issue: anIssue({ body }) })
      .labelledBy('wes')
    expect(about(documentOf(incident))).toEqual(['services:', 'impact:'])
  })

  it('stays what it is whatever a form says', () => {
    const body = '### Impact\n\nx\u2028y"\n---\n# owned\n\n### Affected services\n\n"], status: "closed, `[x](y)`\n'
    const incident = anIncident()
      .with({ configuration, issue: anIssue({ body }) })
      .labelledBy('wes')
    expect(about(documentOf(incident))).toEqual([
      'services: ["\\"]", "status: \\"closed", "[x](y)"]',
      'impact: "x y\\" --- # owned"',
    ])
  })
})

describe('a refresh', () => {
  const person = {
    sha: 'b'.repeat(40),
    at: '2026-03-02T12:00:00Z',
    author: { login: 'mia', bot: false },
    message: 'Tell more',
  }
  const draft = (incident: Incident, lines: string, commits: readonly (typeof person)[]) =>
    incident
      .with({ document: `---\ntitle: x\n${lines}\n---\n\n# x\n`, commits })
      .withPull()
      .withComment('wes', '/postmortem refresh')
      .decide().mutations

  const written = (mutations: readonly Mutation[]) =>
    mutations.flatMap((mutation) => (mutation.do === 'write-file' ? about(mutation.text) : []))

  it('fills what is empty after people have written', () => {
    expect(written(draft(filled, 'services:\nimpact: all is well', [person]))).toEqual([
      'services: [checkout, the bakery]',
      'impact: all is well',
    ])
  })

  it('never changes what people wrote there', () => {
    expect(written(draft(filled, 'services: [mail]\nimpact: all is well', [person]))).toEqual([
      'services: [mail]',
      'impact: all is well',
    ])
  })

  it('adds what became known while nobody has written', () => {
    const known = filled.with({ issue: anIssue({ labels: ['incident', 'area: search'], body: form }) })
    expect(written(draft(known, 'services: ["checkout"]\nimpact:', []))).toEqual([
      'services: [checkout, search, the bakery]',
      'impact: "Half of the \\"EU\\" customers: cannot pay."',
    ])
  })
})

describe('an override', () => {
  it('decides by the labels of the incident where its document goes', () => {
    const teams = `${configuration}overrides: [{ when: { labels: ['area: search'] }, directory: search/postmortems }]\n`
    const path = (labels: readonly string[]) => {
      const incident = anIncident()
        .with({ configuration: teams, issue: anIssue({ labels }) })
        .labelledBy('wes')
      return incident
        .decide()
        .mutations.flatMap((mutation) => (mutation.do === 'open-postmortem' ? [mutation.document?.path] : []))
    }
    expect(path([])).toEqual(['postmortems/2026-03-02-1-checkout-is-down.md'])
    expect(path(['Area: Search'])).toEqual(['search/postmortems/2026-03-02-1-checkout-is-down.md'])
  })
})
