import type { GitHubFault } from '../../reconcile/ports.ts'
import type { Failure } from './failure.ts'

type Reason = Extract<GitHubFault, { kind: 'refused' }>['reason']

/** Why GitHub said no: `because` and `remedy` are clauses of one sentence, without a full stop. */
export interface RefusedAnswer {
  /** `outcome-unknown`: no words that are known, so that it may be anything, and pass. */
  readonly reason: Reason | 'exists' | 'stale' | 'outcome-unknown'
  readonly because: string
  readonly remedy: string
}

/** One of GitHub's ways of saying no, and what it means. */
export type Explanation = {
  readonly statuses: readonly number[]
  /** What GitHub's words must match; `null` for any. */
  readonly says: RegExp | null
} & (RefusedAnswer | { readonly explain: (answer: Failure) => RefusedAnswer })

/** What the first of `explanations` that fits says of `answer`; `null` where none does. */
export function explained(answer: Failure, explanations: readonly Explanation[]): RefusedAnswer | null {
  const found = explanations.find(
    ({ statuses, says }) => statuses.includes(answer.status) && (says === null || says.test(answer.says)),
  )
  if (found === undefined) return null
  return 'explain' in found ? found.explain(answer) : found
}

/** With GitHub's words: who reads this has seen it come again and again, so that it may be something else. */
export function changedMeanwhile({ says }: Failure): RefusedAnswer {
  return {
    reason: 'stale',
    because: `something changed at the same moment${quotedAnswer(says)}`,
    remedy: seenByNextPass,
  }
}

/** With GitHub's words, which say whose law. */
export function blockedByLaw({ says }: Failure): RefusedAnswer {
  const because = `GitHub blocked it for legal reasons${quotedAnswer(says)}`
  return { reason: 'missing', because, remedy: 'GitHub’s support can say more' }
}

/** A refusal of words that no row knows, told by these words. */
export function inItsWords({ status, says }: Failure, reason: RefusedAnswer['reason'], remedy: string): RefusedAnswer {
  return { reason, because: `GitHub answered HTTP ${status}${quotedAnswer(says)}`, remedy }
}

/** GitHub's words within a sentence: one line, not too long, in quotes. */
export function quotedAnswer(text: string): string {
  return text === '' ? '' : `: “${text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200)}”`
}

/** Names the permission that would have been enough, where GitHub does. */
export function lackingPermission({ headers, says }: Failure): RefusedAnswer {
  const wanted = (headers['x-accepted-github-permissions'] ?? '')
    .split(/[;,]/)
    .map((part) => /^\s*([a-z_]+)=([a-z]+)\s*$/.exec(part))
    .flatMap((match) => (match?.[1] && match[2] ? [`“${match[1].replaceAll('_', ' ')}: ${match[2]}”`] : []))
  const named = [...new Set(wanted)].join(' or ')
  // Every refusal names what would have been enough, also one that has nothing to do with permissions.
  if (!/not accessible/i.test(says) && (named === '' || says !== ''))
    return {
      reason: 'permission',
      because: `GitHub forbids it${quotedAnswer(says)}`,
      remedy: 'check the app’s permissions and the repository’s settings',
    }
  return {
    reason: 'permission',
    because: named === '' ? 'a permission is missing' : `the permission ${named} is missing`,
    remedy: 'an owner can grant it in the account’s settings under “GitHub Apps”',
  }
}

/** The remedy of what another pass mends. */
export const seenByNextPass = 'its next pass sees that'
