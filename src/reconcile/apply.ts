import {
  type Mutation,
  type OpenItem,
  type OpenLinksPull,
  type OpenPostmortem,
  type OpenPublication,
  type SetSeverity,
  statusLink,
} from '../domain/mutation.ts'
import type { RepositoryName } from '../domain/ref.ts'
import { GitHubError, type Writer } from './ports.ts'
import { postCheck } from './post-check.ts'
import type { RecentWrites } from './recent-writes.ts'

/** Where a mutation is carried out. */
export interface ApplyContext {
  readonly repository: RepositoryName
  readonly writer: Writer
  readonly recent: RecentWrites
}

/** Carries one mutation out. Throws `GitHubError` at the first request that did not succeed. */
export async function apply(mutation: Mutation, context: ApplyContext): Promise<void> {
  const { writer } = context
  switch (mutation.do) {
    case 'open-postmortem':
      return openPostmortem(mutation, context)
    case 'open-item':
      return openItem(mutation, context)
    case 'open-links-pull':
      return openLinksPull(mutation, context)
    case 'open-publication':
      return openPublication(mutation, context)
    case 'post-check':
      return postCheck(mutation, context)
    case 'write-file':
      return writer.writeFile(mutation)
    case 'assign':
      return writer.assign(mutation.number, mutation.logins)
    case 'post-status':
      if (mutation.comment !== null) return edit(mutation.comment, mutation.body, context)
      await comment(mutation.number, mutation.body, context)
      return
    case 'remove-comment':
      return writer.removeComment(mutation.comment)
    case 'react':
      return writer.react(mutation.comment, mutation.reaction, mutation.in)
    case 'edit-item':
      return writer.editItem(mutation)
    case 'create-label':
      return writer.createLabel(mutation, mutation.in)
    case 'add-label':
      return writer.addLabel(mutation.number, mutation.label, mutation.in)
    case 'remove-label':
      return writer.removeLabel(mutation.number, mutation.label)
    case 'set-severity':
      return setSeverity(mutation, context)
    case 'attach-item':
      return writer.attachSubIssue(mutation.incident, mutation.id, mutation.in)
    case 'close-duplicate':
      return writer.closeAsDuplicate(mutation.number, mutation.body, mutation.in)
    case 'fold-comment':
      return writer.foldComment(mutation.node, mutation.in)
    case 'pin-comment':
      return writer.pinComment(mutation.comment)
    case 'reopen-item':
      return writer.reopenIssue(mutation.number)
    case 'close-pull':
      return writer.closePull(mutation.number)
    case 'reopen-pull':
      return writer.reopenPull(mutation.number)
    case 'request-review':
      return writer.requestReview(mutation.number, mutation.reviewer)
    case 'answer':
    case 'remind':
      await comment(mutation.number, mutation.body, context, mutation.in)
      return
  }
}

/** The new label first: at no moment is the incident without a severity. */
async function setSeverity({ number, label, others }: SetSeverity, { writer }: ApplyContext): Promise<void> {
  await writer.addLabel(number, label)
  for (const other of others) await writer.removeLabel(number, other)
}

/** A comment that is gone must not be laid over the next pass's reading, or no pass would ever see that it is gone. */
async function edit(id: number, body: string, { repository, writer, recent }: ApplyContext): Promise<void> {
  try {
    await writer.editComment(id, body)
  } catch (error) {
    if (error instanceof GitHubError && error.fault.kind === 'stale') await recent.forgetComment(repository, id)
    throw error
  }
}

async function comment(number: number, body: string, context: ApplyContext, elsewhere?: RepositoryName) {
  const { repository, writer, recent } = context
  const made = await writer.createComment(number, body, elsewhere)
  await recent.remember(elsewhere ?? repository, { kind: 'comment', on: number, comment: made })
  return made
}

/**
 * The order matters: the branch is the lock against a second process, so the document and the pull request come after
 * it. The status comment goes out beside it, since the document links it; should another process have been first, the
 * next pass removes the stray one.
 */
async function openPostmortem(mutation: OpenPostmortem, context: ApplyContext): Promise<void> {
  const { writer, repository, recent } = context
  const { status, branch, startFrom } = mutation
  const [locked, posted] = await Promise.allSettled([
    startFrom === null ? undefined : writer.createBranch({ name: branch, sha: startFrom }),
    'url' in status ? status : comment(mutation.incident, status.body, context),
  ])
  if (locked.status === 'rejected') throw locked.reason
  if (posted.status === 'rejected') throw posted.reason
  const { url } = posted.value
  const linked = (text: string) => text.replaceAll(statusLink, url)
  if (mutation.document) {
    const { path, text, message } = mutation.document
    await writer.writeFile({ branch, path, text: linked(text), message, sha: null })
  }
  const { title, body, baseBranch } = mutation
  const pull = await writer.openPull({ title, body: linked(body), head: branch, base: baseBranch, draft: true })
  await recent.remember(repository, { kind: 'pull', branch, pull })
}

async function openItem(mutation: OpenItem, { writer, repository, recent }: ApplyContext): Promise<void> {
  const { attachTo } = mutation
  const issue = await writer.createIssue(mutation, mutation.in)
  await recent.remember(mutation.in ?? repository, { kind: 'issue', issue, under: null })
  if (attachTo === null) return
  await writer.attachSubIssue(attachTo, issue.id, mutation.in)
  await recent.remember(repository, { kind: 'issue', issue, under: attachTo })
}

/** The branch first: it is the lock. A pull request that another process was first to open is seen by the next pass. */
async function openPublication(mutation: OpenPublication, { writer }: ApplyContext): Promise<void> {
  const { branch, startFrom, file, pull, baseBranch, in: elsewhere } = mutation
  if (startFrom !== null) await writer.createBranch({ name: branch, sha: startFrom }, elsewhere)
  if (file !== null) await writer.writeFile({ branch, ...file }, elsewhere)
  if (pull !== null) await writer.openPull({ ...pull, head: branch, base: baseBranch, draft: true }, elsewhere)
}

async function openLinksPull(mutation: OpenLinksPull, { writer, repository, recent }: ApplyContext): Promise<void> {
  const { branch, startFrom, file, title, body, baseBranch } = mutation
  if (startFrom !== null) await writer.createBranch({ name: branch, sha: startFrom })
  if (file) await writer.writeFile({ branch, ...file })
  const pull = await writer.openPull({ title, body, head: branch, base: baseBranch, draft: false })
  await recent.remember(repository, { kind: 'pull', branch, pull })
}
