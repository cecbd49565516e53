import { html } from 'hono/html'
import { type IconName, icon } from '../icons.ts'
import { type LinkContext, renderMarkdown } from '../markdown/render.ts'
import type { ApiComment, ApiCommit, ApiIssueEvent, ApiReview, ApiUser } from '../shapes.ts'
import type { Visit } from '../visit.ts'
import { firstLine } from './files.ts'
import { avatar, type Html, labelChip, noHtml, time, who } from './people.ts'
import { spokenFoot } from './talk-forms.ts'

/** One thing that happened on an issue or pull request; `at` orders them, and `id` those of the same second. */
export interface ShownEvent {
  readonly at: string
  /** What the API calls it: the sandbox counts all that it makes in one row, so a cause has the lower one. */
  readonly id?: number | undefined
  readonly shown: Html
}

/**
 * Moments by time; those of the same second by id, and those without one (commits) before them. Of equal ones the given
 * order stays.
 */
export function rowsInOrder(moments: readonly ShownEvent[]): readonly Html[] {
  return moments.toSorted((a, b) => a.at.localeCompare(b.at) || (a.id ?? 0) - (b.id ?? 0)).map(({ shown }) => shown)
}

function hiddenReason({ minimized }: ApiComment): string | undefined {
  if (minimized === true) return 'hidden'
  if (typeof minimized !== 'object' || minimized === null) return undefined
  return (minimized.reason ?? 'hidden').toLowerCase().replaceAll('_', ' ')
}

/** A text in a box under its author, as the description of an issue or as one of its comments. */
export function said(options: {
  readonly id: string
  readonly author: ApiUser | null | undefined
  readonly verb: string
  readonly at: string
  readonly edited?: boolean
  readonly body: string | null | undefined
  readonly place: LinkContext
  /** What can be done with it. */
  readonly foot?: Html
  readonly hidden?: string | undefined
}): Html {
  const { id, author, verb, at, edited, body, place, foot = noHtml, hidden } = options
  const words = (body ?? '').trim()
  const text =
    words === '' ? html`<p class="muted"><em>No description provided.</em></p>` : renderMarkdown(words, place)
  const box = html`<div class="box-head">${who(author)} <span>${verb} <a class="muted" href="#${id}">${time(at)}</a></span>${edited === true ? html`<span class="push small">edited</span>` : ''}</div>
<div class="box-body"><div class="md">${text}</div></div>${foot}`
  const inner =
    hidden === undefined
      ? html`<article class="box" id="${id}">${box}</article>`
      : html`<details class="box hidden-comment" id="${id}"><summary>This comment was hidden (${hidden}). Show it</summary>${box}</details>`
  return html`<div class="entry">${avatar(author, 'big')}${inner}</div>`
}

/** A comment; a hidden one stands folded under the reason. */
export function commentMoment(visit: Visit, comment: ApiComment, place: LinkContext): ShownEvent {
  const { id, user, created_at, updated_at, body, reactions } = comment
  const edited = typeof updated_at === 'string' && updated_at !== created_at
  const hidden = hiddenReason(comment)
  return {
    at: created_at,
    id,
    shown: said({
      id: `issuecomment-${id}`,
      author: user,
      verb: 'commented',
      at: created_at,
      edited,
      body,
      place,
      foot: spokenFoot(visit, { id: String(id), comment: id, body: body ?? '', reactions }),
      hidden,
    }),
  }
}

function line(tone: string, name: IconName, content: Html): Html {
  return html`<div class="event"><span class="dot ${tone}">${icon(name)}</span><div>${content}</div></div>`
}

/** A review: its verdict, and its text where it has one. */
export function reviewMoment(
  { id, state, body, user, submitted_at }: ApiReview,
  place: LinkContext,
): ShownEvent | undefined {
  if (typeof submitted_at !== 'string') return undefined
  const verdict = state.toUpperCase()
  const word =
    verdict === 'APPROVED'
      ? 'approved these changes'
      : verdict === 'CHANGES_REQUESTED'
        ? 'requested changes'
        : 'reviewed'
  const tone = verdict === 'APPROVED' ? 'open' : verdict === 'CHANGES_REQUESTED' ? 'closed' : ''
  const head = line(
    tone,
    verdict === 'APPROVED' ? 'check' : 'eye',
    html`${avatar(user)} ${who(user)} ${word} ${time(submitted_at)}`,
  )
  if ((body ?? '').trim() === '') return { at: submitted_at, id, shown: head }
  return {
    at: submitted_at,
    id,
    shown: html`${head}${said({ id: `pullrequestreview-${id}`, author: user, verb: 'left a review', at: submitted_at, body, place })}`,
  }
}

/** A commit in a conversation. */
export function commitMoment(commit: ApiCommit, repository: string): ShownEvent {
  const at = commit.commit.committer?.date ?? commit.commit.author?.date ?? ''
  const sha = html`<a class="mono muted" href="/${repository}/commit/${commit.sha}">${commit.sha.slice(0, 7)}</a>`
  return {
    at,
    shown: line(
      '',
      'commit',
      html`${avatar(commit.author)} ${who(commit.author)} ${firstLine(commit.commit.message)} ${sha}`,
    ),
  }
}

/** An event worth a line; undefined for those that GitHub does not show either (subscriptions, mentions). */
export function eventMoment(event: ApiIssueEvent, repository: string): ShownEvent | undefined {
  const shown = eventLine(event, repository)
  if (shown === undefined || typeof event.created_at !== 'string') return undefined
  return { at: event.created_at, id: event.id, shown }
}

function eventLine(event: ApiIssueEvent, repository: string): Html | undefined {
  const { actor, assignee, label, rename } = event
  const by = html`${avatar(actor)} ${who(actor)}`
  const when = time(event.created_at)
  const chip = label === null || label === undefined ? noHtml : labelChip(repository, label)
  const toSelf = assignee?.login === actor?.login
  const on =
    typeof event.commit_id === 'string'
      ? html` in <a class="mono" href="/${repository}/commit/${event.commit_id}">${event.commit_id.slice(0, 7)}</a>`
      : noHtml
  switch (event.event) {
    case 'labeled':
      return line('', 'tag', html`${by} added the ${chip} label ${when}`)
    case 'unlabeled':
      return line('', 'tag', html`${by} removed the ${chip} label ${when}`)
    case 'assigned':
      return line(
        '',
        'person',
        toSelf ? html`${by} took this on ${when}` : html`${by} assigned ${who(assignee)} ${when}`,
      )
    case 'unassigned':
      return line('', 'person', html`${by} unassigned ${who(assignee)} ${when}`)
    case 'closed':
      return event.state_reason === 'not_planned' || event.state_reason === 'duplicate'
        ? line('grey', 'skip', html`${by} closed this as ${event.state_reason.replace('_', ' ')} ${when}`)
        : line(
            'done',
            'check',
            html`${by} closed this${event.state_reason === 'completed' ? ' as completed' : ''}${on} ${when}`,
          )
    case 'reopened':
      return line('open', 'issue', html`${by} reopened this ${when}`)
    case 'merged':
      return line('merged', 'merge', html`${by} merged this${on} ${when}`)
    case 'renamed':
      return line(
        '',
        'pencil',
        html`${by} changed the title from <del>${rename?.from}</del> to <b>${rename?.to}</b> ${when}`,
      )
    case 'ready_for_review':
      return line('', 'eye', html`${by} marked this as ready for review ${when}`)
    case 'convert_to_draft':
    case 'converted_to_draft':
      return line('', 'draft', html`${by} turned this back into a draft ${when}`)
    case 'review_requested':
      return line('', 'eye', html`${by} asked ${who(event.requested_reviewer)} for a review ${when}`)
    case 'sub_issue_added':
      return line('', 'tree', html`${by} added a sub-issue ${when}`)
    case 'parent_issue_added':
      return line('', 'tree', html`${by} attached this to its parent ${when}`)
    case 'head_ref_deleted':
      return line('', 'pull', html`${by} deleted the branch ${when}`)
    default:
      return undefined
  }
}
