import { HttpRefusal } from '../http/refusal.ts'
import { roleIn } from '../lookup.ts'
import type { BranchRule, StoredIssue, StoredPull, StoredRepository } from '../store.ts'
import { atLeast } from './roles.ts'

/** The rule of a branch, by its exact name. */
export function ruleOf(repository: StoredRepository, branch: string): BranchRule | undefined {
  return repository.rules.find((rule) => rule.branch === branch)
}

/** How a push comes, which decides over the words of its refusal: a file of the contents API, or a ref. */
export type Push =
  | { readonly by: 'refs' }
  | { readonly by: 'contents'; readonly change: 'create' | 'update' | 'delete' }

/**
 * Refuses a direct commit where a rule asks for a pull request, in the words of rulesets or of classic protection, all that
 * it misses in one message.
 * @throws Refusal 409 from the contents API, 422 from the refs API
 */
export function refusePush(repository: StoredRepository, branch: string, push: Push): void {
  const rule = ruleOf(repository, branch)
  if (!rule || !restricts(rule)) return
  const byPull = rule.requirePullRequest || rule.requiredReviews > 0 || rule.mergeQueue
  const sentences = [
    ...(byPull ? ['Changes must be made through a pull request.'] : []),
    ...rule.requiredChecks.map((name) => `Required status check "${name}" is expected.`),
  ]
  const said = sentences.join(' ')
  const classic = push.by === 'contents' ? `Could not ${push.change} file: ${said}` : said
  throw new HttpRefusal(push.by === 'contents' ? 409 : 422, rule.classic ? classic : violations(sentences))
}

/** Whether a rule keeps direct commits off its branch. */
export function restricts(rule: BranchRule): boolean {
  return rule.requirePullRequest || rule.requiredReviews > 0 || rule.requiredChecks.length > 0 || rule.mergeQueue
}

/**
 * Refuses a merge that the base's rule does not allow yet.
 * @throws Refusal 405 that says what is missing
 */
export function refuseMerge(issue: StoredIssue, pull: StoredPull): void {
  const rule = ruleOf(issue.repository, pull.baseRef)
  if (!rule) return
  const queue = rule.mergeQueue ? ['Changes must be made through the merge queue'] : []
  const missing = [...unmet(issue, pull, pull.headSha), ...queue]
  const [first] = missing
  if (first !== undefined) throw new HttpRefusal(405, rule.classic ? first : violations(missing))
}

/** What the base's rule still misses, a sentence each: reviews of the pull request, checks of `sha`. */
export function unmet(issue: StoredIssue, pull: StoredPull, sha: string): readonly string[] {
  const rule = ruleOf(issue.repository, pull.baseRef)
  if (!rule) return []
  const { requiredReviews: needed } = rule
  const enough = approvals(issue.repository, pull) >= needed
  const verb = needed === 1 ? 'review is' : 'reviews are'
  return [
    ...(enough ? [] : [`At least ${needed} approving ${verb} required by reviewers with write access.`]),
    ...unmetChecks(issue.repository, rule, sha),
  ]
}

/** The required checks that a commit does not have, a sentence each. */
export function unmetChecks(repository: StoredRepository, rule: BranchRule, sha: string): readonly string[] {
  return rule.requiredChecks.flatMap((name) => {
    const verdict = verdictOn(repository, name, sha)
    return verdict === 'passing' ? [] : [`Required status check "${name}" is ${verdict}.`]
  })
}

/** How the newest check run of that name stands on a commit. */
export function verdictOn(repository: StoredRepository, name: string, sha: string): 'passing' | 'failing' | 'expected' {
  const run = repository.checkRuns.filter((one) => one.name === name && one.headSha === sha).at(-1)
  if (run?.status !== 'completed') return 'expected'
  return ['success', 'neutral', 'skipped'].includes(run.conclusion ?? '') ? 'passing' : 'failing'
}

/** People with write access whose last word is an approval. */
function approvals(repository: StoredRepository, pull: StoredPull): number {
  const last = new Map(
    pull.reviews.filter(({ state }) => state !== 'COMMENTED').map(({ author, state }) => [author, state]),
  )
  return [...last].filter(([author, state]) => state === 'APPROVED' && atLeast(roleIn(repository, author), 'write'))
    .length
}

function violations(sentences: readonly string[]): string {
  return `Repository rule violations found\n\n${sentences.map((one) => `${one}\n\n`).join('')}`
}
