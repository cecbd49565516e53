import type { BranchRule, StoredRepository } from '../store.ts'

/** A rule as `rules/branches` lists it: one entry for each thing that it asks for. */
export function renderRule(repository: StoredRepository, rule: BranchRule): readonly object[] {
  const source = {
    ruleset_source_type: 'Repository',
    ruleset_source: `${repository.owner.login}/${repository.name}`,
    ruleset_id: repository.id,
  }
  const pull = {
    type: 'pull_request',
    ...source,
    parameters: {
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_approving_review_count: rule.requiredReviews,
      required_review_thread_resolution: false,
    },
  }
  const checks = {
    type: 'required_status_checks',
    ...source,
    parameters: {
      required_status_checks: rule.requiredChecks.map((context) => ({ context })),
      strict_required_status_checks_policy: false,
    },
  }
  const queue = {
    type: 'merge_queue',
    ...source,
    parameters: {
      check_response_timeout_minutes: 60,
      grouping_strategy: 'ALLGREEN',
      max_entries_to_build: 1,
      max_entries_to_merge: 1,
      merge_method: 'MERGE',
      min_entries_to_merge: 1,
      min_entries_to_merge_wait_minutes: 0,
    },
  }
  return [
    ...(rule.requirePullRequest || rule.requiredReviews > 0 ? [pull] : []),
    ...(rule.requiredChecks.length > 0 ? [checks] : []),
    ...(rule.mergeQueue ? [queue] : []),
  ]
}
