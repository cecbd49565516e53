import { isRequiredCheck, reviewCheck } from '../../domain/check.ts'
import type { FollowUp } from '../../domain/plan.ts'
import { baseOfQueueBranch, incidentOfBranch, type RepositoryRef, refKey } from '../../domain/ref.ts'
import type { Pull, Repository } from '../../domain/repository.ts'
import type { Pass } from '../pass.ts'

/** What a sweep has read of a repository that bears on checks. */
export interface SweptRepository {
  readonly repository: Repository
  readonly pulls: readonly Pull[]
  /** Of the configuration. */
  readonly rules: string
  /** Pull requests that nobody touched since (ISO) are left alone; `null` for none. */
  readonly since: string | null
  readonly base: string | null
}

/**
 * The checks that a sweep looks after: those of open postmortems, added by hand or not, and where rules require the check
 * also those of every other open pull request and of the groups in merge queues. `undefined` while it is not read what is required.
 */
export function checksToSee(
  pass: Pass,
  { repository, pulls, rules, since, base }: SweptRepository,
  ref: RepositoryRef,
): readonly FollowUp[] | undefined {
  const { context } = pass
  const open = pulls.filter(({ state, updatedAt }) => state === 'open' && (since === null || updatedAt >= since))
  const isOwn = ({ head }: Pull) => head.repositoryId === repository.id && incidentOfBranch(head.ref) !== null
  // Of other pull requests only their files tell, which cost a request each: those with a document are looked at daily.
  const isDocument = (pull: Pull) => (context.skippable.get(refKey(review(pull).ref))?.requeueAt ?? null) !== null
  const isPostmortem = (pull: Pull) => isOwn(pull) || isDocument(pull)
  const review = ({ number, updatedAt, head }: Pull): FollowUp => {
    return { ref: { ...ref, kind: 'review', number }, fingerprint: `${rules}; ${updatedAt} ${head.sha}` }
  }
  if (open.every(isPostmortem)) return open.map(review)
  const branch = base ?? repository.defaultBranch
  const required = pass.ask({ ask: 'requiredChecks', branch })
  if (required === undefined) return undefined
  if (!isRequiredCheck(reviewCheck, required, context.self)) return open.filter(isPostmortem).map(review)
  const queued = pass.ask({ ask: 'branches', prefix: 'gh-readonly-queue/' })
  if (queued === undefined) return undefined
  const groups = queued.flatMap(({ name, sha }): readonly FollowUp[] => {
    const into = baseOfQueueBranch(name)
    return into === null ? [] : [{ ref: { ...ref, kind: 'merge-group', base: into, sha }, fingerprint: rules }]
  })
  return [...open.map(review), ...groups]
}
