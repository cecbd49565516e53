import { describe, expect, it } from 'vitest'
import { findMarker, renderMarker } from '../../../src/document/markers/markers.ts'
import type { IssueEvent } from '../../../src/domain/issue.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { aBot, anIssue, aPerson } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

const drafted = anIncident()
  .labelledBy('wes')
  .withPull({ assignees: ['wes'] })

/** The reaction to the last comment, and what is said below it, in a line each. */
function answered(incident: Incident): readonly string[] {
  return incident.decide().mutations.flatMap((mutation): readonly string[] => {
    if (mutation.do === 'react') return [mutation.reaction]
    return mutation.do === 'answer' ? mutation.body.split('\n').slice(1) : []
  })
}

/** What changes at the incident. */
function changes(incident: Incident): readonly string[] {
  return incident.decide().mutations.flatMap((mutation): readonly string[] => {
    if (mutation.do === 'set-severity') return [`${mutation.label}, not ${mutation.others.join() || 'another'}`]
    if (mutation.do === 'create-label') return [`create ${mutation.name}`]
    return mutation.do === 'assign' ? [`#${mutation.number}: ${mutation.logins.join()}`] : []
  })
}

function labelled(...labels: readonly string[]): Incident {
  return drafted.with({ issue: anIssue({ labels: ['incident', ...labels] }) })
}

describe('a command with a mistake is answered by what was understood and what to write', () => {
  it.each([
    ['/postmortem', '`/postmortem` is not a command. `/help` lists all commands.'],
    ['/postmortem dance', '`/postmortem dance` is not a command. `/help` lists all commands.'],
    [
      '/severty sev1',
      '`/severty sev1` is not a command. Did you mean `/severity sev1`? Please write it in a new comment. `/help` lists all commands.',
    ],
    [
      '/postmortem skip',
      '`/postmortem skip` needs a reason in the same line, for example `/postmortem skip false alarm: a test page went off`.',
    ],
    [
      '/severity sev7',
      '`sev7` is not a severity here. Did you mean `/severity sev1`? There are: sev1, sev2, sev3, sev4.',
    ],
    ['/severity', '`/severity` needs a label in the same line. There are: sev1, sev2, sev3, sev4.'],
    [
      '/lead @zoe',
      'zoe cannot be assigned here. Name somebody who has access to this repository, or give them access first.',
    ],
    [
      '/lead @acme/oncall',
      '`acme/oncall` is not the name of an account. Write for example `/lead @\u200boctocat`, or `/lead` alone if it is you.',
    ],
    ['/timeline', '`/timeline` needs a text in the same line, for example `/timeline 14:05 the old version is back`.'],
  ])('%s', (command, sentence) => {
    expect(answered(drafted.withComment('tia', command))).toEqual(['confused', sentence.replace('@\u200b', '@')])
  })

  it.each([
    [
      '/postmortem template seven-question',
      '`seven-question` is not a template here. Did you mean `seven-questions`? There are: `',
    ],
    ['/postmortem template', '`/postmortem template` needs the name of a template in the same line. There are: `'],
  ])('%s', (command, sentence) => {
    expect(answered(drafted.withComment('tia', command))).toEqual(['confused', expect.stringContaining(sentence)])
  })

  it('which costs nothing but that command', () => {
    const incident = drafted.withComment('tia', '/severity sev1\n/lead @zoe\n/severty')
    expect(changes(incident)).toEqual(['create sev1', 'sev1, not another'])
    expect(answered(incident)).toEqual([
      'confused',
      expect.stringMatching(/^- zoe cannot/),
      expect.stringMatching(/^- `\/severty` is not/),
      '',
      'The other commands of that comment count.',
    ])
  })
})

describe('commands', () => {
  it.each([
    ['a person with triage', 'tia', ['+1']],
    ['a person with write', 'wes', ['+1']],
    [
      'a person with read',
      'rex',
      [
        'confused',
        'Thank you, rex. `/lead` needs the triage role or more here, so nothing has changed. Please ask a maintainer to comment the same.',
      ],
    ],
    ['a stranger', 'eve', ['confused', expect.stringMatching(/^Thank you, eve\./)]],
    ['a bot', 'helper[bot]', []],
  ])('of %s', (_who, login, says) => {
    expect(answered(drafted.withComment(login, '/lead @tia'))).toEqual(says)
  })

  it('of somebody who may not, several of them, get one sentence', () => {
    expect(answered(drafted.withComment('rex', '/lead\n/severity sev1'))[1]).toMatch(
      /^Thank you, rex\. `\/lead`, `\/severity` need the triage role/,
    )
  })

  it('of a stranger that there are not get no answer', () => {
    expect(answered(drafted.withComment('eve', '/severty sev1'))).toEqual([])
  })

  it('of an edited comment do nothing', () => {
    const edited = drafted.withComment('tia', '/lead', {
      createdAt: '2026-03-02T11:00:00Z',
      updatedAt: '2026-03-02T11:30:00Z',
    })
    expect(answered(edited)).toEqual([])
    expect(changes(edited)).toEqual([])
  })

  it('of one stranger are refused once, and what they command after it gets no answer', () => {
    const often = drafted
      .withComment('eve', '/lead')
      .withComment('Eve', '/postmortem start')
      .withComment('eve', '/help')
    expect(answered(often).map((line) => line.slice(0, 10))).toEqual(['confused', 'Thank you,'])
    const later = drafted
      .withComment('eve', '/lead')
      .withComment('aftermath[bot]', renderMarker({ kind: 'answer', comment: 100, to: 'eve' }))
      .withComment('eve', '/postmortem start')
    expect(answered(later)).toEqual(['confused'])
    expect(answered(later.withComment('zed', '/lead')).map((line) => line.slice(0, 15))).toEqual([
      'confused',
      'confused',
      'Thank you, zed.',
    ])
  })

  describe('of strangers who were told already', () => {
    const marker = (handled: number) =>
      renderMarker({ kind: 'status', repository: 1, incident: 1, memory: { ...noMemory, handled, pull: 2 } })
    const told = (updatedAt: string) =>
      drafted
        .withComment('eve', '/lead')
        .withComment('aftermath[bot]', renderMarker({ kind: 'answer', comment: 100, to: 'eve' }))
        .withComment('aftermath[bot]', marker(100), { updatedAt })
    const handled = (incident: Incident) =>
      incident.decide().mutations.flatMap((mutation) => {
        return 'body' in mutation ? (findMarker(mutation.body, 'status')?.memory.handled ?? []) : []
      })
    const [now, anHourAgo] = ['2026-03-02T12:00:00Z', '2026-03-02T10:59:59Z']

    it('are noted once an hour, so that nobody makes the app write by writing on', () => {
      expect(handled(told(now).withComment('eve', '/lead').withComment('eve', '/help'))).not.toContain(104)
      expect(handled(told(anHourAgo).withComment('eve', '/lead').withComment('eve', '/help'))).toEqual([104])
    })

    it('are noted with the next command that is answered', () => {
      expect(handled(told(now).withComment('eve', '/lead').withComment('tia', '/lead'))).toEqual([104])
    })

    it('are not lost, so that a member who hides it is obeyed beside them', () => {
      const incident = told(now)
        .withComment('eve', '/lead @wes')
        .withComment('tia', '/lead')
        .withComment('eve', '/lead')
      expect(changes(incident)).toEqual(['#1: tia'])
      expect(handled(incident)).toEqual([104])
    })
  })

  it('are not answered in words again when what the app remembers is lost', () => {
    const incident = drafted.withComment('tia', '/lead @zoe')
    const said = incident.withComment('aftermath[bot]', renderMarker({ kind: 'answer', comment: 100, to: null }))
    expect(answered(said)).toEqual(['confused'])
    const forged = incident.withComment('eve', renderMarker({ kind: 'answer', comment: 100, to: null }))
    expect(answered(forged)).toHaveLength(2)
  })

  it('that were answered are left alone', () => {
    const marker = renderMarker({
      kind: 'status',
      repository: 1,
      incident: 1,
      memory: { ...noMemory, handled: 100, pull: 2 },
    })
    const incident = drafted.withComment('tia', '/severity sev1\n/lead').withComment('aftermath[bot]', marker)
    expect(answered(incident)).toEqual([])
    expect(changes(incident)).toEqual([])
  })

  it('include a call for help, which is answered by a table', () => {
    const [reaction, first, ...table] = answered(drafted.withComment('tia', '/help'))
    expect(reaction).toBe('+1')
    expect(first).toMatch(/^Write these in a new comment/)
    expect(table).toContain('| `/severity <label>` | sets how severe it is |')
  })
})

describe('/severity', () => {
  it.each([
    ['sets the label', drafted, '/severity sev2', ['create sev2', 'sev2, not another']],
    ['takes the others away', labelled('sev3', 'Sev1'), '/severity SEV2', ['create sev2', 'sev2, not sev3,Sev1']],
    ['leaves one that is set', labelled('sev2'), '/severity sev2', []],
    ['puts two right', labelled('sev2', 'sev1'), '/severity sev2', ['create sev2', 'sev2, not sev1']],
    ['means the last', labelled('sev1'), '/severity sev2\n/severity sev3', ['create sev3', 'sev3, not sev1']],
  ])('%s', (_name, incident, command, wanted) => {
    expect(changes(incident.withComment('tia', command))).toEqual(wanted)
  })

  const later = { label: 'sev3', at: '2026-03-02T12:30:00Z' }
  const commented = labelled('sev3').withComment('tia', '/severity sev1')

  it('undoes nothing that people decided since', () => {
    expect(changes(commented.withEvents({ kind: 'labelled', actor: aPerson('mia'), ...later }))).toEqual([])
    expect(changes(commented.withEvents({ kind: 'labelled', actor: null, ...later }))).toEqual([])
  })

  it('is carried out to its end after an interruption of its own', () => {
    const own = { ...aBot('aftermath[bot]'), appId: null }
    expect(changes(commented.withEvents({ kind: 'labelled', actor: own, ...later }))).toEqual([
      'create sev1',
      'sev1, not sev3',
    ])
  })
})

describe('/lead', () => {
  it.each([
    ['assigns whom it names', drafted, '/lead @Tia', ['#1: Tia']],
    ['assigns who writes it', drafted, '/lead', ['#1: mia']],
    ['assigns one account once', drafted, '/lead @tia\n/lead TIA', ['#1: tia']],
    [
      'leaves one who is assigned',
      drafted.with({ issue: anIssue({ labels: ['incident'], assignees: ['tia'] }) }),
      '/lead tia',
      [],
    ],
  ])('%s', (_name, incident, command, wanted) => {
    expect(
      changes(incident.with({ roles: { ...roles, Tia: 'triage', TIA: 'triage' } }).withComment('mia', command)),
    ).toEqual(wanted)
  })

  it('undoes nothing that people decided since', () => {
    const left: IssueEvent = { kind: 'unassigned', login: 'tia', actor: aPerson('mia'), at: '2026-03-02T12:30:00Z' }
    expect(changes(drafted.withComment('mia', '/lead @tia').withEvents(left))).toEqual([])
  })
})

const roles = { mia: 'maintain', tia: 'triage', wes: 'write' } as const
