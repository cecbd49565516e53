import { z } from 'zod'
import { created, type HandlerAnswer, okJson, page, paged } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { HttpRefusal, notFound, unprocessable } from '../http/refusal.ts'
import { nodeId } from '../node-id.ts'
import { reads, writes } from '../rules/access.ts'
import { settleQueue } from '../rules/merge-queue.ts'
import { renderApp } from '../shapes/app.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import { renderMinimalPull } from '../shapes/pull.ts'
import type { Account, Schemas, StoredCheckRun, StoredRepository } from '../store.ts'
import { announce } from '../webhooks/announce.ts'
import { workflowApp } from '../workflows.ts'

const outcomes = [
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'success',
  'skipped',
  'timed_out',
  'stale',
] as const
const annotation = z.object({
  path: z.string(),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().nullish(),
  end_column: z.number().int().nullish(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().nullish(),
  raw_details: z.string().nullish(),
})
const output = z.object({
  title: z.string().max(255),
  summary: z.string().max(65_535),
  text: z.string().max(65_535).optional(),
  annotations: z.array(annotation).max(50).default([]),
})
const action = z.object({
  label: z.string().max(20),
  description: z.string().max(40),
  identifier: z.string().max(20),
})
const changes = z.object({
  name: z.string().min(1).optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z.enum(outcomes).optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: output.optional(),
  actions: z.array(action).max(3).optional(),
})
const newRun = changes.extend({ name: z.string().min(1), head_sha: z.string() })

/** https://docs.github.com/en/rest/checks/runs; only an app can write them. */
export function checkRoutes(api: ApiRoutes): void {
  api.repository('POST', '/check-runs', writes('write', 'checks'), async (call) => {
    requireApp(call)
    const input = call.body(newRun)
    if (!(await call.repository.git.read(input.head_sha)))
      throw unprocessable(`No commit found for SHA: ${input.head_sha}`)
    const run: StoredCheckRun = {
      id: call.store.nextId(),
      name: input.name,
      headSha: input.head_sha,
      ...(call.actor.kind === 'installation' && call.actor.of === 'workflows' && { by: workflowApp }),
      status: 'queued',
      conclusion: null,
      detailsUrl: null,
      externalId: input.external_id ?? '',
      startedAt: input.started_at ?? call.store.clock.now(),
      completedAt: null,
      output: { title: null, summary: null, text: null },
      annotations: [],
      actions: [],
    }
    call.repository.checkRuns.push(run)
    update(call, run, input)
    tell(call.repository, run, 'created', call.doer())
    await settleQueue(call.repository)
    return created(renderRun(call.repository, run))
  })
  api.repository('PATCH', '/check-runs/:run', writes('write', 'checks'), async (call) => {
    requireApp(call)
    const run = runAt(call)
    update(call, run, call.body(changes))
    if (run.status === 'completed') tell(call.repository, run, 'completed', call.doer())
    await settleQueue(call.repository)
    return okJson(renderRun(call.repository, run))
  })
  api.repository('GET', '/check-runs/:run', reads('checks'), (call) => okJson(renderRun(call.repository, runAt(call))))
  api.repository('GET', '/check-runs/:run/annotations', reads('checks'), (call) =>
    page(call.url, runAt(call).annotations, (one) => one),
  )
}

/** The check runs of a commit, the newest of each name unless `filter=all`. */
export function checkRunsOf(call: RepositoryCall, sha: string): HandlerAnswer {
  const name = call.query('check_name')
  const all = call.repository.checkRuns.filter((run) => run.headSha === sha && (!name || run.name === name)).reverse()
  const latest = all.filter((run, index) => all.findIndex((one) => one.name === run.name) === index)
  const found = call.query('filter') === 'all' ? all : latest
  const { slice, headers } = paged(call.url, found)
  const runs = slice.map((run) => renderRun(call.repository, run))
  return { status: 200, json: { total_count: found.length, check_runs: runs }, headers }
}

function requireApp(call: RepositoryCall): void {
  if (call.actor.kind !== 'installation') throw new HttpRefusal(403, 'You must authenticate via a GitHub App.')
}

function runAt(call: RepositoryCall): StoredCheckRun {
  const run = call.repository.checkRuns.find((one) => String(one.id) === call.param('run'))
  if (!run) throw notFound()
  return run
}

/** Annotations are appended, everything else is replaced. A conclusion completes the run. */
function update(call: RepositoryCall, run: StoredCheckRun, input: z.infer<typeof changes>): void {
  run.status = input.conclusion ? 'completed' : (input.status ?? run.status)
  run.conclusion = input.conclusion ?? run.conclusion
  run.detailsUrl = input.details_url ?? run.detailsUrl
  run.actions = input.actions ?? run.actions
  if (run.status === 'completed') run.completedAt = input.completed_at ?? call.store.clock.now()
  if (!input.output) return
  run.output = { title: input.output.title, summary: input.output.summary, text: input.output.text ?? null }
  const blob = `${call.repository.store.url}/${call.repository.owner.login}/${call.repository.name}/blob/${run.headSha}`
  run.annotations.push(...input.output.annotations.map((one) => annotationShape(one, blob)))
}

function annotationShape(one: z.infer<typeof annotation>, blob: string) {
  const { start_column = null, end_column = null, title = null, raw_details = null } = one
  const blob_href = `${blob}/${one.path.split('/').map(encodeURIComponent).join('/')}`
  return { ...one, start_column, end_column, title, raw_details, blob_href } satisfies Schemas['check-annotation']
}

/**
 * Presses a button of a run, or GitHub's own "Re-run" where `identifier` is missing, which takes its conclusion: the app is told.
 * @throws Refusal 404 for a button that the run does not have
 */
export function pressButton(
  repository: StoredRepository,
  run: StoredCheckRun,
  identifier: string | undefined,
  by: Account,
): void {
  const known = run.actions.some((one) => one.identifier === identifier)
  if (identifier !== undefined && !known) throw notFound()
  if (known) {
    tell(repository, run, 'requested_action', by, { requested_action: { identifier } })
    return
  }
  run.status = 'queued'
  run.conclusion = null
  run.completedAt = null
  tell(repository, run, 'rerequested', by)
}

function tell(repository: StoredRepository, run: StoredCheckRun, action: string, by: Account, more: object = {}): void {
  announce(repository, 'check_run', by, () => ({ action, check_run: renderRun(repository, run), ...more }))
}

function renderRun(repository: StoredRepository, run: StoredCheckRun) {
  const { store, owner, name } = repository
  const url = `${repositoryUrl(repository)}/check-runs/${run.id}`
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${store.url}/${owner.login}/${name}/runs/${run.id}`,
    // Without an address of its own, a run leads to the app's page.
    details_url: run.detailsUrl ?? renderApp(store).external_url,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.id },
    app: renderApp(store, run.by ?? store.app),
    pull_requests: [...repository.issues.values()].flatMap((issue) => {
      const { pull, state } = issue
      const shown = state === 'open' && pull?.headSha === run.headSha && pull.fork === undefined
      return shown ? [renderMinimalPull(issue, pull)] : []
    }),
  }
}
