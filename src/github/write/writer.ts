import type { Writer } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { checkWrites } from './write-checks.ts'
import { commentWrites } from './write-comments.ts'
import { gitWrites } from './write-git.ts'
import { issueWrites } from './write-issues.ts'
import { labelWrites } from './write-labels.ts'
import { reviewWrites } from './write-reviews.ts'

/** The writes of a pass through GitHub's REST API, each sent once. */
export function createWriter(context: SessionContext): Writer {
  return {
    ...gitWrites(context),
    ...issueWrites(context),
    ...labelWrites(context),
    ...commentWrites(context),
    ...checkWrites(context),
    ...reviewWrites(context),
  }
}
