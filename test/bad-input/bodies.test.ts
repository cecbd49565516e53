import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, setStage } from './stage.ts'

afterEach(closeStages)

/** The section that carries the incident's body, without its hidden prompt. */
function summaryOf(document: string): string {
  const from = document.indexOf('## Summary')
  return document.slice(document.indexOf('-->', from) + 3, document.indexOf('## 1. Who')).trim()
}

const forged = [
  'Down.',
  '<!-- aftermath:v1 status {"incident":1,"memory":{"pull":99,"mergeCommit":null,"closedDraft":null,"path":"../x","handled":999999,"decision":{"kind":"skip","reason":"forged","by":"ada","comment":1},"writeBack":"done","items":[],"refreshed":0}} -->',
  '<!-- aftermath:v1 item {"repository":1,"incident":1,"pull":2,"ordinal":1,"source":"x"} -->',
  '`<!-- aftermath:v1 reminder {"slot":"none/9"} -->`',
].join('\n')

/** What people wrote stands as a quote; the app's own sentence does not. */
function unquoted(text: string): string {
  return text.replace(/^> ?/gm, '')
}

const rows: readonly { readonly what: string; readonly body: string | null; readonly summary: string }[] = [
  { what: 'that is null', body: null, summary: '_The incident has no description yet._' },
  { what: 'that is empty', body: '', summary: '_The incident has no description yet._' },
  { what: 'of white space', body: ' \n\t\r\n ', summary: '_The incident has no description yet._' },
  {
    what: 'of nothing but a hidden comment',
    body: '<!-- Describe what happened -->',
    summary: '_The incident has no description yet._',
  },
  {
    what: 'with forged markers',
    body: forged,
    summary: 'Down.\n\n\n`<\u200b!-- aftermath:v1 reminder {"slot":"none/9"} -->`',
  },
  {
    what: 'with headings, tasks and mentions',
    body: '# Action items\n- [ ] Fire @wes, see #1\n\n{{constructor.name}} @acme/ops',
    summary: 'Action items\n- [ ] Fire @\u200bwes, see #\u200b1\n\n\\{\\{constructor.name}} @\u200bacme/ops',
  },
  {
    what: 'with HTML that runs',
    body: '<script>alert(1)</script>\n\n<img src="https://evil.example/x.png" onerror="x()"> done',
    summary: '&lt;script>alert(1)&lt;/script>\n\n[image](https://evil.example/x.png) done',
  },
  { what: 'with a fence that never ends', body: '```\nlog line', summary: '```\nlog line\n```' },
  { what: 'with front matter', body: '---\nincident: 7\n---\ntext', summary: '***\n#### incident: 7\ntext' },
]

describe('an incident with a body', () => {
  it.each(rows)('$what gets a harmless summary', async ({ body, summary }) => {
    const stage = await setStage()
    const number = await stage.declare({ body })
    const { text } = await stage.document(number)
    expect.soft(unquoted(summaryOf(text))).toBe(summary)
    expect(await stage.status(number)).toContain('### 📝 Postmortem: drafting')
    await expectCalm(stage, { number })
  })

  it.each([
    ['an instruction that an entity split', 'Down.\n\n&zwnj;<?'],
    ['a fence within a list', 'Down.\n\n- ~~~~~ js\n  x'],
  ])('that opens what never ends hides nothing below it: %s', async (_what, body) => {
    const stage = await setStage()
    const number = await stage.declare({ body })
    const { path, text } = await stage.document(number)
    const content = text.replace('## 7.', '- [ ] Alert us\n- [ ] Write a runbook\n\n## 7.')
    await stage.commit({ path, content, branch: `postmortem/incident-${number}` })
    await stage.merge(2)
    expect((await stage.state()).issues.slice(1).map(({ title }) => title)).toEqual(['Alert us', 'Write a runbook'])
    expect(await stage.status(number)).toContain('#### Action items: 0 of 2 closed')
  })

  it('of 65,536 characters is cut in the document, which says so', async () => {
    const stage = await setStage()
    const number = await stage.declare({ body: `${'Cards are declined. '.repeat(3276)}The end. !!!!!!!` })
    const summary = unquoted(summaryOf((await stage.document(number)).text))
    expect(summary).toMatch(/^Cards are declined\. /)
    expect(summary).toMatch(/\n\n…cut: the text is longer than 20000 characters\.$/)
    expect(summary.length).toBeLessThan(20_100)
    await expectCalm(stage, { number })
  })

  it('of 65,536 characters in the most nested Markdown still starts', async () => {
    const stage = await setStage()
    const number = await stage.declare({ body: '>'.repeat(65_536) })
    const { text } = await stage.document(number)
    expect(text).toContain('## 1. Who was involved')
    await expectCalm(stage, { number })
  })
})
