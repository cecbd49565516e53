import { findMarker, renderMarker } from '../../../document/markers/markers.ts'
import { type Issue, mayCommand } from '../../../domain/issue.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { emptyPlan, type FollowUp, type Plan } from '../../../domain/plan.ts'
import { fullName, type PullRef } from '../../../domain/ref.ts'
import type { Pull } from '../../../domain/repository.ts'
import { revertedBy } from '../../../domain/revert.ts'
import { isOwn } from '../../../domain/self.ts'
import type { RepositoryPass } from '../../pass.ts'
import { isPosted } from '../../reminders/posted-slot.ts'
import { isRefused } from '../../status/refused.ts'
import { waiting } from '../../status/speaking.ts'
import { text } from '../../texts.ts'

/**
 * Plans what becomes of the items that a pull request had closed, once another one that takes it back is merged: each is open
 * again, with a comment that says why, once. What somebody closed meanwhile, or closes again, stays closed. `null` for any other
 * pull request.
 */
export function planRevert(pass: RepositoryPass, ref: PullRef, revert: Pull): Plan | null {
  const { refusals, configuration } = pass
  const number = revertedBy(revert, fullName(ref))
  if (number === null || number === ref.number || !revert.merged || revert.mergedAt === null) return null
  const undone = pass.ask({ ask: 'pull', number })
  const trusted = isTrusted(pass, revert)
  if (undone === undefined || trusted === undefined) return waiting(pass)
  if (!trusted || !undone?.merged || undone.base.ref !== revert.base.ref) return null
  const items = closedItems(pass, number, revert.mergedAt)
  if (items === undefined) return waiting(pass)
  const wanted = items.map((item) => reopened(pass, item, { revert, undone }))
  const known = wanted.filter((one) => one !== undefined)
  if (known.length < wanted.length) return waiting(pass)
  const mutations = known.flat().filter((mutation) => !isRefused(mutation, refusals))
  if (configuration.mode === 'observe') return { ...emptyPlan, withheld: mutations }
  const incidents = new Set(items.map(({ incident }) => incident))
  const followUps = [...incidents].map((one): FollowUp => {
    return { ref: { ...ref, kind: 'incident', number: one }, fingerprint: null }
  })
  return { ...emptyPlan, mutations, followUps, notes: refusals.map(({ sentence }) => sentence) }
}

/** Anybody can write that a pull request takes another one back: it counts from those who may push here, or command. */
function isTrusted(pass: RepositoryPass, { head, author }: Pull): boolean | undefined {
  if (head.repositoryId === pass.repository.id) return true
  const role = pass.ask({ ask: 'role', login: author.login })
  return role && mayCommand(role)
}

interface ClosedItem {
  readonly issue: Issue
  readonly incident: number
}

/** The items that were closed by the merge of this pull request, and are so still. `undefined` while not read. */
function closedItems(pass: RepositoryPass, pull: number, before: string): readonly ClosedItem[] | undefined {
  const closing = { ask: 'closingIssues', pull } as const
  // Where GitHub has no words for it, nothing is known to be closed by it.
  const numbers = pass.refused(closing) ? [] : pass.ask(closing)
  const lookups = numbers?.map((number) => pass.ask({ ask: 'issue', number }))
  if (lookups === undefined || lookups.includes(undefined)) return undefined
  const items = lookups.flatMap((lookup) => {
    const item = lookup?.found ? itemOf(lookup.issue, pass) : null
    return item?.issue.closedAt != null && item.issue.closedAt <= before ? [item] : []
  })
  if (items.length === 0) return []
  const closed = items.map(({ issue }) => issue.number).toSorted((one, other) => one - other)
  const linked = { ask: 'issueLinks', numbers: closed.join(',') } as const
  const links = pass.refused(linked) ? [] : pass.ask(linked)
  return (
    links &&
    items.filter(({ issue }) => {
      const closer = links.find(({ number }) => number === issue.number)?.closer
      return closer?.kind === 'pull' && closer.number === pull
    })
  )
}

function itemOf(issue: Issue, { repository, context }: RepositoryPass): ClosedItem | null {
  const marker = isOwn(issue.author, context.self) ? findMarker(issue.body, 'item') : null
  return marker?.repository === repository.id ? { issue, incident: marker.incident } : null
}

/** The comment comes first: once the item is open, nobody can tell any more that it is owed. `undefined` while not read. */
function reopened(
  pass: RepositoryPass,
  { issue }: ClosedItem,
  { revert, undone }: { readonly revert: Pull; readonly undone: Pull },
): readonly Mutation[] | undefined {
  const { context } = pass
  const slot = `revert/${revert.number}`
  const talk = pass.ask({ ask: 'comments', number: issue.number })
  if (talk === undefined) return undefined
  const of = `#${issue.number}`
  const said: Mutation = {
    rule: 'tell-reverted',
    of,
    do: 'remind',
    number: issue.number,
    slot,
    body: text(context.templates, 'reverted', {
      marker: renderMarker({ kind: 'reminder', slot }),
      mentions: issue.assignees.map((login) => `@${login}`).join(' '),
      revert: revert.number,
      undone: undone.number,
    }),
  }
  const reopen: Mutation = { rule: 'reopen-item', of, do: 'reopen-item', number: issue.number }
  return isPosted(slot, talk, context.self) ? [reopen] : [said, reopen]
}
