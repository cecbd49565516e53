import type { Fault } from '../reconcile/ports.ts'
import type { Failure } from './failure.ts'

type Reason = Extract<Fault, { kind: 'refused' }>['reason']

/** Why GitHub said no: `because` and `remedy` are clauses of one sentence, without a full stop. */
export interface Refused {
  readonly reason: Reason | 'exists' | 'stale'
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

function row(
  statuses: readonly number[],
  says: RegExp | null,
  reason: Refused['reason'],
  because: string,
  remedy: string,
): Explanation {
  return { statuses, says, explain: () => ({ reason, because, remedy }) }
}

/** GitHub's ways of saying no, the first that fits counts. The words are those of GitHub's answers. */
export const explanations: readonly Explanation[] = [
  row([401], null, 'permission', 'GitHub does not accept its credentials', 'check the app id and the private key'),
  row(
    [403],
    /suspended/i,
    'not-installed',
    'its installation is suspended',
    'an owner can resume it in the account’s settings under “GitHub Apps”',
  ),
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
  row([403], /locked/i, 'permission', 'the conversation is locked', 'unlock it to let the app go on'),
  row(
    [403, 409, 422],
    /push protection|secret detected/i,
    'secret',
    'the text holds what looks like a password or a key, and push protection keeps it out of the repository',
    'take it out of the incident’s text and revoke it, since everybody who sees the incident can read it',
  ),
  row(
    [403, 409, 422],
    /rule violations|protected branch|push declined|pre-receive/i,
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
  row([410], null, 'missing', 'it was deleted', 'nothing is left to do there'),
  row([451], null, 'missing', 'GitHub blocked it for legal reasons', 'GitHub’s support can say more'),
  row(
    [409],
    /repository is empty/i,
    'empty-repository',
    'the repository has no commits yet',
    'push a first commit to let the app go on',
  ),
  row([409], null, 'stale', 'something changed at the same moment', later),
  row(
    [422],
    /reference already exists|pull request already exists|already_exists/i,
    'exists',
    'it exists already',
    later,
  ),
  row(
    [422],
    /"sha" wasn't supplied|object does not exist|no commit found/i,
    'stale',
    'something changed at the same moment',
    later,
  ),
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

function lackingPermission({ headers, says }: Failure): Refused {
  const wanted = (headers['x-accepted-github-permissions'] ?? '')
    .split(/[;,]/)
    .map((part) => /^\s*([a-z_]+)=([a-z]+)\s*$/.exec(part))
    .flatMap((match) => (match?.[1] && match[2] ? [`“${match[1].replaceAll('_', ' ')}: ${match[2]}”`] : []))
  const named = [...new Set(wanted)].join(' or ')
  if (named === '' && !/not accessible/i.test(says))
    return {
      reason: 'permission',
      because: 'GitHub forbids it',
      remedy: 'check the app’s permissions and the repository’s settings',
    }
  return {
    reason: 'permission',
    because: named === '' ? 'a permission is missing' : `the permission ${named} is missing`,
    remedy: 'an owner can grant it in the account’s settings under “GitHub Apps”',
  }
}
