import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../src/domain/plan.ts'
import { anIncident } from '../incident-builder.ts'

const review = { kind: 'review', owner: 'acme', repo: 'shop', number: 2 } as const

/** A pull request of somebody's that changes these files, over a configuration that stands. */
function changing(headFiles: Readonly<Record<string, string>>, configuration: string | null = null) {
  const pullChanges = Object.keys(headFiles).map((path) => ({ path, status: 'modified' as const, previousPath: null }))
  return anIncident()
    .with({ headFiles, pullChanges, configuration })
    .withPull({ draft: false, head: { ref: 'config', sha: 'a'.repeat(40), repositoryId: 1 } })
}

function said(plan: Plan) {
  return plan.mutations.flatMap((mutation) => {
    if (mutation.do !== 'post-check') return []
    const lines = mutation.annotations.map(({ path, line, title, message }) => `${path}:${line} ${title}: ${message}`)
    return [
      { name: mutation.name, conclusion: mutation.conclusion, title: mutation.title, lines, summary: mutation.summary },
    ]
  })
}

describe('a pull request that changes the configuration', () => {
  it('gets a check that shows each mistake at its line', () => {
    const text = 'mode: observe\nincident_lable: outage\nreminders:\n  hour: 25\n'
    expect(said(changing({ '.github/postmortem.yml': text }).decideAbout(review))).toEqual([
      {
        name: 'Postmortem configuration',
        conclusion: 'failure',
        title: '2 mistakes',
        lines: [
          expect.stringMatching(
            /^\.github\/postmortem\.yml:2 incident_lable: is not a known key \(did you mean incident_label\?\)/,
          ),
          expect.stringMatching(/^\.github\/postmortem\.yml:4 reminders\.hour: 25 does not fit/),
        ],
        summary: expect.stringContaining('what has a mistake does not count'),
      },
    ])
  })

  it('gets a check that says so when there is none', () => {
    const [check] = said(changing({ '.github/postmortem.yml': 'mode: observe\n' }).decideAbout(review))
    expect(check).toMatchObject({ conclusion: 'success', title: 'Good as it is', lines: [] })
  })

  it.each([
    ['something else', { 'src/app.ts': '' }],
    ['Markdown that is no template', { 'docs/run.md': '{{title}}' }],
  ])('is no matter of a check when it changes %s', (_name, files) => {
    expect(said(changing(files).decideAbout(review))).toEqual([])
  })

  it('is no matter of a check when it removes it', () => {
    const removed = { path: '.github/postmortem.yml', status: 'removed', previousPath: null } as const
    expect(
      said(
        changing({})
          .with({ pullChanges: [removed] })
          .decideAbout(review),
      ),
    ).toEqual([])
  })
})

describe('a pull request that changes a template', () => {
  const template = '# {{title}}\n\n{{> timeline}}\n\n@everyone <b>\n'

  it.each([
    ['that the configuration names', { '.github/postmortem.md': template }, 'template: .github/postmortem.md'],
    [
      'that its own configuration names from now on',
      { '.github/postmortem.md': template, '.github/postmortem.yml': 'template: .github/postmortem.md' },
      null,
    ],
    ['that it names for a label', { 'docs/t.md': template }, 'template: { sev1: docs/t.md, default: public }'],
  ])('gets a preview of one %s', (_name, files, configuration) => {
    const [check] = said(changing(files, configuration).decideAbout(review))
    expect(check).toMatchObject({ conclusion: 'success', lines: [] })
    expect(check?.summary).toContain('makes of an incident\n\n')
    expect(check?.summary).toContain('Checkout is down')
    expect(check?.summary).toContain('| wes | Declared: Checkout is down |')
    expect(check?.summary).toContain('@\u200beveryone')
    expect(check?.summary).not.toContain('<b>')
  })

  it('gets its mistakes at their lines', () => {
    const broken = changing(
      { '.github/postmortem.md': '# {{title}}\n\n{{titel}}\n' },
      'template: .github/postmortem.md',
    )
    const [check] = said(broken.decideAbout(review))
    expect(check?.conclusion).toBe('failure')
    expect(check?.lines).toEqual([expect.stringMatching(/^\.github\/postmortem\.md:3 .*did you mean title\?/)])
  })
})

describe('a pull request that makes a file beside the place of the configuration', () => {
  it.each([
    '.github/postmortem.yaml',
    '.github/Postmortem.yml',
    'postmortem.yml',
    '.postmortem.yml',
    'aftermath.yml',
    '.github/aftermath.yaml',
    '.github/post-mortem.yml',
    '.github/postmortem-config.yml',
    '.Github/postmortem.yml',
  ])('is told that nobody reads %s', (path) => {
    const [check] = said(changing({ [path]: 'mode: observe\n' }).decideAbout(review))
    expect(check).toMatchObject({ conclusion: 'neutral', title: '1 mistake' })
    expect(check?.lines).toEqual([expect.stringContaining(`${path}:1 ${path}: No file of this name is read`)])
    expect(check?.summary).not.toContain('all of it counts')
  })

  it.each([
    '.github/workflows/postmortem.yml',
    '.github/ISSUE_TEMPLATE/postmortem.yml',
    'postmortems/2026-03-02-1.md',
    'docs/postmortem.yml',
    'src/aftermath.ts',
  ])('is told nothing about %s, which means something else', (path) => {
    expect(said(changing({ [path]: 'a: b\n' }).decideAbout(review))).toEqual([])
  })
})

describe('a check that says that all of it counts', () => {
  const configured = (name: string) => changing({ '.github/postmortem.yml': `mode: observe\ntemplate: ${name}\n` })
  const conclusion = (incident: ReturnType<typeof changing>) => said(incident.decideAbout(review))[0]

  it('has read the template that the file names', () => {
    const incident = configured('docs/t.md').with({ files: { 'docs/t.md': '# {{title}}\n' } })
    expect(conclusion(incident)).toMatchObject({ conclusion: 'success', lines: [] })
  })

  it.each<[what: string, facts: object, line: string]>([
    ['is missing', {}, '`docs/t.md` cannot be used: there is no such file here or in acme/.github'],
    ['is broken', { files: { 'docs/t.md': '# a\n\n{{titel}}\n' } }, 'docs/t.md:3'],
    [
      'stands where fewer people see it',
      { ownerFiles: { visibility: 'private', files: { 'docs/t.md': '# secret' } } },
      'it stands in acme/.github, which fewer people see than this repository',
    ],
  ])('is none where it %s', (_what, facts, line) => {
    const check = conclusion(configured('docs/t.md').with(facts))
    expect(check?.conclusion).toBe('failure')
    expect(check?.lines).toEqual([expect.stringContaining(line)])
    expect(check?.lines[0]).toMatch(/^\.github\/postmortem\.yml:2 template: /)
  })

  it('is content with one of the owner that as many people see', () => {
    const ownerFiles = { visibility: 'public', files: { 'docs/t.md': '# {{title}}' } } as const
    expect(conclusion(configured('docs/t.md').with({ ownerFiles }))).toMatchObject({ conclusion: 'success', lines: [] })
  })

  it('has read those for certain labels, and those of overrides', () => {
    const text =
      'template: { sev1: docs/a.md, default: public }\noverrides:\n  - when: { labels: [x] }\n    template: docs/b.md\n'
    const check = conclusion(changing({ '.github/postmortem.yml': text }))
    expect(check?.lines.map((line) => line.split(' cannot')[0])).toEqual([
      '.github/postmortem.yml:1 template: The template `docs/a.md`',
      '.github/postmortem.yml:4 template: The template `docs/b.md`',
    ])
  })

  it('says nothing of a template that only the owner’s file names', () => {
    const incident = changing({ '.github/postmortem.yml': 'mode: observe\n' })
    expect(conclusion(incident.with({ ownerConfiguration: 'template: docs/hidden.md' }))?.lines).toEqual([])
  })
})

describe('a pull request that takes away the template that the configuration names', () => {
  it.each<[what: string, status: 'removed' | 'renamed', path: string, previousPath: string | null]>([
    ['removes', 'removed', 'docs/t.md', null],
    ['renames', 'renamed', 'docs/u.md', 'docs/t.md'],
  ])('is told so where it %s it', (_what, status, path, previousPath) => {
    const files = { 'docs/t.md': '# {{title}}\n' }
    const incident = changing({ [path]: '# {{title}}\n' }, '# ours\n\ntemplate: docs/t.md\n')
    const [check] = said(incident.with({ files, pullChanges: [{ path, status, previousPath }] }).decideAbout(review))
    expect(check?.lines).toEqual([expect.stringMatching(/^\.github\/postmortem\.yml:3 template: .*no such file/)])
  })
})
