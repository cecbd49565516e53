import { describe, expect, it } from 'vitest'
import type { Commit } from '../../../src/domain/repository.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'
import { block } from './document.ts'

const declared = anIncident()
  .with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z' }), now: '2026-03-02T13:00:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')

/** What the block tells of each phase, and apart from it how long it took; then what contradicts. */
function told(incident: Incident): readonly string[] {
  const rows = block('durations', incident).split('\n')
  return rows
    .filter((line) => /^\| [A-Z]|^- /.test(line) && !line.startsWith('| Phase |'))
    .flatMap((line) => {
      const [phase = '', took = '–'] = line.replace(/^\| | \|$/g, '').split(/ \| (?=Time to |–$)/)
      const known = phase.replaceAll(' | ', ', ').replaceAll('2026-03-02 ', '')
      return took === '–' ? [known] : [known, took]
    })
}

/** The document that a refresh writes, where this one stands, with the front matter given. */
function refreshed(incident: Incident, frontMatter: string, commits: readonly Commit[] = []): string {
  const document = `---\n${frontMatter}\n---\n\n# x\n`
  const { mutations } = incident
    .withPull()
    .with({ document, commits })
    .withComment('tia', '/postmortem refresh')
    .decide()
  const write = mutations.find((mutation) => mutation.do === 'write-file')
  return write?.do === 'write-file' ? write.text : ''
}

const byWes: Commit = {
  sha: 'b'.repeat(40),
  at: '2026-03-02T12:00:00Z',
  author: { login: 'wes', bot: false },
  message: 'x',
}

describe('a milestone is known from', () => {
  const label = (name: string) =>
    declared
      .with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z', labels: [name] }) })
      .labelledBy('wes', '2026-03-02T11:05:00Z')
      .withEvents({ kind: 'labelled', label: name, actor: aPerson('tia'), at: '2026-03-02T11:40:00Z' })

  it.each<[what: string, incident: Incident, row: string]>([
    ['a command', declared.withComment('tia', '/mitigated 11:30'), 'Mitigated, 11:30, /mitigated by tia'],
    [
      'a command whose time is only about right',
      declared.withComment('tia', '/mitigated ~11:30'),
      'Mitigated, 11:30, /mitigated by tia (not to the minute)',
    ],
    [
      'the last of several commands',
      declared.withComment('tia', '/mitigated 11:30').withComment('wes', '/mitigated 11:50'),
      'Mitigated, 11:50, /mitigated by wes',
    ],
    ['a label', label('mitigated'), 'Mitigated, 11:40, the label mitigated'],
    ['a label with a prefix', label('status: mitigated'), 'Mitigated, 11:40, the label status: mitigated'],
    [
      'a command before a label',
      label('mitigated').withComment('tia', '/mitigated 11:30'),
      'Mitigated, 11:30, /mitigated by tia',
    ],
    ['the opening of the issue', declared, 'Started, 11:00, the issue was opened'],
    [
      'the closing of the issue',
      declared.with({
        issue: anIssue({
          createdAt: '2026-03-02T11:00:00Z',
          closedAt: '2026-03-02T12:00:00Z',
          state: 'closed',
          labels: ['incident'],
        }),
      }),
      'Resolved, 12:00, the issue was closed',
    ],
    [
      'the first response',
      declared.withComment('tia', 'On it.', { createdAt: '2026-03-02T11:07:00Z' }),
      'First response, 11:07, what tia did first',
    ],
  ])('%s', (_what, incident, row) => {
    expect(told(incident)).toContain(row)
  })

  it.each<[what: string, incident: Incident]>([
    [
      'a label that was taken off',
      label('mitigated').with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z', labels: ['incident'] }) }),
    ],
    ['a label that only sounds like it', label('unmitigated')],
    ['a command that names no time', declared.withComment('tia', '/mitigated soonish')],
    ['a stranger', declared.withComment('rex', '/mitigated')],
  ])('not %s', (_what, incident) => {
    expect(told(incident).join('\n')).not.toContain('Mitigated')
  })

  it('the opening of the issue only where nothing happened before: when it started is not guessed', () => {
    expect(told(declared.withComment('tia', '/detected 10:50'))).toEqual([
      'Detected, 10:50, /detected by tia',
      'First response, 13:00, what tia did first',
    ])
  })
})

describe('the chart', () => {
  const chart = (incident: Incident) => /```mermaid\n(.*?)```/s.exec(block('durations', incident))?.[1] ?? null

  it('shows each phase until the next one, and the last as a point; two at the same moment are one bar', () => {
    const phases = declared.withComment('wes', '/started 11:00\n/detected 11:00\n/mitigated 11:30\n/resolved 12:00')
    expect(chart(phases)).toMatchInlineSnapshot(`
      "gantt
        title Phases, in UTC
        dateFormat YYYY-MM-DDTHH:mm:ss
        axisFormat %H:%M
        Started :milestone, started, 2026-03-02T11:00:00, 0d
        Detected :detected, 2026-03-02T11:00:00, 2026-03-02T11:30:00
        Mitigated :mitigated, 2026-03-02T11:30:00, 2026-03-02T12:00:00
        Resolved :milestone, resolved, 2026-03-02T12:00:00, 0d
      "
    `)
  })

  it.each([
    ['2026-03-01 13:00', '%H:%M'],
    ['2026-03-01 11:00', '%d %b %H:%M'],
  ])('of what began on %s has an axis in %s', (start, axis) => {
    const phases = declared.withComment('wes', `/started ${start}\n/resolved 12:00`)
    expect(chart(phases)).toContain(`axisFormat ${axis}\n`)
  })

  it('is not drawn where nothing is known but when it began', () => {
    expect(chart(declared)).toBeNull()
  })

  it('holds nothing that people wrote', () => {
    const said = '/mitigated 11:30 ; # : <!-- @ada -->'
    expect(chart(declared.withComment('wes', said))).not.toContain('ada')
  })
})

describe('a duration', () => {
  it.each([
    ['11:00', 'less than a minute'],
    ['11:01', '1 minute'],
    ['12:00', '1 hour'],
    ['12:25', '1 hour 25 minutes'],
  ])('until %s is %s', (time, told_) => {
    expect(told(declared.withComment('wes', `/resolved ${time}`))).toContain(`Time to resolve: ${told_}`)
  })

  it('of days is told with its hours', () => {
    const rows = told(declared.withComment('wes', '/started 2026-02-27 09:30\n/resolved 12:00'))
    expect(rows).toContain('Time to resolve: 3 days 2 hours')
  })
})

describe('milestones that contradict each other', () => {
  it('are said and not counted', () => {
    const rows = told(declared.withComment('wes', '/started 11:30\n/mitigated 11:20\n/resolved 11:50\n/detected 11:40'))
    expect(rows.filter((row) => row.startsWith('Time to') || row.startsWith('- '))).toEqual([
      'Time to detect: 10 minutes',
      'Time to resolve: 20 minutes',
      '- “Mitigated” lies before “Started”, so it is not counted. Mend the time that is wrong: at the top of this document, or by a new command on the incident.',
    ])
  })

  it('cost both their durations where neither is the start', () => {
    const rows = told(declared.withComment('wes', '/mitigated 11:50\n/resolved 11:20'))
    expect(rows.join('\n')).not.toContain('Time to')
    expect(rows.join('\n')).toContain('“Resolved” lies before “Mitigated”')
  })
})

describe('the front matter', () => {
  const incident = declared.withComment('tia', '/detected 11:02').withComment('tia', '/mitigated 11:30')

  it('keeps what people wrote, and gets what they left empty', () => {
    const text = refreshed(incident, 'detected: 2026-03-02 11:01 # by phone\nmitigated:', [byWes])
    expect(text).toContain('detected: 2026-03-02 11:01 # by phone\nmitigated: 2026-03-02T11:30:00Z\n')
  })

  it('follows a later command where it holds only what the app had copied there', () => {
    const later = incident.withComment('tia', '/mitigated 11:45')
    const text = refreshed(later, 'detected: 2026-03-02T11:02:00Z\nmitigated: 2026-03-02T11:30:00Z', [byWes])
    expect(text).toContain('mitigated: 2026-03-02T11:45:00Z\n')
  })

  it.each([
    ['a time without a zone is in the configured one', 'mitigated: 2026-03-02 12:40'],
    ['a time with an offset says so itself', 'mitigated: 2026-03-02T14:40:00+03:00'],
  ])('counts first: %s', (_what, line) => {
    const zoned = incident.with({ configuration: 'reminders: { zone: Europe/Zurich }' })
    const standing = block('durations', zoned)
    const document = `---\n${line}\n---\n<!-- aftermath:v1 facts {"name":"durations","digest":"0 2166136261"} -->\n\n<!-- aftermath:v1 facts-end {"name":"durations"} -->\n`
    const { mutations } = zoned
      .withPull()
      .with({ document, commits: [byWes] })
      .withComment('tia', '/postmortem refresh')
      .decide()
    const write = mutations.find((mutation) => mutation.do === 'write-file')
    expect(standing).toContain('/mitigated by tia')
    expect(write?.do === 'write-file' && write.text).toContain('| Mitigated | 2026-03-02 11:40 | the document |')
  })

  it('whose times cannot be read stays as it is, and the answer says where and what to write', () => {
    expect(refreshed(incident, 'title: x\nstarted: around noon')).toBe('')
  })
})
