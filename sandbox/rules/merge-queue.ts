import { moveRef, settleMerge } from '../git/branches.ts'
import { mergedOnTop } from '../git/merging.ts'
import { unprocessable } from '../http/refusal.ts'
import type { Account, MergeGroup, StoredIssue, StoredPull, StoredRepository } from '../store.ts'
import { announce } from '../webhooks/announce.ts'
import { ruleOf, unmet, unmetChecks, verdictOn } from './rules.ts'

/**
 * Puts a pull request into its base's merge queue: the merge is made on a branch of its own and `merge_group` asks for
 * checks of it. It lands once every required check has passed there; a failed one takes it out of the queue.
 * @throws Refusal 422 where there is no queue or something but checks is missing, 405 for a conflict
 */
export async function enqueue(issue: StoredIssue, pull: StoredPull, by: Account): Promise<MergeGroup> {
  const { repository } = issue
  if (!ruleOf(repository, pull.baseRef)?.mergeQueue) throw unprocessable(`There is no merge queue for ${pull.baseRef}`)
  if (issue.state === 'closed' || pull.draft) throw unprocessable('Pull request is not in a mergeable state')
  const [missing] = unmet(issue, pull, pull.headSha)
  if (missing !== undefined) throw unprocessable(missing)
  const { base, sha } = await mergedOnTop(issue, pull, by)
  const ref = `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${issue.number}-${base}`
  const group: MergeGroup = { issue, base, sha, ref, by }
  repository.mergeGroups.push(group)
  await moveRef(repository, ref, sha, by)
  await tell(repository, group, 'checks_requested')
  await settleQueue(repository)
  return group
}

/** Lands or drops the groups on whose checks the last word is spoken. */
export async function settleQueue(repository: StoredRepository): Promise<void> {
  for (const group of [...repository.mergeGroups]) {
    const reason = outcome(repository, group)
    if (reason === undefined) continue
    repository.mergeGroups.splice(repository.mergeGroups.indexOf(group), 1)
    const baseRef = `refs/heads/${baseOf(group)}`
    if (reason === 'merged') {
      settleMerge(group.issue, group.sha, group.by)
      await moveRef(repository, baseRef, group.sha, group.by)
    }
    await tell(repository, group, 'destroyed', { reason })
    await moveRef(repository, group.ref, undefined, group.by)
  }
}

function outcome(repository: StoredRepository, group: MergeGroup): 'merged' | 'invalidated' | 'dequeued' | undefined {
  const base = baseOf(group)
  const rule = ruleOf(repository, base)
  if (repository.git.refs.get(`refs/heads/${base}`) !== group.base) return 'invalidated'
  if (!rule || group.issue.state === 'closed') return 'dequeued'
  if (unmetChecks(repository, rule, group.sha).length === 0) return 'merged'
  const failed = rule.requiredChecks.some((name) => verdictOn(repository, name, group.sha) === 'failing')
  return failed ? 'dequeued' : undefined
}

function baseOf({ issue }: MergeGroup): string {
  return issue.pull?.baseRef ?? issue.repository.defaultBranch
}

async function tell(
  repository: StoredRepository,
  group: MergeGroup,
  action: 'checks_requested' | 'destroyed',
  extra: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const commit = await repository.git.read(group.sha)
  announce(repository, 'merge_group', group.by, () => ({
    action,
    merge_group: {
      head_sha: group.sha,
      head_ref: group.ref,
      base_sha: group.base,
      base_ref: `refs/heads/${baseOf(group)}`,
      head_commit: commit && {
        id: commit.sha,
        tree_id: commit.tree,
        message: commit.message,
        timestamp: commit.committer.date,
        author: { name: commit.author.name, email: commit.author.email },
        committer: { name: commit.committer.name, email: commit.committer.email },
      },
    },
    ...extra,
  }))
}
