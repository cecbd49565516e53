import { html } from 'hono/html'
import { icon } from '../icons.ts'
import type { LinkContext } from '../markdown/render.ts'
import type { ApiCommit, ApiIssue, ApiPull, ApiUser, ShownCheck } from '../shapes.ts'
import type { Visit } from '../visit.ts'
import { checkRow } from './checks.ts'
import { firstLine } from './files.ts'
import { tickForm } from './forms.ts'
import { badge, issueLook, pullLook, sign } from './lists.ts'
import { avatar, counted, type Html, labelChip, noHtml, time, who } from './people.ts'
import { mergeForm, reviewForm } from './pull-forms.ts'
import { assigneeMenu, type Choices, commentForm, labelMenu, spokenFoot, titleForm } from './talk-forms.ts'
import { said } from './timeline.ts'

function sidebar(around: Around, item: ApiIssue, more: Html = noHtml): Html {
  const { visit, repository, choices } = around
  const people = item.assignees ?? []
  const assignees = people.length === 0 ? html`<p class="muted">No one assigned</p>` : people.map(named)
  const labels =
    item.labels.length === 0
      ? html`<p class="muted">None yet</p>`
      : item.labels.map((one) => html`${labelChip(repository, one)} `)
  return html`<aside class="side"><section>${assigneeMenu(visit, item, choices)}${assignees}</section><section>${labelMenu(visit, item, choices)}${labels}</section>${more}</aside>`
}

function named(person: ApiUser): Html {
  return html`<div class="who">${avatar(person)} ${who(person)}</div>`
}

const descriptionTicks = 'tasks-description'

function description({ visit, place }: Around, item: ApiIssue): Html {
  const { number, user, created_at, body, reactions } = item
  const id = `issue-${number}`
  const foot = html`${tickForm(visit, descriptionTicks)}${spokenFoot(visit, { id: 'description', comment: undefined, body: body ?? '', reactions })}`
  const ticked = { ...place, ticks: descriptionTicks }
  return said({ id, author: user, verb: 'opened this', at: created_at, body, place: ticked, foot })
}

/** What both kinds of conversation stand in. */
export interface Around {
  readonly visit: Visit
  readonly place: LinkContext
  readonly repository: string
  readonly choices: Choices
}

/** The sub-issues of an issue with their progress; nothing without any. */
function subIssues(repository: string, found: readonly ApiIssue[]): Html {
  if (found.length === 0) return noHtml
  const done = found.filter(({ state }) => state === 'closed').length
  const rows = found.map((item) => {
    const own = repositoryOf(item) ?? repository
    const people = (item.assignees ?? []).map((person) => html`<span title="${person.login}">${avatar(person)}</span>`)
    return html`<li>${sign(issueLook(item))}<div class="grow"><a class="name" href="/${own}/issues/${item.number}">${item.title}</a><span class="muted small">${own === repository ? '' : own}#${item.number}</span></div>${people}</li>`
  })
  return html`<section class="box subs" aria-labelledby="sub-issues"><div class="box-head"><h2 id="sub-issues">Sub-issues</h2><span class="progress" role="img" aria-label="${done} of ${found.length} closed"><span class="bar"><i style="width:${Math.round((100 * done) / found.length)}%"></i></span>${done} of ${found.length}</span></div><ul class="rows">${rows}</ul></section>`
}

function repositoryOf({ html_url }: ApiIssue): string | undefined {
  return /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/\d+/.exec(html_url ?? '')?.[1]
}

/** The page of an issue: `thread` is what happened on it, in order. */
export function issuePage(options: {
  readonly around: Around
  readonly issue: ApiIssue
  readonly parent: ApiIssue | undefined
  readonly children: readonly ApiIssue[]
  readonly thread: readonly Html[]
}): Html {
  const { around, issue, parent, children, thread } = options
  const { visit, repository } = around
  const above =
    parent === undefined
      ? noHtml
      : html`<span>Parent: ${sign(issueLook(parent))} <a href="/${repositoryOf(parent) ?? repository}/issues/${parent.number}">${parent.title} #${parent.number}</a></span>`
  return html`<div class="title-row"><h1 class="title">${issue.title} <span class="muted">#${issue.number}</span></h1>${titleForm(visit, issue.title)}</div>
<div class="meta">${badge(issueLook(issue))} <span>${who(issue.user)} opened this ${time(issue.created_at)} · ${counted(issue.comments ?? 0, 'comment')}</span> ${above}</div>
<div class="columns"><div><div class="thread">${description(around, issue)}${subIssues(repository, children)}${thread}</div>${commentForm(visit, issue, 'issue')}</div>${sidebar(around, issue)}</div>`
}

export type PullTab = 'conversation' | 'commits' | 'files'

/** What stands above every page of a pull request: title, badge, branches and tabs. */
export function pullHead(
  visit: Visit,
  repository: string,
  pull: ApiPull,
  tab: PullTab,
  counts: { readonly commits: number; readonly files: number },
): Html {
  const root = `/${repository}/pull/${pull.number}`
  const here = (key: PullTab) => (key === tab ? html` aria-current="page"` : '')
  const look = pullLook(pull)
  const actor = look.tone === 'merged' ? pull.merged_by : pull.user
  const verb = look.tone === 'merged' ? 'merged' : 'wants to merge'
  const when = look.tone === 'merged' ? html` ${time(pull.merged_at)}` : noHtml
  return html`<div class="title-row"><h1 class="title">${pull.title} <span class="muted">#${pull.number}</span></h1>${tab === 'conversation' ? titleForm(visit, pull.title) : ''}</div>
<div class="meta" style="border:0;margin:0">${badge(look)} <span>${who(actor)} ${verb} ${counted(counts.commits, 'commit')} into <code class="branch">${pull.base.ref}</code> from <code class="branch">${pull.head.ref}</code>${when}</span></div>
<nav class="sub-tabs" aria-label="Pull request"><a href="${root}"${here('conversation')}>Conversation <span class="count">${pull.comments ?? 0}</span></a><a href="${root}/commits"${here('commits')}>Commits <span class="count">${counts.commits}</span></a><a href="${root}/files"${here('files')}>Files changed <span class="count">${counts.files}</span></a></nav>`
}

function ending({ visit, repository }: Around, pull: ApiPull, checks: readonly ShownCheck[]): Html {
  const look = pullLook(pull)
  const words = {
    merged: html`<b>Merged.</b> <span class="muted">The branch <code class="branch">${pull.head.ref}</code> is now part of <code class="branch">${pull.base.ref}</code>.</span>`,
    draft: html`<b>Still a draft.</b> <span class="muted">It can be merged once it is marked as ready for review.</span>`,
    open: html`<b>Ready to merge.</b> <span class="muted">Into <code class="branch">${pull.base.ref}</code>.</span>`,
    closed: html`<b>Closed without merging.</b> <span class="muted">Reopening it continues where it stopped.</span>`,
    done: noHtml,
    grey: noHtml,
  }
  const runs = checks.map((run) => checkRow(repository, run))
  const list = runs.length === 0 ? noHtml : html`<ul class="rows" aria-label="Checks">${runs}</ul>`
  return html`<div class="end" id="merging"><div class="box">${list}<div class="notice"><span class="dot ${look.tone}">${icon(look.icon)}</span><div><p>${words[look.tone]}</p>${mergeForm(visit, pull)}</div></div>${reviewForm(visit, pull)}</div></div>`
}

/** The conversation of a pull request: `thread` is what happened on it, in order. */
export function conversation(options: {
  readonly around: Around
  readonly pull: ApiPull
  readonly checks: readonly ShownCheck[]
  readonly thread: readonly Html[]
}): Html {
  const { around, pull, checks, thread } = options
  const reviewers = pull.requested_reviewers ?? []
  const asked = reviewers.length === 0 ? noHtml : html`<section><h2>Reviewers</h2>${reviewers.map(named)}</section>`
  return html`<div class="columns"><div><div class="thread">${description(around, pull)}${thread}</div>${ending(around, pull, checks)}${commentForm(around.visit, pull, 'pull')}</div>${sidebar(around, pull, asked)}</div>`
}

/** A list of commits, newest last, as the commits tab shows it. */
export function commitList(repository: string, found: readonly ApiCommit[]): Html {
  const rows = found.map(
    (one) =>
      html`<li>${icon('commit')}<div class="grow"><a class="name" style="font-size:14px" href="/${repository}/commit/${one.sha}">${firstLine(one.commit.message)}</a><div class="muted small">${avatar(one.author)} ${who(one.author)} committed ${time(one.commit.committer?.date ?? one.commit.author?.date)}</div></div><a class="mono muted" href="/${repository}/commit/${one.sha}">${one.sha.slice(0, 7)}</a></li>`,
  )
  return html`<div class="box"><ul class="rows">${rows}</ul></div>`
}

/** What stands above a commit's changes. */
export function commitHead(repository: string, one: ApiCommit): Html {
  const rest = one.commit.message.split('\n').slice(1).join('\n').trim()
  const parents = one.parents.map(
    ({ sha }) => html` <a class="mono" href="/${repository}/commit/${sha}">${sha.slice(0, 7)}</a>`,
  )
  return html`<h1 class="title">${firstLine(one.commit.message)}</h1>${rest === '' ? '' : html`<pre style="white-space:pre-wrap">${rest}</pre>`}
<div class="meta">${avatar(one.author)} ${who(one.author)} committed ${time(one.commit.committer?.date ?? one.commit.author?.date)} <span class="mono">${one.sha.slice(0, 7)}</span>${parents.length === 0 ? '' : html`<span>Parents:${parents}</span>`}</div>`
}
