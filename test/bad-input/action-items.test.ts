import { afterEach, describe, expect, it } from 'vitest'
import type { IssueState } from '../../sandbox/control/dump.ts'
import { stripMarkers } from '../../src/document/markers/markers.ts'
import { closeStages, expectCalm, type Stage, setStage } from './stage.ts'

afterEach(closeStages)

/** Merges a document with these lines as its action items, and gives the issues that they became. */
async function itemsOf(stage: Stage, lines: string): Promise<readonly IssueState[]> {
  const number = await stage.declare({})
  const { path, text } = await stage.document(number)
  const content = text.replace('## 7.', `${lines}\n\n## 7.`)
  await stage.commit({ path, content, branch: `postmortem/incident-${number}` })
  await stage.merge(2)
  return (await stage.state()).issues.slice(1)
}

interface Row {
  readonly what: string
  readonly lines: string
  readonly title: string
  /** The issue's body above its rule. */
  readonly text: string
  /** Its line in the status comment's table, after the link. */
  readonly row: string
}

const zero = '\u200b'
const marker = '<!-- aftermath:v1 item {"repository":1,"incident":1,"pull":2,"ordinal":9,"source":"x"} -->'
const long = 'word '.repeat(60).trim()

const rows: readonly Row[] = [
  {
    what: 'with a title of 300 characters',
    lines: `- [ ] ${long} @tia`,
    title: `${'word '.repeat(51).trim()}…`,
    text: long,
    row: `${'word '.repeat(51).trim()}… | tia | – | open |`,
  },
  {
    what: 'with markup',
    lines: '- [ ] **Bold** `code` [link](https://x.example) ~~gone~~ <b>html</b> ![i](https://x.example/i.png)',
    title: 'Bold `code` link gone html',
    text: 'Bold \\`code\\` link gone html',
    row: 'Bold \\`code\\` link gone html | nobody yet | – | open |',
  },
  {
    what: 'with mentions of everyone',
    lines: '- [ ] Tell @everyone and @acme/ops, then @tia decides',
    title: 'Tell everyone and acme/ops, then tia decides',
    text: 'Tell everyone and acme/ops, then tia decides',
    row: 'Tell everyone and acme/ops, then tia decides | tia | – | open |',
  },
  {
    what: 'with a script',
    lines: '- [ ] Mend <script>alert(1)</script> it <img src=x onerror=y>',
    title: 'Mend alert(1) it',
    text: 'Mend alert(1) it',
    row: 'Mend alert(1) it | nobody yet | – | open |',
  },
  {
    what: 'with Mustache tags',
    lines: '- [ ] Use {{constructor.name}} and {{{marker}}} @wes',
    title: 'Use {{constructor.name}} and {{{marker}}}',
    text: 'Use \\{\\{constructor.name}} and \\{\\{\\{marker}}}',
    row: 'Use \\{\\{constructor.name}} and \\{\\{\\{marker}}} | wes | – | open |',
  },
  {
    what: 'with a forged marker',
    lines: `- [ ] Do it ${marker}`,
    title: 'Do it',
    text: 'Do it',
    row: 'Do it | nobody yet | – | open |',
  },
  {
    what: 'with a forged marker in its notes',
    lines: `- [ ] Do it\n\n  ${marker}\n\n  Look @everyone, <b>fixes #1</b>.`,
    title: 'Do it',
    text: `Do it\n\nLook @${zero}everyone, &lt;b>fixes${zero} #${zero}1&lt;/b>.`,
    row: 'Do it | nobody yet | – | open |',
  },
  {
    what: 'that closes another issue',
    lines: '- [ ] Fixes #1 for good',
    title: `Fixes${zero} #1 for good`,
    text: `Fixes${zero} #${zero}1 for good`,
    row: `Fixes${zero} #${zero}1 for good | nobody yet | – | open |`,
  },
  {
    what: 'with right-to-left marks',
    lines: '- [ ] Down \u202egnp.exe\u2066 now @tia',
    title: 'Down gnp.exe now',
    text: 'Down gnp.exe now',
    row: 'Down gnp.exe now | tia | – | open |',
  },
  { what: 'of emoji only', lines: '- [ ] 🔥🔥', title: '🔥🔥', text: '🔥🔥', row: '🔥🔥 | nobody yet | – | open |' },
  {
    what: 'of an owner only',
    lines: '- [ ] @tia',
    title: 'Action item 11 of the postmortem of incident 1',
    text: 'Action item 11 of the postmortem of incident 1',
    row: 'Action item 11 of the postmortem of incident 1 | tia | – | open |',
  },
  {
    what: 'with a pipe and a date that has passed',
    lines: '- [ ] a | b || c (due 2020-01-01)',
    title: 'a | b || c (due 2020-01-01)',
    text: 'a \\| b \\|\\| c (due 2020-01-01)',
    row: 'a \\| b \\|\\| c (due 2020-01-01) | nobody yet | – | open |',
  },
]

/** What the body of an action-item issue says of it, without what would close it and the marker. */
function saidIn(issue: IssueState): string {
  return (
    stripMarkers(issue.body ?? '')
      .split(/\n---\n|\n#### What would close it\n/)[0]
      ?.trim() ?? ''
  )
}

/** The lines of the status comment's table of action items. */
function tableIn(status: string): readonly string[] {
  return status.split('\n').filter((line) => line.startsWith('| [#') || line.startsWith('|  '))
}

describe('an action item', () => {
  it('becomes a harmless issue whatever its line holds, and does nothing to the other lines', async () => {
    const stage = await setStage({ files: { '.github/postmortem.yml': 'action_items: { due: null }\n' } })
    const issues = await itemsOf(stage, rows.map(({ lines }) => lines).join('\n'))
    const table = tableIn(await stage.status(1))
    expect(issues).toHaveLength(rows.length)
    expect(table).toHaveLength(rows.length)
    for (const [index, { what, title, text, row }] of rows.entries()) {
      const issue = issues[index]
      expect(issue?.title, what).toBe(title)
      expect(issue && saidIn(issue), what).toBe(text)
      expect(issue?.body?.split('<!--'), what).toHaveLength(2)
      const { number } = issue ?? { number: 0 }
      expect(table[index], what).toBe(`| [#${number}](https://github.example/acme/shop/issues/${number}) ${row}`)
    }
    await expectCalm(stage, { number: 1 })
  })

  it('with eleven owners is assigned to ten and names the eleventh', async () => {
    const people = Array.from({ length: 11 }, (_, n) => ({ login: `dev${n}`, role: 'write' as const }))
    const accounts = [
      { login: 'ada', role: 'admin' as const },
      { login: 'mia', role: 'maintain' as const },
      { login: 'wes', role: 'write' as const },
      ...people,
    ]
    const stage = await setStage({}, { accounts })
    const [issue] = await itemsOf(stage, `- [ ] Together ${people.map(({ login }) => `@${login}`).join(' ')}`)
    expect(issue?.assignees).toEqual(people.slice(0, 10).map(({ login }) => login))
    expect(issue?.body).toContain('\n- Owners in the document whom GitHub could not assign: dev10\n')
    await expectCalm(stage, { number: 1 })
  })

  it('with an owner who cannot be assigned names them in its text', async () => {
    const stage = await setStage()
    const [issue] = await itemsOf(stage, '- [ ] Alert @stranger @nobody-here @acme/ops @tia')
    expect(issue?.assignees).toEqual(['tia'])
    expect(issue?.body).toContain(
      '\n- Owners in the document whom GitHub could not assign: stranger, nobody-here, acme/ops\n',
    )
    await expectCalm(stage, { number: 1 })
  })

  it('whose owner may only read is assigned to them all the same', async () => {
    const stage = await setStage()
    const [issue] = await itemsOf(stage, '- [ ] Alert @rex')
    expect(issue?.assignees).toEqual(['rex'])
    await expectCalm(stage, { number: 1 })
  })

  it('with an impossible date keeps it as text, and the status comment names it', async () => {
    const stage = await setStage()
    await itemsOf(stage, '- [ ] Write the `runbook` | now (due 2030-02-29)')
    expect((await stage.status(1)).split('#### Action items')[1]).toMatchInlineSnapshot(`
      ": 0 of 1 closed

      | Action item | Owner | Due | State |
      | --- | --- | --- | --- |
      | [#3](https://github.example/acme/shop/issues/3) Write the \\\`runbook\\\` \\| now (due 2030-02-29) | nobody yet | 2026-04-01 | open |

      #### Please have a look

      - The due date "2030-02-29" of "Write the \\\`runbook\\\` \\| now (due 2030-02-29)" is not a date in the calendar. It is kept as text: write \`Due: yyyy-mm-dd\` into #3 to set one."
    `)
    await expectCalm(stage, { number: 1 })
  })
})

describe('a document', () => {
  it('with 120 action items opens fifty issues and lists the rest', async () => {
    const stage = await setStage()
    const lines = Array.from({ length: 120 }, (_, n) => `- [ ] Item ${n} ${'x'.repeat(250)}`).join('\n')
    const issues = await itemsOf(stage, lines)
    expect(issues).toHaveLength(50)
    const status = await stage.status(1)
    expect(status).toContain(
      '\n- Without an issue: 70 of the action items, since one document opens 50 at most (`action_items.max`). They are: Item 50 x',
    )
    await expectCalm(stage, { number: 1 })
  })

  it('with a hundred items of the longest titles still fits into one comment', async () => {
    const stage = await setStage({ files: { '.github/postmortem.yml': 'action_items:\n  max: 100\n' } })
    const lines = Array.from({ length: 130 }, (_, n) => `- [ ] ${n} ${'|*'.repeat(140)} (due 2030-02-29)`).join('\n')
    const issues = await itemsOf(stage, lines)
    expect(issues).toHaveLength(100)
    const status = await stage.status(1)
    expect(status.length).toBeLessThan(65_536)
    expect(tableIn(status)).toHaveLength(100)
    await expectCalm(stage, { number: 1 })
  })

  it('with two equal lines opens two issues', async () => {
    const stage = await setStage()
    const issues = await itemsOf(stage, '- [ ] Alert\n- [ ] Alert')
    expect(issues.map(({ title }) => title)).toEqual(['Alert', 'Alert'])
    await expectCalm(stage, { number: 1 })
  })
})
