import { type CheckupFinding, note, ok } from './finding.ts'

/** Whether the GitHub Action could open the drafts of a repository; nothing where GitHub does not tell. */
export function evaluateWorkflows(
  subject: string,
  url: string,
  opening: 'yes' | 'no' | null,
): readonly CheckupFinding[] {
  const about = { check: 'workflows', subject } as const
  if (opening === null) return []
  if (opening === 'yes') return [ok(about, 'Workflows may open pull requests, as the GitHub Action does.')]
  const todo = 'Where it is to run as a GitHub Action, tick “Allow GitHub Actions to create and approve pull requests”:'
  return [note(about, 'Workflows may not open pull requests.', { todo, page: `${url}/settings/actions` })]
}
