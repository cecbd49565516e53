import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import type { Issue } from '../../../src/domain/issue.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

// 2 March 2026 is a Monday.
const tuesday = '2026-03-03T09:00:00Z'

/** An incident that wes declared, mia led and tia spoke about; rex, a stranger, did so too. Seen at `now`. */
function closed(now: string, more: Partial<Issue> = {}, configuration = ''): Incident {
  const issue = anIssue({ labels: ['incident'], state: 'closed', stateReason: 'completed', ...more })
  return anIncident()
    .with({ now: '2026-03-02T11:00:00Z', configuration })
    .labelledBy('wes')
    .with({ issue: { ...issue, closedAt: more.closedAt ?? '2026-03-02T15:00:00Z' } })
    .withEvents({ kind: 'assigned', login: 'mia', actor: aPerson('mia'), at: '2026-03-02T12:05:00Z' })
    .withComment('tia', 'The old version is back.')
    .withComment('stranger', 'Same here.')
    .withComment('ci[bot]', 'Built.')
    .withPull({ createdAt: '2026-03-02T12:00:00Z', assignees: ['wes'] })
    .with({ now })
}

function asked(incident: Incident): readonly string[] {
  return incident
    .decide()
    .mutations.flatMap((one) => (one.rule === 'ask-participants' && 'body' in one ? one.body : []))
}

/** A status comment of the app's that remembers as much. */
function remembering(incident: Incident, participants: number): Incident {
  const memory = { ...noMemory, pull: 2, participants }
  return incident.withComment('aftermath[bot]', renderMarker({ kind: 'status', repository: 1, incident: 1, memory }))
}

const said = renderMarker({ kind: 'reminder', slot: 'views/1' })

describe('those who took part', () => {
  it('are asked how they saw it, on the pull request: who led, who declared, who spoke, as far as they have access', () => {
    const [ask] = closed(tuesday)
      .decide()
      .mutations.filter(({ rule }) => rule === 'ask-participants')
    expect(ask).toMatchObject({ do: 'remind', number: 2, slot: 'views/1' })
    expect(asked(closed(tuesday).with({ document: '# Checkout\n' }))).toMatchInlineSnapshot(`
      [
        "<!-- aftermath:v1 reminder {"slot":"views/1"} -->
      @mia @wes @tia: #1 is closed, and you saw it from close by. Would you add how it looked from where you were, while it is fresh?

      - What did you see, and what did you take it for at that moment?
      - What helped you, and what was hard to find out or to do?
      - What surprised you?

      A few sentences are enough: write them into [the document](https://github.com/acme/shop/blob/postmortem/incident-1/postmortems/2026-03-02-1-checkout-is-down.md), or as a comment here. Where two of you remember it differently, both belong in it. The app asks this once.
      ",
      ]
    `)
  })

  it.each([
    ['on the morning after the closing', '2026-03-02T15:00:00Z', tuesday, 1],
    ['not before it', '2026-03-02T15:00:00Z', '2026-03-03T08:59:00Z', 0],
    ['in the morning after a closing at night', '2026-03-03T02:00:00Z', tuesday, 1],
    ['on Monday after a closing on Friday', '2026-03-06T15:00:00Z', '2026-03-09T09:00:00Z', 1],
    ['not on the weekend', '2026-03-06T15:00:00Z', '2026-03-07T12:00:00Z', 0],
    ['late, if nobody was there to ask', '2026-03-02T15:00:00Z', '2026-03-06T16:00:00Z', 1],
    ['not when it is long ago', '2026-03-02T15:00:00Z', '2026-03-11T09:00:00Z', 0],
  ])('are asked %s', (_name, closedAt, now, times) => {
    expect(asked(closed(now, { closedAt }))).toHaveLength(times)
  })

  it('are asked in the configured zone, and the app looks then by itself', () => {
    const early = closed('2026-03-02T15:00:00Z', {}, 'reminders: { zone: America/New_York, hour: 10 }')
    expect(early.decide().requeueAt).toBe('2026-03-03T15:00:00.000Z')
    expect(asked(early.with({ now: '2026-03-03T15:00:00Z' }))).toHaveLength(1)
  })

  it('are asked once the draft stands, where that came later', () => {
    const late = closed('2026-03-20T09:00:00Z').withPull({ createdAt: '2026-03-19T12:00:00Z' })
    expect(asked(late)).toHaveLength(1)
  })

  it.each([
    ['asked already', closed(tuesday).withTalk('aftermath[bot]', said)],
    ['asked already, and somebody deleted it', remembering(closed(tuesday), 2)],
    ['that is open again', closed(tuesday, { state: 'open', stateReason: 'reopened' })],
    ['that was closed as not planned', closed(tuesday, { stateReason: 'not_planned' })],
    ['whose postmortem was skipped', closed(tuesday).withComment('mia', '/postmortem skip a drill')],
    ['whose postmortem is merged', closed(tuesday).withPull({ state: 'closed', merged: true, draft: false })],
    ['whose pull request is closed', closed(tuesday).withPull({ state: 'closed' })],
    ['where reminders are switched off', closed(tuesday, {}, 'reminders: { enabled: false }')],
    ['in which nobody with access took part', closed(tuesday).with({ roles: {} })],
  ])('are not asked about one %s', (_name, incident) => {
    expect(asked(incident)).toEqual([])
  })

  it('are asked when somebody else copies the marker', () => {
    expect(asked(closed(tuesday).withTalk('wes', said))).toHaveLength(1)
  })

  it('are ten at most', () => {
    const crowd = Array.from({ length: 30 }, (_, index) => `user${index}`)
    const roles = Object.fromEntries(crowd.map((login) => [login, 'read' as const]))
    const incident = crowd.reduce((one, login) => one.withComment(login, 'Me, too.'), closed(tuesday).with({ roles }))
    expect(asked(incident)[0]?.match(/@user\d+/g)).toHaveLength(10)
  })
})
