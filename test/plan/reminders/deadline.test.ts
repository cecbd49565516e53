import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import type { Mutation } from '../../../src/domain/mutation.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

/** An incident of that severity, whose draft was opened at `opened`. */
function drafted(severity: string, opened: string, configuration = ''): Incident {
  return anIncident()
    .with({ now: opened, configuration })
    .labelledBy('wes')
    .with({ issue: anIssue({ labels: ['incident', severity] }) })
    .withPull({ createdAt: opened, assignees: ['tia'] })
}

/** The reminders that were posted, on the pull request. */
function saidAt(incident: Incident, ...moments: readonly string[]): Incident {
  const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
  const comments = moments.map((createdAt, index) => ({
    id: 900 + index,
    body: renderMarker({ kind: 'reminder', slot: `deadline/${index + 1}` }),
    author: app,
    createdAt,
    updatedAt: createdAt,
    url: '',
    marks: 0,
    hidden: false,
  }))
  return incident.with({ talk: comments })
}

function reminders(incident: Incident): readonly Extract<Mutation, { do: 'remind' }>[] {
  return incident.decide().mutations.filter((mutation) => mutation.do === 'remind')
}

function requeueAt(incident: Incident): string | null {
  return incident.decide().requeueAt?.replace('.000', '') ?? null
}

/** The line of the status comment. */
function deadline(incident: Incident): string | undefined {
  const status = incident.decide().mutations.find((mutation) => mutation.do === 'post-status')
  return status?.do === 'post-status' ? /To be merged by: (.*)/.exec(status.body)?.[1] : undefined
}

// 2 March 2026 is a Monday; clocks in Zurich change on Sunday, 29 March.
const monday = '2026-03-02T12:00:00Z'
const zurich = 'reminders: { zone: Europe/Zurich }'

describe('the deadline of a postmortem', () => {
  it.each([
    ['three days for the first severity', 'sev1', monday, '', '2026-03-05 (sev1: within 3 days)'],
    ['five weekdays for the second', 'sev2', monday, '', '2026-03-09 (sev2: within 5 business days)'],
    ['ten weekdays for the third', 'sev3', monday, '', '2026-03-16 (sev3: within 10 business days)'],
    ['weekdays from a Saturday on', 'sev2', '2026-03-07T12:00:00Z', '', '2026-03-13 (sev2: within 5 business days)'],
    ['days that a weekend is among', 'sev1', '2026-03-06T12:00:00Z', '', '2026-03-09 (sev1: within 3 days)'],
    ['counted in the zone', 'sev1', '2026-03-02T23:30:00Z', zurich, '2026-03-06 (sev1: within 3 days)'],
    [
      'right when the clocks change',
      'sev2',
      '2026-03-26T23:30:00Z',
      zurich,
      '2026-04-03 (sev2: within 5 business days)',
    ],
    ['of labels of one’s own', 'p1', monday, 'severity_labels: [p0, p1]', '2026-03-09 (p1: within 5 business days)'],
    ['as configured', 'sev2', monday, 'deadlines: [null, 1 day]', '2026-03-03 (sev2: within 1 day)'],
  ])('is %s', (_name, severity, opened, configuration, says) => {
    expect(deadline(drafted(severity, opened, configuration))).toBe(says)
  })

  it.each([
    ['the last severity', drafted('sev4', monday)],
    ['no severity', drafted('other', monday)],
    ['one that is configured to have none', drafted('sev1', monday, 'deadlines: [null]')],
  ])('is none for %s', (_name, incident) => {
    expect(deadline(incident)).toBeUndefined()
    expect(incident.decide().requeueAt).toBeNull()
  })
})

describe('who writes a postmortem', () => {
  const sev2 = drafted('sev2', monday)

  it.each([
    ['before the day before', sev2, '2026-03-06T08:59:00Z', [], '2026-03-06T09:00:00Z'],
    ['on the weekday before', sev2, '2026-03-06T09:00:00Z', ['deadline/1'], '2026-03-10T09:00:00Z'],
    ['late, if nobody was there to say it', sev2, '2026-03-12T09:30:00Z', ['deadline/1'], '2026-03-16T09:00:00Z'],
    ['not on a weekend', sev2, '2026-03-07T12:00:00Z', [], '2026-03-09T09:00:00Z'],
    ['not before the hour', sev2, '2026-03-09T05:00:00Z', [], '2026-03-09T09:00:00Z'],
    ['not twice', saidAt(sev2, '2026-03-06T09:10:00Z'), '2026-03-09T12:00:00Z', [], '2026-03-10T09:00:00Z'],
    [
      'two weekdays later',
      saidAt(sev2, '2026-03-06T09:10:00Z'),
      '2026-03-10T09:00:00Z',
      ['deadline/2'],
      '2026-03-12T09:00:00Z',
    ],
    [
      'a third time',
      saidAt(sev2, '2026-03-06T09:10:00Z', '2026-03-10T09:00:00Z'),
      '2026-03-12T09:00:00Z',
      ['deadline/3'],
      null,
    ],
    [
      'no fourth time',
      saidAt(sev2, '2026-03-06T09:10:00Z', '2026-03-10T09:00:00Z', '2026-03-12T09:00:00Z'),
      '2026-04-01T09:00:00Z',
      [],
      null,
    ],
    [
      'not on the day on which it was opened',
      drafted('sev1', '2026-03-02T07:00:00Z', 'deadlines: [1 day]'),
      '2026-03-02T10:00:00Z',
      [],
      '2026-03-03T09:00:00Z',
    ],
    [
      'never where reminders are off',
      drafted('sev1', monday, 'reminders: { enabled: false }'),
      '2026-03-06T09:00:00Z',
      [],
      null,
    ],
    [
      'when the clocks have changed',
      drafted('sev2', '2026-03-24T12:00:00Z', zurich),
      '2026-03-30T07:00:00Z',
      ['deadline/1'],
      '2026-04-01T07:00:00Z',
    ],
  ])('is reminded %s', (_name, incident, now, slots, next) => {
    const later = incident.with({ now })
    expect(reminders(later).map(({ slot, number }) => `${slot} on #${number}`)).toEqual(
      slots.map((slot) => `${slot} on #2`),
    )
    expect(requeueAt(later)).toBe(next)
  })

  it('is told what it is about and what to do', () => {
    const [reminder] = reminders(sev2.with({ now: '2026-03-06T09:00:00Z' }))
    expect(reminder?.body.split('\n').slice(1)).toEqual([
      '@tia: this postmortem of #1 is to be merged by 2026-03-09: within 5 business days for sev2.',
      '',
      'Is it as good as you can make it? Then merge it, or mark it ready for review and ask somebody to read it. Is it no longer needed? `/postmortem skip <reason>` says so.',
      '',
    ])
  })

  it('is told what is missing in the document', () => {
    const document =
      '# Postmortem\n\n## What went well?\n\nThe alert fired within a minute, and the rollback was one command.\n'
    const [reminder] = reminders(sev2.with({ now: '2026-03-06T09:00:00Z', document }))
    const lines = reminder?.body.split('\n').filter((line) => line.startsWith('- ')) ?? []
    expect(lines).toContain('- What else did we learn? (▫️ not yet)')
    expect(lines.join()).not.toContain('What went well?')
  })

  it('is nobody yet: then whoever reads it is asked', () => {
    const [reminder] = reminders(sev2.withPull({ createdAt: monday }).with({ now: '2026-03-10T09:00:00Z' }))
    expect(reminder?.body).toContain('was to be merged by 2026-03-09')
    expect(reminder?.body).toContain('Nobody writes it yet.')
  })

  it('hears sooner when it turns out to be severe, and later when it does not', () => {
    const now = '2026-03-04T09:00:00Z'
    expect(reminders(drafted('sev1', monday).with({ now }))).toHaveLength(1)
    expect(reminders(drafted('sev3', monday).with({ now }))).toEqual([])
    const lowered = saidAt(drafted('sev3', monday), '2026-03-04T09:00:00Z').with({ now: '2026-03-06T09:00:00Z' })
    expect(reminders(lowered)).toEqual([])
    expect(requeueAt(lowered)).toBe('2026-03-13T09:00:00Z')
    const raised = saidAt(drafted('sev1', monday), '2026-03-04T09:00:00Z').with({ now: '2026-03-06T09:00:00Z' })
    expect(reminders(raised).map(({ slot }) => slot)).toEqual(['deadline/2'])
  })
})

describe('the lead', () => {
  const thrice = ['2026-03-06T09:10:00Z', '2026-03-10T09:00:00Z', '2026-03-12T09:00:00Z']
  const said = saidAt(drafted('sev2', monday, "reminders: { escalation: '@acme/sre' }"), ...thrice)

  it('is told once, two weekdays after the third reminder', () => {
    expect(reminders(said.with({ now: '2026-03-13T12:00:00Z' }))).toEqual([])
    const [told] = reminders(said.with({ now: '2026-03-16T09:00:00Z' }))
    expect(told).toMatchObject({ slot: 'deadline/4', number: 2 })
    expect(told?.body).toContain(
      '@acme/sre: this postmortem of #1 was to be merged by 2026-03-09, and those who write it were reminded 3 times.',
    )
    const after = saidAt(said, ...thrice, '2026-03-16T09:00:00Z').with({ now: '2026-05-04T09:00:00Z' })
    expect(reminders(after)).toEqual([])
    expect(after.decide().requeueAt).toBeNull()
  })
})

describe('where neither the services nor the configuration name a lead', () => {
  const thrice = ['2026-03-06T09:10:00Z', '2026-03-10T09:00:00Z', '2026-03-12T09:00:00Z']

  it.each([
    ['who leads the incident is told', ['mia'], ['@mia']],
    ['who leads it and writes is left in peace', ['tia'], []],
    ['nobody is told where nobody leads', [], []],
  ])('%s', (_name, assignees, told) => {
    const issue = anIssue({ labels: ['incident', 'sev2'], assignees })
    const said = saidAt(drafted('sev2', monday).with({ issue }), ...thrice).with({ now: '2026-03-16T09:00:00Z' })
    expect(reminders(said).flatMap(({ body }) => /^@\S+(?=:)/m.exec(body)?.[0] ?? [])).toEqual(told)
  })
})

describe('an incident that needs no postmortem', () => {
  const policy = { configuration: 'required_for: [sev1, sev2]' }
  const labelled = (...labels: readonly string[]) =>
    anIncident()
      .with(policy)
      .labelledBy('wes')
      .with({ issue: anIssue({ labels: ['incident', ...labels] }) })
  const said = (incident: Incident) =>
    incident
      .decide()
      .mutations.flatMap((mutation) =>
        mutation.do === 'post-status' ? mutation.body.split('\n').slice(1, 4) : [mutation.do],
      )

  it.each([
    [
      'by its severity',
      labelled('sev4'),
      'No postmortem needed for sev4. Comment `/postmortem start` to write one all the same.',
    ],
    [
      'while it has none',
      labelled(),
      'No postmortem is needed for this incident as it is labelled now: it is for sev1, sev2. Comment `/postmortem start` to write one all the same.',
    ],
  ])('%s gets one line that says how to start one all the same', (_name, incident, line) => {
    expect(said(incident)).toEqual(['### ➖ Postmortem: not needed', '', line])
  })

  it.each([
    ['that requires one', labelled('sev2')],
    ['that requires one, in another case', labelled('SEV1')],
    ['for which somebody starts one all the same', labelled('sev4').withComment('tia', '/postmortem start')],
  ])('is none %s', (_name, incident) => {
    expect(said(incident)[0]).toBe('open-postmortem')
  })

  it('stays without a word where its label is older than the app', () => {
    const old = labelled('sev4').with({ installedAt: '2026-04-01T00:00:00Z' })
    expect(said(old)).toEqual([])
  })

  const closed = { state: 'closed', closedAt: '2026-03-02T13:00:00Z' } as const
  const remembered = renderMarker({
    kind: 'status',
    repository: 1,
    incident: 1,
    memory: {
      pull: 2,
      mergeCommit: null,
      closedDraft: 2,
      path: null,
      handled: 0,
      decision: null,
      writeBack: 'pending',
      items: [],
      refreshed: 0,
    },
  })

  it('has its untouched draft closed when it is found to be harmless, and opened again when it is not', () => {
    expect(said(labelled('sev4').withPull())[0]).toBe('close-pull')
    const raised = { kind: 'labelled', label: 'sev1', actor: aPerson('mia') } as const
    const again = labelled('sev1').withPull(closed).withComment('aftermath[bot]', remembered)
    expect(said(again.withEvents({ ...raised, at: '2026-03-02T14:00:00Z' }))[0]).toBe('reopen-pull')
    expect(said(again.withEvents({ ...raised, at: '2026-03-02T12:00:00Z' }))).not.toContain('reopen-pull')
  })
})
