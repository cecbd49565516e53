import { reads } from '../access.ts'
import { ok, paged } from '../answer.ts'
import type { Api } from '../api.ts'
import { nodeId } from '../node-id.ts'
import { renderAccount } from '../shapes/account.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import type { WorkflowRun } from '../shipping.ts'
import type { Repository } from '../store.ts'

/** https://docs.github.com/en/rest/actions/workflow-runs; runs come into being by a control, as on GitHub by a push. */
export function workflowRunRoutes(api: Api): void {
  api.repository('GET', '/actions/runs', reads('actions'), (call) => {
    const [status, branch, event, createdIn] = ['status', 'branch', 'event', 'created'].map((name) => call.query(name))
    const found = call.repository.shipping.workflowRuns
      .filter((run) => status === undefined || run.conclusion === status || status === 'completed')
      .filter((run) => branch === undefined || run.branch === branch)
      .filter((run) => event === undefined || run.event === event)
      .filter((run) => isWithin(run.createdAt, createdIn))
      .reverse()
    const { slice, headers } = paged(call.url, found)
    const json = { total_count: found.length, workflow_runs: slice.map((run) => renderRun(call.repository, run)) }
    return { ...ok(json), headers }
  })
}

/** GitHub's search syntax for dates: `2026-01-01T00:00:00Z..2026-01-02T00:00:00Z`, `>=…` or `<=…`. */
function isWithin(at: string, range: string | undefined): boolean {
  if (range === undefined) return true
  const time = Date.parse(at)
  if (range.startsWith('>=')) return time >= Date.parse(range.slice(2))
  if (range.startsWith('<=')) return time <= Date.parse(range.slice(2))
  const [from = '', to = ''] = range.split('..')
  return time >= Date.parse(from) && time <= Date.parse(to)
}

function renderRun(repository: Repository, run: WorkflowRun) {
  const { store, owner, name } = repository
  const url = `${repositoryUrl(repository)}/actions/runs/${run.id}`
  const actor = renderAccount(store, run.actor)
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WFR', run.id),
    check_suite_id: run.id,
    head_branch: run.branch,
    head_sha: run.sha,
    path: `.github/workflows/${run.name}.yml`,
    display_title: run.title,
    run_number: 1,
    run_attempt: 1,
    event: run.event,
    status: 'completed',
    conclusion: run.conclusion,
    workflow_id: 1,
    url,
    html_url: `${store.url}/${owner.login}/${name}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.createdAt,
    run_started_at: run.createdAt,
    actor,
    triggering_actor: actor,
  }
}
