import type { z } from 'zod'
import { fullName, type Ref, refKey } from '../domain/ref.ts'
import type { Hint } from '../reconcile/ports.ts'
import type { Doer, Outsiders } from './outsiders.ts'
import {
  checkRun,
  checkSuite,
  installation,
  installationRepositories,
  issueComment,
  issues,
  mergeGroup,
  pullRequest,
  push,
  type sender,
  subIssues,
} from './payloads.ts'
import {
  askAgain,
  grantingActions,
  type RepositoryPayload,
  refsOfCheckRun,
  refsOfCheckSuite,
  refsOfComment,
  refsOfCoveredRepositories,
  refsOfInstallation,
  refsOfIssue,
  refsOfMergeGroup,
  refsOfPull,
  refsOfPush,
  refsOfReview,
  refsOfSubIssue,
  repositoryName,
} from './refs-of.ts'
import { type DeliverySelf, isSelf } from './self.ts'

/**
 * The refs that a delivery hints at, each with its reason (`issues.labeled`); an empty list for what concerns no
 * incident, what the app itself caused, and any payload of another shape. Never throws and reads nothing else.
 * `outsiders` says how soon each is looked at; without it all are what somebody waits for.
 */
export function refsOf(
  event: string,
  payload: unknown,
  self: DeliverySelf,
  outsiders: Outsiders | null = null,
): readonly Hint[] {
  const reading = { event, payload, self, outsiders }
  switch (event) {
    case 'issues':
      return read(issues, reading, refsOfIssue)
    case 'issue_comment':
      return read(issueComment, reading, refsOfComment)
    case 'pull_request':
    case 'pull_request_review':
      return read(pullRequest, reading, event === 'pull_request' ? refsOfPull : refsOfReview)
    case 'push':
      return read(push, reading, refsOfPush)
    case 'check_run':
      return read(checkRun, reading, refsOfCheckRun)
    case 'check_suite':
      return read(checkSuite, reading, refsOfCheckSuite)
    case 'merge_group':
      return read(mergeGroup, reading, refsOfMergeGroup)
    case 'sub_issues':
      return read(subIssues, reading, refsOfSubIssue)
    case 'installation':
      return behind(read(installation, reading, refsOfInstallation))
    case 'installation_repositories':
      return behind(read(installationRepositories, reading, refsOfCoveredRepositories))
    default:
      return []
  }
}

/** Nobody waits for these. */
function behind(hints: readonly Hint[]): readonly Hint[] {
  return hints.map((hint) => ({ ...hint, priority: 'sweep' }))
}

/** Whether a delivery can hint at anything, as far as its event and action tell: `refsOf` decides by the payload. */
export function canHint(event: string, action: string | null): boolean {
  switch (event) {
    case 'issues':
    case 'issue_comment':
    case 'pull_request':
    case 'pull_request_review':
    case 'push':
    case 'sub_issues':
    case 'installation_repositories':
      return true
    case 'check_run':
      return askAgain.has(action ?? '')
    case 'check_suite':
      return action === 'rerequested'
    case 'merge_group':
      return action === 'checks_requested'
    case 'installation':
      return grantingActions.has(action ?? '')
    default:
      return false
  }
}

type Sender = z.infer<typeof sender>

interface Reading {
  readonly event: string
  readonly payload: unknown
  readonly self: DeliverySelf
  readonly outsiders: Outsiders | null
}

type Delivered = { readonly action?: string; readonly sender?: Sender } & Authored

function read<T extends Delivered>(
  schema: z.ZodType<T>,
  { event, payload, self, outsiders }: Reading,
  refs: (payload: T, self: DeliverySelf) => readonly Ref[],
): readonly Hint[] {
  const parsed = schema.safeParse(payload)
  // What the app caused is dropped: the pass that acted has asked for its own follow-up.
  if (!parsed.success || isSelf(parsed.data.sender, self)) return []
  const { action } = parsed.data
  const reason = action === undefined ? event : `${event}.${action}`
  const doer = doerOf(parsed.data, action ?? null)
  return refs(parsed.data, self).map((ref) => {
    const urgency = doer && outsiders?.urgencyOf(doer, refKey(ref))
    return { ref, reason, ...(urgency ?? { priority: 'interactive' }) }
  })
}

type Written = z.infer<typeof issueComment>['comment']

/** The parts of a delivery that somebody wrote. */
interface Authored {
  readonly repository?: RepositoryPayload
  readonly comment?: Written
  readonly review?: Omit<Written, 'body'> | null | undefined
  readonly issue?: Omit<Written, 'body'>
  readonly pull_request?: Omit<Written, 'body'> & {
    readonly head?: { readonly repo?: { readonly id: number } | null | undefined }
  }
  readonly parent_issue_repo?: { readonly full_name: string } | null | undefined
}

type Parts = Pick<Authored, 'pull_request' | 'parent_issue_repo'>

/**
 * Who did it, and how GitHub says they are connected, where what they did is to their own words. Other apps do what nobody waits
 * for where they only talk; `null` for what else they do, such as setting the label.
 */
function doerOf({ sender: who, repository: where, ...parts }: Delivered, action: string | null): Doer | null {
  if (who == null || where === undefined) return null
  const written = parts.comment ?? parts.review ?? parts.issue ?? parts.pull_request
  const isTheirs = written?.user?.login.toLowerCase() === who.login.toLowerCase()
  if (who.type === 'Bot') {
    const talks = isTheirs && (parts.comment ?? parts.review) != null
    return talks ? { repository: repositoryName(where), login: who.login, association: 'NONE' } : null
  }
  if (!isTheirs && needsNoRole(parts, action, where))
    return { repository: repositoryName(where), login: who.login, association: 'NONE' }
  return {
    repository: repositoryName(where),
    login: who.login,
    association: (isTheirs && written?.author_association) || null,
  }
}

/**
 * What people can do to what others wrote without a role in the repository: push to the fork of a pull request that they are let into, and
 * attach an issue to one of a repository of their own.
 */
function needsNoRole(
  { pull_request: pull, parent_issue_repo: parent }: Parts,
  action: string | null,
  where: RepositoryPayload,
) {
  if (pull !== undefined) return action === 'synchronize' && pull.head?.repo?.id !== where.id
  return parent != null && parent.full_name.toLowerCase() !== fullName(repositoryName(where)).toLowerCase()
}
