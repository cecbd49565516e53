import type { GitCommit } from '../git/git.ts'
import { okJson, paged } from '../http/answer.ts'
import type { ApiRoutes } from '../http/api.ts'
import { notFound } from '../http/refusal.ts'
import { nodeId } from '../node-id.ts'
import { type Needs, reads } from '../rules/access.ts'
import { renderAccount } from '../shapes/account.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import { renderRepository } from '../shapes/repository.ts'
import type { StoredWorkflowRun } from '../shipping.ts'
import type { StoredRepository } from '../store.ts'

const administers: Needs = { permissions: ['administration'], level: 'read', role: 'admin', refusal: 403 }

/** https://docs.github.com/en/rest/actions/workflow-runs; runs come into being by a control, as on GitHub by a push. */
export function workflowRunRoutes(api: ApiRoutes): void {
  api.repository('GET', '/actions/runs', reads('actions'), async (call) => {
    const [status, branch, event, actor, sha, createdIn] = [
      'status',
      'branch',
      'event',
      'actor',
      'head_sha',
      'created',
    ].map((name) => call.query(name))
    const found = call.repository.shipping.workflowRuns
      .filter((run) => status === undefined || run.conclusion === status || status === 'completed')
      .filter((run) => branch === undefined || run.branch === branch)
      .filter((run) => event === undefined || run.event === event)
      .filter((run) => actor === undefined || run.actor.login.toLowerCase() === actor.toLowerCase())
      .filter((run) => sha === undefined || run.sha === sha)
      .filter((run) => isWithin(run.createdAt, createdIn))
      .reverse()
    const { slice, headers } = paged(call.url, found)
    const runs = await Promise.all(slice.map((run) => renderRun(call.repository, run)))
    const json = { total_count: found.length, workflow_runs: runs }
    return { ...okJson(json), headers }
  })
  api.repository('GET', '/actions/workflows/:file/runs', reads('actions'), async (call) => {
    const [file, status] = [call.param('file'), call.query('status')]
    const found = call.repository.shipping.workflowRuns
      .filter((run) => `${run.name}.yml` === file)
      .filter((run) => isWithin(run.createdAt, call.query('created')))
      .filter((run) => status === undefined || run.conclusion === status || status === 'completed')
      .reverse()
    const { slice, headers } = paged(call.url, found)
    const runs = await Promise.all(slice.map((run) => renderRun(call.repository, run)))
    return { ...okJson({ total_count: found.length, workflow_runs: runs }), headers }
  })
  api.repository('GET', '/actions/permissions/workflow', administers, ({ repository }) =>
    okJson({
      default_workflow_permissions: 'read',
      can_approve_pull_request_reviews: repository.workflowsOpenPulls,
    }),
  )
  api.repository('GET', '/actions/runs/:run', reads('actions'), async (call) => {
    const found = call.repository.shipping.workflowRuns.find(({ id }) => String(id) === call.param('run'))
    if (!found) throw notFound()
    return okJson(await renderRun(call.repository, found))
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

async function renderRun(repository: StoredRepository, run: StoredWorkflowRun) {
  const { store, owner, name } = repository
  const url = `${repositoryUrl(repository)}/actions/runs/${run.id}`
  const actor = renderAccount(store, run.actor)
  const whole = renderRepository(repository)
  const commit = await repository.git.read(run.sha)
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
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    check_suite_url: `${repositoryUrl(repository)}/check-suites/${run.id}`,
    workflow_url: `${repositoryUrl(repository)}/actions/workflows/1`,
    head_commit: commit === undefined ? null : headCommit(commit),
    repository: whole,
    head_repository: whole,
  }
}

function headCommit({ sha, tree, message, author, committer }: GitCommit) {
  const named = ({ name, email }: GitCommit['author']) => ({ name, email })
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: committer.date,
    author: named(author),
    committer: named(committer),
  }
}
