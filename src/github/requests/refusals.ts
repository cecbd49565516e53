import type { Fault } from '../../reconcile/ports.ts'
import type { Failure } from './failure.ts'
import { elsewhereStatus, tooLargeStatus } from './transport.ts'

type Reason = Extract<Fault, { kind: 'refused' }>['reason']

/** Why GitHub said no: `because` and `remedy` are clauses of one sentence, without a full stop. */
export interface Refused {
  /** `unclear`: no words that are known, so that it may be anything, and pass. */
  readonly reason: Reason | 'exists' | 'stale' | 'unclear'
  readonly because: string
  readonly remedy: string
}

interface Explanation {
  readonly statuses: readonly number[]
  /** What GitHub's words must match; `null` for any. */
  readonly says: RegExp | null
  readonly explain: (answer: Failure) => Refused
}

const later = 'its next pass sees that'
const tried = 'the app tries again by itself; if that does not help, show this line to those who run the app'

function row(
  statuses: readonly number[],
  says: RegExp | null,
  reason: Refused['reason'],
  because: string,
  remedy: string,
): Explanation {
  return { statuses, says, explain: () => ({ reason, because, remedy }) }
}

/**
 * 403s that are neither a missing permission nor a rule. Somebody who reads with a token meets them, too. The words are
 * those of recorded answers.
 */
const conditions: readonly Explanation[] = [
  row(
    [403],
    /IP allow list/i,
    'permission',
    'the organization lets in only the addresses on its IP allow list',
    'an owner can add the address of this server to that list, in the organization’s settings under “Authentication security”',
  ),
  row(
    [403],
    /SAML enforcement|single sign-on/i,
    'permission',
    'the organization protects this with SAML single sign-on',
    'an owner can authorize the access for the organization, in its settings or by the address that GitHub gives with a token',
  ),
  row(
    [403],
    /installation (?:has been|is|was) suspended/i,
    'not-installed',
    'its installation is suspended',
    'an owner can resume it in the account’s settings under “GitHub Apps”',
  ),
  row(
    [403],
    /account (?:has been|is|was) (?:suspended|flagged|locked)/i,
    'permission',
    'GitHub has suspended the account',
    'GitHub’s support can say more',
  ),
  row(
    [403],
    /trade controls?|trade restriction|sanction/i,
    'permission',
    'GitHub has disabled the repository for trade restrictions',
    'GitHub’s support can say more',
  ),
  row(
    [403],
    /repository access blocked|access to this repository has been (?:disabled|blocked)|repository (?:has been|is|was) (?:disabled|blocked|locked)/i,
    'permission',
    'GitHub has blocked the repository',
    'its owner can see why on its page, and GitHub’s support can say more',
  ),
  row(
    [403, 422],
    /(?:more than|maximum of|limit of) 2,?500 comments/i,
    'invalid',
    'the conversation has 2,500 comments, and GitHub takes no more',
    'go on in a new issue',
  ),
  row(
    [403, 422],
    /interaction limit|interactions? (?:on|with|in) this repository (?:has been|have been|is|are) (?:restricted|limited)|temporarily (?:restricted|limited) (?:interactions|to)/i,
    'permission',
    'an interaction limit is in force in this repository',
    'it ends by itself, or somebody can lift it in the settings under “Moderation”',
  ),
  row([403], /\blocked\b/i, 'permission', 'the conversation is locked', 'unlock it to let the app go on'),
]

/** GitHub's ways of saying no, the first that fits counts. The words are those of GitHub's answers. */
export const explanations: readonly Explanation[] = [
  row([401], null, 'permission', 'GitHub does not accept its credentials', 'check the app id and the private key'),
  row(
    [403],
    /archived/i,
    'archived',
    'the repository is archived',
    'unarchive it in its settings to let the app go on',
  ),
  row(
    [403],
    /not permitted to create or approve pull requests/i,
    'permission',
    'workflows may not open pull requests here',
    'allow “GitHub Actions to create and approve pull requests” in the settings under Actions',
  ),
  ...conditions,
  row(
    [403, 409, 422],
    /push protection|secret detected/i,
    'secret',
    'the text holds what looks like a password or a key, and push protection keeps it out of the repository',
    'take it out of the incident’s text and revoke it, since everybody who sees the incident can read it',
  ),
  // Rulesets say that rules are violated; classic protection says that it could not change a file, and why.
  row(
    [403, 409, 422],
    /rule violations|protected branch|push declined|pre-receive hooks? |could not (?:update|create|delete) file:|cannot (?:update|create|delete) ref due to|branch name must match|changes must be made through|required status checks? |approving reviews? (?:is|are) required|must have verified signatures|not authorized to push/i,
    'rules',
    'a rule of this repository forbids it',
    'let the app bypass that rule in the repository’s settings under “Rules” or “Branches”',
  ),
  { statuses: [403], says: null, explain: (answer) => lackingPermission(answer) },
  row(
    [410],
    /disabled/i,
    'issues-disabled',
    'issues are switched off in this repository',
    'switch them on in its settings under “Features”',
  ),
  row([410], /deleted|^$/i, 'missing', 'it was deleted', 'nothing is left to do there'),
  // It may be a part of the API that GitHub takes away, so nothing is known of what was asked for.
  { statuses: [410], says: null, explain: (answer) => inItsWords(answer, 'unclear', tried) },
  { statuses: [451], says: null, explain: blockedByLaw },
  row(
    [409],
    /repository is empty/i,
    'empty-repository',
    'the repository has no commits yet',
    'push a first commit to let the app go on',
  ),
  {
    statuses: [409],
    says: /does not match|is at .{1,200} but expected|expected to be at/i,
    explain: changedMeanwhile,
  },
  // No race that is known, so nothing that would be over at once.
  { statuses: [409], says: null, explain: (answer) => inItsWords(answer, 'unclear', tried) },
  row(
    [422],
    /reference already exists|pull request already exists|already_exists/i,
    'exists',
    'it exists already',
    later,
  ),
  { statuses: [422], says: /"sha" wasn't supplied|object does not exist|no commit found/i, explain: changedMeanwhile },
  row(
    [422],
    /state cannot be changed|branch (has been|was) deleted/i,
    'missing',
    'its branch is gone',
    'restore the branch to let the app go on',
  ),
  row(
    [422],
    /not accessible to the parent installation/i,
    'not-installed',
    'it is not installed on this repository',
    'an owner can add the repository in the account’s settings under “GitHub Apps”',
  ),
  row(
    [elsewhereStatus],
    /another server/i,
    'invalid',
    'GitHub pointed to another server, which gets neither the token nor what was written',
    'if the server of GitHub has a new address, set GITHUB_API_URL to it',
  ),
  row(
    [tooLargeStatus],
    /answer is larger than/i,
    'invalid',
    'GitHub’s answer is too large to be read',
    'show this line to those who run the app',
  ),
  row(
    [404],
    null,
    'missing',
    'GitHub shows no such thing to the app',
    'if it exists, check that the app is installed there and has its permissions',
  ),
]

/** The same for somebody who reads with a token, which has no installation and permissions of its own. */
export const tokenExplanations: readonly Explanation[] = [
  row(
    [401],
    null,
    'permission',
    'GitHub does not accept the token',
    'check GITHUB_TOKEN: it may have expired, or be one of another server than GITHUB_API_URL',
  ),
  ...conditions,
  row(
    [403],
    null,
    'permission',
    'GitHub forbids it to this token',
    'check what the token may read, and whether the organization wants it authorized for single sign-on',
  ),
  row(
    [404],
    null,
    'missing',
    'GitHub shows no such thing to this token',
    'check the name, and that the token may read this repository',
  ),
  ...explanations,
]

/** With GitHub's words: who reads this has seen it come again and again, so that it may be something else. */
function changedMeanwhile({ says }: Failure): Refused {
  return { reason: 'stale', because: `something changed at the same moment${quoted(says)}`, remedy: later }
}

function blockedByLaw({ says }: Failure): Refused {
  const because = `GitHub blocked it for legal reasons${quoted(says)}`
  return { reason: 'missing', because, remedy: 'GitHub’s support can say more' }
}

/** A refusal of words that no row knows, told by these words. */
function inItsWords({ status, says }: Failure, reason: Refused['reason'], remedy: string): Refused {
  return { reason, because: `GitHub answered HTTP ${status}${quoted(says)}`, remedy }
}

/** GitHub's words within a sentence: one line, not too long, in quotes. */
export function quoted(text: string): string {
  return text === '' ? '' : `: “${text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200)}”`
}

function lackingPermission({ headers, says }: Failure): Refused {
  const wanted = (headers['x-accepted-github-permissions'] ?? '')
    .split(/[;,]/)
    .map((part) => /^\s*([a-z_]+)=([a-z]+)\s*$/.exec(part))
    .flatMap((match) => (match?.[1] && match[2] ? [`“${match[1].replaceAll('_', ' ')}: ${match[2]}”`] : []))
  const named = [...new Set(wanted)].join(' or ')
  // Every refusal names what would have been enough, also one that has nothing to do with permissions.
  if (!/not accessible/i.test(says) && (named === '' || says !== ''))
    return {
      reason: 'permission',
      because: `GitHub forbids it${quoted(says)}`,
      remedy: 'check the app’s permissions and the repository’s settings',
    }
  return {
    reason: 'permission',
    because: named === '' ? 'a permission is missing' : `the permission ${named} is missing`,
    remedy: 'an owner can grant it in the account’s settings under “GitHub Apps”',
  }
}
