import { z } from 'zod'

/**
 * The few fields of GitHub's webhook payloads that say which ref an event is about. Everything else is cut off here. Only
 * what names the ref must be there: accounts may be gone, and anything else left out or `null`.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export const sender = z.object({ login: z.string(), type: z.string().nullish() }).nullish().catch(null)

export const repository = z.object({
  id: z.number(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string().nullish(),
})

const number = z.int().positive()

/** A list; what is left out or `null` is an empty one. */
const listOf = <T>(entry: z.ZodType<T>) =>
  z
    .array(entry)
    .nullish()
    .transform((list) => list ?? [])

/** Somebody wrote it; `author_association` says how they are connected with the repository, as far as the app may see. */
const written = {
  user: z.object({ login: z.string() }).nullish().catch(null),
  author_association: z.string().nullish(),
}

const issue = z.object({
  number,
  body: z.string().nullish(),
  labels: listOf(z.unknown()),
  ...written,
  pull_request: z.unknown().optional(),
})

const pull = z.object({
  number,
  merged: z.boolean().nullish(),
  labels: listOf(z.unknown()),
  ...written,
  head: z.object({ ref: z.string(), repo: z.object({ id: z.number() }).nullish() }),
})

export const issues = z.object({ action: z.string(), issue, repository, sender })

export const issueComment = z.object({
  action: z.string(),
  issue,
  comment: z.object({ body: z.string().nullish(), ...written }),
  repository,
  sender,
})

export const pullRequest = z.object({
  action: z.string(),
  pull_request: pull,
  review: z.object(written).nullish(),
  repository,
  sender,
})

const paths = listOf(z.string())

export const push = z.object({
  ref: z.string(),
  commits: listOf(z.object({ added: paths, modified: paths, removed: paths })),
  repository,
  sender,
})

export const checkRun = z.object({
  action: z.string(),
  check_run: z.object({ name: z.string(), head_sha: z.string(), external_id: z.string().nullish() }),
  repository,
  sender,
})

export const checkSuite = z.object({
  action: z.string(),
  check_suite: z.object({ pull_requests: listOf(z.object({ number })) }),
  repository,
  sender,
})

export const mergeGroup = z.object({
  action: z.string(),
  merge_group: z.object({ head_sha: z.string(), head_ref: z.string(), base_ref: z.string() }),
  repository,
  sender,
})

export const subIssues = z.object({
  action: z.string(),
  parent_issue: z.object({ number }),
  /** Absent when the parent stands in the repository of the event. */
  parent_issue_repo: z.object({ full_name: z.string() }).nullish(),
  repository,
  sender,
})

const installed = listOf(z.object({ full_name: z.string() }))

export const installation = z.object({ action: z.string(), repositories: installed, sender })
export const installationRepositories = z.object({
  action: z.string(),
  repositories_added: installed,
  repositories_removed: installed,
  sender,
})
