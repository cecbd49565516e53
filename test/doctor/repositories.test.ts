import { expect, it } from 'vitest'
import { type RepositorySeed, setStage, type Told } from './stage.ts'

const form = `name: Incident\ndescription: Down\nlabels: [incident, sev1]\nbody: []\n`

interface Row {
  readonly seed: Partial<RepositorySeed>
  /** What is told of it beside what is well. */
  readonly told: readonly Partial<Told>[]
}

/** By the name of the repository. */
const rows: Readonly<Record<string, Row>> = {
  unlabelled: {
    seed: { labels: [], files: { 'README.md': '', '.github/ISSUE_TEMPLATE/incident.yml': form } },
    told: [
      {
        check: 'label',
        mark: 'problem',
        message: 'The label “incident” does not exist.',
        why: 'The form .github/ISSUE_TEMPLATE/incident.yml sets it, and GitHub drops labels that do not exist, without a word, so no incident starts.',
        command: expect.stringMatching(
          /^gh label create incident --repo 127\.0\.0\.1:\d+\/acme\/unlabelled --color d73a4a$/,
        ),
      },
      {
        check: 'issue-forms',
        mark: 'warning',
        message: '.github/ISSUE_TEMPLATE/incident.yml sets “sev1”, which does not exist.',
      },
    ],
  },
  mistyped: {
    seed: {
      files: {
        'README.md': '',
        '.github/ISSUE_TEMPLATE/incident.yml': 'name: Incident\ndescription: Down\nlables: [incident]\nbody: []\n',
        '.github/ISSUE_TEMPLATE/other.yml': 'name: Other\ndescription: Else\nLabels: [bug]\nbody: []\n',
        '.github/postmortem.yaml': 'mode: observe\n',
      },
    },
    told: [
      {
        check: 'issue-forms',
        mark: 'problem',
        message: '`lables` in .github/ISSUE_TEMPLATE/incident.yml is not a key of forms.',
      },
      {
        check: 'issue-forms',
        mark: 'warning',
        message: '`Labels` in .github/ISSUE_TEMPLATE/other.yml is not a key of forms.',
      },
      { check: 'configuration', mark: 'warning', message: 'The file .github/postmortem.yaml is not read.' },
    ],
  },
  misconfigured: {
    seed: {
      files: { 'README.md': '', '.github/postmortem.yml': 'mode: observe\ndirectroy: docs\nbase_branch: gone\n' },
    },
    told: [
      { check: 'repository', mark: 'note', message: '`mode` is observe: plans go to the log, and nothing is written.' },
      {
        check: 'configuration',
        mark: 'problem',
        message: expect.stringMatching(/^\.github\/postmortem\.yml:2:1 directroy /),
      },
      { check: 'base-branch', mark: 'problem', message: 'The branch gone does not exist.' },
    ],
  },
  untemplated: {
    seed: { files: { 'README.md': '', '.github/postmortem.yml': 'template: docs/postmortem.md\n' } },
    told: [{ check: 'template', mark: 'problem', message: 'The template docs/postmortem.md does not exist on main.' }],
  },
  mistemplated: {
    seed: {
      files: {
        'README.md': '',
        '.github/postmortem.yml': 'template: { sev1: docs/a.md, default: docs/b.md }\n',
        'docs/a.md': '# {{title}}\n{{titel}}\n',
        'docs/b.md': '# {{title}}\n',
      },
    },
    told: [
      {
        check: 'template',
        mark: 'problem',
        message: 'docs/a.md:2: there is no variable "titel" (did you mean title?).',
        place: 'docs/a.md:2',
      },
    ],
  },
  guarded: {
    seed: { rules: [{ branch: 'main', requirePullRequest: true }] },
    told: [
      { check: 'rules', mark: 'warning', message: 'Rules may keep the app from committing to main: pull_request.' },
    ],
  },
  quiet: {
    seed: { hasIssues: false },
    told: [{ check: 'issues', mark: 'problem', message: 'Issues are switched off.' }],
  },
  empty: {
    seed: { empty: true },
    told: [{ check: 'base-branch', mark: 'problem', message: 'The repository has no commits yet.' }],
  },
  reading: {
    seed: { permissions: { contents: 'read' } },
    told: [
      {
        check: 'permissions',
        mark: 'problem',
        message: 'Not granted here: “contents: write”.',
        why: 'Without “contents: write” no document can be written.',
        page: expect.stringMatching(/\/organizations\/acme\/settings\/installations\/\d+$/),
      },
    ],
  },
  off: {
    seed: { labels: [], files: { 'README.md': '', '.github/postmortem.yml': 'enabled: false\n' } },
    told: [{ check: 'repository', mark: 'note', message: '`enabled` is false, so nothing is done here.' }],
  },
}

it('names each repository that is ill, with what to do, and none that is well', async () => {
  const more = Object.entries(rows).map(([name, { seed }]) => ({ name, labels: ['incident'], files: {}, ...seed }))
  const { told, doctor } = await setStage({}, more)
  const { findings, problems, warnings, checked } = await told()
  const ill = (name: string) => findings.filter(({ subject, mark }) => subject === `acme/${name}` && mark !== 'ok')
  for (const [name, row] of Object.entries(rows)) expect.soft(ill(name), name).toMatchObject(row.told)
  expect([...ill('shop'), ...ill('wiki')]).toEqual([])
  expect({ problems, warnings, repositories: checked.repositories }).toEqual({
    problems: 9,
    warnings: 4,
    repositories: 12,
  })

  const ran = await doctor()
  expect(ran.code).toBe(1)
  expect(ran.out).toMatch(/^ok {7}3 repositories: /m)
  expect(ran.out).toMatch(/\n\n9 problems, 4 warnings\. 12 repositories and 0 incidents checked\.\n$/)
})

it('tells a mistake in the file of the owner once, however many repositories it touches', async () => {
  const owner = { name: '.github', labels: ['incident'], files: { '.github/postmortem.yml': 'mode: mabye\n' } }
  const { findings } = await (await setStage({}, [owner])).told()
  expect(findings.filter(({ mark }) => mark === 'problem')).toMatchObject([
    {
      check: 'configuration',
      subject: 'acme/.github',
      message: expect.stringMatching(/^\.github\/postmortem\.yml:1:7 mode /),
    },
  ])
})

it('says of an archived one that is named that nothing is done there', async () => {
  const { told } = await setStage({}, [{ name: 'old', archived: true }])
  expect((await told({}, ['acme/old'])).findings).toContainEqual(
    expect.objectContaining({ subject: 'acme/old', mark: 'note', message: 'It is archived, so nothing is done here.' }),
  )
  expect((await told()).findings.filter(({ subject }) => subject === 'acme/old')).toEqual([])
})

it('says of one where the app is not installed how to add it', async () => {
  const { told } = await setStage({}, [{ name: 'other', installed: false }])
  const { findings } = await told({}, ['acme/other', 'acme/shop'])
  expect(findings.filter(({ mark }) => mark === 'problem')).toMatchObject([
    {
      check: 'access',
      subject: 'acme/other',
      message: expect.stringContaining('it is not installed there; an owner can install it'),
    },
  ])
})
