import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Seed } from '../../sandbox/server.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import { later, person, type Step } from '../story/stage/script.ts'
import { type Story, tell } from '../story/stage/story.ts'
import type { WorldOptions } from '../story/stage/world.ts'
import { step } from './forger.ts'
import { poison, poisonedBlock, poisonedName } from './poison.ts'
import { dangersIn, recordWritten } from './written.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')
const rex = person('rex')

let story: Story
afterEach(() => story.close())

const { 'document/seven-questions': document, 'parts/action-items': actionItems } = loadTemplates()
const comments = `${document}\n${actionItems}`.match(/<!--.*?-->/gs) ?? []

const people: NonNullable<Seed['accounts']> = [
  { login: 'ada', role: 'admin' },
  { login: 'mia', role: 'maintain' },
  { login: 'wes', role: 'write' },
  { login: 'tia', role: 'triage' },
  { login: 'rex', role: 'read' },
]
const crowd = Array.from({ length: 12 }, (_, index) => ({ login: `p${index + 1}`, role: 'write' as const }))

interface Row {
  /** Where the hostile text stands. */
  readonly where: string
  readonly configuration?: string
  readonly files?: Readonly<Record<string, string>>
  readonly labels?: readonly string[]
  readonly accounts?: NonNullable<Seed['accounts']>
  readonly steps: readonly Step[]
  /** The words by which the hostile texts are found again: each must have come to something that the app wrote. */
  readonly reaches: readonly string[]
  /** Who is concerned. */
  readonly mentions?: readonly string[]
  readonly days?: number
}

const opened = wes.opens('Checkout is down', { body: 'Cards are declined.' })
const merged = [wes.marksReady(), mia.merges()]
const renamedPull = (title: string) => wes.setsPull({ title })
const branchFrom = (name: string): Step =>
  step(`wes makes the branch ${name}`, async ({ person: as, repository }) => {
    const head = z.object({ object: z.object({ sha: z.string() }) })
    const { object } = await as('wes').read(`${repository}/git/ref/heads/main`, head)
    await as('wes').send('POST', `${repository}/git/refs`, { ref: `refs/heads/${name}`, sha: object.sha })
  })
const adds = (path: string, branch: string, text: string): Step =>
  step(`wes adds ${path}`, async ({ person: as, repository }) => {
    const content = Buffer.from(text).toString('base64')
    const encoded = path.split('/').map(encodeURIComponent).join('/')
    await as('wes').send('PUT', `${repository}/contents/${encoded}`, { branch, content, message: poison('qMESSAGEq') })
  })

const rows: readonly Row[] = [
  {
    where: 'the title, the body and the labels of an incident',
    configuration: `severity_labels: [${JSON.stringify(poisonedName('qSEVq'))}]\ntemplate: docs/t.md\n`,
    files: {
      'docs/t.md':
        '# {{title}} `{{title}}`\n\n| {{severity}} | `{{severity}}` |\n| - | - |\n{{#labels}}{{.}} {{/labels}}\n\n{{{summary}}}\n',
    },
    labels: [poisonedName('qSEVq')],
    steps: [
      wes.opens(poison('qTITLEq'), { body: poisonedBlock('qBODYq'), labels: ['incident', poisonedName('qSEVq')] }),
    ],
    reaches: ['qTITLEq', 'qBODYq', 'qSEVq'],
  },
  {
    where: 'action items, their owners, dates and notes, and their issues afterwards',
    configuration: "action_items: { max: 3 }\nreminders: { limit: 1, escalation: '@acme/sre' }\n",
    steps: [
      wes.opens(poison('qTITLEq'), { body: poisonedBlock('qBODYq') }),
      wes.writes(
        [
          `- [ ] ${poison('qITEMq')} @tia (due 2026-03-09)`,
          ...poisonedBlock('qNOTEq')
            .split('\n')
            .map((line) => `  ${line}`),
          '  ```',
          `- [ ] One (due next @everyone <img src=x> week qDUEq) @nobody @acme/secret`,
          '- [ ] Two @wes',
          `- [ ] ${poison('qMOREq')}`,
        ].join('\n'),
      ),
      ...merged,
      wes.edits('base', 'adds a line', (text) => text.replace('- [ ] Two', `- [ ] ${poison('qLATERq')}\n- [ ] 2`)),
      later({ days: 1 }),
      tia.renames(4, poison('qRENAMEDq')),
      tia.rewrites(4, `Due: ${poison('qWHENq')}`),
    ],
    reaches: ['qITEMq', 'qNOTEq', 'qDUEq', 'qMOREq', 'qLATERq', 'qRENAMEDq', 'qWHENq', 'qTITLEq', 'acme/secret'],
    mentions: ['tia', 'wes', 'acme/sre'],
    days: 40,
  },
  {
    where: 'an item for more people than a comment may mention',
    accounts: crowd,
    steps: [opened, wes.writes(`- [ ] Ask everybody ${crowd.map(({ login }) => `@${login}`).join(' ')}`), ...merged],
    reaches: ['Ask everybody', 'p12', '@p1 '],
    mentions: crowd.map(({ login }) => login),
    days: 30,
  },
  {
    where: 'commands and their reasons',
    steps: [
      opened,
      rex.says(`/postmortem skip ${poison('qDENIEDq')}`),
      tia.says(`/postmortem ${poison('qUNKNOWNq')}`),
      tia.says(`/postmortem skip ${poison('qREASONq')}`),
    ],
    reaches: ['rex', 'qUNKNOWNq', 'qREASONq'],
  },
  {
    where: 'the configuration: its keys and values',
    configuration: [
      `? ${JSON.stringify(poison('qKEYq'))}\n: 1`,
      `mode: ${JSON.stringify(poison('qMODEq'))}`,
      `directory: ${JSON.stringify(`${poison('qDIRq')}\\`)}`,
      'reminders:',
      `  ${JSON.stringify(poison('qINNERq'))}: 1`,
      `start: ${JSON.stringify(poison('qSTARTq'))}`,
    ].join('\n'),
    steps: [opened],
    reaches: ['qKEYq', 'qMODEq', 'qDIRq', 'qINNERq', 'qSTARTq'],
  },
  {
    where: 'a configuration that is no YAML',
    configuration: `a: *${poisonedName('qALIASq').replace(/[[\]]/g, '')}\n`,
    steps: [opened],
    reaches: ['qALIASq'],
  },
  {
    where: 'the names of a label, a folder and a template that is broken',
    configuration: [
      `incident_label: ${JSON.stringify(poisonedName('qLABELq'))}`,
      `directory: ${JSON.stringify(poisonedName('qFOLDERq'))}`,
      `template: ${JSON.stringify(`${poisonedName('qFILEq')}.md`)}`,
    ].join('\n'),
    files: { [`${poisonedName('qFILEq')}.md`]: `{{#${poison('qTAGq').replace(/[{}]/g, '')}}}` },
    labels: [poisonedName('qLABELq')],
    steps: [
      wes.opens('Checkout is down', { labels: [poisonedName('qLABELq')] }),
      wes.unlabels(1, encodeURIComponent(poisonedName('qLABELq'))),
    ],
    reaches: ['qLABELq', 'qFOLDERq', 'qFILEq', 'qTAGq'],
  },
  {
    where: 'a base branch that is not there',
    configuration: `base_branch: ${JSON.stringify(poisonedName('qBASEq').replace(/[![\]]/g, ''))}\n`,
    steps: [opened],
    reaches: ['qBASEq'],
  },
  {
    where: 'a base branch, the file of a document and its folder, titles and messages that people wrote',
    configuration: `base_branch: ${JSON.stringify(branchName('qBASEq'))}\n`,
    steps: [
      branchFrom(branchName('qBASEq')),
      branchFrom('postmortem/incident-1'),
      adds(
        `postmortems/${poisonedName('qPATHq')}.md`,
        'postmortem/incident-1',
        '# x\n\n## Action items\n\n- [ ] Alert us\n',
      ),
      opened,
      renamedPull(poison('qPULLq')),
      ...merged,
    ],
    reaches: ['qBASEq', 'qPATHq', 'qPULLq'],
  },
  {
    where: 'a document whose facts cannot be read, and its name',
    steps: [
      opened,
      wes.edits('draft', 'breaks the facts', (text) =>
        text.replace('severity:', `severity: *${poisonedName('qFACTq').replace(/[[\]]/g, '')}\nx:`),
      ),
      wes.says('/postmortem refresh'),
    ],
    reaches: ['qFACTq'],
  },
  {
    where: 'a branch into which somebody else merges',
    steps: [
      opened,
      branchFrom(branchName('qINTOq')),
      wes.marksReady(),
      wes.setsPull({ base: branchName('qINTOq') }),
      mia.merges(),
    ],
    reaches: ['qINTOq'],
  },
  {
    where: 'a comment that names what the incident doubles',
    steps: [
      opened,
      rex.says('Duplicate of #666'),
      wes.says(`Duplicate of #2 ${poison('qDOUBLEq')}`),
      wes.closes(1, 'duplicate'),
    ],
    reaches: ['duplicate of #2'],
  },
]

describe('whatever people write into', () => {
  it.each(rows)('$where does nothing in what the app writes', async (row) => {
    const { written, between } = recordWritten()
    story = await tell({ ...worldOf(row), between })
    await story.play(...row.steps)
    for (let day = 0; day < (row.days ?? 0); day += 10) {
      story.sandbox.clock.advance(10 * 86_400_000)
      await story.sweep()
    }
    expect(dangersIn(written, { mentions: row.mentions ?? [], comments })).toEqual([])
    const texts = written.map(({ text }) => text).join('\n')
    expect(row.reaches.filter((word) => !texts.includes(word))).toEqual([])
  })

  it('GitHub’s own words in a refusal does nothing in what the app writes', async () => {
    const { written, between } = recordWritten()
    story = await tell({ between })
    const effect = { kind: 'refuse', status: 422, message: poison('qREFUSALq') } as const
    story.sandbox.faults.add({ request: { method: 'POST', path: '/git/refs$' }, times: 20, effect })
    await story.play(opened)
    expect(dangersIn(written, { mentions: [], comments })).toEqual([])
    expect(await story.status()).toContain('qREFUSALq')
  })
})

/** A name that a branch can have, too. */
function branchName(tag: string): string {
  return `${tag}\`@everyone\`<img>&#64;acme-fixes#666`
}

function worldOf({
  configuration,
  files,
  labels = [],
  accounts = [],
}: Row): WorldOptions & { readonly configuration?: string } {
  const repository = { name: 'shop', labels: ['incident', ...labels], files: { 'README.md': '# Shop\n', ...files } }
  return {
    network: 'none',
    seed: { accounts: [...people, ...accounts], repositories: [repository] },
    ...(configuration !== undefined && { configuration }),
  }
}
