import { z } from 'zod'

/**
 * The parts of GitHub's answers that the pages show. Everything optional in practice is optional here, so that a page
 * still appears when the API behind it leaves out a field.
 */
export const userShape = z.object({ login: z.string(), type: z.string().optional(), name: z.string().nullish() })
export const usersShape = z.array(userShape)
export const labelShape = z.object({ name: z.string(), color: z.string().nullish(), description: z.string().nullish() })
export const labelsShape = z.array(labelShape)
const reactions = z.record(z.string(), z.unknown())

export const repositoryShape = z.object({
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
export const repositoriesShape = z.array(repositoryShape)
export const installedShape = z.object({ repositories: repositoriesShape })

export const issueShape = z.object({
  number: z.number(),
  title: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  user: userShape.nullish(),
  labels: z.array(labelShape).default([]),
  assignees: z.array(userShape).nullish(),
  body: z.string().nullish(),
  comments: z.number().optional(),
  created_at: z.string(),
  closed_at: z.string().nullish(),
  closed_by: userShape.nullish(),
  html_url: z.string().nullish(),
  pull_request: z.unknown().optional(),
  draft: z.boolean().nullish(),
  reactions: reactions.nullish(),
})
export const issuesShape = z.array(issueShape)

const side = z.object({ ref: z.string(), sha: z.string() })
export const pullShape = issueShape.extend({
  node_id: z.string().optional(),
  merged: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  merged_by: userShape.nullish(),
  merge_commit_sha: z.string().nullish(),
  requested_reviewers: z.array(userShape).nullish(),
  head: side,
  base: side,
})
export const pullsShape = z.array(pullShape)

export const commentShape = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: userShape.nullish(),
  created_at: z.string(),
  updated_at: z.string().nullish(),
  minimized: z.union([z.boolean(), z.object({ reason: z.string().nullish() })]).nullish(),
  reactions: reactions.nullish(),
})
export const commentsShape = z.array(commentShape)

export const reviewShape = z.object({
  id: z.number(),
  state: z.string(),
  body: z.string().nullish(),
  user: userShape.nullish(),
  submitted_at: z.string().nullish(),
})
export const reviewsShape = z.array(reviewShape)

export const eventShape = z.object({
  id: z.number().optional(),
  event: z.string(),
  created_at: z.string().nullish(),
  actor: userShape.nullish(),
  label: z.object({ name: z.string(), color: z.string().nullish() }).nullish(),
  assignee: userShape.nullish(),
  requested_reviewer: userShape.nullish(),
  rename: z.object({ from: z.string(), to: z.string() }).nullish(),
  state_reason: z.string().nullish(),
  commit_id: z.string().nullish(),
})
export const eventsShape = z.array(eventShape)

const signature = z.object({ name: z.string().nullish(), date: z.string().nullish() }).nullish()
export const changedFileShape = z.object({
  filename: z.string(),
  previous_filename: z.string().nullish(),
  status: z.string(),
  additions: z.number().default(0),
  deletions: z.number().default(0),
  patch: z.string().nullish(),
})
export const changedFilesShape = z.array(changedFileShape)
export const commitShape = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string(), author: signature, committer: signature }),
  author: userShape.nullish(),
  parents: z.array(z.object({ sha: z.string() })).default([]),
  files: changedFilesShape.nullish(),
})
export const commitsShape = z.array(commitShape)

const entry = z.object({ name: z.string(), path: z.string(), type: z.string(), size: z.number().nullish() })
export const fileShape = entry.extend({
  sha: z.string().optional(),
  content: z.string().nullish(),
  encoding: z.string().nullish(),
})
export const contentsShape = z.union([z.array(entry), fileShape])

export const checkRunShape = z.object({
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
export const checkButtonsShape = z.array(
  z.object({ label: z.string(), description: z.string(), identifier: z.string() }),
)
export const checkRunsShape = z.object({ check_runs: z.array(checkRunShape) })
const annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  annotation_level: z.string().nullish(),
  title: z.string().nullish(),
  message: z.string().nullish(),
  raw_details: z.string().nullish(),
})
export const annotationsShape = z.array(annotation)

export const deploymentShape = z.object({
  id: z.number(),
  ref: z.string(),
  sha: z.string(),
  environment: z.string(),
  description: z.string().nullish(),
  creator: userShape.nullish(),
  created_at: z.string(),
})
export const deploymentsShape = z.array(deploymentShape)
export const deploymentStatusesShape = z.array(z.object({ state: z.string(), created_at: z.string() }))
export const releaseShape = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  prerelease: z.boolean().nullish(),
  author: userShape.nullish(),
  published_at: z.string().nullish(),
})
export const releasesShape = z.array(releaseShape)
export const workflowRunShape = z.object({
  id: z.number(),
  name: z.string().nullish(),
  display_title: z.string().nullish(),
  event: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  head_branch: z.string().nullish(),
  head_sha: z.string(),
  actor: userShape.nullish(),
  created_at: z.string(),
})
export const workflowRunsShape = z.object({ workflow_runs: z.array(workflowRunShape) })

export type ApiUser = z.infer<typeof userShape>
export type ApiLabel = z.infer<typeof labelShape>
export type ApiRepository = z.infer<typeof repositoryShape>
export type ApiIssue = z.infer<typeof issueShape>
export type ApiPull = z.infer<typeof pullShape>
export type ApiComment = z.infer<typeof commentShape>
export type ApiReview = z.infer<typeof reviewShape>
export type ApiIssueEvent = z.infer<typeof eventShape>
export type ApiChangedFile = z.infer<typeof changedFileShape>
export type ApiCommit = z.infer<typeof commitShape>
export type ApiEntry = z.infer<typeof entry>
export type ApiFile = z.infer<typeof fileShape>
export type ApiCheckRun = z.infer<typeof checkRunShape>
export type ApiAnnotation = z.infer<typeof annotation>
/** A check run with all that it says. */
export type ShownCheck = ApiCheckRun & { readonly annotations: readonly ApiAnnotation[] }
export type CheckButton = z.infer<typeof checkButtonsShape>[number]
export type ApiRelease = z.infer<typeof releaseShape>
export type ApiWorkflowRun = z.infer<typeof workflowRunShape>
/** A deployment and the states it went through, the newest first. */
export type ShownDeployment = z.infer<typeof deploymentShape> & {
  readonly statuses: z.infer<typeof deploymentStatusesShape>
}
