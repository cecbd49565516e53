import { describe, expect, it } from 'vitest'
import { type CheckupFinding, note, ok, problem, warning } from '../../src/entry/doctor/finding.ts'
import { renderReport, reportOf } from '../../src/entry/doctor/report.ts'

const about = (subject: string, check: CheckupFinding['check'] = 'label') => ({ check, subject })
const lacks = (subject: string) =>
  problem(about(subject), 'The label does not exist.', {
    why: 'So.',
    todo: 'Create it:',
    command: 'gh',
    page: 'https://x',
  })

function shown(
  findings: readonly CheckupFinding[],
  detail: 'brief' | 'full' = 'brief',
  colour: 'always' | 'never' = 'never',
) {
  const terminal = {
    out: () => undefined,
    err: () => undefined,
    progress: () => undefined,
    exists: () => false,
    now: () => 0,
    colour,
    variables: {},
    readFile: () => '',
  }
  return renderReport(reportOf(findings, { repositories: 3, incidents: 1 }), detail, terminal)
}

const healthy = [
  ok(about('app', 'credentials'), 'Known.'),
  ok(about('acme', 'rate-limit'), 'Enough.'),
  ok(about('acme/shop'), 'Exists.'),
  ok(about('acme/shop', 'base-branch'), 'Exists.'),
]

describe('the report', () => {
  it('tells what is well in a line for each subject', () => {
    expect(shown(healthy)).toBe(
      'ok       app: credentials\nok       acme: rate limit\nok       acme/shop: label, base branch\n\nAll is well. 3 repositories and 1 incident checked.\n',
    )
  })

  it('tells repositories and accounts that are well together, and of the others only what is wrong', () => {
    const findings = [
      ...healthy,
      ok(about('acme/wiki'), 'Exists.'),
      ok(about('acme/api'), 'Exists.'),
      problem(about('acme/api#3', 'incident'), 'Locked.', {}),
      ok(about('zenith', 'rate-limit'), 'Enough.'),
      ok(about('other', 'rate-limit'), 'Enough.'),
      warning(about('other', 'permissions'), 'Not granted.', {}),
    ]
    expect(shown(findings)).toBe(`ok       app: credentials
ok       other: rate limit
ok       2 accounts: rate limit
ok       2 repositories: label, base branch
warning  other: Not granted.
problem  acme/api#3: Locked.

1 problem, 1 warning. 3 repositories and 1 incident checked.
`)
  })

  it('puts the worst last, and what is to be copied on lines of its own', () => {
    const findings = [
      lacks('acme/shop'),
      warning(about('acme/shop'), 'Old.', { why: 'Because.' }),
      note(about('acme/wiki'), 'Off.'),
    ]
    expect(shown(findings)).toBe(`note     acme/wiki: Off.
warning  acme/shop: Old.
         Because.
problem  acme/shop: The label does not exist.
         So.
         Create it:
           gh
           https://x

1 problem, 1 warning. 3 repositories and 1 incident checked.
`)
  })

  it('gives each check its line in full', () => {
    expect(shown(healthy, 'full').split('\n').slice(0, 4)).toEqual([
      'ok       app: Known.',
      'ok       acme: Enough.',
      'ok       acme/shop: Exists.',
      'ok       acme/shop: Exists.',
    ])
  })

  it('is coloured on a terminal only', () => {
    expect(shown([lacks('acme/shop')], 'brief', 'always')).toContain('\u001b[31mproblem  \u001b[39m')
    expect(shown([lacks('acme/shop')])).not.toContain('\u001b')
  })

  it('lets nothing that somebody wrote steer the terminal or add lines', () => {
    const text = shown([problem(about('acme/shop'), 'A \u001b[2J\u202e title\nok  all is well', {})])
    expect(text.split('\n')[0]).toBe('problem  acme/shop: A [2J title ok all is well')
  })

  it('tells each thing once', () => {
    const mistake = (message: string) =>
      problem(about('acme/.github', 'configuration'), message, { place: 'x.yml:1:7' })
    const { problems, findings } = reportOf(
      [mistake('in few words'), lacks('a/b'), mistake('in other words'), lacks('a/b')],
      {
        repositories: 2,
        incidents: 0,
      },
    )
    expect({ problems, told: findings.map(({ subject }) => subject) }).toEqual({
      problems: 2,
      told: ['acme/.github', 'a/b'],
    })
  })
})
