import { describe, expect, it } from 'vitest'
import { anIncident, type Incident } from '../incident-builder.ts'

/** What the plan does about a start: opens, asks, or stays silent and why. */
function outcome(incident: Incident, admit: 'normal' | 'backfill' | 'preview' = 'normal'): string {
  const { mutations, notes } = incident.decide(admit)
  if (mutations.some((mutation) => mutation.do === 'open-postmortem')) return 'opens'
  const asked = mutations.find((mutation) => mutation.do === 'post-status')
  return asked?.do === 'post-status' && asked.body.includes('waiting for a maintainer') ? 'asks' : notes.join(' ')
}

const old = 'The label was set longer ago than start.within allows.'
const before = 'The label was set before the app was installed.'

describe('an incident without a pull request', () => {
  it.each([
    ['opens when somebody with triage labelled it', anIncident().labelledBy('tia'), 'opens'],
    ['opens when a bot labelled it', anIncident().labelledBy('pager[bot]'), 'opens'],
    ['asks when a reader labelled it', anIncident().labelledBy('rex'), 'asks'],
    ['asks when somebody unknown labelled it', anIncident().labelledBy('nobody'), 'asks'],
    ['counts the last setting of the label', anIncident().labelledBy('rex').labelledBy('tia'), 'opens'],
    ['opens within three days', anIncident().labelledBy('wes', '2026-02-27T12:00:00Z'), 'opens'],
    ['is silent after three days', anIncident().labelledBy('wes', '2026-02-27T11:59:59Z'), old],
    [
      'goes by start.within',
      anIncident().with({ configuration: 'start:\n  within: 12 hours\n' }).labelledBy('wes', '2026-03-01T23:00:00Z'),
      old,
    ],
    [
      'is silent about labels from before the installation',
      anIncident().with({ installedAt: '2026-03-02T11:00:00Z' }).labelledBy('wes', '2026-03-02T10:00:00Z'),
      before,
    ],
    [
      'goes on with an old label once its branch stands',
      anIncident().with({ branch: true }).labelledBy('wes', '2026-01-02T12:00:00Z'),
      'opens',
    ],
    [
      'opens for a command, however old the label is',
      anIncident().labelledBy('wes', '2026-01-02T12:00:00Z').withComment('mia', '/postmortem start'),
      'opens',
    ],
    [
      'does not open for a reader’s command',
      anIncident().labelledBy('rex').withComment('rex', '/postmortem start'),
      'asks',
    ],
    ['says nothing without the label', anIncident(), 'The issue does not carry the incident label.'],
  ])('%s', (_name, incident, expected) => {
    expect(outcome(incident)).toBe(expected)
  })

  it('opens in a backfill, however old its label is and whoever set it', () => {
    expect(outcome(anIncident().labelledBy('wes', '2024-01-02T12:00:00Z'), 'backfill')).toBe('opens')
    expect(outcome(anIncident().labelledBy('rex', '2024-01-02T12:00:00Z'), 'backfill')).toBe('opens')
  })

  it.each([
    ['is not labelled', anIncident()],
    ['got its label long ago', anIncident().labelledBy('wes', '2024-01-02T12:00:00Z')],
    ['was labelled by a reader', anIncident().labelledBy('rex')],
  ])('opens in a preview when it %s', (_name, incident) => {
    expect(outcome(incident, 'preview')).toBe('opens')
  })

  it('that may not be written to plans nothing but tells what it would do', () => {
    const plan = anIncident().with({ configuration: 'mode: observe\n' }).labelledBy('wes').decide()
    expect(plan.mutations).toEqual([])
    expect(plan.withheld.map((mutation) => mutation.do)).toEqual(['open-postmortem'])
  })
})
