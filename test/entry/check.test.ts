import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Terminal } from '../../src/entry/commands/terminal.ts'
import { aftermath } from './terminal.ts'

const document = `# Checkout was down

## Timeline

- 10:02 The rollout of the new version begins.
- 10:14 A customer writes that cards are declined.
- 10:31 The old version is back, and cards work.

## What went well

The rollback took four minutes and needed nobody's approval.

## Action items

- [ ] Refuse a rollout to servers of different versions @robin (due 2031-03-01) [P1]
- [x] Turn the old flag off, see #12
- [ ] Improve monitoring
`

const check = (
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
  colour: Terminal['colour'] = 'never',
) => aftermath({}, ['check', ...args], colour, files)

const answer = z.enum(['answered', 'partial', 'missing'])
const shape = z.array(
  z.strictObject({
    file: z.string(),
    questions: z.strictObject({
      who: answer,
      communication: answer,
      how: answer,
      wentWell: answer,
      better: answer,
      actions: answer,
      lessons: answer,
    }),
    actionItems: z.array(
      z.strictObject({
        line: z.int(),
        text: z.string(),
        done: z.boolean(),
        owners: z.array(z.string()),
        due: z.string().nullable(),
        priority: z.string().nullable(),
        type: z.string().nullable(),
        links: z.array(z.string()),
      }),
    ),
    findings: z.array(
      z.strictObject({
        rule: z.string(),
        line: z.int().positive(),
        endLine: z.int().positive(),
        severity: z.enum(['notice', 'warning', 'failure']),
        message: z.string(),
        suggestion: z.string().nullable(),
      }),
    ),
  }),
)

describe('aftermath check --json', () => {
  it('prints what it read and found of each document, in the documented shape', async () => {
    const ran = await check(['a.md', '-', '--json'], { 'a.md': document, '-': '# Empty\n' })
    expect(ran).toMatchObject({ code: 0, err: '' })
    const [first, second] = shape.parse(JSON.parse(ran.out))
    expect(first).toMatchObject({
      file: 'a.md',
      questions: { how: 'answered', wentWell: 'answered', actions: 'answered', better: 'missing' },
      actionItems: [
        {
          line: 15,
          text: 'Refuse a rollout to servers of different versions',
          done: false,
          owners: ['@robin'],
          due: '2031-03-01',
          priority: 'P1',
        },
        { line: 16, done: true, owners: [], due: null },
        { line: 17, text: 'Improve monitoring' },
      ],
    })
    expect(first?.findings.filter(({ line }) => line === 17).map(({ rule }) => rule)).toEqual([
      'action-item/no-date',
      'action-item/no-owner',
      'action-item/unbounded',
    ])
    expect(second).toMatchObject({ file: '-', actionItems: [] })
  })

  it('is an empty list where nothing could be read', async () => {
    const ran = await check(['--json', 'gone.md'], {})
    expect(JSON.parse(ran.out)).toEqual([])
    expect(ran).toMatchObject({ code: 2, err: 'error: gone.md: there is no such file.\n' })
  })
})

describe('aftermath check', () => {
  it('says it as a compiler does, with the line, the rule and a summary', async () => {
    const { out, code } = await check(['a.md'], { 'a.md': document })
    expect(out).toContain(
      [
        'a.md:17: warning: The action item `Improve monitoring` has no owner. [action-item/no-owner]',
        ' 17 | - [ ] Improve monitoring',
        '    | ^~~~~~~~~~~~~~~~~~~~~~~~',
        '    = Name somebody who agreed to it: `@login`, or a team.',
      ].join('\n'),
    )
    expect(out).toMatch(/a\.md: 3 of 7 questions answered, \d in part; 3 action items; .*warnings/)
    expect(code).toBe(0)
  })

  it('has colours on a terminal and none in a pipe', async () => {
    const colours = '\u001b['
    expect((await check(['a.md'], { 'a.md': document }, 'always')).out).toContain(colours)
    expect((await check(['a.md'], { 'a.md': document })).out).not.toContain(colours)
  })

  it.each([
    ['questions', 'review: { require: [questions] }'],
    ['owners', 'review: { require: [owners] }'],
    ['due dates', 'review: { require: [due-dates] }'],
  ])('exits 1 where the configuration requires %s and they are missing', async (_what, text) => {
    const own = await check(['a.md'], { 'a.md': document, '.github/postmortem.yml': text })
    expect(own.code).toBe(1)
    expect(own.out).toContain(': failure: ')
    expect((await check(['a.md', '--config', 'other.yml'], { 'a.md': document, 'other.yml': text })).code).toBe(1)
    expect((await check(['a.md'], { 'a.md': document })).code).toBe(0)
  })

  it('finds answers under the headings of a house', async () => {
    const files = {
      'a.md': '# Ausfall\n\n## Was gut lief\n\nDer Rückbau dauerte vier Minuten.\n',
      '.github/postmortem.yml': 'review: { headings: { went_well: [Was gut lief] } }',
    }
    const ran = await check(['a.md', '--json'], files)
    expect(shape.parse(JSON.parse(ran.out))[0]?.questions.wentWell).toBe('answered')
  })

  it('finds relative links that lead to no file, from the folder of the document', async () => {
    const text = `# Down

[a](b.md) [c](../runbooks/c%20d.md#top) [e](/docs) [f](page.html) [g](https://x.example/g.md) [h](gone.md) [i](../gone.png)
`
    const files = { 'p/a.md': text, 'p/b.md': '', 'runbooks/c d.md': '', 'docs/e.md': '', 'p/page.md': '' }
    const broken = async (file: string, more: Readonly<Record<string, string>>) => {
      const { out } = await check([file, '--json'], more)
      const [first] = shape.parse(JSON.parse(out))
      return first?.findings.flatMap(({ rule, message }) => (rule === 'link/broken' ? [message] : []))
    }
    expect(await broken('p/a.md', files)).toEqual([
      expect.stringContaining('`gone.md`'),
      expect.stringContaining('`../gone.png`'),
    ])
    expect(await broken('-', { '-': text })).toEqual([])
  })

  it.each([
    ['that is missing', 'gone.md', 'there is no such file'],
    ['that is no text', 'binary.md', 'this is no text'],
    ['in Latin-1', 'latin.md', 'this is no text in UTF-8. Name files of Markdown, saved as UTF-8.'],
    ['that is empty', 'empty.md', 'there is nothing in it'],
    ['that is too large', 'large.md', 'larger than 1 MiB'],
    ['that nests too deeply', 'deep.md', 'deeper than 100 levels'],
  ])('exits 2 for a file %s, after the others', async (_what, file, says) => {
    const files = {
      'a.md': document,
      'binary.md': 'PNG\0\0',
      'latin.md': Buffer.from('# Störung\n', 'latin1'),
      'empty.md': '\n',
      'large.md': 'a '.repeat(600_000),
      'deep.md': `${'> '.repeat(200)}a`,
    }
    const ran = await check([file, 'a.md'], files)
    expect(ran.code).toBe(2)
    expect(ran.err).toContain(`error: ${file}: `)
    expect(ran.err).toContain(says)
    expect(ran.out).toContain('a.md: 3 of 7 questions answered')
  })

  it.each([
    ['is missing', [], 'other.yml: there is no such file'],
    ['has a mistake', ['review: { require: [kindness] }'], 'other.yml:1:21 review.require'],
  ])('exits 2 where the configuration that was named %s', async (_what, [text], says) => {
    const files = { 'a.md': document, ...(text === undefined ? {} : { 'other.yml': text }) }
    const ran = await check(['a.md', '--config', 'other.yml'], files)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(says)
  })

  it('exits 2 without a file', async () => {
    const ran = await check([], {})
    expect(ran.code).toBe(2)
    expect(ran.err).toContain("missing required argument 'file'")
  })
})
