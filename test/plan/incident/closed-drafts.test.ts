import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import type { Actor, IssueEvent } from '../../../src/domain/issue.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'

const app: Actor = { login: 'aftermath[bot]', bot: true, appId: 7 }
const closedAt = '2026-03-02T13:00:00Z'
const closed = (actor: Actor | null): IssueEvent => ({ kind: 'closed', actor, at: closedAt })
const reopened: IssueEvent = { kind: 'reopened', actor: aPerson('wes'), at: '2026-03-02T14:00:00Z' }

/** An incident whose draft was closed when it was closed as a duplicate. */
function doubled(by: Actor | null, memory: object = { pull: 2, closedDraft: 2 }) {
  const marker = renderMarker({ kind: 'status', repository: 1, incident: 1, memory: { ...noMemory, ...memory } })
  return anIncident()
    .with({ now: '2026-03-02T15:00:00Z', pullEvents: [closed(by)] })
    .labelledBy('wes', '2026-03-02T12:00:00Z')
    .withPull({ state: 'closed', closedAt })
    .withComment('aftermath[bot]', `${marker}\n### Postmortem`)
}

function writes(incident: ReturnType<typeof doubled>): readonly string[] {
  return incident.decide().mutations.map((mutation) => mutation.do)
}

describe('a draft that the app closed itself', () => {
  it('is opened again when its incident is reopened', () => {
    expect(writes(doubled(app).withEvents(reopened))).toContain('reopen-pull')
  })

  it('is opened again when what it was closed for ends in any other way', () => {
    // Closed as completed now, or needed by a changed configuration.
    expect(writes(doubled(app))).toContain('reopen-pull')
  })

  it('is known as such even where the app forgot', () => {
    expect(writes(doubled(app, { pull: 2 }).withEvents(reopened))).toContain('reopen-pull')
  })

  it('stays closed while it is not needed', () => {
    const incident = doubled(app).with({
      issue: anIssue({ labels: ['incident'], state: 'closed', stateReason: 'duplicate' }),
    })
    expect(writes(incident)).not.toContain('reopen-pull')
  })

  it('is reopened by hand where it cannot be known who closed it', () => {
    expect(writes(doubled(app).with({ refused: [] }).with({ pullEvents: [] }))).not.toContain('reopen-pull')
  })
})

describe('a draft that somebody closed', () => {
  it.each([
    ['a person', aPerson('wes')],
    ['another bot', { login: 'stale[bot]', bot: true, appId: 9 }],
    ['an account that is gone', null],
  ])('%s: stays closed when its incident is reopened', (_who, actor) => {
    const incident = doubled(actor).withEvents(reopened)
    expect(writes(incident)).not.toContain('reopen-pull')
    const status = incident.decide().mutations.find((mutation) => mutation.do === 'post-status')
    expect(status?.body).toContain('closed without merging')
  })

  it('stays closed though the app had closed it before', () => {
    const again = doubled(app).with({
      pullEvents: [
        closed(app),
        { ...reopened, at: '2026-03-02T13:30:00Z' },
        { ...closed(aPerson('mia')), at: '2026-03-02T13:40:00Z' },
      ],
    })
    expect(writes(again.withEvents(reopened))).not.toContain('reopen-pull')
  })
})
