import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { anIncident } from './incident-builder.ts'

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
