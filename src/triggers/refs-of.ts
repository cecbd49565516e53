// What each kind of delivery hints at. That a payload has its shape, and who sent it, was looked at before.

import type { z } from 'zod'
import { findMarker } from '../document/markers/markers.ts'
import { configurationCheck, reviewCheck, subjectOf } from '../domain/check.ts'
import { mayHoldCommands } from '../domain/commands/command.ts'
import { configurationPath } from '../domain/configuration-path.ts'
import { type IncidentRef, incidentOfDocument, parseFullName, type Ref } from '../domain/ref.ts'
import { incidentOfOwnBranch } from './names.ts'
import type {
  checkRun,
  checkSuite,
  installation,
  installationRepositories,
  issueComment,
  issues,
  mergeGroup,
  pullRequest,
  push,
  repository,
  subIssues,
} from './payloads.ts'
import { type DeliverySelf, isSelf, mayBeSelf } from './self.ts'

/** The name of the incident's label is configured per repository, so any label may be the one. */
const aboutLabels = new Set(['labeled', 'unlabeled'])

export function refsOfIssue({ action, issue, repository }: z.infer<typeof issues>, self: DeliverySelf): readonly Ref[] {
  const item = refsOfItem(issue, repository, self)
  if (item === null) {
    return aboutLabels.has(action) || issue.labels.length > 0 ? [incidentIn(repository, issue.number)] : []
  }
  return aboutLabels.has(action) && item.length === 1 && item[0]?.number !== issue.number
    ? [...item, incidentIn(repository, issue.number)]
    : item
}

interface IssueText {
  readonly number: number
  readonly body?: string | null | undefined
  readonly user?: z.infer<typeof issues>['issue']['user']
}

/** The incident of an action item, by its issue's marker; `null` for an issue without one that may be the app's. */
function refsOfItem(
  issue: IssueText,
  repository: RepositoryPayload,
  self: DeliverySelf,
): readonly IncidentRef[] | null {
  const marker = issue.body == null || !mayBeSelf(issue.user, self) ? null : findMarker(issue.body, 'item')
  if (marker === null) return null
  const itself = incidentIn(repository, issue.number)
  // An item that was transferred here: its own pass finds out whose it is.
  if (marker.repository !== repository.id) return [itself]
  // Another app may have copied it: only in an issue that the app wrote can it mean that this is no incident.
  return isSelf(issue.user, self)
    ? [incidentIn(repository, marker.incident)]
    : [incidentIn(repository, marker.incident), itself]
}

export function refsOfComment(payload: z.infer<typeof issueComment>, self: DeliverySelf): readonly Ref[] {
  const { action, issue, comment, repository } = payload
  const commands = action === 'created' && payload.sender?.type !== 'Bot' && hasCommand(comment.body)
  if (issue.pull_request != null) {
    return commands ? [{ kind: 'pull', ...repositoryName(repository), number: issue.number }] : []
  }
  const item = commands ? refsOfItem(issue, repository, self) : null
  if (item !== null) return item
  const itself = [incidentIn(repository, issue.number)]
  if (action === 'created') return commands || issue.labels.length > 0 ? itself : []
  // An edited comment is no new command; but the app's own one is put right when somebody changes or removes it.
  return isSelf(comment.user, self) ? itself : []
}

export function refsOfPull(payload: z.infer<typeof pullRequest>): readonly Ref[] {
  const { action, pull_request: pull, repository } = payload
  const incident = incidentOfPull(payload)
  // Any pull request may add a postmortem, or need the answer that it adds none.
  const review = reviewed.has(action) ? [reviewIn(repository, pull.number)] : []
  // People may have added a postmortem by hand.
  const byHand = action === 'closed' && pull.merged === true
  if (incident.length > 0 || (!aboutLabels.has(action) && !byHand)) return [...incident, ...review]
  // Somebody may have labelled a pull request as an incident: its pass says what to do instead.
  return [{ kind: 'pull', ...repositoryName(repository), number: pull.number }]
}

/** What changes the head of a pull request, the branch that it goes to, or whether it waits for a review. */
const reviewed = new Set(['opened', 'reopened', 'synchronize', 'edited', 'ready_for_review', 'converted_to_draft'])

export function refsOfReview(payload: z.infer<typeof pullRequest>): readonly Ref[] {
  return [...incidentOfPull(payload), reviewIn(payload.repository, payload.pull_request.number)]
}

function incidentOfPull({ pull_request: pull, repository }: z.infer<typeof pullRequest>): readonly Ref[] {
  // A branch of that name in a fork is somebody else's.
  if (pull.head.repo?.id !== repository.id) return []
  const incident = incidentOfOwnBranch(pull.head.ref)
  return incident === null ? [] : [incidentIn(repository, incident)]
}

/** By the button, or by GitHub's own "Re-run". */
export const askAgain = new Set(['requested_action', 'rerequested'])

export function refsOfCheckRun({ action, check_run: run, repository }: z.infer<typeof checkRun>): readonly Ref[] {
  const own = run.name === reviewCheck || run.name === configurationCheck
  const subject = askAgain.has(action) && own ? subjectOf(run.external_id ?? '') : null
  if (subject === null) return []
  if ('pull' in subject) return [reviewIn(repository, subject.pull)]
  return mergeGroupIn(repository, subject.base, run.head_sha)
}

export function refsOfCheckSuite({
  action,
  check_suite: suite,
  repository,
}: z.infer<typeof checkSuite>): readonly Ref[] {
  return action === 'rerequested' ? suite.pull_requests.map(({ number }) => reviewIn(repository, number)) : []
}

export function refsOfMergeGroup({
  action,
  merge_group: group,
  repository,
}: z.infer<typeof mergeGroup>): readonly Ref[] {
  if (action !== 'checks_requested') return []
  return mergeGroupIn(repository, group.base_ref.replace(/^refs\/heads\//, ''), group.head_sha)
}

function mergeGroupIn(repository: RepositoryPayload, base: string, sha: string): readonly Ref[] {
  return /^[0-9a-f]{40,64}$/.test(sha) ? [{ kind: 'merge-group', ...repositoryName(repository), base, sha }] : []
}

function reviewIn(repository: RepositoryPayload, number: number): Ref {
  return { kind: 'review', ...repositoryName(repository), number }
}

export function refsOfPush({ ref, commits, repository }: z.infer<typeof push>): readonly Ref[] {
  if (!ref.startsWith('refs/heads/')) return []
  const branch = ref.slice('refs/heads/'.length)
  const own = incidentOfOwnBranch(branch)
  if (own !== null) return [incidentIn(repository, own)]
  const paths = new Set(commits.flatMap((commit) => [...commit.added, ...commit.modified, ...commit.removed]))
  const documents = new Set([...paths].map(incidentOfDocument))
  const incidents = [...documents].filter((number) => number !== null).map((number) => incidentIn(repository, number))
  const configured = branch === repository.default_branch && paths.has(configurationPath)
  return configured ? [{ kind: 'repository', ...repositoryName(repository) }, ...incidents] : incidents
}

export function refsOfSubIssue(payload: z.infer<typeof subIssues>): readonly Ref[] {
  const { parent_issue: parent, parent_issue_repo: elsewhere, repository } = payload
  const name = elsewhere == null ? repositoryName(repository) : parseFullName(elsewhere.full_name)
  return name === null ? [] : [{ kind: 'incident', ...name, number: parent.number }]
}

/** The actions after which the app may act in repositories where it could not before. */
export const grantingActions = new Set(['created', 'unsuspend', 'new_permissions_accepted'])

export function refsOfInstallation({ action, repositories }: z.infer<typeof installation>): readonly Ref[] {
  return grantingActions.has(action) ? repositoriesNamed(repositories) : []
}

/** Those taken out, too: what was remembered of them is old, and the log says why nothing happens there any more. */
export function refsOfCoveredRepositories(payload: z.infer<typeof installationRepositories>): readonly Ref[] {
  return repositoriesNamed([...payload.repositories_added, ...payload.repositories_removed])
}

function repositoriesNamed(repositories: readonly { readonly full_name: string }[]): readonly Ref[] {
  return repositories.flatMap(({ full_name }): readonly Ref[] => {
    const name = parseFullName(full_name)
    return name === null ? [] : [{ kind: 'repository', ...name }]
  })
}

function incidentIn(repository: RepositoryPayload, number: number): IncidentRef {
  return { kind: 'incident', ...repositoryName(repository), number }
}

export type RepositoryPayload = z.infer<typeof repository>

export function repositoryName(repository: RepositoryPayload): { readonly owner: string; readonly repo: string } {
  return { owner: repository.owner.login, repo: repository.name }
}

function hasCommand(body: string | null | undefined): boolean {
  return body != null && mayHoldCommands(body)
}
