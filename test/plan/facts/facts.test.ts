import { describe, expect, it } from 'vitest'
import { aBot, anIssue, aPerson } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

const wes = aPerson('wes')
const tia = aPerson('tia')
const opened = '2026-03-02T11:00:00Z'
const declared = anIncident()
  .with({ issue: anIssue({ createdAt: opened }), now: '2026-03-02T12:30:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')

/** The document that the plan opens. */
function documentOf(incident: Incident): string {
  const open = incident.decide().mutations.find((mutation) => mutation.do === 'open-postmortem')
  return (open?.do === 'open-postmortem' && open.document?.text) || ''
}

/** One block of facts, without its markers. */
function block(name: string, incident: Incident): string {
  const found = new RegExp(`v1 facts \\{"name":"${name}".*?-->\\n(.*?)\\n<!--`, 's').exec(documentOf(incident))
  return found?.[1] ?? ''
}

/** What the timeline says, without times and addresses. */
function rows(incident: Incident): readonly string[] {
  const table = block('timeline', incident).split('\n').slice(2)
  return table.map((row) =>
    row
      .split('|')
      .slice(2)
      .map((cell) => cell.trim())
      .filter(Boolean)
      .join(': '),
  )
}

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
        dateFormat YYYY-MM-DDTHH:mm:ss
        axisFormat %H:%M
        Started :started, 2026-03-02T10:50:00, 2026-03-02T10:55:00
        Detected :detected, 2026-03-02T10:55:00, 2026-03-02T11:10:00
        First response :responded, 2026-03-02T11:10:00, 2026-03-02T11:25:00
      \`\`\`

      | | when (UTC) | known from |
      | --- | --- | --- |
      | Started | 2026-03-02 10:50 | /started by wes |
      | Detected | 2026-03-02 10:55 | /detected by wes |
      | First response | 2026-03-02 11:10 | what tia did first |
      | Mitigated | 2026-03-02 11:25 | /mitigated by wes |

      | | |
      | --- | --- |
      | Time to detect | 5 minutes |
      | Time to respond | 20 minutes |
      | Time to mitigate | 35 minutes |"
    `)
    expect(block('communication', incident)).toMatchInlineSnapshot(`
      "| | |
      | --- | --- |
      | Time to the first response | 10 minutes |
      | Updates while it was open | 2 |
      | Public updates (\`/update\`) | 0 |
      | Longest gap between updates | 40 minutes |
      | Hand-overs | 0 |"
    `)
  })

  it('show times in the configured zone beside UTC', () => {
    const incident = declared.with({ configuration: 'reminders: { zone: Europe/Zurich }' })
    expect(block('timeline', incident).split('\n').slice(0, 3)).toMatchInlineSnapshot(`
      [
        "| UTC | Europe/Zurich | Who | What |",
        "| --- | --- | --- | --- |",
        "| [2026-03-02 11:00](https://github.com/acme/shop/issues/1) | 2026-03-02 12:00 | wes | Declared: Checkout is down |",
      ]
    `)
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
    ['any comment of a private repository', declared.with({ private: true }).withComment('tia', said), quoted],
  ])('%s', (_what, incident, words) => {
    expect(rows(incident)).toContain(`tia: ${words}`)
  })

  const hidden = { private: true }
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

describe('the timeline', () => {
  it('stays short: past sixty rows all of them are folded below the key ones', () => {
    let incident = declared.with({ private: true })
    for (let count = 0; count < 70; count += 1) incident = incident.withComment('tia', `Update ${count} is here.`)
    const text = block('timeline', incident)
    expect(text).toContain('<summary>All 72 entries</summary>')
    const [before = '', folded = ''] = text.split('<details>')
    expect(before.split('\n').filter((line) => line.startsWith('| ['))).toHaveLength(2)
    expect(folded.split('\n').filter((line) => line.startsWith('| ['))).toHaveLength(72)
  })

  it('tells renames and severities, and nothing of the app’s own labels', () => {
    const at = '2026-03-02T11:30:00Z'
    const incident = declared.withEvents(
      { kind: 'labelled', label: 'sev1', actor: wes, at },
      { kind: 'labelled', label: 'postmortem-complete', actor: aBot('aftermath[bot]'), at },
      { kind: 'renamed', from: 'Checkout is down', to: 'Payments fail', actor: tia, at },
      { kind: 'closed', actor: null, at },
    )
    expect(rows(incident).slice(2)).toEqual([
      'wes: Labelled sev1',
      'tia: Renamed from “Checkout is down” to “Payments fail”',
      'Closed',
    ])
  })
})
