import type { Mutation } from './mutation.ts'

/** A permission of the app's, as GitHub names it, that is needed to write. */
export type WritePermission = 'issues' | 'contents' | 'pull_requests' | 'checks'

/** What is to be known of a kind of mutation without carrying it out. */
export interface MutationTraits {
  /** The permissions without which GitHub refuses it for certain. */
  readonly needs: readonly WritePermission[]
  /**
   * Whether something that comes after it in a plan may wait for it. What stands alone is followed, and refused, by itself; so is
   * what goes with its like, but only its like does not wait for it.
   */
  readonly order: 'stands-alone' | 'with-its-like' | 'in-order'
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
  'open-publication': { needs: ['contents', 'pull_requests'], order: 'in-order', nextPass: 'never' },
  'write-file': { needs: ['contents'], order: 'in-order', nextPass: 'never' },
  'post-check': { needs: ['checks'], order: 'in-order', nextPass: 'never' },
  'open-item': { ...onIssue, nextPass: 'always' },
  'attach-item': { ...onIssue, nextPass: 'always' },
  // All that it changes is known in the pass that wants it; what is said of it waits for it.
  'edit-item': { needs: ['issues'], order: 'with-its-like', nextPass: 'never' },
  'fold-comment': { needs: ['issues'], order: 'stands-alone', nextPass: 'never' },
  'pin-comment': { needs: ['issues'], order: 'stands-alone', nextPass: 'never' },
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
  react: { ...onEither, order: 'stands-alone', nextPass: 'never' },
  answer: { ...onEither, order: 'stands-alone', nextPass: 'never' },
  'add-label': { ...onEither, order: 'stands-alone', nextPass: 'never' },
  'remove-label': { ...onEither, nextPass: 'never' },
}

/** Whether `later`, which comes after it in a plan, waits for it: then the plan ends before that one where GitHub refuses it. */
export function holdsUp(mutation: Pick<Mutation, 'do'>, later: Pick<Mutation, 'do'>): boolean {
  const { order } = mutationTraits[mutation.do]
  return order === 'in-order' || (order === 'with-its-like' && later.do !== mutation.do)
}

/** Whether it is refused by itself, so that nothing is to be learnt from the refusal of its like. */
export function isByItself(mutation: Pick<Mutation, 'do'>): boolean {
  return mutationTraits[mutation.do].order !== 'in-order'
}

/** Whether another pass follows at once, since the result can give it something to decide. */
export function needsAnotherPass(mutation: Mutation): boolean {
  const { nextPass } = mutationTraits[mutation.do]
  return nextPass === 'always' || (nextPass === 'when-new' && 'comment' in mutation && mutation.comment === null)
}
