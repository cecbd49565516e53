import { html } from 'hono/html'
import { type IconName, icon } from '../icons.ts'
import type { ApiIssue, ApiPull, ApiRepository } from '../shapes.ts'
import { linkButton } from './forms.ts'
import { counted, type Html, labelChip, noHtml, time, who } from './people.ts'

/** How a state looks: its word, its colour class and its drawing. */
export interface StateLook {
  readonly word: string
  readonly tone: 'open' | 'done' | 'closed' | 'grey' | 'merged' | 'draft'
  readonly icon: IconName
}

/** The look of an issue: open, closed as completed, as not planned or as a duplicate. */
export function issueLook({ state, state_reason }: Pick<ApiIssue, 'state' | 'state_reason'>): StateLook {
  if (state === 'open') return { word: 'Open', tone: 'open', icon: 'issue' }
  if (state_reason === 'not_planned') return { word: 'Closed as not planned', tone: 'grey', icon: 'skip' }
  if (state_reason === 'duplicate') return { word: 'Closed as duplicate', tone: 'grey', icon: 'skip' }
  return { word: state_reason === 'completed' ? 'Closed as completed' : 'Closed', tone: 'done', icon: 'check' }
}

/** The look of a pull request: draft, open, merged or closed. */
export function pullLook(pull: Pick<ApiPull, 'state' | 'draft' | 'merged' | 'merged_at'>): StateLook {
  if (pull.merged === true || typeof pull.merged_at === 'string')
    return { word: 'Merged', tone: 'merged', icon: 'merge' }
  if (pull.state !== 'open') return { word: 'Closed', tone: 'closed', icon: 'closedPull' }
  return pull.draft === true
    ? { word: 'Draft', tone: 'draft', icon: 'draft' }
    : { word: 'Open', tone: 'open', icon: 'pull' }
}

/** The coloured badge beside a title. */
export function badge(look: StateLook): Html {
  return html`<span class="state ${look.tone}">${icon(look.icon)} ${look.word}</span>`
}

/** A small sign for lists, in the state's colour. */
export function sign(look: StateLook): Html {
  return html`<span class="ink-${look.tone}">${icon(look.icon, look.word)}</span>`
}

/** One line of a list of issues or pull requests. */
export interface Row {
  readonly repository: string
  readonly kind: 'issues' | 'pull'
  readonly item: ApiIssue
  readonly look: StateLook
}

function row({ repository, kind, item, look }: Row): Html {
  const href = `/${repository}/${kind}/${item.number}`
  const talk =
    (item.comments ?? 0) > 0
      ? html`<a class="muted small hide-small" href="${href}" aria-label="${counted(item.comments ?? 0, 'comment')}">${icon('comment')} ${item.comments}</a>`
      : noHtml
  const when = item.state === 'open' ? html`opened ${time(item.created_at)}` : html`closed ${time(item.closed_at)}`
  return html`<li>${sign(look)}<div class="grow"><a class="name" href="${href}">${item.title}</a> ${item.labels.map((label) => html`${labelChip(repository, label)} `)}
<div class="muted small">#${item.number} by ${who(item.user)}, ${when}${assigned(item)}</div></div>${talk}</li>`
}

function assigned({ assignees }: ApiIssue): Html {
  const people = assignees ?? []
  return people.length === 0
    ? noHtml
    : html`, assigned to ${people.map((person, at) => html`${at > 0 ? ', ' : ''}${who(person)}`)}`
}

/** The list of issues or pull requests with its open and closed filter. */
export function list(options: {
  readonly heading: string
  readonly noun: string
  readonly path: string
  readonly state: string
  readonly labels: string | undefined
  readonly rows: readonly Row[]
  /** Whether one can be opened from here. */
  readonly isOpenable: boolean
}): Html {
  const { heading, noun, path, state, labels, rows, isOpenable } = options
  const label = labels === undefined ? '' : `&labels=${encodeURIComponent(labels)}`
  const filter = ['open', 'closed', 'all'].map(
    (key) =>
      html`<a href="${path}?state=${key}${label}"${key === state ? html` aria-current="true"` : ''}>${key.charAt(0).toUpperCase()}${key.slice(1)}</a>`,
  )
  const body =
    rows.length === 0
      ? html`<div class="empty"><b>No ${state === 'all' ? '' : `${state} `}${noun}</b><p>Nothing matches this filter.</p></div>`
      : html`<ul class="rows">${rows.map(row)}</ul>`
  return html`<div class="title-row"><h1 class="plain">${heading}${labels === undefined ? '' : html` <span class="muted">labelled ${labels}</span> <a class="small" href="${path}?state=${state}">clear</a>`}</h1>${isOpenable ? linkButton(`${path}/new`, 'New issue', 'main') : noHtml}</div>
<div class="box"><div class="filter" role="group" aria-label="Filter by state">${filter}<span class="push muted small">${counted(rows.length, noun.replace(/s$/, ''))}</span></div>${body}</div>`
}

/** The repositories of an organisation. */
export function repositoryList(heading: string, found: readonly ApiRepository[]): Html {
  const rows = found.map(
    (
      one,
    ) => html`<li>${icon('repository')}<div class="grow"><a class="name" href="/${one.full_name}">${one.full_name}</a> <span class="pill">${one.private === true ? 'Private' : 'Public'}</span>${one.archived === true ? html` <span class="pill">Archived</span>` : ''}
<div class="muted">${one.description ?? ''}</div><div class="muted small">Updated ${time(one.pushed_at ?? one.updated_at)}</div></div></li>`,
  )
  const body =
    rows.length === 0 ? html`<div class="empty"><b>No repositories</b></div>` : html`<ul class="rows">${rows}</ul>`
  return html`<h1 class="plain">${heading}</h1><div class="box">${body}</div>`
}
