import { describe, expect, it } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { dayReadings } from '../../../src/text/time/dates.ts'

/** The pull request was opened on a Monday. */
const today = '2026-11-30'

function only(line: string) {
  const [item] = readActionItems(`# Postmortem\n\n## Action items\n\n- [ ] ${line}\n`, { today }).items
  if (item === undefined) throw new Error(`no item in ${line}`)
  const { logins, teams, names } = item.owners
  return { ...item, owners: [...logins, ...teams, ...names] }
}

describe('a date within a line', () => {
  it.each<[line: string, day: string, text: string]>([
    ['Ship it by 2026-12-20', '2026-12-20', 'Ship it'],
    ['Ship it by 2026-12-20.', '2026-12-20', 'Ship it.'],
    ['Ship it by 2026-12-20 @tia [P1]', '2026-12-20', 'Ship it'],
    ['Ship it by 2026-12-20 (see the runbook)', '2026-12-20', 'Ship it (see the runbook)'],
    ['Ship it by 20 December', '2026-12-20', 'Ship it'],
    ['Ship it by Friday', '2026-12-04', 'Ship it'],
    ['Ship it (2026-12-20)', '2026-12-20', 'Ship it'],
    ['Ship it (by 2026-12-20) everywhere', '2026-12-20', 'Ship it everywhere'],
    ['[2026-12-20] Ship it', '2026-12-20', 'Ship it'],
    ['Ship it, due 2026-12-20, and tell support', '2026-12-20', 'Ship it, and tell support'],
    ['due: 2026-12-20 Ship it', '2026-12-20', 'Ship it'],
    ['By 2026-12-20: ship it', '2026-12-20', 'ship it'],
    ['Ship it — Ana — 2026-12-20', '2026-12-20', 'Ship it'],
    ['Ship it due 13/12/2026', '2026-12-13', 'Ship it'],
    ['Ship it by 20 December, then delete the old one', '2026-12-20', 'Ship it, then delete the old one'],
    ['By 20 December, delete it', '2026-12-20', 'delete it'],
    ['Ship it (end of Q1 2027)', '2027-03-31', 'Ship it'],
    ['Fix what was brought in by 2026-12-01 (due 2026-12-10)', '2026-12-10', 'Fix what was brought in by 2026-12-01'],
    ['Ship it today, due 2026-11-30', '2026-11-30', 'Ship it today'],
  ])('is a due date in: %s', (line, day, text) => {
    expect(only(line)).toMatchObject({ due: { valid: true, day } })
    expect(only(line).text).toBe(text)
  })

  it.each([
    'Add a filter for rows filled by 2026-11-01 migration',
    'Add a filter for rows filled by 2026-12-24 migration',
    'Write by 2026-12-20 the runbook',
    'Handle the events that arrive by May users',
    'Prevent failures of end of Q1 deploys',
    'Survive failures caused by end of Q1 deploys',
    'Delete what was written before 2026-12-15',
    'Keep the old rows until 20 December, then delete them',
    'Plan it in Q3 sprints',
    'Plan it in the Q1 2027 sprints.',
    'Rename the 2026-12-20 dashboard',
    'Repeat the May 3 test',
    'Read the logs of 2026-11-20',
    'Repair what was broken by 2026-11-20',
    'Repair what broke (2026-11-20)',
    'Repair what broke – 2026-11-20',
    'Read the report (see 2026-12-20)',
  ])('is none in: %s', (line) => {
    expect(only(line)).toMatchObject({ due: null, text: line })
  })

  it.each([
    ['Ship it (due 01/12/2026)', '01/12/2026'],
    ['Ship it by 01/12/2026', '01/12/2026'],
    ['Ship it, due: 01-12-2026', '01-12-2026'],
    ['Ship it (due 2026-11-01)', '2026-11-01'],
    ['Ship it due 2026-11-29', '2026-11-29'],
    ['Ship it, due: 2026-11-01', '2026-11-01'],
  ])('is kept as text, since nobody can go by it, in: %s', (line, text) => {
    expect(only(line)).toMatchObject({ due: { valid: false, text }, text: line })
  })
})

describe('what a date of two numbers may be', () => {
  it.each([
    ['01/12/2026', ['2026-12-01', '2026-01-12']],
    ['1-2-26', ['2026-02-01', '2026-01-02']],
    ['13/12/2026', []],
    ['12/12/2026', []],
    ['2026-01-12', []],
    ['soon', []],
  ])('%s: %j', (text, readings) => {
    expect(dayReadings(text)).toEqual(readings)
  })
})

describe('a name within a line', () => {
  it.each<[line: string, owners: readonly string[], text: string]>([
    ['Alert us @tia', ['tia'], 'Alert us'],
    ['@tia: alert us', ['tia'], 'alert us'],
    ['@tia to alert us', ['tia'], 'alert us'],
    ['Alert us (@tia)', ['tia'], 'Alert us'],
    ['Alert us @a-cc @tia', ['a-cc', 'tia'], 'Alert us'],
    ['Alert us @cc @tia', ['cc', 'tia'], 'Alert us'],
    ['Alert us @acme/cc @tia', ['tia', 'acme/cc'], 'Alert us'],
    ['Alert us @acme/fyi, @tia', ['tia', 'acme/fyi'], 'Alert us'],
    ['Alert us @acme/p1 @tia', ['tia', 'acme/p1'], 'Alert us'],
    ['Alert us @acme/by @acme/done', ['acme/by', 'acme/done'], 'Alert us'],
    ['Alert us @acme/due @acme/owner', ['acme/due', 'acme/owner'], 'Alert us'],
    ['Alert us @acme/medium @acme/wip', ['acme/medium', 'acme/wip'], 'Alert us'],
    ['Alert us @acme/q1 @acme/tomorrow', ['acme/q1', 'acme/tomorrow'], 'Alert us'],
    ['Alert us (@tia, @acme/sre) early', ['tia', 'acme/sre'], 'Alert us early'],
    ['Alert us (@tia, cc @wes)', ['tia'], 'Alert us'],
    ['Alert us Owner: @tia (cc @wes)', ['tia'], 'Alert us'],
    ['Alert us @tia cc @wes', ['tia'], 'Alert us'],
    ['Alert us (owned by @tia)', ['tia'], 'Alert us'],
    ['Alert us — owner: @tia, due 2026-12-20', ['tia'], 'Alert us'],
    ['Alert us. @tia to write the runbook', ['tia'], 'Alert us. tia to write the runbook'],
  ])('is an owner in: %s', (line, owners, text) => {
    expect(only(line)).toMatchObject({ owners, text })
  })

  it.each<[line: string, text: string]>([
    ['Alert us (cc @tia)', 'Alert us'],
    ['Alert us /cc @tia, @wes and @acme/sre', 'Alert us'],
    ['Alert us (FYI: @tia)', 'Alert us'],
    ['Alert us, ask @tia', 'Alert us, ask tia'],
    ['Ask @tia how to alert us', 'Ask tia how to alert us'],
    ['Talk to @tia about alerts', 'Talk to tia about alerts'],
    ['Review the alerts with @acme/sre', 'Review the alerts with acme/sre'],
    ['Alert us, as suggested by @tia', 'Alert us, as suggested by tia'],
    ['Alert us (thanks @tia)', 'Alert us (thanks tia)'],
    ['Alert us where @tia looks first', 'Alert us where tia looks first'],
    ['Kafka will need more partitions', 'Kafka will need more partitions'],
    ['Terraform will create the alerts', 'Terraform will create the alerts'],
    ['[Backend] Alert us', '[Backend] Alert us'],
    ['[DevEX] Alert us', '[DevEX] Alert us'],
  ])('is none in: %s', (line, text) => {
    expect(only(line)).toMatchObject({ owners: [], text })
  })
})

describe('an owner in a field of its own', () => {
  const owners = (body: string) => {
    const [item] = readActionItems(`# P\n\n## Action items\n\n${body}\n`, { today }).items
    return item && [...item.owners.logins, ...item.owners.teams, ...item.owners.names]
  }

  it.each([
    ['a list below', '- [ ] Alert us\n  - Owner: @tia (cc @wes)'],
    ['a line below', '- [ ] Alert us\n  Owner: @tia, cc: @wes'],
    ['a column', '| Action | Owner |\n| --- | --- |\n| Alert us | @tia /cc @wes |'],
  ])('is not who is told of it: %s', (_where, body) => {
    expect(owners(body)).toEqual(['tia'])
  })

  it('may be called like it', () => {
    expect(owners('- [ ] Alert us\n  - Owner: CC team')).toEqual([])
    expect(owners('- [ ] Alert us\n  - Owner: Francesca, @cc')).toEqual(['cc', 'Francesca'])
  })
})

describe('a mark within a line', () => {
  it.each<[line: string, priority: string | null, text: string]>([
    ['[P1] Alert us', 'P1', 'Alert us'],
    ['Alert us (P1)', 'P1', 'Alert us'],
    ['Alert us [high]', 'high', 'Alert us'],
    ['Alert us, priority: 1', 'P1', 'Alert us'],
    ['Alert us (P2)[^1]', 'P2', 'Alert us'],
    ['Alert us [^1]', null, 'Alert us'],
    ['Alert us[^p1]', null, 'Alert us'],
    ['Alert us[^1] and them', null, 'Alert us and them'],
    ['Alert us [1]', null, 'Alert us [1]'],
    ['Alert us (#2)', null, 'Alert us (#2)'],
    ['Alert us (2.)', null, 'Alert us (2.)'],
    ['Fix the P1 alert', null, 'Fix the P1 alert'],
  ])('tells the priority, or does not: %s', (line, priority, text) => {
    expect(only(line)).toMatchObject({ priority, text })
  })
})
