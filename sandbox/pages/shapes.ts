import { z } from 'zod'

/**
 * The parts of GitHub's answers that the pages show. Everything optional in practice is optional here, so that a page
 * still appears when the API behind it leaves out a field.
 */
export const user = z.object({ login: z.string(), type: z.string().optional(), name: z.string().nullish() })
export const users = z.array(user)
export const label = z.object({ name: z.string(), color: z.string().nullish(), description: z.string().nullish() })
export const labels = z.array(label)
const reactions = z.record(z.string(), z.unknown())

export const repository = z.object({
  name: z.string(),
  full_name: z.string(),
  description: z.string().nullish(),
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
  default_branch: z.string().nullish(),
  updated_at: z.string().nullish(),
  pushed_at: z.string().nullish(),
  permissions: z.object({ triage: z.boolean().optional() }).nullish(),
})
export const repositories = z.array(repository)
export const installed = z.object({ repositories })

export const issue = z.object({
  number: z.number(),
  title: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  user: user.nullish(),
  labels: z.array(label).default([]),
  assignees: z.array(user).nullish(),
  body: z.string().nullish(),
  comments: z.number().optional(),
  created_at: z.string(),
  closed_at: z.string().nullish(),
  closed_by: user.nullish(),
  html_url: z.string().nullish(),
  pull_request: z.unknown().optional(),
  draft: z.boolean().nullish(),
  reactions: reactions.nullish(),
})
export const issues = z.array(issue)

const side = z.object({ ref: z.string(), sha: z.string() })
export const pull = issue.extend({
  node_id: z.string().optional(),
  merged: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  merged_by: user.nullish(),
  merge_commit_sha: z.string().nullish(),
  requested_reviewers: z.array(user).nullish(),
  head: side,
  base: side,
})
export const pulls = z.array(pull)

export const comment = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: user.nullish(),
  created_at: z.string(),
  updated_at: z.string().nullish(),
  minimized: z.union([z.boolean(), z.object({ reason: z.string().nullish() })]).nullish(),
  reactions: reactions.nullish(),
})
export const comments = z.array(comment)

export const review = z.object({
  id: z.number(),
  state: z.string(),
  body: z.string().nullish(),
  user: user.nullish(),
  submitted_at: z.string().nullish(),
})
export const reviews = z.array(review)

export const event = z.object({
  id: z.number().optional(),
  event: z.string(),
  created_at: z.string().nullish(),
  actor: user.nullish(),
  label: z.object({ name: z.string(), color: z.string().nullish() }).nullish(),
  assignee: user.nullish(),
  requested_reviewer: user.nullish(),
  rename: z.object({ from: z.string(), to: z.string() }).nullish(),
  state_reason: z.string().nullish(),
  commit_id: z.string().nullish(),
})
export const events = z.array(event)

const signature = z.object({ name: z.string().nullish(), date: z.string().nullish() }).nullish()
export const changedFile = z.object({
  filename: z.string(),
  previous_filename: z.string().nullish(),
  status: z.string(),
  additions: z.number().default(0),
  deletions: z.number().default(0),
  patch: z.string().nullish(),
})
export const changedFiles = z.array(changedFile)
export const commit = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string(), author: signature, committer: signature }),
  author: user.nullish(),
  parents: z.array(z.object({ sha: z.string() })).default([]),
  files: changedFiles.nullish(),
})
export const commits = z.array(commit)

const entry = z.object({ name: z.string(), path: z.string(), type: z.string(), size: z.number().nullish() })
export const file = entry.extend({
  sha: z.string().optional(),
  content: z.string().nullish(),
  encoding: z.string().nullish(),
})
export const contents = z.union([z.array(entry), file])

export const checkRun = z.object({
  id: z.number(),
  name: z.string(),
  head_sha: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  completed_at: z.string().nullish(),
  output: z
    .object({ title: z.string().nullish(), summary: z.string().nullish(), text: z.string().nullish() })
    .nullish(),
  app: z.object({ name: z.string() }).nullish(),
  pull_requests: z.array(z.object({ number: z.number() })).default([]),
})
/** What GitHub's pages know and its API does not tell: the buttons that the app put on a run. */
export const checkButtons = z.array(z.object({ label: z.string(), description: z.string(), identifier: z.string() }))
export const checkRuns = z.object({ check_runs: z.array(checkRun) })
const annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  annotation_level: z.string().nullish(),
  title: z.string().nullish(),
  message: z.string().nullish(),
  raw_details: z.string().nullish(),
})
export const annotations = z.array(annotation)

export const deployment = z.object({
  id: z.number(),
  ref: z.string(),
  sha: z.string(),
  environment: z.string(),
  description: z.string().nullish(),
  creator: user.nullish(),
  created_at: z.string(),
})
export const deployments = z.array(deployment)
export const deploymentStatuses = z.array(z.object({ state: z.string(), created_at: z.string() }))
export const release = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  prerelease: z.boolean().nullish(),
  author: user.nullish(),
  published_at: z.string().nullish(),
})
export const releases = z.array(release)
export const workflowRun = z.object({
  id: z.number(),
  name: z.string().nullish(),
  display_title: z.string().nullish(),
  event: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  head_branch: z.string().nullish(),
  head_sha: z.string(),
  actor: user.nullish(),
  created_at: z.string(),
})
export const workflowRuns = z.object({ workflow_runs: z.array(workflowRun) })

export type User = z.infer<typeof user>
export type Label = z.infer<typeof label>
export type Repository = z.infer<typeof repository>
export type Issue = z.infer<typeof issue>
export type Pull = z.infer<typeof pull>
export type Comment = z.infer<typeof comment>
export type Review = z.infer<typeof review>
export type IssueEvent = z.infer<typeof event>
export type ChangedFile = z.infer<typeof changedFile>
export type Commit = z.infer<typeof commit>
export type Entry = z.infer<typeof entry>
export type File = z.infer<typeof file>
export type CheckRun = z.infer<typeof checkRun>
export type Annotation = z.infer<typeof annotation>
/** A check run with all that it says. */
export type ShownCheck = CheckRun & { readonly annotations: readonly Annotation[] }
export type CheckButton = z.infer<typeof checkButtons>[number]
export type Release = z.infer<typeof release>
export type WorkflowRun = z.infer<typeof workflowRun>
/** A deployment and the states it went through, the newest first. */
export type ShownDeployment = z.infer<typeof deployment> & {
  readonly statuses: z.infer<typeof deploymentStatuses>
}
