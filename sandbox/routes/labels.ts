import { z } from 'zod'
import { created, noContent, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { invalid, notFound } from '../http/refusal.ts'
import { addLabels, removeLabel, setLabels } from '../issue-changes.ts'
import { createLabel, labelNamed } from '../labels.ts'
import { reads, writes } from '../rules/access.ts'
import { renderLabel } from '../shapes/issue.ts'
import type { StoredIssue, StoredLabel } from '../store.ts'
import { issueAt, labelInput, labelsNamed } from './parts.ts'

const color = z.string().regex(/^[0-9a-f]{6}$/i, 'is not a hex colour of 6 characters')
const newLabel = z.object({
  name: z.string().min(1).max(50),
  color: color.optional(),
  description: z.string().max(100).nullish(),
})
const changes = newLabel.partial().extend({ new_name: z.string().min(1).max(50).optional() })
const several = z.union([z.object({ labels: z.array(labelInput).default([]) }), z.array(labelInput)])

/** https://docs.github.com/en/rest/issues/labels */
export function labelRoutes(api: ApiRoutes): void {
  const seen = reads('issues', 'pull_requests')
  const labelled = writes('triage', 'issues', 'pull_requests')
  const kept = writes('write', 'issues', 'pull_requests')

  api.repository('GET', '/labels', seen, (call) =>
    page(call.url, [...call.repository.labels.values()], (label) => renderLabel(call.repository, label)),
  )
  api.repository('POST', '/labels', kept, (call) => {
    const input = call.body(newLabel)
    refuseTaken(call, input.name)
    return created(renderLabel(call.repository, createLabel(call.repository, input)))
  })
  api.repository('GET', '/labels/:name', seen, (call) => okJson(renderLabel(call.repository, labelAt(call))))
  api.repository('PATCH', '/labels/:name', kept, (call) => {
    const label = labelAt(call)
    const { new_name: name = label.name, color = label.color, description } = call.body(changes)
    if (name.toLowerCase() !== label.name.toLowerCase()) refuseTaken(call, name)
    call.repository.labels.delete(label.name.toLowerCase())
    Object.assign(label, { name, color, ...(description !== undefined && { description }) })
    call.repository.labels.set(name.toLowerCase(), label)
    return okJson(renderLabel(call.repository, label))
  })
  api.repository('DELETE', '/labels/:name', kept, (call) => {
    const label = labelAt(call)
    for (const issue of call.repository.issues.values()) removeLabel(issue, call.doer(), label)
    call.repository.labels.delete(label.name.toLowerCase())
    return noContent
  })

  api.repository('GET', '/issues/:number/labels', seen, (call) =>
    page(call.url, issueAt(call).labels, (label) => renderLabel(call.repository, label)),
  )
  api.repository('POST', '/issues/:number/labels', labelled, (call) => {
    const issue = issueAt(call)
    addLabels(issue, call.doer(), wanted(call))
    return labelsOf(issue)
  })
  api.repository('PUT', '/issues/:number/labels', labelled, (call) => {
    const issue = issueAt(call)
    setLabels(issue, call.doer(), wanted(call))
    return labelsOf(issue)
  })
  api.repository('DELETE', '/issues/:number/labels', labelled, (call) => {
    setLabels(issueAt(call), call.doer(), [])
    return noContent
  })
  api.repository('DELETE', '/issues/:number/labels/:name', labelled, (call) => {
    const issue = issueAt(call)
    const label = labelNamed(call.repository, call.param('name'))
    if (!label || !issue.labels.includes(label)) throw notFound('Label does not exist')
    removeLabel(issue, call.doer(), label)
    return labelsOf(issue)
  })
}

function wanted(call: RepositoryCall): StoredLabel[] {
  const body = call.body(several)
  return labelsNamed(call.repository, Array.isArray(body) ? body : body.labels)
}

function labelsOf(issue: StoredIssue) {
  return okJson(issue.labels.map((label) => renderLabel(issue.repository, label)))
}

function labelAt(call: RepositoryCall): StoredLabel {
  const label = labelNamed(call.repository, call.param('name'))
  if (!label) throw notFound()
  return label
}

function refuseTaken(call: RepositoryCall, name: string): void {
  if (labelNamed(call.repository, name)) throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' })
}
