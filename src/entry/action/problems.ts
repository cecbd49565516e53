import type { RunTally } from './seen.ts'

/** What a run failed for, a sentence each that says what to do; none for one that succeeded. */
export function problemsOf(
  { problems, lacksPermission }: RunTally,
  left: number,
  as: 'app' | 'workflow',
): readonly string[] {
  const own = as === 'workflow'
  const pulls = own && problems.some((problem) => /may not open pull requests/.test(problem))
  return [
    ...(pulls ? [mayNotOpen] : []),
    ...(own && lacksPermission && !pulls ? [permissions] : []),
    ...problems,
    ...(left > 0 ? [waiting] : []),
  ]
}

const permissions =
  'The workflow’s token may not do what this needs: give its job “permissions:” with contents: write, issues: write, pull-requests: write, checks: write, actions: read and deployments: read.'

const mayNotOpen =
  'Workflows of this repository may not open pull requests: an administrator allows it under Settings, Actions, General, “Allow GitHub Actions to create and approve pull requests”; in an organization its owner may have to allow it first.'

const waiting = 'GitHub asks to wait, so something is left to do: the next run goes on with it.'
