import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { anIssue } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

const services = `services:
  checkout: { paths: [services/checkout], reviewers: ['@mia', '@acme/checkout', '@ada'] }
  search: { paths: [services/search] }
review: { reviewers: ['@tia', '@ada'] }
`

/** A postmortem by wes that is ready for review, of an incident about this service. */
function ready(configuration: string, service = 'checkout'): Incident {
  return anIncident()
    .with({ configuration, document: '# Checkout\n' })
    .labelledBy('wes')
    .with({ issue: anIssue({ labels: ['incident', `service:${service}`] }) })
    .withPull({ draft: false, assignees: ['wes'] })
}

function asked(incident: Incident): readonly string[] {
  return incident.decide().mutations.flatMap((one) => (one.do === 'request-review' ? one.reviewer : []))
}

function remembering(incident: Incident): Incident {
  const memory = { ...noMemory, pull: 2, reviewers: 2 }
  return incident.withComment('aftermath[bot]', renderMarker({ kind: 'status', repository: 1, incident: 1, memory }))
}

const owners = (text: string) => ({ files: { '.github/CODEOWNERS': text } })
const byMia = { sha: 'c', author: { login: 'Mia', bot: false }, message: 'x', at: '2026-03-02T12:00:00Z' }

describe('a postmortem that is ready for review is shown to', () => {
  it.each([
    ['those whom its service names, two at most', ready(services), ['@mia', '@acme/checkout']],
    ['nobody who wrote in it', ready(services).with({ commits: [byMia] }), ['@acme/checkout', '@ada']],
    ['nobody without access', ready(services).with({ roles: { ada: 'read' } }), ['@acme/checkout', '@ada']],
    ['no team of another organization', ready("review: { reviewers: ['@other/team', '@tia'] }"), ['@tia']],
    ['whom the configuration names, where the service names nobody', ready(services, 'search'), ['@tia', '@ada']],
    [
      'the owners of the code of its service, where neither names anybody',
      ready('services: { search: { paths: [services/search] } }', 'search').with(
        owners('* @ada\n/services/search/ @acme/search mia@example.com\n/postmortems/ @tia\n'),
      ),
      ['@acme/search', '@tia'],
    ],
    ['the owners of the document', ready('').with(owners('*.md @wes @mia\n')), ['@mia']],
    ['nobody where nobody is named', ready(''), []],
  ])('%s', (_name, incident, reviewers) => {
    expect(asked(incident)).toEqual(reviewers)
  })

  it.each([
    ['is a draft', ready(services).withPull({ assignees: ['wes'] })],
    ['has a reviewer already', ready(services).withPull({ draft: false, reviewers: ['tia'] })],
    ['has a review already', ready(services).with({ reviews: [{ author: 'tia', state: 'commented' }] })],
    ['was shown to them before, and people took that back', remembering(ready(services))],
  ])('nobody while it %s', (_name, incident) => {
    expect(asked(incident)).toEqual([])
  })

  it('whom its service names, whatever its writer or a bot said of it', () => {
    const reviews = ['wes', 'lint[bot]'].map((author) => ({ author, state: 'commented' as const }))
    expect(asked(ready(services).with({ reviews }))).toEqual(['@mia', '@acme/checkout'])
  })
})
