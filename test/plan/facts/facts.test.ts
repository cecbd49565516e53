import { describe, expect, it } from 'vitest'
import type { Role } from '../../../src/domain/issue.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'
import { block, documentOf, rows } from './document.ts'

const tia = aPerson('tia')
const opened = '2026-03-02T11:00:00Z'
const declared = anIncident()
  .with({ issue: anIssue({ createdAt: opened }), now: '2026-03-02T12:30:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')

describe('the facts of a document', () => {
  it('tell what happened, how long it took and how people spoke', () => {
    const incident = declared
      .withEvents({ kind: 'assigned', login: 'tia', actor: tia, at: '2026-03-02T11:10:00Z' })
      .withComment('tia', '/timeline 11:20 the old version is back', { createdAt: '2026-03-02T11:40:00Z' })
      .withComment('wes', '/started 10:50\n/detected 10:55\n/mitigated 11:25', { createdAt: '2026-03-02T12:00:00Z' })
    expect(block('people', incident)).toMatchInlineSnapshot(`
      "| Who | What they did |
      | --- | --- |
      | wes | declared it, commented |
      | tia | responded first, led, commented |"
    `)
    expect(block('timeline', incident)).toMatchInlineSnapshot(`
      "| UTC | Who | What |
      | --- | --- | --- |
      | [2026-03-02 10:50](https://github.com/acme/shop/issues/1#issuecomment-101) | wes | Started |
      | [2026-03-02 10:55](https://github.com/acme/shop/issues/1#issuecomment-101) | wes | Detected |
      | [2026-03-02 11:00](https://github.com/acme/shop/issues/1) | wes | Declared: Checkout is down |
      | [2026-03-02 11:05](https://github.com/acme/shop/issues/1) | wes | Labelled incident |
      | [2026-03-02 11:10](https://github.com/acme/shop/issues/1) | tia | Assigned to tia |
      | [2026-03-02 11:20](https://github.com/acme/shop/issues/1#issuecomment-100) | tia | the old version is back |
      | [2026-03-02 11:25](https://github.com/acme/shop/issues/1#issuecomment-101) | wes | Mitigated |"
    `)
    expect(block('durations', incident)).toMatchInlineSnapshot(`
      "\`\`\`mermaid
      gantt
        title Phases, in UTC
        dateFormat YYYY-MM-DDTHH:mm:ss
        axisFormat %H:%M
        Started :started, 2026-03-02T10:50:00, 2026-03-02T10:55:00
        Detected :detected, 2026-03-02T10:55:00, 2026-03-02T11:10:00
        First response :responded, 2026-03-02T11:10:00, 2026-03-02T11:25:00
        Mitigated :milestone, mitigated, 2026-03-02T11:25:00, 0d
      \`\`\`

      | Phase | UTC | Known from | Duration |
      | --- | --- | --- | --- |
      | Started | 2026-03-02 10:50 | /started by wes | – |
      | Detected | 2026-03-02 10:55 | /detected by wes | Time to detect: 5 minutes |
      | First response | 2026-03-02 11:10 | what tia did first | Time to respond: 20 minutes |
      | Mitigated | 2026-03-02 11:25 | /mitigated by wes | Time to mitigate: 35 minutes |"
    `)
    expect(block('communication', incident)).toMatchInlineSnapshot(`
      "| Communication on the issue | |
      | --- | --- |
      | Time to the first response | 10 minutes |
      | Updates while it was open | 2 |
      | Longest gap between updates | 40 minutes |
      | Hours with an update | 2 of 2 |
      | Hand-overs | 0 |"
    `)
  })

  it('show times in the configured zone beside UTC', () => {
    const incident = declared.with({ configuration: 'reminders: { zone: Europe/Zurich }' })
    expect(block('timeline', incident).split('\n').slice(0, 3)).toMatchInlineSnapshot(`
      [
        "| UTC | Europe/Zurich | Who | What |",
        "| --- | --- | --- | --- |",
        "| [2026-03-02 11:00](https://github.com/acme/shop/issues/1) | 12:00 | wes | Declared: Checkout is down |",
      ]
    `)
  })

  it('keep the word for a time that is only about right', () => {
    const said = declared.withComment('wes', '/timeline about 10:30 UTC the queue filled\n/mitigated ~11:25', {
      createdAt: '2026-03-02T12:00:00Z',
    })
    expect(block('timeline', said)).toMatch(/2026-03-02 10:30\S* \| wes \| about 10:30 UTC the queue filled \|/)
    expect(block('timeline', said)).toMatch(/2026-03-02 11:25\S* \| wes \| Mitigated \(not to the minute\) \|/)
  })

  it('show the day in the configured zone where it is another one', () => {
    const incident = declared.with({ configuration: 'reminders: { zone: Pacific/Auckland }' })
    expect(block('timeline', incident)).toContain('| 2026-03-03 00:00 | wes | Declared')
  })

  it('tell times in characters that people can type, so that a search finds them', () => {
    expect(documentOf(declared).match(/2026-03-02 11:\d\d(?=\]| \|)/g)).toHaveLength(3)
  })

  it('stand in the front matter from the start, as far as they are known', () => {
    const said = declared.withComment('wes', '/detected 10:55\n/mitigated 11:25', { createdAt: '2026-03-02T12:00:00Z' })
    expect(documentOf(said)).toContain(
      'status: mitigated\nstarted:\ndetected: 2026-03-02T10:55:00Z\nmitigated: 2026-03-02T11:25:00Z\nresolved:\n',
    )
    expect(documentOf(declared)).toContain('status: open\nstarted: 2026-03-02T11:00:00Z\ndetected:\nmitigated:\n')
  })

  it('leave out what is not known', () => {
    expect(block('durations', declared)).not.toMatch(/detect|mitigate|resolve/i)
  })
})

describe('the timeline quotes', () => {
  const said = 'We see errors on checkout. It began after lunch.'
  const quoted = 'We see errors on checkout.'

  it.each([
    ['a command', declared.withComment('tia', '/timeline card payments fail'), 'card payments fail'],
    ['a marked comment', declared.with({ marks: { 100: ['mia'] } }).withComment('tia', said, { marks: 1 }), quoted],
    ['any comment of a private repository', declared.with({ visibility: 'private' }).withComment('tia', said), quoted],
    [
      'one of a private repository that only a stranger marked',
      declared.with({ visibility: 'private', marks: { 100: ['rex'] } }).withComment('tia', said, { marks: 1 }),
      quoted,
    ],
    [
      'a comment as it stands after an edit',
      declared.withComment('tia', '/timeline card payments fail', { updatedAt: '2026-03-02T12:29:00Z' }),
      'card payments fail',
    ],
    [
      'what begins with a slash and is no command of the app’s',
      declared.with({ visibility: 'private' }).withComment('tia', '/var/log is full. I delete it.'),
      '/var/log is full.',
    ],
    [
      'what was said before a command',
      declared.with({ visibility: 'private' }).withComment('tia', 'I call the provider. Done.\n/severity sev1'),
      'I call the provider.',
    ],
    [
      'what was said for the public',
      declared.with({ visibility: 'private' }).withComment('tia', '/update Cards are declined. More at noon.'),
      'Public update: Cards are declined.',
    ],
    [
      'what was said for the public below the command',
      declared.with({ visibility: 'private' }).withComment('tia', '/update\n\nCards are declined.'),
      'Public update: Cards are declined.',
    ],
    [
      'the first sentence of what its author wrote, not of what it answers',
      declared.with({ visibility: 'private' }).withComment('tia', '> Is it us?\n\nYes! I roll back.'),
      'Yes!',
    ],
  ])('%s', (_what, incident, words) => {
    expect(rows(incident)).toContain(`tia: ${words}`)
  })

  const hidden = { visibility: 'private' } as const
  it.each([
    ['a comment of a public repository', declared.withComment('tia', said)],
    [
      'a comment that only a stranger marked',
      declared.with({ marks: { 100: ['rex'] } }).withComment('tia', said, { marks: 1 }),
    ],
    ['the words of a stranger', declared.withComment('rex', '/timeline all your base')],
    [
      'a marked comment of a stranger',
      declared.with({ marks: { 100: ['mia'] } }).withComment('rex', said, { marks: 1 }),
    ],
    ['a bot', declared.with(hidden).withComment('ci[bot]', said)],
    ['a hidden comment', declared.with(hidden).withComment('tia', said, { hidden: true })],
    ['a command that nobody wants told', declared.with(hidden).withComment('tia', '/postmortem refresh')],
    [
      'a marked comment where nothing is to be quoted',
      declared
        .with({ configuration: 'timeline: { quote: none }', marks: { 100: ['mia'] } })
        .withComment('tia', said, { marks: 1 }),
    ],
    [
      'an unmarked comment of a private repository where only marked ones are',
      declared.with({ ...hidden, configuration: 'timeline: { quote: marked }' }).withComment('tia', said),
    ],
    ['a hidden command', declared.withComment('tia', '/timeline all is well', { hidden: true })],
    ['a comment of nothing but a quotation', declared.with(hidden).withComment('tia', '> Is it us?')],
    ['somebody who no longer exists', declared.with(hidden).withComment('ghost', said)],
  ])('not %s', (_what, incident) => {
    expect(rows(incident)).toEqual(['wes: Declared: Checkout is down', 'wes: Labelled incident'])
  })

  it('no secret, no address, and nothing that acts', () => {
    const token = ['gh', 'p_', 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5'].join('')
    const incident = declared.withComment(
      'tia',
      `/timeline used ${token}, asked jane@example.com and @ada | {{x}} <!-- y -->`,
    )
    expect(rows(incident).at(-1)).toMatchInlineSnapshot(
      `"tia: used \\[removed\\], asked \\[removed\\] and @​ada \\: \\{\\{x}}"`,
    )
  })
})

describe('marks', () => {
  const said = (index: number) => `Finding ${index}.`
  const strangers = (count: number, of: string) => Array.from({ length: count }, (_, index) => `${of}${index}`)

  it('are looked at on the first twenty marked comments only, whoever marks more', () => {
    let incident = declared
    for (let index = 0; index < 30; index += 1) incident = incident.withComment('tia', said(index), { marks: 1 })
    const marks = Object.fromEntries(strangers(30, '').map((index) => [100 + Number(index), ['mia']]))
    expect(rows(incident.with({ marks })).slice(2)).toEqual(strangers(20, '').map((index) => `tia: Finding ${index}.`))
  })

  it('of many strangers do not cost a look at each', () => {
    const roles: Record<string, Role> = { tia: 'triage', wes: 'write' }
    for (const login of strangers(100, 'fan'))
      Object.defineProperty(roles, login, { get: () => asked.push(login) && 'read' })
    const asked: string[] = []
    const incident = declared
      .withComment('tia', said(1), { marks: 101 })
      .with({ roles, marks: { 100: [...strangers(100, 'fan'), 'wes'] } })
    expect(rows(incident)).toHaveLength(2)
    expect(new Set(asked).size).toBe(20)
  })
})
