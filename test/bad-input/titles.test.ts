import { load } from 'js-yaml'
import { afterEach, describe, expect, it } from 'vitest'
import { stripHidden } from '../../src/text/markdown/hidden-characters.ts'
import { frontMatterSpan } from '../../src/text/markdown/sections.ts'
import { closeStages, expectCalm, setStage } from './stage.ts'

afterEach(closeStages)

const zero = '\u200b'

interface Row {
  readonly what: string
  readonly title: string
  /** The title of the pull request after `Postmortem: `. */
  readonly pull: string
  readonly file: string
  /** The heading of the document after `Postmortem: `. */
  readonly heading: string
}

const rows: readonly Row[] = [
  {
    what: 'of 256 characters',
    title: `${'a'.repeat(250)}bcdefg`,
    pull: `${'a'.repeat(243)}…`,
    file: `2026-03-02-1-${'a'.repeat(60)}.md`,
    heading: `${'a'.repeat(250)}bcdefg`,
  },
  { what: 'of emoji only', title: '🔥🔥👩‍🚒', pull: '🔥🔥👩‍🚒', file: '2026-03-02-1.md', heading: '🔥🔥👩‍🚒' },
  {
    what: 'with newlines',
    title: 'Down\n\n## Heading\r\n- [ ] item',
    pull: 'Down ## Heading - [ ] item',
    file: '2026-03-02-1-down-heading-item.md',
    heading: 'Down ## Heading - \\[ \\] item',
  },
  {
    what: 'that climbs out of the folder',
    title: '../../.github/workflows/x',
    pull: '../../.github/workflows/x',
    file: '2026-03-02-1-github-workflows-x.md',
    heading: '../../.github/workflows/x',
  },
  {
    what: 'that mentions everyone',
    title: '@everyone @acme/ops look',
    pull: `@${zero}everyone @${zero}acme/ops look`,
    file: '2026-03-02-1-everyone-acme-ops-look.md',
    heading: `@${zero}everyone @${zero}acme/ops look`,
  },
  {
    what: 'that would keep checks from running once it is squashed',
    title: 'Down [skip ci] ***NO_CI*** see #12',
    pull: `Down [${zero}skip ci] ***NO_${zero}CI*** see #${zero}12`,
    file: '2026-03-02-1-down-skip-ci-no-ci-see-12.md',
    heading: `Down \\[skip ci\\] \\*\\*\\*NO_CI\\*\\*\\* see #${zero}12`,
  },
  {
    what: 'with an HTML comment',
    title: 'Down <!-- hidden --> again',
    pull: 'Down <!-- hidden --> again',
    file: '2026-03-02-1-down-hidden-again.md',
    heading: 'Down &lt;!-- hidden --&gt; again',
  },
  {
    what: 'with a forged marker',
    title: '<!-- aftermath:v1 pull {"incident":7} -->',
    pull: '<!-- aftermath:v1 pull {"incident":7} -->',
    file: '2026-03-02-1-aftermath-v1-pull-incident-7.md',
    heading: '&lt;!-- aftermath:v1 pull {"incident":7} --&gt;',
  },
  {
    what: 'with backticks',
    title: '```js `x` ``` down',
    pull: '```js `x` ``` down',
    file: '2026-03-02-1-js-x-down.md',
    heading: '\\`\\`\\`js \\`x\\` \\`\\`\\` down',
  },
  {
    what: 'with Mustache tags',
    title: '{{constructor.name}} {{{statusUrl}}} {{> x}} {{#a}}',
    pull: '{{constructor.name}} {{{statusUrl}}} {{> x}} {{#a}}',
    file: '2026-03-02-1-constructor-name-statusurl-x-a.md',
    heading: '\\{\\{constructor.name}} \\{\\{\\{statusUrl}}} \\{\\{&gt; x}} \\{\\{#a}}',
  },
  {
    what: 'with right-to-left marks',
    title: 'Down \u202egnp.exe\u2066 now\u200f',
    pull: 'Down gnp.exe now',
    file: '2026-03-02-1-down-gnp-exe-now.md',
    heading: 'Down gnp.exe now',
  },
  {
    what: 'with half a character and controls',
    title: 'Down \ud83d\u0000\u0007\u001b[31m now',
    pull: 'Down \ufffd[31m now',
    file: '2026-03-02-1-down-31m-now.md',
    heading: 'Down \ufffd\\[31m now',
  },
  {
    what: 'that closes another issue',
    title: 'Fixes #7 and closes acme/wiki#2',
    pull: `Fixes${zero} #${zero}7 and closes${zero} acme/wiki#${zero}2`,
    file: '2026-03-02-1-fixes-7-and-closes-acme-wiki-2.md',
    heading: `Fixes${zero} #${zero}7 and closes${zero} acme/wiki#${zero}2`,
  },
]

describe('an incident with a title', () => {
  it.each(rows)('$what gets a harmless pull request, file name and heading', async (row) => {
    const stage = await setStage()
    const number = await stage.declare({ title: row.title })
    const { pulls } = await stage.state()
    expect(pulls.map(({ title }) => title)).toEqual([`Postmortem: ${row.pull}`])
    const { path, text } = await stage.document(number)
    expect(path).toBe(`postmortems/${row.file}`)
    expect(text).toContain(`\n# Postmortem: ${row.heading}\n`)
    const span = frontMatterSpan(text)
    expect(load(text.slice(span?.yamlStart, span?.yamlEnd))).toMatchObject({
      title: stripHidden(row.title),
      incident: number,
    })
    const { branches } = await stage.state()
    expect(new Set(Object.keys(branches))).toEqual(new Set(['main', `postmortem/incident-${number}`]))
    const status = await stage.status(number)
    expect(status).not.toMatch(/@everyone|@acme|<!--|[\u202a-\u202e\u2066-\u2069]/)
    expect(status).toContain('### 📝 Postmortem: drafting')
    await expectCalm(stage, { number })
  })
})
