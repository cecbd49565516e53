import type { Mutation } from './mutation.ts'

/** A permission of the app's, as GitHub names it, that is needed to write. */
export type WritePermission = 'issues' | 'contents' | 'pull_requests' | 'checks'

/** What is to be known of a kind of mutation without carrying it out. */
export interface MutationTraits {
  /** The permissions without which GitHub refuses it for certain. */
  readonly needs: readonly WritePermission[]
  /** Whether something that comes after it in a plan may wait for it. What stands alone is followed, and refused, by itself. */
  readonly order: 'stands-alone' | 'in-order'
  /** Whether its result can give the next pass something to decide. */
  readonly nextPass: 'always' | 'never' | 'when-new'
}

const onIssue = { needs: ['issues'], order: 'in-order' } as const
const onPull = { needs: ['pull_requests'], order: 'in-order' } as const
/** On a pull request its own permission is enough, on an issue that one's: neither is needed for certain. */
const onEither = { needs: [], order: 'in-order' } as const

/** One row a kind: a new kind does not compile without its own. How each is carried out stands in `reconcile/apply.ts`. */
export const mutationTraits: { readonly [Kind in Mutation['do']]: MutationTraits } = {
  'open-postmortem': { needs: ['contents', 'pull_requests', 'issues'], order: 'in-order', nextPass: 'always' },
  'open-links-pull': { needs: ['contents', 'pull_requests'], order: 'in-order', nextPass: 'always' },
  'write-file': { needs: ['contents'], order: 'in-order', nextPass: 'never' },
  'post-check': { needs: ['checks'], order: 'in-order', nextPass: 'never' },
  'open-item': { ...onIssue, nextPass: 'always' },
  'attach-item': { ...onIssue, nextPass: 'always' },
  // All that it changes is known in the pass that wants it.
  'edit-item': { ...onIssue, nextPass: 'never' },
  // The incident's own pass follows.
  'reopen-item': { needs: ['issues'], order: 'stands-alone', nextPass: 'never' },
  'close-duplicate': { ...onIssue, nextPass: 'always' },
  'set-severity': { ...onIssue, nextPass: 'always' },
  'create-label': { ...onIssue, nextPass: 'never' },
  // A new comment has an id, which permanent links need; an edit changes nothing that a pass decides on.
  'post-status': { ...onIssue, nextPass: 'when-new' },
  'remove-comment': { ...onIssue, nextPass: 'never' },
  remind: { needs: ['issues'], order: 'stands-alone', nextPass: 'never' },
  'close-pull': { ...onPull, nextPass: 'always' },
  'reopen-pull': { ...onPull, nextPass: 'always' },
  'request-review': { ...onPull, nextPass: 'never' },
  assign: { ...onEither, nextPass: 'always' },
  react: { ...onEither, nextPass: 'never' },
  answer: { ...onEither, nextPass: 'never' },
  'add-label': { ...onEither, nextPass: 'never' },
  'remove-label': { ...onEither, nextPass: 'never' },
}

/** Whether nothing that comes after it in a plan waits for it, so that the plan goes on where GitHub refuses it. */
export function standsAlone(mutation: Pick<Mutation, 'do'>): boolean {
  return mutationTraits[mutation.do].order === 'stands-alone'
}

/** Whether another pass follows at once, since the result can give it something to decide. */
export function needsAnotherPass(mutation: Mutation): boolean {
  const { nextPass } = mutationTraits[mutation.do]
  return nextPass === 'always' || (nextPass === 'when-new' && 'comment' in mutation && mutation.comment === null)
}
