import {
  blockedByLaw,
  changedMeanwhile,
  type Explanation,
  inItsWords,
  lackingPermission,
  seenByNextPass,
} from './refused.ts'
import { conditions } from './refused-conditions.ts'
import { elsewhereStatus, tooLargeStatus } from './transport.ts'

const tried = 'the app tries again by itself; if that does not help, show this line to those who run the app'

/** GitHub's ways of saying no, the first that fits counts. The words are those of GitHub's answers. */
export const explanations: readonly Explanation[] = [
  {
    statuses: [401],
    says: null,
    reason: 'permission',
    because: 'GitHub does not accept its credentials',
    remedy: 'check the app id and the private key',
  },
  {
    statuses: [403],
    says: /archived/i,
    reason: 'archived',
    because: 'the repository is archived',
    remedy: 'unarchive it in its settings to let the app go on',
  },
  {
    statuses: [403],
    says: /not permitted to create or approve pull requests/i,
    reason: 'permission',
    because: 'workflows may not open pull requests here',
    remedy: 'allow “GitHub Actions to create and approve pull requests” in the settings under Actions',
  },
  ...conditions,
  {
    statuses: [403, 409, 422],
    says: /push protection|secret detected/i,
    reason: 'secret',
    because: 'the text holds what looks like a password or a key, and push protection keeps it out of the repository',
    remedy: 'take it out of the incident’s text and revoke it, since everybody who sees the incident can read it',
  },
  // Rulesets say that rules are violated; classic protection says that it could not change a file, and why.
  {
    statuses: [403, 409, 422],
    says: /rule violations|protected branch|push declined|pre-receive hooks? |could not (?:update|create|delete) file:|cannot (?:update|create|delete) ref due to|branch name must match|changes must be made through|required status checks? |approving reviews? (?:is|are) required|must have verified signatures|not authorized to push/i,
    reason: 'rules',
    because: 'a rule of this repository forbids it',
    remedy: 'let the app bypass that rule in the repository’s settings under “Rules” or “Branches”',
  },
  { statuses: [403], says: null, explain: (answer) => lackingPermission(answer) },
  {
    statuses: [410],
    says: /disabled/i,
    reason: 'issues-disabled',
    because: 'issues are switched off in this repository',
    remedy: 'switch them on in its settings under “Features”',
  },
  {
    statuses: [410],
    says: /deleted|^$/i,
    reason: 'missing',
    because: 'it was deleted',
    remedy: 'nothing is left to do there',
  },
  // It may be a part of the API that GitHub takes away, so nothing is known of what was asked for.
  { statuses: [410], says: null, explain: (answer) => inItsWords(answer, 'outcome-unknown', tried) },
  { statuses: [451], says: null, explain: blockedByLaw },
  {
    statuses: [409],
    says: /repository is empty/i,
    reason: 'empty-repository',
    because: 'the repository has no commits yet',
    remedy: 'push a first commit to let the app go on',
  },
  {
    statuses: [409],
    says: /does not match|is at .{1,200} but expected|expected to be at/i,
    explain: changedMeanwhile,
  },
  // No race that is known, so nothing that would be over at once.
  { statuses: [409], says: null, explain: (answer) => inItsWords(answer, 'outcome-unknown', tried) },
  {
    statuses: [422],
    says: /reference already exists|pull request already exists|already_exists/i,
    reason: 'exists',
    because: 'it exists already',
    remedy: seenByNextPass,
  },
  { statuses: [422], says: /"sha" wasn't supplied|object does not exist|no commit found/i, explain: changedMeanwhile },
  {
    statuses: [422],
    says: /state cannot be changed|branch (has been|was) deleted/i,
    reason: 'missing',
    because: 'its branch is gone',
    remedy: 'restore the branch to let the app go on',
  },
  {
    statuses: [422],
    says: /not accessible to the parent installation/i,
    reason: 'not-installed',
    because: 'it is not installed on this repository',
    remedy: 'an owner can add the repository in the account’s settings under “GitHub Apps”',
  },
  {
    statuses: [elsewhereStatus],
    says: /another server/i,
    reason: 'invalid',
    because: 'GitHub pointed to another server, which gets neither the token nor what was written',
    remedy: 'if the server of GitHub has a new address, set GITHUB_API_URL to it',
  },
  {
    statuses: [tooLargeStatus],
    says: /answer is larger than/i,
    reason: 'invalid',
    because: 'GitHub’s answer is too large to be read',
    remedy: 'show this line to those who run the app',
  },
  {
    statuses: [404],
    says: null,
    reason: 'missing',
    because: 'GitHub shows no such thing to the app',
    remedy: 'if it exists, check that the app is installed there and has its permissions',
  },
]

/** The same for somebody who reads with a token, which has no installation and permissions of its own. */
export const tokenExplanations: readonly Explanation[] = [
  {
    statuses: [401],
    says: null,
    reason: 'permission',
    because: 'GitHub does not accept the token',
    remedy: 'check GITHUB_TOKEN: it may have expired, or be one of another server than GITHUB_API_URL',
  },
  ...conditions,
  {
    statuses: [403],
    says: null,
    reason: 'permission',
    because: 'GitHub forbids it to this token',
    remedy: 'check what the token may read, and whether the organization wants it authorized for single sign-on',
  },
  {
    statuses: [404],
    says: null,
    reason: 'missing',
    because: 'GitHub shows no such thing to this token',
    remedy: 'check the name, and that the token may read this repository',
  },
  ...explanations,
]
