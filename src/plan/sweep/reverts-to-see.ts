import type { FollowUp } from '../../domain/plan.ts'
import { fullName, type RepositoryRef } from '../../domain/ref.ts'
import { revertedBy } from '../../domain/revert.ts'
import type { SweptRepository } from './checks-to-see.ts'

/**
 * The merged pull requests that took another one back: whatever that had closed is looked at once, should the delivery have been
 * lost. What was merged longer ago than a sweep looks back is left alone.
 */
export function revertsToSee(
  { pulls, since }: Pick<SweptRepository, 'pulls' | 'since'>,
  ref: RepositoryRef,
): readonly FollowUp[] {
  return pulls.flatMap((pull): readonly FollowUp[] => {
    const { number, merged, mergedAt, updatedAt } = pull
    const isLate = mergedAt === null || (since !== null && mergedAt < since)
    if (!merged || isLate || revertedBy(pull, fullName(ref)) === null) return []
    return [{ ref: { ...ref, kind: 'pull', number }, fingerprint: `revert ${updatedAt}` }]
  })
}
