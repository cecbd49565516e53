import { z } from 'zod'
import { resolve } from '../git/history.ts'
import { created, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { notFound, unprocessable } from '../http/refusal.ts'
import { nodeId } from '../node-id.ts'
import { reads, writes } from '../rules/access.ts'
import { renderAccount } from '../shapes/account.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import { deploymentStates, type StoredDeployment, type StoredDeploymentStatus } from '../shipping.ts'
import type { StoredRepository } from '../store.ts'
import { announce } from '../webhooks/announce.ts'

const newDeployment = z.object({
  ref: z.string().min(1),
  task: z.string().default('deploy'),
  environment: z.string().default('production'),
  description: z.string().nullable().default(null),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
})
const newStatus = z.object({
  state: z.enum(deploymentStates),
  description: z.string().max(140).default(''),
  auto_inactive: z.boolean().default(true),
})

/** https://docs.github.com/en/rest/deployments */
export function deploymentRoutes(api: ApiRoutes): void {
  const seen = reads('deployments')
  const wrote = writes('write', 'deployments')
  api.repository('GET', '/deployments', seen, (call) => {
    const asked = (['sha', 'ref', 'task', 'environment'] as const).flatMap((name) => {
      const value = call.query(name)
      return value === undefined ? [] : [{ name, value }]
    })
    const found = call.repository.shipping.deployments.filter((one) =>
      asked.every(({ name, value }) => one[name] === value),
    )
    return page(call.url, found.toReversed(), (one) => renderDeployment(call.repository, one))
  })
  api.repository('GET', '/deployments/:deployment', seen, (call) =>
    okJson(renderDeployment(call.repository, deploymentAt(call))),
  )
  api.repository('POST', '/deployments', wrote, async (call) => {
    const { transient_environment, production_environment, ...input } = call.body(newDeployment)
    const commit = await resolve(call.repository, input.ref)
    if (commit === undefined) throw unprocessable(`No ref found for: ${input.ref}`)
    const deployment: StoredDeployment = {
      id: call.store.nextId(),
      ...input,
      isTransient: transient_environment,
      isProduction: production_environment ?? input.environment === 'production',
      sha: commit.sha,
      creator: call.doer(),
      createdAt: call.store.clock.now(),
      statuses: [],
    }
    call.repository.shipping.deployments.push(deployment)
    return created(renderDeployment(call.repository, deployment))
  })
  api.repository('GET', '/deployments/:deployment/statuses', seen, (call) => {
    const deployment = deploymentAt(call)
    return page(call.url, deployment.statuses.toReversed(), (one) => renderStatus(call.repository, deployment, one))
  })
  api.repository('POST', '/deployments/:deployment/statuses', wrote, (call) => {
    const deployment = deploymentAt(call)
    const { auto_inactive: replaces, ...input } = call.body(newStatus)
    const status = add(call, deployment, input)
    if (replaces && status.state === 'success') {
      for (const one of replacedBy(call.repository, deployment)) add(call, one, { state: 'inactive', description: '' })
    }
    return created(renderStatus(call.repository, deployment, status))
  })
}

/** Adds a status, and tells the app of it. */
function add(
  call: RepositoryCall,
  deployment: StoredDeployment,
  input: Pick<StoredDeploymentStatus, 'state' | 'description'>,
): StoredDeploymentStatus {
  const creator = call.doer()
  const status: StoredDeploymentStatus = {
    id: call.store.nextId(),
    ...input,
    creator,
    createdAt: call.store.clock.now(),
  }
  deployment.statuses.push(status)
  announce(call.repository, 'deployment_status', creator, () => ({
    action: 'created',
    deployment: renderDeployment(call.repository, deployment),
    deployment_status: renderStatus(call.repository, deployment, status),
  }))
  return status
}

/**
 * The earlier deployments that stood in the same environment, which a successful one makes inactive (`auto_inactive`):
 * none of those to a transient or a production environment, as GitHub documents it.
 */
function replacedBy(
  { shipping }: StoredRepository,
  { id, environment }: StoredDeployment,
): readonly StoredDeployment[] {
  return shipping.deployments.filter(
    (one) =>
      one.id < id &&
      one.environment === environment &&
      !one.isTransient &&
      !one.isProduction &&
      one.statuses.at(-1)?.state === 'success',
  )
}

function deploymentAt(call: RepositoryCall): StoredDeployment {
  const found = call.repository.shipping.deployments.find(({ id }) => String(id) === call.param('deployment'))
  if (!found) throw notFound()
  return found
}

function renderDeployment(repository: StoredRepository, one: StoredDeployment) {
  const url = `${repositoryUrl(repository)}/deployments/${one.id}`
  const lastAt = one.statuses.at(-1)?.createdAt ?? one.createdAt
  return {
    url,
    id: one.id,
    node_id: nodeId('DE', one.id),
    sha: one.sha,
    ref: one.ref,
    task: one.task,
    payload: {},
    original_environment: one.environment,
    environment: one.environment,
    description: one.description,
    creator: renderAccount(repository.store, one.creator),
    created_at: one.createdAt,
    updated_at: lastAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(repository),
    transient_environment: one.isTransient,
    production_environment: one.isProduction,
  }
}

function renderStatus(repository: StoredRepository, deployment: StoredDeployment, one: StoredDeploymentStatus) {
  const url = `${repositoryUrl(repository)}/deployments/${deployment.id}`
  return {
    url: `${url}/statuses/${one.id}`,
    id: one.id,
    node_id: nodeId('DES', one.id),
    state: one.state,
    creator: renderAccount(repository.store, one.creator),
    description: one.description,
    environment: deployment.environment,
    target_url: '',
    created_at: one.createdAt,
    updated_at: one.createdAt,
    deployment_url: url,
    repository_url: repositoryUrl(repository),
    environment_url: '',
    log_url: '',
  }
}
