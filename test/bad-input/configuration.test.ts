import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, expectNoCrash, setStage, writes } from './stage.ts'

afterEach(closeStages)

const configuration = '.github/postmortem.yml'

/** What the status comment asks people to look at. */
function notices(status: string): readonly string[] {
  return (status.split('#### Please have a look\n\n')[1] ?? '').split('\n').filter((line) => line !== '')
}

const mend =
  'Mend it, or name another template in the configuration. Until then, documents are made from the default template.'

describe('a template in the repository', () => {
  const large = `# {{title}}\n${`${'x'.repeat(99)}\n`.repeat(20_972)}`
  const rows: readonly {
    readonly what: string
    readonly files: Readonly<Record<string, string>>
    readonly says: string
  }[] = [
    {
      what: 'that does not parse',
      files: { 'docs/x.md': '# {{title}}\n\n{{#assignees}}\nnever closed' },
      says: `The template docs/x.md cannot be used: line 3: unclosed section "assignees". Close each \\{\\{#name}} with \\{\\{/name}}. ${mend}`,
    },
    {
      what: 'with a tag that never ends',
      files: { 'docs/x.md': '# {{title' },
      says: `The template docs/x.md cannot be used: line 1: unclosed tag. End the tag with }} (}}} after \\{\\{\\{). ${mend}`,
    },
    {
      what: 'that includes another',
      files: { 'docs/x.md': '{{> secrets}}' },
      says: `The template docs/x.md cannot be used: line 1: there is no partial "secrets", only: summary, people, communication, timeline, changes, durations, action-items. ${mend}`,
    },
    {
      what: 'that repeats without end',
      files: { 'docs/x.md': `${'{{#assignees}}'.repeat(10)}x${'{{/assignees}}'.repeat(10)}` },
      says: `The template docs/x.md cannot be used: its nested sections repeat too often. ${mend}`,
    },
    {
      what: 'that is missing',
      files: {},
      says: `The template docs/x.md cannot be used: there is no such file here or in acme/.github. ${mend}`,
    },
    {
      what: 'of 2 MB',
      files: { 'docs/x.md': large },
      says: `The template docs/x.md cannot be used: it is larger than 1 MB. ${mend}`,
    },
    {
      what: 'that is a folder',
      files: { 'docs/x.md/y.md': 'x' },
      says: `The template docs/x.md cannot be used: it is not a plain file. ${mend}`,
    },
  ]

  it.each(rows)('$what gives way to the built-in one, and the status comment says why', async ({ files, says }) => {
    const stage = await setStage({ files: { [configuration]: 'template: docs/x.md\n', ...files } })
    const number = await stage.declare({ assignees: ['wes', 'tia', 'mia'] })
    expect((await stage.document(number)).text).toContain('## 1. Who was involved')
    expect(notices(await stage.status(number))).toEqual([`- ${says}`])
    await expectCalm(stage, { number })
  })

  it('that is mended takes its sentence away', async () => {
    const stage = await setStage({ files: { [configuration]: 'template: docs/x.md\n', 'docs/x.md': '{{#' } })
    const number = await stage.declare({})
    expect(notices(await stage.status(number))).toHaveLength(1)
    await stage.app.sweep()
    await stage.commit({ path: 'docs/x.md', content: '# {{title}}' })
    await stage.app.sweep()
    expect(notices(await stage.status(number))).toEqual([])
    await expectCalm(stage, { number })
  })

  it.each(['constructor.name', '__proto__.x', 'toString', 'hasOwnProperty'])(
    'finds nothing at {{%s}}',
    async (name) => {
      const template = `{{#${name}}}x{{/${name}}}# {{title}}\n`
      const stage = await setStage({ files: { [configuration]: 'template: docs/x.md\n', 'docs/x.md': template } })
      const number = await stage.declare({})
      expect((await stage.document(number)).text).toContain('## 1. Who was involved')
      expect(notices(await stage.status(number))[0]).toContain('line 1: there is no variable')
      await expectCalm(stage, { number })
    },
  )
})

describe('a configuration', () => {
  const at = '- Configuration: acme/shop/.github/postmortem.yml'
  const rows: readonly { readonly what: string; readonly yaml: string; readonly says: readonly string[] }[] = [
    {
      what: 'of broken YAML',
      yaml: 'start:\n  within: 3 days\n bad\n',
      says: [
        `${at}:3:2 is not valid YAML (bad indentation of a mapping entry), so the whole file is ignored; mend this line or the one above it`,
      ],
    },
    {
      what: 'with unknown keys',
      yaml: 'incidentlabel: x\nreminders:\n  hours: 9\n',
      says: [
        `${at}:1:1 incidentlabel: is not a known key (did you mean incident_label?), allowed: enabled, mode, incident_label, start, directory, base_branch, template, write_back, action_items, complete_label, timeline, reminders, review, publish, severity_labels, required_for, deadlines, services, overrides`,
        `${at}:3:3 reminders.hours: is not a known key (did you mean reminders.hour?), allowed: enabled, zone, hour, holidays, before, repeat, undated, limit, escalation`,
      ],
    },
    {
      what: 'of wrong types',
      yaml: 'enabled: "yes"\nreminders: 7\naction_items:\n  max: 1000\n',
      says: [
        `${at}:1:10 enabled: the text "yes" does not fit, allowed: true or false; true counts instead (default)`,
        `${at}:2:12 reminders: 7 does not fit, allowed: the keys enabled, zone, hour, holidays, before, repeat, undated, limit, escalation, indented below it`,
        `${at}:4:8 action_items.max: 1000 does not fit, allowed: a whole number from 1 to 100; 50 counts instead (default)`,
      ],
    },
    {
      what: 'that is a list',
      yaml: '- a\n- b\n',
      says: [`${at}:1:1 a list of 2 is ignored, allowed: keys with values, such as "mode: observe"`],
    },
    {
      what: 'that is not text',
      yaml: '\u0000\u0001',
      says: [
        `${at}:1:1 is not valid YAML (null byte is not allowed in input), so the whole file is ignored; mend this line or the one above it`,
      ],
    },
    {
      what: 'nested 50,000 deep',
      yaml: '['.repeat(50_000),
      says: [
        `${at}:1:100 is not valid YAML (nesting exceeded maxDepth (100)), so the whole file is ignored; mend this line or the one above it`,
      ],
    },
    {
      what: 'with hostile values',
      yaml: 'template: "<!-- @everyone -->"\ndirectory: "../../etc"\nmode: "`x` [a](b)"\n',
      says: [
        `${at}:1:11 template: the text "&lt;!-- @\u200beveryone --&gt;" does not fit, allowed: seven-questions, public, book-report, or the path of a file that ends in .md or .mustache, as for directory or in .github, or a mapping of at most 20 labels, default among them, to these; "seven-questions" counts instead (default)`,
        `${at}:2:12 directory: the text "../../etc" does not fit, allowed: a folder, relative to the root, without "..", hidden parts, backslashes, "%" or ":"; "postmortems" counts instead (default)`,
        `${at}:3:7 mode: the text "\\\`x\\\` \\[a\\](b)" does not fit, allowed: act, observe; "act" counts instead (default)`,
      ],
    },
    {
      what: 'with an incident label that GitHub cannot have',
      yaml: 'incident_label: "a,b"\n',
      says: [
        `${at}:1:17 incident_label: the text "a,b" does not fit, allowed: a label of 1 to 50 characters on one line, without commas; "incident" counts instead (default)`,
      ],
    },
  ]

  it.each(rows)('$what never stops an incident, and the status comment shows each mistake', async ({ yaml, says }) => {
    const stage = await setStage({ files: { [configuration]: yaml } })
    const number = await stage.declare({})
    const status = await stage.status(number)
    expect(status).toContain('### 📝 Postmortem: drafting')
    expect(notices(status)).toEqual(says)
    await expectCalm(stage, { number })
  })

  it('with a base branch that does not exist holds the incident up, and says so', async () => {
    const stage = await setStage({ files: { [configuration]: 'base_branch: nope\n' } })
    const number = await stage.declare({})
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The app cannot go on here. What is in the way stands below; it tries again by itself within the hour.

      #### Please have a look

      - Postmortems are to be merged into the branch \`nope\` (\`base_branch\` in the configuration), which does not exist. Create it, or name another one."
    `)
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it('that switches the app off keeps it from writing anything', async () => {
    const stage = await setStage({ files: { [configuration]: 'enabled: false\n' } })
    const number = await stage.declare({})
    expect(writes(stage)).toEqual([])
    expect(stage.logged()).toContain('Switched off here: enabled is false.')
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it('that only observes keeps it from writing, and the log says what it would write', async () => {
    const stage = await setStage({ files: { [configuration]: 'mode: observe\n' } })
    const number = await stage.declare({})
    expect(writes(stage)).toEqual([])
    const would = stage.app.log.filter(({ message }) => message === 'would write, but mode is observe')
    expect(would.map(({ fields }) => fields)).toEqual([
      { where: 'acme/shop#1', hint: 'issues.opened', write: 'open-postmortem', rule: 'open-postmortem' },
    ])
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it('that observed and now acts starts what was waiting', async () => {
    const stage = await setStage({ files: { [configuration]: 'mode: observe\n' } })
    const number = await stage.declare({})
    await stage.app.sweep()
    await stage.app.sweep()
    await stage.commit({ path: configuration, content: 'mode: act\n' })
    await stage.settle()
    expect(await stage.status(number)).toContain('### 📝 Postmortem: drafting')
    await expectCalm(stage, { number })
  })

  it('that is mended takes its sentences away', async () => {
    const stage = await setStage({ files: { [configuration]: 'mode: maybe\n' } })
    const number = await stage.declare({})
    expect(notices(await stage.status(number))).toHaveLength(1)
    await stage.app.sweep()
    await stage.commit({ path: configuration, content: 'mode: act\n' })
    await stage.settle()
    expect(notices(await stage.status(number))).toEqual([])
    await expectCalm(stage, { number })
  })

  it('that switches off or observes keeps it from answering commands', async () => {
    const stage = await setStage({ files: { [configuration]: 'mode: observe\n' } })
    const number = await stage.declare({})
    const comment = { owner: 'acme', repo: 'shop', issue_number: number, body: '/postmortem skip a test' }
    await stage.as('wes').rest.issues.createComment(comment)
    await stage.settle()
    expect(writes(stage)).toEqual([])
    expectNoCrash(stage)
  })
})
